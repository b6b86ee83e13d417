//! Which days count: a table for one set of divisions, in which the nth day is looked up instead of being walked to.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::{BeyondCalendar, Calendar, Covered};
use crate::moment::is_weekend;
use crate::regime::Closed;

/// The working days of one law: every covered day that is no Saturday, no Sunday, no holiday of any of its divisions and
/// in none of its closed periods.
#[derive(Clone, PartialEq, Eq)]
pub struct Days {
    covered: Covered,
    /// For each covered day, how many days up to and including it count.
    passed: Vec<u32>,
    /// The days that count, as days from the first covered one.
    counted: Vec<u32>,
}

/// Without the tables: they are long, and follow from the calendar.
impl fmt::Debug for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Days").field("covered", &self.covered).finish_non_exhaustive()
    }
}

impl Days {
    /// The working days of a law that leaves out holidays of `divisions` and the periods `closed` of every year.
    ///
    /// A law whose holidays are not known covers no day, so that every count of it is refused.
    pub fn of(calendar: &Calendar, divisions: &[String], closed: &[Closed]) -> Days {
        let nothing = Covered { first: NaiveDate::MAX, last: NaiveDate::MIN };
        let covered = calendar.covered(divisions).unwrap_or(nothing);
        let is_holiday = |day| calendar.on(day).iter().any(|holiday| divisions.contains(&holiday.division));
        let (mut passed, mut counted) = (Vec::new(), Vec::new());
        for (day, offset) in covered.first.iter_days().take_while(|day| *day <= covered.last).zip(0..) {
            if !is_weekend(day) && !is_holiday(day) && !closed.iter().any(|period| period.holds(day)) {
                counted.push(offset);
            }
            passed.push(u32::try_from(counted.len()).unwrap_or(u32::MAX));
        }
        Days { covered, passed, counted }
    }

    /// The days for which it is known whether they count.
    pub fn covered(&self) -> Covered {
        self.covered
    }

    /// Whether the day counts; nothing outside the covered days.
    pub fn counts(&self, day: NaiveDate) -> Option<bool> {
        let at = self.offset(day)?;
        let before = if at == 0 { 0 } else { self.passed[at - 1] };
        Some(self.passed[at] > before)
    }

    /// The first day on or after `day` that counts.
    ///
    /// Errors: that is not known.
    pub fn first_from(&self, day: NaiveDate) -> Result<NaiveDate, BeyondCalendar> {
        let before = self.before(day)?;
        self.nth(before)
    }

    /// The `n`th day after `start` that counts and is in none of the ranges `skipped`, both ends of which are left out.
    /// `start` itself is day zero; `n` = 0 gives it back. Ranges are in order and do not overlap.
    ///
    /// Errors: the count leaves the covered days.
    pub fn nth_after(
        &self,
        start: NaiveDate,
        n: u32,
        skipped: &[(NaiveDate, NaiveDate)],
    ) -> Result<NaiveDate, BeyondCalendar> {
        if n == 0 {
            return Ok(start);
        }
        let mut index = self.through(start)? + n - 1;
        for (from, to) in skipped {
            let from = (*from).max(start.succ_opt().unwrap_or(start));
            if from > *to || self.nth(index).is_ok_and(|day| day < from) {
                continue;
            }
            index += self.through(*to)? - self.before(from)?;
        }
        self.nth(index)
    }

    /// How many of the days from `from` to `to`, both included, count; none where `to` comes first.
    ///
    /// Errors: one of them is not covered.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Result<u32, BeyondCalendar> {
        Ok(self.through(to)?.saturating_sub(self.before(from)?))
    }

    /// The day, where it is one of those that are covered.
    ///
    /// Errors: it is not.
    pub fn within(&self, day: NaiveDate) -> Result<NaiveDate, BeyondCalendar> {
        self.offset(day).map(|_| day).ok_or(self.beyond())
    }

    /// The refusal to count past the covered days.
    pub fn beyond(&self) -> BeyondCalendar {
        BeyondCalendar { first: self.covered.first, last: self.covered.last }
    }

    fn offset(&self, day: NaiveDate) -> Option<usize> {
        let offset = day.num_days_from_ce() - self.covered.first.num_days_from_ce();
        usize::try_from(offset).ok().filter(|offset| *offset < self.passed.len())
    }

    /// Days that count up to and including `day`.
    fn through(&self, day: NaiveDate) -> Result<u32, BeyondCalendar> {
        self.offset(day).map(|at| self.passed[at]).ok_or(self.beyond())
    }

    /// Days that count before `day`.
    fn before(&self, day: NaiveDate) -> Result<u32, BeyondCalendar> {
        match self.offset(day) {
            Some(0) => Ok(0),
            Some(at) => Ok(self.passed[at - 1]),
            None => Err(self.beyond()),
        }
    }

    /// The day at this index among those that count, from zero.
    fn nth(&self, index: u32) -> Result<NaiveDate, BeyondCalendar> {
        let offset = usize::try_from(index).ok().and_then(|index| self.counted.get(index));
        let ce = |offset: &u32| {
            i32::try_from(*offset).ok().map(|offset| offset + self.covered.first.num_days_from_ce())
        };
        offset.and_then(ce).and_then(NaiveDate::from_num_days_from_ce_opt).ok_or(self.beyond())
    }
}
