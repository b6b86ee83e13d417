//! `foi clock check`.

use std::path::Path;

use csv::{ErrorKind, StringRecord};
use domain::law::Law;
use domain::query::Vector;
use serde::Serialize;
use serde_json::json;

use crate::failure::Failure;
use crate::say::Say;

/// The columns that a file of worked dates has.
const COLUMNS: [&str; 8] =
    ["id", "regime", "jurisdiction", "received", "events", "quantity", "profile", "expected"];

/// A row whose date is another one.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Differs {
    id: String,
    expected: chrono::NaiveDate,
    /// The date, or why there is none.
    got: String,
}

/// Compares a file of worked dates with the clock; exit status 1 where a row differs.
pub(super) fn run(law: &Law, file: &Path, say: Say) -> Result<(), Failure> {
    let wrong = |what: String| Failure::new(format!("{}: {what}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
    let rows = rows(text.trim_start_matches('\u{feff}')).map_err(wrong)?;
    let differing: Vec<Differs> = rows.iter().filter_map(|row| differs(row, law)).collect();
    let agree = rows.len() - differing.len();
    let value = json!({ "rows": rows.len(), "agree": agree, "differing": differing });
    say.result(&value, || words(rows.len(), &differing))?;
    match differing.len() {
        0 => Ok(()),
        some => Err(Failure::new(format!(
            "{} from the clock, of {}: `foi clock explain` counts a row out loud",
            count(some, "row differs", "rows differ"),
            rows.len()
        ))),
    }
}

/// The rows of the file.
///
/// Errors: a column is missing, or a row cannot be read; with the line and the column.
fn rows(text: &str) -> Result<Vec<Vector>, String> {
    let header = csv::Reader::from_reader(text.as_bytes()).headers().cloned();
    let header = header.map_err(|error| error.to_string())?;
    for column in COLUMNS {
        match header.iter().filter(|own| *own == column).count() {
            0 => return Err(format!("line 1, column {column}: the column is missing: add it")),
            1 => {}
            _ => return Err(format!("line 1, column {column}: the column stands twice: leave one out")),
        }
    }
    Vector::read(text).map_err(|error| fault(&error, &header))
}

/// Where a row cannot be read, and why.
fn fault(error: &csv::Error, header: &StringRecord) -> String {
    match error.kind() {
        ErrorKind::Deserialize { pos, err } => {
            // of all columns only the date that is right is more than a text
            let column =
                err.field().and_then(|field| header.get(usize::try_from(field).ok()?)).unwrap_or("expected");
            let line = pos.as_ref().map_or(0, csv::Position::line);
            format!("line {line}, column {column}: {}; write a date as in 2026-06-29", err.kind())
        }
        ErrorKind::UnequalLengths { pos, expected_len, len } => {
            let line = pos.as_ref().map_or(0, csv::Position::line);
            format!("line {line}: {len} fields where the header has {expected_len}")
        }
        _ => error.to_string(),
    }
}

fn differs(row: &Vector, law: &Law) -> Option<Differs> {
    let got = match row.query() {
        None => format!("profile `{}` is neither act nor code45", row.profile),
        Some(query) => match query.answer(law) {
            Ok(answered) if answered.due == row.expected => return None,
            Ok(answered) => answered.due.to_string(),
            Err(refused) => refused.to_string(),
        },
    };
    Some(Differs { id: row.id.clone(), expected: row.expected, got })
}

fn count(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn words(rows: usize, differing: &[Differs]) -> String {
    let line = |Differs { id, expected, got }: &Differs| format!("{id}: expected {expected}, got {got}");
    let mut lines: Vec<String> = differing.iter().map(line).collect();
    lines.push(format!(
        "{}: {}, {}",
        count(rows, "row", "rows"),
        count(rows - differing.len(), "agrees", "agree"),
        count(differing.len(), "differs", "differ")
    ));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::laws::laws;
    use crate::settings::Settings;

    const HEADER: &str = "id,regime,jurisdiction,received,events,quantity,profile,expected,note";

    fn said(lines: &str) -> String {
        let nowhere = Path::new("nowhere");
        let law = laws(nowhere, &Settings::load(nowhere).unwrap()).unwrap();
        let rows = match rows(&format!("{HEADER}\n{lines}")) {
            Ok(rows) => rows,
            Err(fault) => return fault,
        };
        words(rows.len(), &rows.iter().filter_map(|row| differs(row, &law)).collect::<Vec<_>>())
    }

    #[test]
    fn a_row_that_differs_is_said_with_what_it_got_and_a_bad_one_with_its_place() {
        for (lines, expected) in [
            ("A1,FOIA,england,2026-05-29,,response_due,act,2026-06-29,", "1 row: 1 agrees, 0 differ"),
            (
                "A1,FOIA,england,2026-05-29,,response_due,act,2026-06-26,\nA2,FOIA,,2026-05-29,,response_due,code45,2026-06-29,",
                "A1: expected 2026-06-26, got 2026-06-29\n2 rows: 1 agrees, 1 differs",
            ),
            (
                "A1,FOIA,,2026-05-29,,response_due,none,2026-06-26,",
                "A1: expected 2026-06-26, got profile `none` is neither act nor code45\n1 row: 0 agree, 1 differs",
            ),
            (
                "A1,FOIA,,29/05/26,,response_due,act,2026-06-26,",
                "A1: expected 2026-06-26, got `29/05/26` is no date such as 2026-05-29 and no instant such as \
                 2026-09-02T23:30:00+01:00\n1 row: 0 agree, 1 differs",
            ),
            (
                "A1,FOIA,,2026-05-29,,response_due,act,soon,",
                "line 2, column expected: input contains invalid characters; write a date as in 2026-06-29",
            ),
            (
                "A1,FOIA,,2026-05-29,,response_due,act,2026-06-29,\nA2,FOIA",
                "line 3: 2 fields where the header has 9",
            ),
            ("", "0 rows: 0 agree, 0 differ"),
        ] {
            assert_eq!(said(lines), expected, "{lines}");
        }
    }

    #[test]
    fn a_column_that_is_missing_or_stands_twice_is_named() {
        for column in COLUMNS {
            let without: Vec<&str> = HEADER.split(',').filter(|own| *own != column).collect();
            let fault = rows(&without.join(",")).unwrap_err();
            assert_eq!(fault, format!("line 1, column {column}: the column is missing: add it"));
            let twice = rows(&format!("{HEADER},{column}")).unwrap_err();
            assert_eq!(twice, format!("line 1, column {column}: the column stands twice: leave one out"));
        }
    }
}
