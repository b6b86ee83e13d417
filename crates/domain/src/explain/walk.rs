//! The walk from day zero to the last day.

use chrono::NaiveDate;

use super::{Day, place};
use crate::calendar::Calendar;
use crate::clock::{Count, LeftOut, Profile, Why};
use crate::deadlines::{Counted, NoDate, RESPONSE_DUE, find};
use crate::law::Terms;
use crate::moment::is_weekend;
use crate::regime::{Period, Roll, Unit};

/// What is needed to say of a day whether it counts.
pub(super) struct Walk<'a> {
    pub(super) terms: &'a Terms,
    pub(super) calendar: &'a Calendar,
    pub(super) left_out: &'a [LeftOut],
}

impl Walk<'_> {
    /// The period that was counted: the answer's, with an extension the longer one.
    pub(super) fn period(
        &self,
        quantity: &str,
        counted: &Counted,
        profile: Profile,
    ) -> Result<Period, NoDate> {
        let answer = &self.terms.regime.answer;
        let Some(count) = counted.count.as_ref().filter(|_| quantity == RESPONSE_DUE) else {
            return Ok(find(&self.terms.regime, quantity)?.1.period_from(counted.from));
        };
        let notice = count.notice_due(self.terms, profile)?;
        let extension = count.extension(self.terms, notice).map(|(rule, _)| rule.period.clone());
        Ok(extension.unwrap_or_else(|| answer.period.clone()))
    }

    pub(super) fn days(&self, period: &Period, counted: &Counted) -> Vec<Day> {
        if period.unit == Unit::Months {
            return self.rolled(period, counted);
        }
        let mut number = 0;
        let after = period.day_zero(counted.from).iter_days().skip(1);
        after
            .take_while(|day| *day <= counted.due)
            .map(|date| {
                let why = self.why_not(period, counted, date);
                number += u32::from(why.is_none());
                Day { date, number: why.is_none().then_some(number), why: why.unwrap_or_default() }
            })
            .collect()
    }

    /// Of a period of months only the days over which its end was moved are told.
    fn rolled(&self, period: &Period, counted: &Counted) -> Vec<Day> {
        let end = Period { roll: Roll::Stays, ..period.clone() }.end(counted.from, &self.terms.days, &[]);
        let from = end.unwrap_or(counted.due);
        let days = from.iter_days().take_while(|day| *day < counted.due);
        days.filter_map(|date| Some(Day { date, number: None, why: self.holiday(date)? })).collect()
    }

    fn why_not(&self, period: &Period, counted: &Counted, day: NaiveDate) -> Option<String> {
        let paused = self
            .left_out
            .iter()
            .find(|days| (days.from..=days.to).contains(&day))
            .map(|days| self.pause(days.why));
        match period.unit {
            Unit::CalendarDays => paused.or_else(|| self.past_the_end(period, counted, day)),
            Unit::WorkingDays | Unit::WorkingWeeks | Unit::Months => self.holiday(day).or(paused),
        }
    }

    /// A day over which the end of a period of calendar days is moved.
    fn past_the_end(&self, period: &Period, counted: &Counted, day: NaiveDate) -> Option<String> {
        let skipped = counted.count.as_ref().map(Count::skipped).unwrap_or_default();
        let end =
            Period { roll: Roll::Stays, ..period.clone() }.end(counted.from, &self.terms.days, &skipped);
        let moved = end.is_ok_and(|end| day > end || (day == end && counted.due > end));
        moved.then(|| {
            self.holiday(day).map_or_else(
                || "the period ends here".into(),
                |why| format!("the period does not end here, {why}"),
            )
        })
    }

    fn pause(&self, why: Why) -> String {
        let regime = &self.terms.regime;
        let source = match why {
            Why::Unpaid => ("the fee was not paid yet", regime.fees.as_ref().map(|rule| &rule.source)),
            Why::Unclear => {
                ("the request was not clear yet", regime.clarification.as_ref().map(|rule| &rule.source))
            }
            Why::Closed => ("the school was closed", Some(&regime.answer.period.source)),
        };
        source.1.map_or_else(|| source.0.into(), |law| format!("{}, {law}", source.0))
    }

    /// Why the day is no working day; none for one that is.
    fn holiday(&self, day: NaiveDate) -> Option<String> {
        let rule = &self.terms.regime.calendar;
        if is_weekend(day) {
            return Some("weekend".into());
        }
        if let Some(closed) = rule.closed.iter().find(|closed| closed.holds(day)) {
            return Some(closed.why.clone());
        }
        let here: Vec<_> =
            self.calendar.on(day).iter().filter(|holiday| self.terms.heeds(&holiday.division)).collect();
        let first = here.first()?;
        let everywhere = here.len() == rule.divisions.len();
        Some(if everywhere {
            format!("{} [{}]", first.title, first.source)
        } else {
            let places: Vec<_> = here.iter().map(|holiday| place(&holiday.division)).collect();
            format!(
                "bank holiday in {} ({}) [{}]; {}",
                places.join(" and "),
                first.title,
                first.source,
                rule.says
            )
        })
    }
}
