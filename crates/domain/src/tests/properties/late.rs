//! Nobody is called late who may not be, and nobody owes an answer whose fee was never paid.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{LAW, after, at, code_where, config, day, sent, terms, timelines};
use crate::clock::{Clock, Count, Profile, clock};
use crate::deadlines::last_day;
use crate::fact::{Dated, Fact};
use crate::law::Terms;
use crate::standing::{Standing, standing};

/// The last day of every reading of the law for this count; none where one of them is not known.
fn readings(count: &Count, terms: &Terms) -> Option<Vec<NaiveDate>> {
    let due = |profile| count.due(terms, profile).ok();
    Some(vec![due(Profile::Act)?, due(Profile::Code45)?, count.last_lawful(terms).ok()?])
}

fn is_late(standing: Standing) -> bool {
    matches!(standing, Standing::Overdue { .. } | Standing::Answered { late: true, .. })
}

fn check(timeline: &[Dated], terms: &Terms) -> Result<(), TestCaseError> {
    let clock = clock(timeline, terms);
    let known = clock.count().and_then(|count| readings(count, terms));
    let last = known.and_then(|days| days.into_iter().max());
    let runs = matches!(clock, Clock::Running(_));
    let around = last.or(timeline.first().map(|dated| dated.on)).unwrap_or_default();
    for today in (around - chrono::Days::new(30)).iter_days().take(60) {
        let standing = standing(timeline, terms, today);
        if let Clock::Stopped { on, answered: true, .. } = clock {
            let late = last.is_some_and(|last| last < on);
            prop_assert_eq!(standing, Standing::Answered { on, late });
        } else {
            let late = runs && last.is_some_and(|last| last < today);
            prop_assert_eq!(
                is_late(standing),
                late,
                "{}, {} on {}",
                terms.regime.code,
                standing.name(),
                today
            );
        }
    }
    Ok(())
}

/// The last day for paying a fee that was notified on this day.
fn last_payment(timeline: &[Dated], terms: &Terms) -> Option<NaiveDate> {
    let name = &terms.regime.fees.as_ref()?.lapses;
    last_day(name, timeline, terms, Profile::Act).ok()
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn nobody_is_overdue_on_or_before_the_last_lawful_day_of_any_reading(timeline in timelines()) {
        for terms in LAW.all() {
            check(&timeline, terms)?;
        }
    }

    #[test]
    fn a_request_lapses_only_after_the_last_day_of_payment(
        code in code_where(|law| law.fees.is_some()), received in day(), gap in 0..60_u64, paid in 0..120_u64,
    ) {
        let (terms, notice) = (terms(code), after(received, gap));
        let unpaid = [sent(received), at(notice, Fact::FeesNotified)];
        let Some(last) = last_payment(&unpaid, terms) else { return Ok(()) };
        for today in notice.iter_days().take_while(|day| *day <= after(last, 20)) {
            let is_lapsed = standing(&unpaid, terms, today) == Standing::Lapsed { on: last };
            prop_assert_eq!(is_lapsed, last < today, "on {}, payable until {}", today, last);
        }
        let [request, notified] = unpaid.clone();
        let paid = after(notice, paid);
        let timeline = [request, notified, at(paid, Fact::FeesPaid)];
        let now = clock(&timeline, terms);
        if paid <= last {
            prop_assert!(matches!(now, Clock::Running(_)), "paid on {}, payable until {}", paid, last);
        } else {
            prop_assert_eq!(now, clock(&unpaid, terms), "a payment after the last day changes nothing");
        }
    }
}
