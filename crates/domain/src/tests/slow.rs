//! Every day of 2005 to 2028 against a second counter, which knows nothing of the first: plain dates, its own reading of the
//! holidays, and a loop.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{date, law};
use crate::clock::{Count, Profile, Start};
use crate::deadlines::{NoDate, RESPONSE_DUE};
use crate::law::Terms;
use crate::query::{Query, Refused};

const FIRST: &str = "2005-01-01";
const LAST: &str = "2028-12-31";
const UNITED_KINGDOM: [&str; 3] = ["england-and-wales", "scotland", "northern-ireland"];

/// The second counter: the holidays of some divisions, and nothing else.
struct Slow {
    holidays: BTreeSet<NaiveDate>,
}

impl Slow {
    fn of(divisions: &[&str]) -> Slow {
        let file = include_str!("../../../../config/bank-holidays.csv");
        let rows = file.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
        let own = rows.filter(|row| divisions.contains(&row[0]));
        Slow { holidays: own.map(|row| date(row[1])).collect() }
    }

    fn works(&self, day: NaiveDate) -> bool {
        day.weekday() != Weekday::Sat && day.weekday() != Weekday::Sun && !self.holidays.contains(&day)
    }

    /// The `n`th working day after the day of receipt, or after the first working day from it on; none past the last year.
    fn nth(&self, received: NaiveDate, n: u32, from_a_working_day: bool) -> Option<NaiveDate> {
        let mut day = received;
        while from_a_working_day && !self.works(day) {
            day = day.succ_opt()?;
        }
        let mut left = n;
        while left > 0 {
            day = day.succ_opt()?;
            left -= u32::from(self.works(day));
        }
        (day <= date(LAST)).then_some(day)
    }
}

fn every_day() -> impl Iterator<Item = NaiveDate> {
    date(FIRST).iter_days().take_while(|day| *day <= date(LAST))
}

fn query<'a>(regime: &'a str, received: &'a str, quantity: &'a str, profile: Profile) -> Query<'a> {
    Query { regime, jurisdiction: "", received, events: Vec::new(), quantity, profile }
}

/// The law with another number of working days for the answer.
fn with_days(terms: &Terms, days: u32) -> Terms {
    let mut terms = terms.clone();
    terms.regime.answer.period.count = days;
    terms
}

#[test]
fn every_day_of_24_years_counts_as_a_loop_does() {
    let law = law();
    for (regime, divisions, profiles) in [
        ("foia", UNITED_KINGDOM.as_slice(), [Profile::Act, Profile::Code45].as_slice()),
        ("foisa", &["scotland"], &[Profile::Act]),
    ] {
        let slow = Slow::of(divisions);
        for days in [20, 30, 40, 60] {
            let terms = with_days(law.terms(&regime.parse().unwrap()).unwrap(), days);
            for (day, profile) in every_day().flat_map(|day| profiles.iter().map(move |p| (day, *p))) {
                let expected = slow.nth(day, days, profile == Profile::Code45);
                let due = Count::from(day, Start::Sent).due(&terms, profile);
                assert_eq!(due.ok(), expected, "{regime}, {days} days, {profile:?}, received {day}");
            }
        }
    }
}

#[test]
fn a_question_gets_the_date_that_the_loop_finds_or_the_refusal_to_count_further() {
    let law = law();
    let (kingdom, scotland) = (Slow::of(&UNITED_KINGDOM), Slow::of(&["scotland"]));
    for (regime, slow, quantity, days, profile) in [
        ("foia", &kingdom, RESPONSE_DUE, 20, Profile::Act),
        ("foia", &kingdom, RESPONSE_DUE, 20, Profile::Code45),
        ("foia", &kingdom, "wd40_outer", 40, Profile::Act),
        ("foia", &kingdom, "wd60_cap", 60, Profile::Act),
        ("foisa", &scotland, RESPONSE_DUE, 20, Profile::Act),
        ("foisa", &scotland, RESPONSE_DUE, 20, Profile::Code45), // the Code does not bind there
        ("foisa", &scotland, "wd40_outer", 40, Profile::Act),
    ] {
        let code45 = profile == Profile::Code45 && regime == "foia";
        for day in every_day() {
            let received = day.to_string();
            let got = query(regime, &received, quantity, profile).answer(&law).map(|answered| answered.due);
            let case = format!("{quantity} of {regime}, {profile:?}, received {day}");
            match slow.nth(day, days, code45) {
                Some(expected) => assert_eq!(got, Ok(expected), "{case}"),
                None => assert!(matches!(got, Err(Refused::NoDate(NoDate::Beyond(_)))), "{case}: {got:?}"),
            }
        }
    }
}

#[test]
fn the_two_calendars_differ_as_often_as_was_worked_out() {
    let (kingdom, scotland) = (Slow::of(&UNITED_KINGDOM), Slow::of(&["scotland"]));
    let england = Slow::of(&["england-and-wales"]);
    let differ = |other: &Slow, first: &str, last: &str| {
        let days = every_day().filter(|day| date(first) <= *day && *day <= date(last));
        let pairs = days.filter_map(|day| kingdom.nth(day, 20, false).zip(other.nth(day, 20, false)));
        let (mut differing, mut all) = (0, 0);
        for (one, two) in pairs {
            (differing, all) = (differing + u32::from(one != two), all + 1);
        }
        format!("{:.1} %", 100.0 * f64::from(differing) / f64::from(all))
    };
    assert_eq!(differ(&england, FIRST, "2028-09-30"), "37.5 %");
    assert_eq!(differ(&england, "2026-01-01", "2026-12-31"), "45.8 %");
    assert_eq!(differ(&scotland, FIRST, "2028-09-30"), "30.2 %");
}

/// A year in which the holidays of every law are known, two leap years, one with a proclaimed day, and the last one.
const EXPLAINED: [i32; 4] = [2019, 2020, 2026, 2028];

#[test]
fn what_is_counted_out_loud_ends_on_the_date_and_on_the_last_number() {
    let law = law();
    for (terms, day) in law.all().flat_map(|terms| days_explained().map(move |day| (terms, day))) {
        let (regime, received) = (terms.regime.code.as_str(), day.to_string());
        for profile in [Profile::Act, Profile::Code45] {
            let query = query(regime, &received, RESPONSE_DUE, profile);
            let due = query.answer(&law).map(|answered| answered.due);
            let explained = query.explain(&law);
            assert_eq!(
                explained.as_ref().map(|explained| explained.due),
                due.as_ref().copied(),
                "{regime} {day}"
            );
            let Ok(explained) = explained else { continue };
            let last_number = explained.days.iter().filter_map(|day| day.number).max();
            if let Some(count) = terms.regime.answer.period.working_days() {
                assert_eq!(last_number, Some(count), "{regime} {day}");
                assert_eq!(explained.days.last().map(|last| last.date), due.ok(), "{regime} {day}");
            }
        }
    }
}

fn days_explained() -> impl Iterator<Item = NaiveDate> {
    every_day().filter(|day| EXPLAINED.contains(&day.year()))
}
