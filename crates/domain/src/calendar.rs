//! Working days: which days the statutory clock leaves out, and the point beyond which nobody knows.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

use crate::moment::{in_words, is_weekend};

/// Bank holidays of all parts of the United Kingdom.
///
/// FOIA s.10(6): a working day is any day other than a Saturday, a Sunday, Christmas Day, Good Friday or a bank
/// holiday under the Banking and Financial Dealings Act 1971 *in any part of the United Kingdom*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    holidays: BTreeMap<NaiveDate, Vec<Holiday>>,
    ends: NaiveDate,
}

/// A bank holiday in one division of the United Kingdom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// `england-and-wales`, `scotland` or `northern-ireland`.
    pub division: String,
    /// The day's title, such as `Good Friday`.
    pub title: String,
}

/// The count runs past the last day whose holidays are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("bank holidays are known only to {ends}: refresh config/bank-holidays.csv")]
pub struct BeyondCalendar {
    /// The last day covered.
    pub ends: NaiveDate,
}

/// A line of the holiday file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line} of the bank holidays: {problem}; each line is `division,YYYY-MM-DD,title`")]
pub struct CalendarError {
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong with it.
    pub problem: String,
}

impl Calendar {
    /// Reads `division,date,title` lines below a header. The calendar covers each year it names to its end.
    pub fn parse(csv: &str) -> Result<Calendar, CalendarError> {
        let mut holidays: BTreeMap<NaiveDate, Vec<Holiday>> = BTreeMap::new();
        for (index, text) in csv.lines().enumerate().skip(1).filter(|(_, text)| !text.trim().is_empty()) {
            let (date, holiday) = line(text).map_err(|problem| CalendarError { line: index + 1, problem })?;
            holidays.entry(date).or_default().push(holiday);
        }
        let last = holidays.keys().next_back().map(Datelike::year);
        let ends = last.and_then(|year| NaiveDate::from_ymd_opt(year, 12, 31));
        let ends = ends.ok_or(CalendarError { line: 1, problem: "it names no holiday".into() })?;
        Ok(Calendar { holidays, ends })
    }

    /// The last day whose holidays are known.
    pub fn ends(&self) -> NaiveDate {
        self.ends
    }

    /// Whether the day counts: see [`Calendar`].
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        !is_weekend(date) && !self.holidays.contains_key(&date)
    }

    /// Why the day does not count, in a sentence; nothing for a working day.
    pub fn why_not(&self, date: NaiveDate) -> Option<String> {
        if is_weekend(date) {
            return Some(format!("{}: weekend", in_words(date)));
        }
        let holidays = self.holidays.get(&date)?;
        let named: Vec<_> = holidays.iter().map(|day| format!("{} ({})", day.title, day.division)).collect();
        Some(format!("{}: {}", in_words(date), named.join(", ")))
    }

    /// The working day on or after `date`.
    pub fn working_day_from(&self, date: NaiveDate) -> Result<NaiveDate, BeyondCalendar> {
        let mut days = date.iter_days().take_while(|day| *day <= self.ends);
        days.find(|day| self.is_working_day(*day)).ok_or(BeyondCalendar { ends: self.ends })
    }

    /// The `n`th day after `start` for which `counts` holds; `start` itself is day zero.
    pub fn nth_day_after(
        &self,
        start: NaiveDate,
        n: usize,
        counts: impl Fn(NaiveDate) -> bool,
    ) -> Result<NaiveDate, BeyondCalendar> {
        if n == 0 {
            return Ok(start);
        }
        let days = start.iter_days().skip(1).take_while(|day| *day <= self.ends);
        days.filter(|day| counts(*day)).nth(n - 1).ok_or(BeyondCalendar { ends: self.ends })
    }
}

fn line(text: &str) -> Result<(NaiveDate, Holiday), String> {
    let mut fields = text.splitn(3, ',');
    let (Some(division), Some(date), Some(title)) = (fields.next(), fields.next(), fields.next()) else {
        return Err("a field is missing".into());
    };
    let date = date.parse().map_err(|_| format!("`{date}` is not a date"))?;
    Ok((date, Holiday { division: division.into(), title: title.trim().into() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_read_names_its_line() {
        for (csv, expected) in [
            ("division,date,title\n", "line 1 of the bank holidays: it names no holiday"),
            ("division,date,title\nscotland,2018-08-06\n", "line 2 of the bank holidays: a field is missing"),
            (
                "division,date,title\n\nscotland,6 August,Summer\n",
                "line 3 of the bank holidays: `6 August` is not a date",
            ),
        ] {
            assert!(Calendar::parse(csv).unwrap_err().to_string().starts_with(expected), "{csv}");
        }
    }

    #[test]
    fn each_day_left_out_has_its_reason() {
        let calendar = Calendar::parse(include_str!("../../../config/bank-holidays.csv")).unwrap();
        for (date, expected) in [
            ("2026-06-15", Some("Mon 15 June 2026: World Cup bank holiday (scotland)")),
            ("2026-06-13", Some("Sat 13 June 2026: weekend")),
            ("2026-06-16", None),
        ] {
            let date = date.parse().unwrap();
            assert_eq!(calendar.why_not(date).as_deref(), expected);
            assert_eq!(calendar.is_working_day(date), expected.is_none());
        }
        assert_eq!(calendar.ends().to_string(), "2028-12-31");
    }
}
