//! Pauses, in any order and one inside another, and what makes a request clear.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{after, at, code_where, config, counts, day, sent, terms};
use crate::calendar::BeyondCalendar;
use crate::clock::{Clock, Count, LeftOut, Profile, Why, clock};
use crate::deadlines::{NoDate, RESPONSE_DUE, last_day};
use crate::fact::{Dated, Fact};
use crate::law::Terms;
use crate::regime::{Means, Regime, Unit};

fn due(timeline: &[Dated], terms: &Terms) -> Result<NaiveDate, NoDate> {
    last_day(RESPONSE_DUE, timeline, terms, Profile::Act)
}

fn fee(notice: NaiveDate, paid: NaiveDate) -> [Dated; 2] {
    [at(notice, Fact::FeesNotified), at(paid, Fact::FeesPaid)]
}

fn clarified(asked: NaiveDate, supplied: NaiveDate) -> [Dated; 2] {
    [at(asked, Fact::ClarificationSought { answer_by: None }), at(supplied, Fact::ClarificationSupplied)]
}

fn counts_working_days(law: &Regime) -> bool {
    law.answer.period.unit == Unit::WorkingDays && !law.answer.leaves_out_closures
}

/// The `n`th working day after a day, walked to one by one.
fn walked(from: NaiveDate, n: u32, terms: &Terms) -> Option<NaiveDate> {
    let (mut day, mut left) = (from, n);
    while left > 0 {
        day = day.succ_opt()?;
        left -= u32::from(terms.days.counts(day)?);
    }
    Some(day)
}

fn working(from: NaiveDate, to: NaiveDate, terms: &Terms) -> u32 {
    let days = from.iter_days().take_while(|day| *day <= to);
    days.map(|day| u32::from(terms.days.counts(day) == Some(true))).sum()
}

/// Days left out of a count, `gap` days after receipt, `length` days long.
fn left_out(count: &Count, gap: u64, length: u64) -> LeftOut {
    let from = after(count.received, gap);
    LeftOut { from, to: after(from, length), why: Why::Unpaid }
}

