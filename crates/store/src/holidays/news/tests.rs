use std::collections::BTreeMap;

use domain::calendar::Calendar;
use domain::calendar::merge::{Day, Waiting};

use super::super::book::Pending;
use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A calendar of some days, written `scotland 2026-06-15`, for the years up to `last`.
fn book(last: &str, days: &[&str]) -> Book {
    let covers = ["england-and-wales", "scotland"]
        .map(|division| (division.to_string(), Covered { first: date("2026-01-01"), last: date(last) }));
    let holiday = |day: &&str| {
        let (division, date) = day.split_once(' ').unwrap();
        Holiday {
            division: division.into(),
            date: date.parse().unwrap(),
            title: "Holiday".into(),
            basis: String::new(),
            source: "a feed".into(),
        }
    };
    Book { calendar: Calendar::of(days.iter().map(holiday), BTreeMap::from(covers)), pending: vec![] }
}

fn pending(mut book: Book, from: &str, to: &str) -> Book {
    let day = |day| Day { date: date(day), title: "Summer".into() };
    let change = Waiting::Moved { division: "scotland".into(), from: day(from), to: day(to) };
    book.pending.push(Pending { id: 1, source: "a feed".into(), change });
    book
}

fn told(before: &Book, after: &Book) -> String {
    let news = between(before, after, "anna");
    in_a_sentence(&news.iter().collect::<Vec<_>>())
}

#[test]
fn what_became_known_is_told_in_a_sentence() {
    const DAY: &str = "scotland 2026-06-15";
    let year = |days: &[&str]| book("2026-12-31", days);
    let cases = [
        (year(&[]), year(&[DAY]), "Mon 15 June 2026 is a holiday in Scotland (a feed)"),
        (year(&[DAY]), year(&[]), "Mon 15 June 2026 is no longer a holiday in Scotland (anna)"),
        (
            year(&[]),
            year(&[DAY, "england-and-wales 2026-06-15"]),
            "Mon 15 June 2026 is a holiday in England and Wales and Scotland (a feed)",
        ),
        (
            year(&[DAY]),
            pending(year(&[DAY]), "2026-06-15", "2026-06-22"),
            "Mon 22 June 2026 may become a holiday in Scotland (a feed)",
        ),
        (
            pending(year(&[DAY]), "2026-06-15", "2026-06-22"),
            year(&[DAY]),
            "Mon 22 June 2026 does not become a holiday in Scotland (anna)",
        ),
        (
            pending(year(&[DAY]), "2026-06-15", "2026-06-22"),
            year(&["scotland 2026-06-22"]),
            "Mon 15 June 2026 is no longer a holiday in Scotland (anna); Mon 22 June 2026 is a holiday in Scotland \
             (a feed)",
        ),
        (
            year(&[]),
            book("2027-12-31", &["scotland 2027-06-14"]),
            "holidays in England and Wales and Scotland are known from Thu 1 January 2026 to Fri 31 December 2027 (anna)",
        ),
        (
            year(&[]),
            year(&[
                "scotland 2026-06-01",
                "scotland 2026-06-02",
                "scotland 2026-06-03",
                "scotland 2026-06-04",
                DAY,
            ]),
            "Mon 1 June 2026 is a holiday in Scotland (a feed); Tue 2 June 2026 is a holiday in Scotland (a feed); Wed 3 \
             June 2026 is a holiday in Scotland (a feed); and 2 more",
        ),
    ];
    for (before, after, expected) in cases {
        assert_eq!(told(&before, &after), expected);
    }
}
