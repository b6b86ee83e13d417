//! Due dates a second on one core, and beside them the same dates with Python's numpy and `holidays`.
#![expect(
    clippy::unwrap_used,
    reason = "a benchmark whose surroundings cannot be set up fails there and then"
)]

use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use criterion::{Criterion, Throughput};
use domain::clock::{Profile, clock};
use domain::deadlines::RESPONSE_DUE;
use domain::explain::explain;
use domain::fact::{Dated, Fact};
use domain::law::{Law, Terms};
use domain::outbox::LetterKind;
use harness::samples::{self, date};

/// Due dates a second without events, and with three.
const TARGETS: (f64, f64) = (5_000_000.0, 1_000_000.0);

fn main() {
    let law = samples::law();
    let foia = law.terms(&samples::regime("foia")).unwrap();
    let plain = plain(foia);
    let eventful = eventful(&plain);
    let mut criterion = Criterion::default().configure_from_args();
    measure(&mut criterion, &law, foia, &plain, &eventful);
    criterion.final_summary();
    // without it, only whether everything runs is wanted
    if std::env::args().any(|arg| arg == "--bench") {
        let plainly = rate(&plain, |timeline| due(timeline, foia));
        let with_events = rate(&eventful, |timeline| due(timeline, foia));
        say("FOIA, no events", plainly, TARGETS.0);
        say("FOIA, three events", with_events, TARGETS.1);
        let dates: Vec<_> =
            plain.iter().map(|timeline| (timeline[0].on, due(timeline, foia).unwrap())).collect();
        beside_python(&dates, plainly, &law, foia);
    }
}

fn measure(
    criterion: &mut Criterion,
    law: &Law,
    foia: &Terms,
    plain: &[Vec<Dated>],
    eventful: &[Vec<Dated>],
) {
    let mut group = criterion.benchmark_group("due dates");
    group.measurement_time(Duration::from_secs(3));
    for (name, timelines) in [("no events", plain), ("three events", eventful)] {
        group.throughput(Throughput::Elements(timelines.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| timelines.iter().filter_map(|timeline| due(black_box(timeline), foia)).max());
        });
    }
    let sample = &eventful[..500];
    group.throughput(Throughput::Elements(sample.len() as u64));
    group.bench_function("counted out loud", |bencher| {
        let explained =
            |timeline| explain(RESPONSE_DUE, timeline, law, foia, Profile::Act).map(|told| told.due);
        bencher.iter(|| sample.iter().filter_map(|timeline| explained(black_box(timeline)).ok()).max());
    });
    group.finish();
}

/// The whole of it: the fold over the facts, and the count.
fn due(timeline: &[Dated], terms: &Terms) -> Option<NaiveDate> {
    clock(timeline, terms).count().and_then(|count| count.due(terms, Profile::Act).ok())
}

/// One request for each day of 2005 to 2028 whose due date is known.
fn plain(terms: &Terms) -> Vec<Vec<Dated>> {
    let days = date("2005-01-01").iter_days().take_while(|day| *day <= date("2028-12-31"));
    let sent = |on| vec![Dated { on, fact: Fact::Sent { letter: LetterKind::Request } }];
    days.map(sent).filter(|timeline| due(timeline, terms).is_some()).collect()
}

/// The same with three events each: clarification asked and supplied or a fee asked and paid, and longer time claimed.
fn eventful(plain: &[Vec<Dated>]) -> Vec<Vec<Dated>> {
    let pairs = [
        [Fact::ClarificationSought { answer_by: None }, Fact::ClarificationSupplied],
        [Fact::FeesNotified, Fact::FeesPaid],
    ];
    let with = |(timeline, [asked, supplied]): (&Vec<Dated>, [Fact; 2])| {
        let after = |days, fact| Dated { on: timeline[0].on + Days::new(days), fact };
        let events =
            [after(5, asked), after(12, supplied), after(20, Fact::ExtensionClaimed { until: None })];
        timeline.iter().cloned().chain(events).collect()
    };
    plain.iter().zip(pairs.into_iter().cycle()).map(with).collect()
}

