//! Reading a feed of holidays that somebody else publishes, and that may be wrong, huge or hostile.

mod json;
mod refusal;

use chrono::{Datelike, NaiveDate};

pub use refusal::FeedError;

use super::{Holiday, rows};
use crate::moment::is_weekend;

/// The most bytes that a feed may have.
pub const MOST_BYTES: usize = 1_000_000;
/// The most holidays that a feed may list.
pub const MOST_EVENTS: usize = 20_000;
const LONGEST_TEXT: usize = 200;
const LONGEST_DIVISION: usize = 60;

/// The holidays that a feed lists, each once, by division and date.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// Holidays on weekdays from 1971 to 2100.
    pub holidays: Vec<Holiday>,
    /// How many were left out because they fall on a Saturday or a Sunday, where they matter to no count.
    pub skipped: usize,
}

/// A holiday as a feed writes it, before any of it has been looked at.
struct Listed {
    division: String,
    title: String,
    date: NaiveDate,
    basis: String,
    source: String,
}

impl Feed {
    /// Reads a feed in one of three shapes, told apart by what they begin with: the JSON of gov.uk (an object of
    /// divisions, each `{"division", "events": [{"title", "date": "YYYY-MM-DD"}]}`), that of one division alone, and our
    /// CSV (`division,date,title`, with `basis` and `source` after them or not), where any division may stand.
    ///
    /// `source` says where the text came from and when, such as `https://feed.invalid/days.json, fetched 2026-11-24`; a
    /// CSV row with a source of its own keeps that.
    ///
    /// Errors: a text of more than [`MOST_BYTES`] or [`MOST_EVENTS`], of another shape or without a holiday; a division
    /// that is not known; a date that is none or lies outside 1971 to 2100. Nothing of such a feed is taken.
    pub fn read(text: &str, source: &str) -> Result<Feed, FeedError> {
        if text.len() > MOST_BYTES {
            return Err(FeedError::TooLong { bytes: text.len() });
        }
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let listed = if text.starts_with('{') {
            json::events(text)?
        } else if is_csv(text) {
            rows(text)?.into_iter().map(Listed::of_row).collect()
        } else {
            return Err(FeedError::not_a_feed("it begins neither with `{` nor with `division,date,title`"));
        };
        Feed::of(listed, source)
    }

    fn of(listed: Vec<Listed>, source: &str) -> Result<Feed, FeedError> {
        if listed.is_empty() {
            return Err(FeedError::not_a_feed("it lists no holiday"));
        }
        if listed.len() > MOST_EVENTS {
            return Err(FeedError::TooMany { events: listed.len() });
        }
        let holidays: Result<Vec<Holiday>, FeedError> =
            listed.into_iter().map(|one| one.checked(source)).collect();
        let (weekend, mut holidays): (Vec<_>, Vec<_>) =
            holidays?.into_iter().partition(|day| is_weekend(day.date));
        // Sorted by all they say, so that which of two rows for one day is kept does not hang on their order.
        holidays.sort();
        holidays.dedup_by(|one, kept| (&one.division, one.date) == (&kept.division, kept.date));
        Ok(Feed { holidays, skipped: weekend.len() })
    }
}

impl Listed {
    fn of_row(row: Holiday) -> Listed {
        let Holiday { division, date, title, basis, source } = row;
        Listed { division, title, date, basis, source }
    }

    fn checked(self, source: &str) -> Result<Holiday, FeedError> {
        if !is_division(&self.division) {
            return Err(FeedError::not_a_division(&self.division));
        }
        if !(1971..=2100).contains(&self.date.year()) {
            return Err(FeedError::far_away(&self));
        }
        let own = clean(&self.source);
        Ok(Holiday {
            division: self.division,
            date: self.date,
            title: clean(&self.title),
            basis: clean(&self.basis),
            source: if own.is_empty() { source.into() } else { own },
        })
    }
}

fn is_csv(text: &str) -> bool {
    let header = text.lines().next().unwrap_or_default().to_ascii_lowercase();
    header.replace([' ', '"'], "").starts_with("division,date,title")
}

/// Whether this can be a division: its name goes into sentences, addresses and terminals.
fn is_division(name: &str) -> bool {
    let is_plain = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
    (1..=LONGEST_DIVISION).contains(&name.len()) && name.chars().all(is_plain)
}

/// The text on one line, without control characters and cut to a length that a person would read.
fn clean(text: &str) -> String {
    let line = text.replace(char::is_control, " ");
    let line: String = line.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST_TEXT).collect()
}

#[cfg(test)]
mod tests;
