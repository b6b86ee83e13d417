//! `/campaigns/{name}/requests`: the requests of a campaign, filtered by the address.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use domain::clock::Hold;
use domain::moment::in_words;
use domain::standing::Standing;
use store::campaigns::{self, Stored};
use store::requests::{self, Filter, Row};
use store::{Desk, Error};

use crate::extract::{Named, Selection};
use crate::frame::{Frame, Shown, html};
use crate::problem::Problem;
use crate::tag::{self, Tag};
use crate::{Pages, links, shown};

/// Requests on a page.
const SIZE: u64 = 50;

/// The requests of a campaign that a selection lets through.
#[derive(Debug, PartialEq, Eq, Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    frame: Frame,
    title: String,
    board: String,
    here: String,
    all: String,
    sheet: String,
    standing: String,
    words: String,
    chips: Vec<Chip>,
    caption: String,
    rows: Vec<Line>,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Debug, PartialEq, Eq)]
struct Chip {
    tag: Option<Tag>,
    count: u64,
    link: String,
    chosen: bool,
}

#[derive(Debug, PartialEq, Eq)]
struct Line {
    reference: String,
    link: String,
    code: String,
    authority: String,
    tag: Tag,
    day_zero: String,
    due: String,
    last: String,
}

/// Shows the requests of a campaign.
pub(crate) async fn show(State(pages): State<Pages>, Named(name): Named, selection: Selection) -> Shown {
    let (desk, today) = (&pages.desk, pages.date());
    let stored = campaigns::get(desk, &name).await.map_err(Problem::with_the_named)?;
    let (rows, total) = requests::list(desk, stored.id, &filter(&selection)?, today).await?;
    let (standing, words) = (selection.standing.clone(), selection.q.trim().to_string());
    let page = selection.page();
    let link = |page| links::list(&name, &standing, &words, page);
    html(&ListPage {
        frame: Frame::on(today),
        board: links::board(&name),
        here: links::list(&name, "", "", 1),
        all: links::list(&name, "", "", 1),
        sheet: links::sheet(&name, &standing, &words),
        chips: chips(desk, &stored, &selection, today).await?,
        caption: caption(total, page),
        rows: rows.into_iter().map(line).collect(),
        previous: (page > 1).then(|| link((page - 1).min(total.div_ceil(SIZE).max(1)))),
        next: (page < total.div_ceil(SIZE)).then(|| link(page + 1)),
        title: stored.campaign.title,
        standing,
        words,
    })
}

fn filter(selection: &Selection) -> Result<Filter, Problem> {
    Ok(Filter { page: selection.page() - 1, size: SIZE, ..chosen(selection)? })
}

/// All requests that the selection lets through.
pub(crate) fn chosen(selection: &Selection) -> Result<Filter, Problem> {
    let standing = selection.standing();
    if let Some(unknown) = standing.as_deref().filter(|name| !Standing::NAMES.contains(name)) {
        let known = Standing::NAMES.join(", ");
        return Err(Problem::Address(format!("there is no standing “{unknown}”; choose one of {known}")));
    }
    Ok(Filter { standing, words: selection.words(), ..Filter::default() })
}

/// One chip for all and one for each standing, with how many the words let through.
async fn chips(
    desk: &Desk,
    stored: &Stored,
    selection: &Selection,
    today: NaiveDate,
) -> Result<Vec<Chip>, Error> {
    let words = selection.words();
    let counts = match &words {
        None => requests::counts(desk, stored.id, today).await?,
        Some(words) => counts_among(desk, stored.id, words, today).await?,
    };
    let chip = |tag: Option<Tag>, count| Chip {
        link: links::list(
            &stored.campaign.name,
            tag.map_or("", |tag| tag.word),
            words.as_deref().unwrap_or_default(),
            1,
        ),
        chosen: selection.standing == tag.map_or("", |tag| tag.word),
        tag,
        count,
    };
    let all = chip(None, counts.iter().map(|(_, count)| count).sum());
    let each = counts.iter().map(|(name, count)| chip(Some(tag::named(name)), *count));
    Ok([all].into_iter().chain(each).collect())
}

async fn counts_among(
    desk: &Desk,
    campaign: i64,
    words: &str,
    today: NaiveDate,
) -> Result<Vec<(&'static str, u64)>, Error> {
    let mut counts = Vec::with_capacity(Standing::NAMES.len());
    for name in Standing::NAMES {
        let words = Some(words.to_string());
        let filter = Filter { standing: Some(name.into()), words, page: 0, size: 1 };
        counts.push((name, requests::list(desk, campaign, &filter, today).await?.1));
    }
    Ok(counts)
}

fn caption(total: u64, page: u64) -> String {
    let first = (page - 1).saturating_mul(SIZE).saturating_add(1);
    let last = page.saturating_mul(SIZE).min(total);
    match total {
        0 => "No requests".into(),
        1 => "1 request".into(),
        _ if first > total => format!("{total} requests, none on page {page}"),
        _ => format!("Requests {first} to {last} of {total}"),
    }
}

fn line(row: Row) -> Line {
    Line {
        link: links::request(&row.reference),
        reference: row.reference,
        code: row.code,
        authority: row.authority,
        tag: tag::named(row.standing.name()),
        day_zero: shown::day(row.started_on),
        due: shown::day(row.due),
        last: last(row.standing, row.acknowledged_on),
    }
}

/// What happened last, in a few words.
fn last(standing: Standing, acknowledged_on: Option<NaiveDate>) -> String {
    match standing {
        Standing::Answered { on, late: true } => format!("answered late, {}", in_words(on)),
        Standing::Answered { on, late: false } => format!("answered {}", in_words(on)),
        Standing::Withdrawn { on } => format!("withdrawn {}", in_words(on)),
        Standing::WithUs { since, hold: Hold::Redirect } => format!("redirected {}", in_words(since)),
        Standing::WithUs { since, hold } => format!("{} wanted since {}", hold.name(), in_words(since)),
        Standing::Lapsed { on } => format!("fee not paid by {}", in_words(on)),
        Standing::Undeliverable { since } => format!("came back {}", in_words(since)),
        Standing::InDoubt { since } => format!("in doubt since {}", in_words(since)),
        Standing::Unsent => "–".into(),
        Standing::Awaiting { .. } | Standing::Overdue { .. } | Standing::Uncounted { .. } => {
            acknowledged_on.map_or("no word yet".into(), |on| format!("acknowledged {}", in_words(on)))
        }
    }
}
