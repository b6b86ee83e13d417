//! When trusts write: on working days, in office hours, as London counts them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use domain::moment::{in_london, is_weekend, london, london_time};

/// The instant so many working days after the letter came, at so many minutes past midnight in London; never
/// after the last day and never before the letter itself.
pub(crate) fn after(
    received: DateTime<Utc>,
    working_days: u32,
    minute: u32,
    last: NaiveDate,
) -> DateTime<Utc> {
    let start = london(received);
    let date = nth_working_day(start, working_days).min(last_working_day(last)).max(start);
    let earliest = received + TimeDelta::minutes(10);
    at(date, minute).max(earliest)
}

/// The instant of a London date and a minute of that day.
pub(crate) fn at(date: NaiveDate, minute: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_num_seconds_from_midnight_opt(minute % 1440 * 60, 0).unwrap_or_default();
    in_london(date, time)
}

/// How many working days lie after the first date, up to and including the second.
pub(crate) fn working_days_between(first: NaiveDate, last: NaiveDate) -> u32 {
    let days =
        first.iter_days().skip(1).take_while(|day| *day <= last).filter(|day| is_working(*day)).count();
    u32::try_from(days).unwrap_or(u32::MAX)
}

fn nth_working_day(start: NaiveDate, working_days: u32) -> NaiveDate {
    let skipped = usize::try_from(working_days.saturating_sub(1)).unwrap_or(usize::MAX);
    start.iter_days().skip(1).filter(|day| is_working(*day)).nth(skipped).unwrap_or(NaiveDate::MAX)
}

fn last_working_day(last: NaiveDate) -> NaiveDate {
    last.iter_days().rev().take(14).find(|day| is_working(*day)).unwrap_or(last)
}

/// Monday to Friday, but for the summer bank holiday: the only one between August and November in England and
/// Wales.
fn is_working(date: NaiveDate) -> bool {
    let summer_holiday = date.month() == 8 && date.day() > 24 && date.weekday() == Weekday::Mon;
    !is_weekend(date) && !summer_holiday
}

/// The date field of a message (RFC 5322 section 3.3), with London's offset.
pub(crate) fn date_header(instant: DateTime<Utc>) -> String {
    let local = london(instant).and_time(london_time(instant));
    let ahead = (local - instant.naive_utc()).num_hours();
    format!("{} +0{ahead}00", local.format("%a, %-d %b %Y %H:%M:%S"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trusts_write_on_working_days_and_by_the_last_day() {
        for (received, days, expected) in [
            ("2018-08-20T09:00:00Z", 1, "2018-08-21T09:30:00Z"),
            ("2018-08-24T09:00:00Z", 1, "2018-08-28T09:30:00Z"),
            ("2018-08-20T09:00:00Z", 20, "2018-09-18T09:30:00Z"),
            ("2018-10-26T09:00:00Z", 1, "2018-10-29T10:30:00Z"),
            ("2018-08-20T09:00:00Z", 500, "2018-11-27T10:30:00Z"),
            ("2018-11-27T15:00:00Z", 5, "2018-11-27T15:10:00Z"),
        ] {
            let last = NaiveDate::from_ymd_opt(2018, 11, 27).unwrap();
            let due = after(received.parse().unwrap(), days, 630, last);
            assert_eq!(due, expected.parse::<DateTime<Utc>>().unwrap(), "{received} + {days}");
        }
    }

    #[test]
    fn dates_carry_the_offset_of_london() {
        for (instant, expected) in [
            ("2018-08-20T09:00:00Z", "Mon, 20 Aug 2018 10:00:00 +0100"),
            ("2018-11-05T09:00:00Z", "Mon, 5 Nov 2018 09:00:00 +0000"),
        ] {
            assert_eq!(date_header(instant.parse().unwrap()), expected);
        }
    }
}
