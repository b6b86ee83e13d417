//! Holidays: their file, what they cover, and the reasons they give.

use super::law;
use crate::calendar::{Calendar, Covered};

#[test]
fn a_file_that_cannot_be_read_names_its_line() {
    for (csv, expected) in [
        ("division,date,title\n", "line 1 of the holidays: it names no holiday"),
        ("division,date,title\nscotland,2018-08-06\n", "line 2 of the holidays: a field is missing"),
        (
            "division,date,title\nscotland,6 August,Summer\n",
            "line 2 of the holidays: `6 August` is not a date",
        ),
    ] {
        let error = Calendar::parse(csv).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}

#[test]
fn what_is_known_of_several_divisions_is_what_is_known_of_each() {
    let csv = "division,date,title\nscotland,2018-08-06,A\nscotland,2020-08-03,B\nireland,2019-08-05,C\n";
    let calendar = Calendar::parse(csv).unwrap();
    let year = |first: &str, last: &str| {
        Some(Covered { first: first.parse().unwrap(), last: last.parse().unwrap() })
    };
    for (divisions, expected) in [
        (vec!["scotland"], year("2018-01-01", "2020-12-31")),
        (vec!["scotland", "ireland"], year("2019-01-01", "2019-12-31")),
        (vec!["scotland", "wales"], None),
    ] {
        let divisions: Vec<String> = divisions.into_iter().map(String::from).collect();
        assert_eq!(calendar.covered(&divisions), expected, "{divisions:?}");
    }
}

#[test]
fn the_version_changes_with_the_days_and_not_with_their_titles() {
    let of = |csv: &str| Calendar::parse(&format!("division,date,title\n{csv}")).unwrap().version();
    let one = of("scotland,2018-08-06,Summer\n");
    assert_eq!(one, of("scotland,2018-08-06,Summer bank holiday,B,a feed\n"));
    assert_ne!(one, of("scotland,2018-08-07,Summer\n"));
    assert_eq!(one.len(), 12);
}

#[test]
fn a_table_of_days_counts_as_a_walk_does() {
    let law = law();
    let terms = law.terms(&"nz-oia".parse().unwrap()).unwrap();
    for (day, counts) in [
        ("2022-12-24", Some(false)),
        ("2022-12-28", Some(false)), // closed from 25 December to 15 January
        ("2023-01-16", Some(true)),
        ("2023-07-14", Some(false)), // Matariki
        ("2035-01-16", None),
    ] {
        assert_eq!(terms.days.counts(day.parse().unwrap()), counts, "{day}");
    }
}

#[test]
fn ranges_that_are_skipped_move_the_nth_day_by_the_days_that_they_hold() {
    let law = law();
    let days = &law.terms(&"foia".parse().unwrap()).unwrap().days;
    let date = |text: &str| text.parse().unwrap();
    for (skipped, expected) in [
        (vec![], "2026-09-29"),
        (vec![("2026-09-08", "2026-09-18")], "2026-10-12"),
        (vec![("2026-08-20", "2026-09-01")], "2026-09-29"), // before and on day zero: it was never counted
        (vec![("2026-08-20", "2026-09-02")], "2026-09-30"),
        (vec![("2026-09-05", "2026-09-06")], "2026-09-29"), // a weekend
        (vec![("2026-09-29", "2026-09-29")], "2026-09-30"),
        (vec![("2026-09-30", "2026-10-30")], "2026-09-29"),
        (vec![("2026-09-03", "2026-09-03"), ("2026-09-30", "2026-09-30")], "2026-10-01"),
    ] {
        let ranges: Vec<_> = skipped.iter().map(|(from, to)| (date(from), date(to))).collect();
        assert_eq!(days.nth_after(date("2026-09-01"), 20, &ranges).unwrap(), date(expected), "{skipped:?}");
    }
}
