//! Holidays that become known, and holidays that may be ones.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{LAW, code, config, counts, day, quantities, terms, timelines};
use crate::calendar::Holiday;
use crate::clock::Profile;
use crate::deadlines::last_day;
use crate::law::{Law, Terms};

/// The law, known alone, with this holiday; as one in force, or as one that waits for a person.
fn with(terms: &Terms, division: &str, date: NaiveDate, is_doubtful: bool) -> Law {
    let (division, title) = (division.to_string(), "Coronation".into());
    let holiday = Holiday { division, date, title, basis: "X".into(), source: "a feed".into() };
    let mut calendar = LAW.calendar().clone();
    let doubtful = if is_doubtful {
        vec![holiday]
    } else {
        calendar.add(holiday);
        vec![]
    };
    let code = terms.regime.code.clone();
    Law::new(BTreeMap::from([(code, terms.regime.clone())]), calendar, &doubtful)
}

/// One of the divisions whose holidays the law heeds.
fn heeded(terms: &Terms, number: usize) -> &str {
    let divisions = &terms.regime.calendar.divisions;
    &divisions[number % divisions.len()]
}

fn only(law: &Law) -> &Terms {
    law.all().next().unwrap()
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn a_further_holiday_never_makes_anything_due_earlier(
        code in code(), timeline in timelines(), division in 0..3_usize, gap in -20..120_i64,
    ) {
        let before = terms(code);
        let first = timeline.first().map_or(NaiveDate::MIN, |dated| dated.on);
        let day = first.checked_add_signed(chrono::TimeDelta::days(gap)).unwrap_or(first);
        let law = with(before, heeded(before, division), day, false);
        for quantity in quantities(before) {
            for profile in [Profile::Act, Profile::Code45] {
                let due = |terms| last_day(quantity, &timeline, terms, profile);
                match (due(before), due(only(&law))) {
                    (Ok(before), Ok(with)) => prop_assert!(before <= with, "{quantity}: {before}, then {with}"),
                    (Ok(_), Err(_)) => {}
                    (Err(refused), now) => prop_assert_eq!(now, Err(refused), "{}", quantity),
                }
            }
        }
    }

    #[test]
    fn a_holiday_that_waits_for_a_person_moves_only_the_last_lawful_day(
        code in code(), count in counts(), division in 0..3_usize, gap in 0..60_u64,
    ) {
        let before = terms(code);
        let day = super::after(count.received, gap);
        let division = heeded(before, division);
        let (doubtful, confirmed) = (with(before, division, day, true), with(before, division, day, false));
        for profile in [Profile::Act, Profile::Code45] {
            prop_assert_eq!(count.due(only(&doubtful), profile), count.due(before, profile));
        }
        let last = |terms| count.last_lawful(terms);
        prop_assert_eq!(last(only(&doubtful)), last(only(&confirmed)));
        if let (Ok(before), Ok(doubtful)) = (last(before), last(only(&doubtful))) {
            prop_assert!(before <= doubtful);
        }
    }

    #[test]
    fn a_holiday_of_another_division_moves_nothing(timeline in timelines(), day in day()) {
        let scottish = terms("foisa");
        let law = with(scottish, "england-and-wales", day, false);
        let with = only(&law);
        for quantity in quantities(scottish) {
            let due = |terms| last_day(quantity, &timeline, terms, Profile::Act);
            prop_assert_eq!(due(scottish), due(with), "{}", quantity);
        }
    }
}
