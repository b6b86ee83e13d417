//! What is counted out loud is what is stated.

use proptest::prelude::*;

use super::{LAW, config, last_days, quantities, timelines, timelines_from};
use crate::clock::Profile;
use crate::deadlines::{RESPONSE_DUE, counted, last_day};
use crate::explain::explain;
use crate::fact::Dated;
use crate::law::Terms;
use crate::regime::Unit;

proptest! {
    #![proptest_config(config(100))]

    #[test]
    fn the_explanation_and_the_date_agree_or_are_refused_alike(timeline in timelines()) {
        check_dates(&timeline)?;
    }

    #[test]
    fn they_agree_at_the_end_of_what_is_known(timeline in timelines_from(last_days())) {
        check_dates(&timeline)?;
    }

    #[test]
    fn the_days_follow_each_other_and_the_last_one_has_the_last_number(timeline in timelines()) {
        for terms in LAW.all() {
            for profile in [Profile::Act, Profile::Code45] {
                check_days(&timeline, terms, profile)?;
            }
        }
    }
}

fn check_dates(timeline: &[Dated]) -> Result<(), TestCaseError> {
    for terms in LAW.all() {
        for quantity in quantities(terms).chain(["no_such_day"]) {
            for profile in [Profile::Act, Profile::Code45] {
                let due = last_day(quantity, timeline, terms, profile);
                let explained = explain(quantity, timeline, &LAW, terms, profile);
                let code = &terms.regime.code;
                prop_assert_eq!(explained.map(|explained| explained.due), due, "{} {}", code, quantity);
            }
        }
    }
    Ok(())
}

fn check_days(timeline: &[Dated], terms: &Terms, profile: Profile) -> Result<(), TestCaseError> {
    let Ok(explained) = explain(RESPONSE_DUE, timeline, &LAW, terms, profile) else { return Ok(()) };
    let counted = counted(RESPONSE_DUE, timeline, terms, profile).unwrap();
    if terms.regime.answer.period.unit == Unit::Months {
        return Ok(());
    }
    let walked: Vec<_> = explained.days.iter().map(|day| day.date).collect();
    let all: Vec<_> = counted.from.iter_days().skip(1).take_while(|day| *day <= explained.due).collect();
    prop_assert_eq!(walked, all);
    let numbers: Vec<_> = explained.days.iter().filter_map(|day| day.number).collect();
    prop_assert_eq!(&numbers, &(1..=u32::try_from(numbers.len()).unwrap()).collect::<Vec<_>>());
    prop_assert!(explained.days.iter().all(|day| day.number.is_some() == day.why.is_empty()));
    let is_plain = counted.count.is_some_and(|count| count.extended.is_none());
    if is_plain && !terms.regime.answer.leaves_out_closures {
        let last = u32::try_from(numbers.len()).unwrap();
        prop_assert_eq!(
            last,
            terms.regime.answer.period.working_days().unwrap_or(last),
            "{}",
            terms.regime.code
        );
    }
    Ok(())
}
