//! What holds for every request, whatever happens to it and under whichever law: timelines, counts and days made at random.

mod claims;
mod explained;
mod holidays;
mod late;
mod order;
mod pauses;

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use super::{date, law};
use crate::clock::{Count, Extension, LeftOut, Start, Why};
use crate::fact::{Dated, Fact, Receipt};
use crate::law::{Law, Terms};
use crate::outbox::LetterKind;
use crate::regime::Regime;

static LAW: LazyLock<Law> = LazyLock::new(law);

/// `cases` of each property, the same in every run.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2000),
        ..ProptestConfig::default()
    }
}

fn terms(code: &str) -> &'static Terms {
    LAW.terms(&code.parse().unwrap()).unwrap()
}

/// The code of any law.
fn code() -> impl Strategy<Value = &'static str> {
    code_where(|_| true)
}

/// The code of a law of which this is true.
fn code_where(wanted: impl Fn(&Regime) -> bool) -> impl Strategy<Value = &'static str> {
    let laws = LAW.all().map(|terms| &terms.regime).filter(|regime| wanted(regime));
    select(laws.map(|regime| regime.code.as_str()).collect::<Vec<_>>())
}

/// A day from 2018, when most calendars begin, to the end of 2028, when all are at their end.
fn day() -> impl Strategy<Value = NaiveDate> {
    (0..4018_u64).prop_map(|days| after(date("2018-01-01"), days))
}

/// A day of the last months that any calendar knows.
fn last_days() -> impl Strategy<Value = NaiveDate> {
    (0..120_u64).prop_map(|days| after(date("2028-09-01"), days))
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day + Days::new(days)
}

fn at(on: NaiveDate, fact: Fact) -> Dated {
    Dated { on, fact }
}

fn sent(on: NaiveDate) -> Dated {
    at(on, Fact::Sent { letter: LetterKind::Request })
}

/// A request that any number of things happen to after it was sent, or without having been sent at all. Most facts follow
/// each other; some were recorded late.
fn timelines() -> impl Strategy<Value = Vec<Dated>> {
    timelines_from(day())
}

fn timelines_from(first: impl Strategy<Value = NaiveDate>) -> impl Strategy<Value = Vec<Dated>> {
    let facts = vec((0..KINDS, 0..25_u64, 0..70_u64, prop::bool::weighted(0.1)), 0..10);
    (first, prop::bool::weighted(0.8), facts).prop_map(|(first, is_sent, facts)| {
        let mut timeline: Vec<Dated> = is_sent.then(|| sent(first)).into_iter().collect();
        let mut on = first;
        for (kind, gap, extra, is_late) in facts {
            on = if is_late { on - Days::new(gap) } else { after(on, gap) };
            timeline.push(at(on, fact(kind, on, extra)));
        }
        timeline
    })
}

/// Facts of every kind; those that move a clock come up twice as often.
const KINDS: usize = 35;

fn fact(kind: usize, on: NaiveDate, extra: u64) -> Fact {
    let until = after(on, extra);
    let which = usize::try_from(extra).unwrap() % 4;
    let letter = LetterKind::ALL[which];
    match kind {
        0 | 24 => Fact::ClarificationSought { answer_by: None },
        1 | 25 => Fact::ClarificationSupplied,
        2 | 26 => Fact::FeesNotified,
        3 | 27 => Fact::FeesPaid,
        4 | 28 => Fact::ExtensionClaimed { until: None },
        5 | 29 => Fact::ExtensionClaimed { until: Some(until) },
        6 | 30 => Fact::Closed { until },
        7 => Fact::Posted,
        8 => Fact::Received { how: RECEIPTS[which] },
        9 => Fact::Redirected { to: "foi@rj1.invalid".into() },
        10..=13 => Fact::Sent { letter },
        14 => Fact::Bounced { letter, why: "full".into() },
        15 => Fact::InDoubt { letter, why: "the line died".into() },
        16 => Fact::Queued { letter },
        17 => Fact::Responded,
        18 => Fact::ReviewRequested,
        19 => Fact::ReviewDecided,
        20 => Fact::DecisionNotice,
        21 => Fact::Withdrawn { why: "merged".into() },
        22 => Fact::Corrected { entry: usize::try_from(extra % 8).unwrap(), why: "misread".into() },
        23 => Fact::Recounted { was: None, due: Some(until), why: "a holiday".into() },
        31 => Fact::Acknowledged { reference: None },
        32 => Fact::Chased,
        33 => Fact::ComplaintMade,
        _ => Fact::Transferred { to: "another trust".into() },
    }
}

const RECEIPTS: [Receipt; 4] = [Receipt::Direct, Receipt::Redirected, Receipt::Transferred, Receipt::Refined];

/// A count with any pauses, closures and extension.
fn counts() -> impl Strategy<Value = Count> {
    let ranges = vec((-10..60_i64, 0..40_u64, prop::bool::ANY), 0..4);
    (day(), ranges, extensions()).prop_map(|(received, ranges, extension)| {
        let left_out = ranges.into_iter().map(|(from, days, is_closure)| {
            let from = received + chrono::TimeDelta::days(from);
            let why = if is_closure { Why::Closed } else { Why::Unpaid };
            LeftOut { from, to: after(from, days), why }
        });
        let extended = extension.map(|(claimed, until)| Extension {
            claimed: after(received, claimed),
            until: until.map(|days| after(received, days)),
        });
        Count { left_out: left_out.collect(), extended, ..Count::from(received, Start::Sent) }
    })
}

/// None, or an extension claimed so many days after receipt, which promises a day so many days after it, or none.
fn extensions() -> impl Strategy<Value = Option<(u64, Option<u64>)>> {
    prop::option::of((0..60_u64, prop::option::of(0..120_u64)))
}

/// The names of every last day that a law knows.
fn quantities(terms: &Terms) -> impl Iterator<Item = &str> {
    let others = terms.regime.deadlines.keys().map(String::as_str);
    std::iter::once(crate::deadlines::RESPONSE_DUE).chain(others)
}

#[test]
fn the_facts_made_at_random_are_of_every_kind() {
    let on = date("2026-09-01");
    let made = (0..KINDS).map(|kind| fact(kind, on, 1).name());
    assert_eq!(made.collect::<std::collections::BTreeSet<_>>().len(), 24);
}
