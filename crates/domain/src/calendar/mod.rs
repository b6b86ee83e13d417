//! Holidays by division and day, where each came from, and the point beyond which nobody knows.

mod days;
mod easter;
pub mod feed;
pub mod merge;
pub mod rules;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};
use thiserror::Error;

pub use days::Days;
pub use easter::easter;

/// The three divisions for which bank holidays of the United Kingdom are published.
pub const UNITED_KINGDOM: [&str; 3] = ["england-and-wales", "scotland", "northern-ireland"];

/// Holidays of every division that is known, each with its source.
///
/// A *division* is a part of the world with holidays of its own: `scotland`, `ireland`, `united-states`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    holidays: BTreeMap<NaiveDate, Vec<Holiday>>,
    covers: BTreeMap<String, Covered>,
}

/// A holiday in one division.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holiday {
    /// Such as `england-and-wales`, `scotland` or `northern-ireland`.
    pub division: String,
    /// The day, moved off a weekend where it was moved.
    pub date: NaiveDate,
    /// The day's title, such as `Good Friday`.
    pub title: String,
    /// Why it is one: `B` in Schedule 1 of the Banking and Financial Dealings Act 1971, `P` proclaimed each year, `C` at
    /// common law, `X` proclaimed once; empty where that is not known.
    pub basis: String,
    /// Where the row came from: a file, a feed with its date, a rule.
    pub source: String,
}

/// The days of a division for which all holidays are known, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Covered {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

/// The count leaves the days whose holidays are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "bank holidays are known only from {first} to {last}: bring in further ones with `foi clock refresh FILE`, or `foi clock refresh URL`"
)]
pub struct BeyondCalendar {
    /// The first day covered.
    pub first: NaiveDate,
    /// The last day covered.
    pub last: NaiveDate,
}

/// A line of a holiday file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "line {line} of the holidays: {problem}; each line is `division,YYYY-MM-DD,title`, and basis and source may follow"
)]
pub struct CalendarError {
    /// The line, counted from one.
    pub line: u64,
    /// What is wrong with it.
    pub problem: String,
}

impl Calendar {
    /// Reads lines of `division,date,title`, with `basis` and `source` after them or not, below a header. Each division
    /// is covered from the first year that it names to the end of the last.
    ///
    /// Errors: a line that cannot be read, by its number; a file without a holiday.
    pub fn parse(csv: &str) -> Result<Calendar, CalendarError> {
        let holidays = rows(csv)?;
        let mut covers: BTreeMap<String, Covered> = BTreeMap::new();
        for holiday in &holidays {
            let year = year_of(holiday.date);
            let covered = covers.entry(holiday.division.clone()).or_insert(year);
            *covered = Covered { first: covered.first.min(year.first), last: covered.last.max(year.last) };
        }
        Ok(Calendar::of(holidays, covers))
    }

    /// A calendar of these holidays, known for these days.
    pub fn of(holidays: impl IntoIterator<Item = Holiday>, covers: BTreeMap<String, Covered>) -> Calendar {
        let mut calendar = Calendar { holidays: BTreeMap::new(), covers };
        for holiday in holidays {
            calendar.add(holiday);
        }
        calendar
    }

    /// Adds a holiday; a day that its division has already keeps its first row.
    pub fn add(&mut self, holiday: Holiday) {
        let day = self.holidays.entry(holiday.date).or_default();
        if let Err(place) = day.binary_search_by(|known| known.division.cmp(&holiday.division)) {
            day.insert(place, holiday);
        }
    }

    /// Removes a division's holiday.
    pub fn remove(&mut self, division: &str, date: NaiveDate) {
        if let Some(day) = self.holidays.get_mut(&date) {
            day.retain(|holiday| holiday.division != division);
        }
        self.holidays.retain(|_, day| !day.is_empty());
    }

    /// Takes in the holidays and the coverage of `other`.
    pub fn join(&mut self, other: Calendar) {
        for (division, covered) in other.covers {
            self.cover(&division, covered);
        }
        other.holidays.into_values().flatten().for_each(|holiday| self.add(holiday));
    }

    /// The division's holidays are known for these days too, where they overlap or adjoin those known already.
    pub fn cover(&mut self, division: &str, more: Covered) {
        let known = self.covers.entry(division.into()).or_insert(more);
        let apart =
            more.first > known.last + chrono::Days::new(1) || known.first > more.last + chrono::Days::new(1);
        if !apart {
            *known = Covered { first: known.first.min(more.first), last: known.last.max(more.last) };
        }
    }

    /// Every holiday, by day, then by division.
    pub fn holidays(&self) -> impl Iterator<Item = &Holiday> {
        self.holidays.values().flatten()
    }

    /// The holidays of one day, by division.
    pub fn on(&self, date: NaiveDate) -> &[Holiday] {
        self.holidays.get(&date).map_or(&[], Vec::as_slice)
    }

    /// Every division and the days for which its holidays are known.
    pub fn covers(&self) -> &BTreeMap<String, Covered> {
        &self.covers
    }

    /// The days for which the holidays of all these divisions are known; none where one of them is unknown.
    pub fn covered(&self, divisions: &[String]) -> Option<Covered> {
        let each: Option<Vec<&Covered>> =
            divisions.iter().map(|division| self.covers.get(division)).collect();
        let each = each?;
        let first = each.iter().map(|covered| covered.first).max()?;
        let last = each.iter().map(|covered| covered.last).min()?;
        (first <= last).then_some(Covered { first, last })
    }

    /// What tells this calendar from any other: the start of a SHA-256 over its days and its coverage, in hexadecimal.
    /// Titles and sources do not matter, since no count does.
    pub fn version(&self) -> String {
        let mut hash = Sha256::new();
        for Holiday { division, date, .. } in self.holidays() {
            hash.update(format!("{division} {date}\n"));
        }
        for (division, Covered { first, last }) in &self.covers {
            hash.update(format!("{division} {first} {last}\n"));
        }
        hash.finalize()[..6].iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }
}

fn rows(csv: &str) -> Result<Vec<Holiday>, CalendarError> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(csv.as_bytes());
    let mut holidays = Vec::new();
    for record in reader.records() {
        let record = record
            .map_err(|error| CalendarError { line: line_of(error.position()), problem: error.to_string() })?;
        let holiday =
            row(&record).map_err(|problem| CalendarError { line: line_of(record.position()), problem })?;
        holidays.push(holiday);
    }
    if holidays.is_empty() {
        return Err(CalendarError { line: 1, problem: "it names no holiday".into() });
    }
    Ok(holidays)
}

fn line_of(position: Option<&csv::Position>) -> u64 {
    position.map_or(1, csv::Position::line)
}

fn row(record: &csv::StringRecord) -> Result<Holiday, String> {
    let (Some(division), Some(date), Some(title)) = (record.get(0), record.get(1), record.get(2)) else {
        return Err("a field is missing".into());
    };
    let field = |at: usize| record.get(at).unwrap_or_default().trim().to_string();
    Ok(Holiday {
        division: division.trim().into(),
        date: date.trim().parse().map_err(|_| format!("`{date}` is not a date"))?,
        title: title.trim().into(),
        basis: field(3),
        source: field(4),
    })
}

/// The year of the day, from its first day to its last.
pub fn year_of(date: NaiveDate) -> Covered {
    let at = |month, day| NaiveDate::from_ymd_opt(date.year(), month, day).unwrap_or(date);
    Covered { first: at(1, 1), last: at(12, 31) }
}
