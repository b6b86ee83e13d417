//! What comes later is due later, and no reading is earlier than the Act's.

use proptest::prelude::*;

use super::{LAW, after, at, code, code_where, config, counts, day, extensions, sent, terms, timelines};
use crate::clock::{Count, Profile, Start};
use crate::deadlines::{RESPONSE_DUE, last_day};
use crate::fact::Fact;

const PROFILES: [Profile; 2] = [Profile::Act, Profile::Code45];

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn a_later_receipt_never_gives_an_earlier_due_date(
        code in code(), day in day(), days in 1..40_u64, extension in extensions(),
    ) {
        let terms = terms(code);
        let claim = extension.map(|(claimed, until)| {
            let fact = Fact::ExtensionClaimed { until: until.map(|days| after(day, days)) };
            at(after(day, days + claimed), fact)
        });
        let due = |received, profile| {
            let timeline: Vec<_> = std::iter::once(sent(received)).chain(claim.clone()).collect();
            last_day(RESPONSE_DUE, &timeline, terms, profile)
        };
        for profile in PROFILES {
            if let (Ok(earlier), Ok(later)) = (due(day, profile), due(after(day, days), profile)) {
                prop_assert!(earlier <= later, "{profile:?}: {earlier}, received later {later}");
            }
        }
    }

    #[test]
    fn whatever_is_left_out_a_later_receipt_never_gives_an_earlier_date(
        code in code(), count in counts(), days in 1..40_u64,
    ) {
        let terms = terms(code);
        let later = Count { received: after(count.received, days), ..count.clone() };
        for profile in PROFILES {
            if let (Ok(earlier), Ok(later)) = (count.due(terms, profile), later.due(terms, profile)) {
                prop_assert!(earlier <= later, "{profile:?}: {earlier}, received later {later}");
            }
        }
        if let (Ok(earlier), Ok(later)) = (count.last_lawful(terms), later.last_lawful(terms)) {
            prop_assert!(earlier <= later, "last lawful {earlier}, received later {later}");
        }
    }

    #[test]
    fn the_code_never_makes_anything_due_earlier(code in code(), timeline in timelines()) {
        let terms = terms(code);
        let due = |profile| last_day(RESPONSE_DUE, &timeline, terms, profile);
        if let (Ok(act), Ok(code45)) = (due(Profile::Act), due(Profile::Code45)) {
            prop_assert!(act <= code45);
            prop_assert!(terms.regime.receipt.code45 || act == code45, "the Code does not bind there");
        }
    }

    #[test]
    fn the_last_lawful_day_is_never_before_a_date_that_is_shown(count in counts()) {
        for terms in LAW.all() {
            let Ok(last) = count.last_lawful(terms) else { continue };
            for profile in PROFILES {
                let due = count.due(terms, profile).unwrap();
                prop_assert!(due <= last, "{}: {due} {profile:?}, lawful until {last}", terms.regime.code);
            }
        }
    }

    #[test]
    fn where_a_day_is_not_certain_nobody_is_late_before_the_latest_it_can_be(
        code in code_where(|law| law.answer.at_most.is_some()), received in day(),
    ) {
        let terms = terms(code);
        let Ok(last) = Count::from(received, Start::Sent).last_lawful(terms) else { return Ok(()) };
        for profile in PROFILES {
            let cap = last_day("wd60_cap", &[sent(received)], terms, profile);
            prop_assert!(cap.as_ref().is_ok_and(|cap| *cap <= last), "{profile:?}: {cap:?}, lawful until {last}");
        }
    }
}