/// Timelines a second, on one core: the median of several runs.
fn rate(timelines: &[Vec<Dated>], one: impl Fn(&[Dated]) -> Option<NaiveDate>) -> f64 {
    const PASSES: u32 = 100;
    let mut seconds: Vec<f64> = (0..9)
        .map(|_| {
            let started = Instant::now();
            for _ in 0..PASSES {
                black_box(timelines.iter().filter_map(|timeline| one(black_box(timeline))).max());
            }
            started.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    count(timelines.len()) * f64::from(PASSES) / seconds[seconds.len() / 2]
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap())
}

fn say(what: &str, rate: f64, target: f64) {
    println!(
        "{what}: {} a second, {:.2} times the target of {}",
        grouped(rate),
        rate / target,
        grouped(target)
    );
}

/// `1234567` as `1,234,567`.
fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let commas = |(place, digit): (usize, char)| {
        let comma = (place > 0 && (digits.len() - place).is_multiple_of(3)).then_some(',');
        comma.into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(commas).collect()
}

/// What Python says.
#[derive(Default)]
struct Peer {
    rates: Vec<(String, f64)>,
    holidays: BTreeSet<NaiveDate>,
    /// Day of receipt, due date, and due date by the holidays of England alone.
    due: Vec<[NaiveDate; 3]>,
}

impl Peer {
    fn read(text: &str) -> Peer {
        let mut peer = Peer::default();
        for line in text.lines() {
            match line.split('\t').collect::<Vec<_>>()[..] {
                ["rate", name, rate] => peer.rates.push((name.into(), rate.parse().unwrap())),
                ["holiday", day] => peer.holidays.extend([date(day)]),
                ["due", received, due, english] => peer.due.push([received, due, english].map(date)),
                _ => panic!("peer.py wrote `{line}`"),
            }
        }
        let weekend = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        peer.holidays.retain(|day| !weekend(day) && day.year() <= 2028);
        peer
    }
}

/// Runs the same dates through Python, where it has what it needs.
fn beside_python(ours: &[(NaiveDate, NaiveDate)], rate: f64, law: &Law, foia: &Terms) {
    let python = std::env::var("FOI_BENCH_PYTHON").unwrap_or_else(|_| "python3".into());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peer.py");
    let (first, last) = (ours[0].0, ours[ours.len() - 1].0);
    let run = Command::new(&python).arg(script).args([first, last].map(|day| day.to_string())).output();
    match run {
        Err(error) => {
            println!("no comparison: `{python}` cannot be run ({error}); name one in FOI_BENCH_PYTHON");
        }
        Ok(run) if !run.status.success() => {
            let said = String::from_utf8_lossy(&run.stderr);
            println!("no comparison: {}", said.lines().last().unwrap_or_default());
        }
        Ok(run) => compare(ours, rate, &Peer::read(&String::from_utf8(run.stdout).unwrap()), law, foia),
    }
}

fn compare(ours: &[(NaiveDate, NaiveDate)], rate: f64, peer: &Peer, law: &Law, foia: &Terms) {
    for (name, theirs) in &peer.rates {
        println!("{name}: {} a second; ours is {:.1} times that", grouped(*theirs), rate / theirs);
    }
    let own: BTreeSet<_> =
        law.calendar().holidays().filter(|day| foia.heeds(&day.division)).map(|day| day.date).collect();
    let differ: BTreeSet<_> = own.symmetric_difference(&peer.holidays).copied().collect();
    println!("days that are a holiday here and not there, or the other way round: {differ:?}");
    assert_eq!(ours.len(), peer.due.len(), "as many days of receipt");
    let (mut wrong, mut english) = (0, 0);
    for ((received, due), [_, theirs, by_england]) in ours.iter().zip(&peer.due) {
        let is_explained = differ.range(*received..=*due.max(theirs)).next().is_some();
        assert!(due == theirs || is_explained, "received {received}: {due}, by Python {theirs}");
        wrong += u32::from(due != theirs);
        english += u32::from(due != by_england);
    }
    let share = |wrong: u32| 100.0 * f64::from(wrong) / count(ours.len());
    println!("wrong of {} due dates of 2005 to 2028: {wrong} ({:.1} %)", ours.len(), share(wrong));
    println!(
        "wrong by the holidays of England alone, as most counters have them: {english} ({:.1} %)",
        share(english)
    );
    println!("every other date is the same");
}
