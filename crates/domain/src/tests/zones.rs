//! Instants and the days in London on which they are; leap days.

use super::law;
use crate::clock::Profile;
use crate::events::received;
use crate::law::Law;
use crate::query::Query;

/// The day on which an instant is in London, and the date it leads to.
fn day_and_due(law: &Law, regime: &str, instant: &str) -> (String, String) {
    let query = Query {
        regime,
        jurisdiction: "",
        received: instant,
        events: Vec::new(),
        quantity: "response_due",
        profile: Profile::Act,
    };
    let due = query.answer(law).unwrap().due;
    (received(instant).unwrap().to_string(), due.to_string())
}

#[test]
fn the_day_of_an_instant_is_the_day_in_london() {
    let law = law();
    for (instant, day, due) in [
        // half past eleven in the evening in UTC is tomorrow in summer, and today in winter
        ("2026-07-14T23:30:00Z", "2026-07-15", "2026-08-13"),
        ("2026-07-14T22:59:59Z", "2026-07-14", "2026-08-12"),
        ("2026-07-14T23:00:00Z", "2026-07-15", "2026-08-13"),
        ("2026-09-02T23:30:00+00:00", "2026-09-03", "2026-10-01"),
        ("2026-09-02T23:30:00+01:00", "2026-09-02", "2026-09-30"),
        ("2026-12-02T23:30:00Z", "2026-12-02", "2027-01-05"),
        ("2026-12-02T23:59:59.999Z", "2026-12-02", "2027-01-05"),
        ("2026-12-03T00:00:00Z", "2026-12-03", "2027-01-06"),
        // a summer's midnight makes a Friday evening a Saturday
        ("2026-09-04T23:30:00Z", "2026-09-05", "2026-10-02"),
        // the evenings around both changes of the clock
        ("2026-03-28T23:30:00Z", "2026-03-28", "2026-04-28"),
        ("2026-03-29T22:59:59Z", "2026-03-29", "2026-04-28"),
        ("2026-03-29T23:30:00Z", "2026-03-30", "2026-04-29"),
        ("2026-10-24T23:30:00Z", "2026-10-25", "2026-11-20"),
        ("2026-10-25T23:30:00Z", "2026-10-25", "2026-11-20"),
        ("2026-10-26T00:00:00Z", "2026-10-26", "2026-11-23"),
        // other parts of the world
        ("2026-07-15T03:30:00+05:30", "2026-07-14", "2026-08-12"),
        ("2026-07-15T04:30:00+05:30", "2026-07-15", "2026-08-13"),
        ("2026-07-15T03:59:59+05:00", "2026-07-14", "2026-08-12"),
        ("2026-07-15T04:00:00+05:00", "2026-07-15", "2026-08-13"),
        ("2026-07-14T14:59:59-08:00", "2026-07-14", "2026-08-12"),
        ("2026-07-14T15:00:00-08:00", "2026-07-15", "2026-08-13"),
        ("2026-12-02T16:00:00-08:00", "2026-12-03", "2027-01-06"),
        // the new year
        ("2026-12-31T23:59:59Z", "2026-12-31", "2027-02-01"),
        ("2027-01-01T00:00:00Z", "2027-01-01", "2027-02-01"),
        ("2027-01-01T00:30:00+01:00", "2026-12-31", "2027-02-01"),
        // an instant of 2007, at which Alaveteli's test waits a day too short: Monday in London
        ("2007-10-14T23:59:00Z", "2007-10-15", "2007-11-12"),
    ] {
        assert_eq!(day_and_due(&law, "foia", instant), (day.into(), due.into()), "{instant}");
    }
}

#[test]
fn what_is_written_without_an_offset_is_no_instant() {
    for text in
        ["2026-07-14T23:30:00", "2026-07-14 23:30", "14/07/2026", "2026-07-14T25:00:00Z", "2026-02-29", ""]
    {
        let refusal = received(text).unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("`{text}` is no date such as")), "{refusal}");
    }
}

#[test]
fn a_leap_day_is_a_day_like_any_other() {
    let law = law();
    for (regime, received, due) in [
        // a Friday, a Wednesday, a Thursday, a Tuesday
        ("foia", "2008-02-29", "2008-04-02"),
        ("foia", "2012-02-29", "2012-03-29"),
        ("foia", "2024-02-29", "2024-04-02"),
        ("foia", "2028-02-29", "2028-03-29"),
        ("foisa", "2008-02-29", "2008-03-31"),
        ("foisa", "2012-02-29", "2012-03-28"),
        ("foisa", "2024-02-29", "2024-03-28"),
        ("foisa", "2028-02-29", "2028-03-28"),
        // a count over it, and the same in a year without one
        ("foisa", "2024-02-15", "2024-03-14"),
        ("foisa", "2023-02-15", "2023-03-15"),
        ("foisa", "2024-02-01", "2024-02-29"),
        // a month from the end of January ends on the last day of February
        ("de-ifg", "2024-01-31", "2024-02-29"),
        ("de-ifg", "2023-01-31", "2023-02-28"),
        ("ca-atia", "2024-01-30", "2024-02-29"),
        ("ca-atia", "2023-01-30", "2023-03-01"),
    ] {
        let (day, got) = day_and_due(&law, regime, received);
        assert_eq!((day.as_str(), got.as_str()), (received, due), "{regime}");
    }
    for (instant, day) in [("2024-02-28T23:59:59Z", "2024-02-28"), ("2024-02-29T00:00:00Z", "2024-02-29")] {
        assert_eq!(received(instant).unwrap().to_string(), day);
    }
}
