//! Lengths of time as laws write them, and the day on which they end.

use chrono::{Days as CalendarDays, Months, NaiveDate};
use serde::Deserialize;

use crate::calendar::{BeyondCalendar, Days};

/// A length of time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Period {
    /// How many units.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
    /// Whether it is a period *beginning with* its first day, so that this day is already counted.
    #[serde(default)]
    pub beginning_with: bool,
    /// What happens where it ends on a day that does not count.
    #[serde(default)]
    pub roll: Roll,
    /// Its source in law.
    pub source: String,
}

/// What a period is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Days that count by the law's calendar.
    WorkingDays,
    /// Weeks of five days that count.
    WorkingWeeks,
    /// Days of any kind.
    CalendarDays,
    /// Months: to the same day number, or to the last day of a month that lacks it.
    Months,
}

/// What happens where a period ends on a day that does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Roll {
    /// It ends there.
    #[default]
    Stays,
    /// It ends on the next day that counts.
    NextWorkingDay,
}

/// Days from one to another, both included.
pub type Range = (NaiveDate, NaiveDate);

impl Period {
    /// The last day of the period after `from`, with the days of the ranges `skipped` left out.
    ///
    /// `from` is day zero, whatever day it is; of a period *beginning with* it, it is the first day. Ranges are in order
    /// and do not overlap; months know no skipping.
    ///
    /// Errors: it is not known which days count.
    pub fn end(&self, from: NaiveDate, days: &Days, skipped: &[Range]) -> Result<NaiveDate, BeyondCalendar> {
        let end = match self.unit {
            Unit::WorkingDays => days.nth_after(self.day_zero(from), self.count, skipped)?,
            Unit::WorkingWeeks => days.nth_after(self.day_zero(from), self.count * 5, skipped)?,
            Unit::CalendarDays => nth_calendar_day(self.day_zero(from), self.count, skipped),
            Unit::Months => self.months(from),
        };
        match self.roll {
            Roll::Stays => days.within(end),
            Roll::NextWorkingDay => days.first_from(end),
        }
    }

    /// How many working days it has; none where it is counted in something else.
    pub fn working_days(&self) -> Option<u32> {
        match self.unit {
            Unit::WorkingDays => Some(self.count),
            Unit::WorkingWeeks => Some(self.count * 5),
            Unit::CalendarDays | Unit::Months => None,
        }
    }

    /// The length in words: `20 working days`.
    pub fn in_words(&self) -> String {
        let unit = match self.unit {
            Unit::WorkingDays => "working day",
            Unit::WorkingWeeks => "week of five working days",
            Unit::CalendarDays => "calendar day",
            Unit::Months => "month",
        };
        match (self.count, self.unit) {
            (1, _) => format!("1 {unit}"),
            (count, Unit::WorkingWeeks) => format!("{count} weeks of five working days"),
            (count, _) => format!("{count} {unit}s"),
        }
    }

    /// The day before the first one that may count.
    pub fn day_zero(&self, from: NaiveDate) -> NaiveDate {
        if self.beginning_with { from.pred_opt().unwrap_or(from) } else { from }
    }

    /// A period of months "beginning with" a day ends the day before the same number; where the month lacks the number, on
    /// the month's last day either way.
    fn months(&self, from: NaiveDate) -> NaiveDate {
        use chrono::Datelike;
        let same = from.checked_add_months(Months::new(self.count)).unwrap_or(NaiveDate::MAX);
        if self.beginning_with && same.day() == from.day() { same.pred_opt().unwrap_or(same) } else { same }
    }
}

/// The `count`th day after `zero`, skipped ones left out.
fn nth_calendar_day(zero: NaiveDate, count: u32, skipped: &[Range]) -> NaiveDate {
    let add =
        |day: NaiveDate, days: u64| day.checked_add_days(CalendarDays::new(days)).unwrap_or(NaiveDate::MAX);
    let first = add(zero, 1);
    skipped.iter().fold(add(zero, count.into()), |end, (from, to)| {
        let from = (*from).max(first);
        if from > *to || end < from { end } else { add(end, (*to - from).num_days().unsigned_abs() + 1) }
    })
}
