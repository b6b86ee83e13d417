//! Instants and London dates. All time-zone work of the product is here.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::London;

/// The civil date in London at this instant: in summer 23:30 UTC is already tomorrow.
///
/// Statutory days are London days (FOIA s.10(6) counts days in the United Kingdom).
pub fn london(instant: DateTime<Utc>) -> NaiveDate {
    instant.with_timezone(&London).date_naive()
}

/// The wall-clock time in London at this instant.
pub fn london_time(instant: DateTime<Utc>) -> NaiveTime {
    instant.with_timezone(&London).time()
}

/// The instant at which clocks in London show this date and time; in the hour that summer time skips, one hour later.
pub fn in_london(date: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    let local = date.and_time(time);
    London
        .from_local_datetime(&local)
        .earliest()
        .or_else(|| London.from_local_datetime(&(local + chrono::TimeDelta::hours(1))).earliest())
        .map_or_else(|| Utc.from_utc_datetime(&local), |zoned| zoned.with_timezone(&Utc))
}

/// A date as people read it: `Mon 15 June 2026`.
pub fn in_words(date: NaiveDate) -> String {
    date.format("%a %-d %B %Y").to_string()
}

/// Whether the date is a Saturday or a Sunday.
pub fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_summer_evening_in_utc_is_the_next_day_in_london() {
        for (instant, expected) in [
            ("2026-09-02T23:30:00Z", "2026-09-03"),
            ("2026-12-02T23:30:00Z", "2026-12-02"),
            ("2026-03-29T00:59:00Z", "2026-03-29"),
        ] {
            assert_eq!(london(instant.parse().unwrap()).to_string(), expected, "{instant}");
        }
    }

    #[test]
    fn the_hour_that_summer_time_skips_is_moved_on() {
        let date = NaiveDate::from_ymd_opt(2026, 3, 29).unwrap();
        let skipped = NaiveTime::from_hms_opt(1, 30, 0).unwrap();
        assert_eq!(in_london(date, skipped).to_string(), "2026-03-29 01:30:00 UTC");
        assert_eq!(in_words(date), "Sun 29 March 2026");
    }
}
