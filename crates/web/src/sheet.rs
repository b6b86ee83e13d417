//! `/campaigns/{name}/requests.csv`: the selection of the list as a table for spreadsheets.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use csv::{Terminator, WriterBuilder};
use domain::standing::Standing;
use findings::safe;
use store::campaigns;
use store::requests::{self, Row};

use crate::Pages;
use crate::extract::{Named, Selection};
use crate::list::chosen;
use crate::problem::Problem;

const COLUMNS: [&str; 10] = [
    "reference",
    "authority_code",
    "authority",
    "standing",
    "day_zero",
    "due",
    "acknowledged_on",
    "answered_on",
    "late",
    "bounced_on",
];

/// Gives the selection of the list as CSV (RFC 4180), all of it.
pub(crate) async fn download(
    State(pages): State<Pages>,
    Named(name): Named,
    selection: Selection,
) -> Result<Response, Problem> {
    let stored = campaigns::get(&pages.desk, &name).await.map_err(Problem::with_the_named)?;
    let (rows, _) = requests::list(&pages.desk, stored.id, &chosen(&selection)?, pages.date()).await?;
    let file: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_string()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{file}-requests.csv\"")),
    ];
    Ok((headers, table(&rows)?).into_response())
}

fn table(rows: &[Row]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for row in rows {
        writer.write_record(record(row))?;
    }
    writer.into_inner().map_err(|unfinished| csv::Error::from(unfinished.into_error()))
}

fn record(row: &Row) -> [String; 10] {
    let day = |date: Option<NaiveDate>| date.map_or(String::new(), |date| date.to_string());
    let late = match row.standing {
        Standing::Answered { late, .. } => late.to_string(),
        Standing::Overdue { .. } => true.to_string(),
        Standing::Unsent
        | Standing::InDoubt { .. }
        | Standing::Undeliverable { .. }
        | Standing::Awaiting { .. }
        | Standing::Uncounted { .. }
        | Standing::WithUs { .. }
        | Standing::Lapsed { .. }
        | Standing::Withdrawn { .. } => String::new(),
    };
    [
        safe(&row.reference),
        safe(&row.code),
        safe(&row.authority),
        row.standing.name().into(),
        day(row.started_on),
        day(row.due),
        day(row.acknowledged_on),
        day(row.answered_on),
        late,
        day(row.bounced_on),
    ]
}
