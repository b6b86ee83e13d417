//! Longer time, where it is claimed in time, too late, or under a law that has none.

use proptest::prelude::*;

use super::{after, at, code_where, config, day, sent, terms, timelines};
use crate::clock::Profile;
use crate::deadlines::{RESPONSE_DUE, last_day};
use crate::fact::Fact;

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn a_law_without_an_extension_never_extends(
        code in code_where(|law| law.extension.is_none()), timeline in timelines(),
    ) {
        let terms = terms(code);
        prop_assert!(!code.starts_with("foia"));
        let mut without = timeline.clone();
        for dated in &mut without {
            if matches!(dated.fact, Fact::ExtensionClaimed { .. }) {
                dated.fact = Fact::Acknowledged { reference: None };
            }
        }
        for profile in [Profile::Act, Profile::Code45] {
            let due = |timeline| last_day(RESPONSE_DUE, timeline, terms, profile);
            prop_assert_eq!(due(&timeline), due(&without));
        }
    }

    #[test]
    fn notice_given_late_extends_nothing(
        code in code_where(|law| law.extension.as_ref().is_some_and(|rule| rule.needs_notice)),
        received in day(), claimed in 0..60_u64, until in prop::option::of(0..150_u64),
    ) {
        let (terms, on) = (terms(code), after(received, claimed));
        let timeline = [
            sent(received),
            at(on, Fact::ExtensionClaimed { until: until.map(|days| after(received, days)) }),
        ];
        let answer = |timeline, profile| last_day(RESPONSE_DUE, timeline, terms, profile);
        let by_name = |name| last_day(name, &timeline, terms, Profile::Act);
        let Ok(notice) = answer(&timeline[..1], Profile::Act) else { return Ok(()) };
        prop_assert_eq!(by_name("extension_notice_due"), Ok(notice));
        prop_assert_eq!(by_name("refusal_notice_due"), Ok(notice));
        let (Ok(due), Ok(outer)) = (answer(&timeline, Profile::Act), by_name("wd40_outer")) else {
            return Ok(());
        };
        if on > notice {
            prop_assert_eq!(due, notice);
        } else if let Some(until) = until {
            prop_assert_eq!(due, after(received, until).clamp(notice, outer));
        } else {
            prop_assert_eq!(due, outer);
        }
    }

    #[test]
    fn the_refusal_notice_stays_due_on_the_twentieth_day(
        received in day(), claimed in 0..60_u64, until in prop::option::of(0..300_u64),
    ) {
        let terms = terms("foia");
        let until = until.map(|days| after(received, days));
        let timeline = [sent(received), at(after(received, claimed), Fact::ExtensionClaimed { until })];
        let by_name = |name, timeline| last_day(name, timeline, terms, Profile::Act);
        let notice = by_name("refusal_notice_due", &timeline);
        prop_assert_eq!(&notice, &by_name(RESPONSE_DUE, &timeline[..1]));
        let (Ok(notice), Ok(due)) = (notice, by_name(RESPONSE_DUE, &timeline)) else { return Ok(()) };
        prop_assert_eq!(due, until.map_or_else(
            || by_name("pit_guideline_outer", &timeline).unwrap(),
            |until| until.max(notice),
        ));
    }
}