fn due_without(count: &Count, ranges: &[LeftOut], terms: &Terms) -> Result<NaiveDate, BeyondCalendar> {
    Count { left_out: ranges.to_vec(), extended: None, ..count.clone() }.due(terms, Profile::Act)
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn pausing_n_working_days_moves_the_date_by_n(
        code in code_where(|law| counts_working_days(law) && law.fees.is_some()),
        received in day(), gap in 1..28_u64, length in 0..80_u64,
    ) {
        let terms = terms(code);
        let (notice, paid) = (after(received, gap), after(received, gap + length));
        let Ok(plain) = due(&[sent(received)], terms) else { return Ok(()) };
        prop_assume!(notice <= plain);
        let [notified, payment] = fee(notice, paid);
        let Ok(moved) = due(&[sent(received), notified, payment], terms) else { return Ok(()) };
        let n = working(notice, paid, terms);
        prop_assert_eq!(Some(moved), walked(plain, n, terms), "{} working days paused, before: {}", n, plain);
    }

    #[test]
    fn a_pause_after_the_last_day_changes_nothing(
        code in code_where(|law| law.fees.is_some()),
        received in day(), gap in 1..60_u64, length in 0..80_u64,
    ) {
        let terms = terms(code);
        let Ok(plain) = due(&[sent(received)], terms) else { return Ok(()) };
        let [notified, payment] = fee(after(plain, gap), after(plain, gap + length));
        prop_assert_eq!(due(&[sent(received), notified, payment], terms), Ok(plain));
    }

    #[test]
    fn a_pause_inside_another_changes_nothing(
        count in counts(), code in code_where(|_| true),
        gap in 0..30_u64, length in 0..40_u64, start in 0..40_u64, inner in 0..40_u64,
    ) {
        let terms = terms(code);
        let outer = left_out(&count, gap, length);
        let start = start.min(length);
        let inside = left_out(&count, gap + start, inner.min(length - start));
        let alone = due_without(&count, &[outer], terms);
        prop_assert_eq!(&due_without(&count, &[outer, inside], terms), &alone);
        prop_assert_eq!(&due_without(&count, &[inside, outer], terms), &alone);
        prop_assert_eq!(&due_without(&count, &[outer, outer], terms), &alone);
    }

    #[test]
    fn while_two_fees_are_open_time_stands_still_from_the_first_notice_to_the_last_payment(
        code in code_where(|law| law.fees.is_some()),
        received in day(), gap in 0..20_u64, second in 0..20_u64, paid in 0..20_u64, last in 0..20_u64,
    ) {
        let terms = terms(code);
        let first = after(received, gap);
        let [notified, paid_last] = fee(first, after(first, second + paid + last));
        let [again, paid_first] = fee(after(first, second), after(first, second + paid));
        let alone = [sent(received), notified.clone(), paid_last.clone()];
        let half = [sent(received), notified.clone(), again.clone(), paid_first.clone()];
        let both = [sent(received), notified, again, paid_first, paid_last.clone()];
        let is_open = matches!(clock(&half, terms), Clock::Held { .. });
        prop_assert!(is_open, "one of two fees is unpaid");
        prop_assert!(matches!(clock(&both, terms), Clock::Running(_)));
        prop_assert_eq!(due(&alone, terms), due(&both, terms));
        let and_again = [&both[..], &[at(after(paid_last.on, last), Fact::FeesPaid)]].concat();
        prop_assert_eq!(clock(&and_again, terms), clock(&both, terms), "nothing was unpaid any more");
    }

    #[test]
    fn the_order_of_two_pauses_apart_does_not_matter(
        code in code_where(|law| law.fees.is_some()),
        received in day(), gap in 0..10_u64, first in 0..15_u64, between in 1..10_u64, second in 0..15_u64,
    ) {
        let terms = terms(code);
        let start = after(received, gap);
        let [a, b] = fee(start, after(start, first));
        let [c, d] = fee(after(b.on, between), after(b.on, between + second));
        let in_order = [sent(received), a.clone(), b.clone(), c.clone(), d.clone()];
        let recorded_late = [sent(received), c, d, a, b];
        prop_assert_eq!(due(&in_order, terms), due(&recorded_late, terms));
    }

    #[test]
    fn what_makes_a_request_clear_is_a_new_day_zero(
        code in code_where(|law| law.clarification.as_ref().is_some_and(|c| c.means == Means::Restarts)),
        received in day(), gap in 0..40_u64, length in 0..60_u64, fees in prop::option::of((0..9_u64, 0..9_u64)),
    ) {
        let terms = terms(code);
        let [asked, supplied] = clarified(after(received, gap), after(received, gap + length));
        let restarted = due(&[sent(supplied.on)], terms);
        let mut timeline = vec![sent(received)];
        if let Some((notice, paid)) = fees.filter(|(notice, paid)| notice + paid <= gap) {
            timeline.extend(fee(after(received, notice), after(received, notice + paid)));
        }
        let clear = due(&timeline, terms);
        timeline.extend([asked, supplied]);
        prop_assert_eq!(due(&timeline, terms), restarted);
        let count = clock(&timeline, terms).count().cloned().unwrap();
        prop_assert_eq!(count.first, received);
        let if_clear = count.if_clear.unwrap().due(terms, Profile::Act).map_err(NoDate::Beyond);
        prop_assert_eq!(if_clear, clear, "the date if it was clear as it was");
    }

    #[test]
    fn where_asking_pauses_the_same_count_goes_on(
        code in code_where(|law| law.clarification.as_ref().is_some_and(|c| c.means == Means::Pauses)),
        received in day(), gap in 1..28_u64, length in 0..60_u64,
    ) {
        let terms = terms(code);
        let [asked, supplied] = clarified(after(received, gap), after(received, gap + length));
        let Ok(plain) = due(&[sent(received)], terms) else { return Ok(()) };
        prop_assume!(asked.on <= plain);
        let n = working(asked.on, supplied.on, terms);
        let Ok(moved) = due(&[sent(received), asked, supplied], terms) else { return Ok(()) };
        prop_assert_eq!(Some(moved), walked(plain, n, terms), "{} working days paused, before: {}", n, plain);
    }
}
