//! The board: what lists show equals a fresh fold of every timeline, on every day.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::clock::Hold;
use domain::fact::{Dated, Fact, Receipt};
use domain::outbox::LetterKind;
use domain::standing::{Standing, standing};
use harness::samples::{self, date};
use harness::{TestDesk, on_each_database};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use store::requests::{self, Filter, Row};
use store::{board, door, verify};

const REQUESTS: usize = 120;
/// Laws whose clocks differ: what a posted letter, a clarification, a fee or a closure means to them, and which days count.
const LAWS: [&str; 8] = ["foia", "foisa", "eir", "eisr", "foisa-keeper", "foia-school", "ie-foi", "us-foia"];

fn kind() -> impl Strategy<Value = LetterKind> {
    prop_oneof![4 => Just(LetterKind::Request), 1 => Just(LetterKind::Chaser), 1 => Just(LetterKind::Review)]
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0u64..200).prop_map(|days| date("2018-08-20") + Days::new(days))
}

fn fact() -> impl Strategy<Value = Fact> {
    let why = || "the words".to_string();
    prop_oneof![
        kind().prop_map(|letter| Fact::Queued { letter }),
        kind().prop_map(|letter| Fact::Sent { letter }),
        kind().prop_map(move |letter| Fact::InDoubt { letter, why: why() }),
        kind().prop_map(move |letter| Fact::Bounced { letter, why: why() }),
        Just(Fact::Posted),
        prop_oneof![Just(Receipt::Direct), Just(Receipt::Redirected), Just(Receipt::Transferred)]
            .prop_map(|how| Fact::Received { how }),
        Just(Fact::Redirected { to: "foi@elsewhere.invalid".into() }),
        Just(Fact::Acknowledged { reference: None }),
        Just(Fact::ClarificationSought { answer_by: None }),
        Just(Fact::ClarificationSupplied),
        Just(Fact::FeesNotified),
        Just(Fact::FeesPaid),
        prop::option::of(day()).prop_map(|until| Fact::ExtensionClaimed { until }),
        day().prop_map(|until| Fact::Closed { until }),
        Just(Fact::Transferred { to: "another trust".into() }),
        Just(Fact::Responded),
        Just(Fact::Chased),
        Just(Fact::ReviewRequested),
        Just(Fact::ReviewDecided),
        Just(Fact::ComplaintMade),
        Just(Fact::DecisionNotice),
        Just(Fact::Recounted { was: None, due: None, why: "a holiday".into() }),
        Just(Fact::Withdrawn { why: "merged".into() }),
        (0usize..6).prop_map(|entry| Fact::Corrected { entry, why: "misread".into() }),
    ]
}

/// Timelines of up to eight facts on ever later days after nothing, a letter that was sent, or one in doubt; a few
/// begin where the known bank holidays end.
fn timeline() -> impl Strategy<Value = Vec<Dated>> {
    let steps = prop::collection::vec((fact(), 0u64..15), 0..9);
    let letter = LetterKind::Request;
    let opening = prop_oneof![
        Just(vec![]),
        Just(vec![Fact::Queued { letter }, Fact::Sent { letter }]),
        Just(vec![Fact::Queued { letter }, Fact::InDoubt { letter, why: "the line died".into() }]),
        Just(vec![Fact::Sent { letter }, Fact::FeesNotified, Fact::ClarificationSought { answer_by: None }]),
        Just(vec![Fact::Sent { letter }, Fact::Redirected { to: "foi@elsewhere.invalid".into() }]),
        Just(vec![Fact::Posted]),
    ];
    let starts = prop_oneof![9 => Just(date("2018-08-20")), 1 => Just(date("2028-12-11"))];
    (starts, opening, steps).prop_map(|(mut on, opening, steps)| {
        let opening: Vec<_> = opening.into_iter().map(|fact| Dated { on, fact }).collect();
        let rest = steps.into_iter().map(|(fact, days)| {
            on = on + Days::new(days);
            Dated { on, fact }
        });
        opening.into_iter().chain(rest).collect()
    })
}

/// As many random timelines as requested, the same in every run.
fn timelines(count: usize) -> Vec<Vec<Dated>> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| timeline().new_tree(&mut runner).unwrap().current()).collect()
}

/// A campaign whose requests have random timelines under several laws, appended in two steps.
async fn campaign(desk: &TestDesk) -> (i64, BTreeMap<i64, Vec<Dated>>) {
    let laws: Vec<&str> = LAWS.into_iter().cycle().take(REQUESTS).collect();
    let launched = samples::launched_under(desk, &laws).await;
    let stories: BTreeMap<_, _> = launched.requests.into_iter().zip(timelines(REQUESTS)).collect();
    for (request, facts) in &stories {
        let (first, later) = facts.split_at(facts.len() / 2);
        samples::append(desk, *request, first.to_vec()).await;
        samples::append(desk, *request, later.to_vec()).await;
    }
    (launched.campaign, stories)
}

async fn all(desk: &TestDesk, campaign: i64, today: NaiveDate) -> Vec<Row> {
    requests::list(desk, campaign, &Filter::default(), today).await.unwrap().0
}

fn days() -> impl Iterator<Item = NaiveDate> {
    date("2018-08-19").iter_days().step_by(9).take(50)
}

#[tokio::test]
async fn what_a_list_says_of_a_request_is_what_its_timeline_says_on_every_day() {
    on_each_database(async |desk| {
        let (campaign, stories) = campaign(desk).await;
        let law = desk.law().await.unwrap();
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for today in days() {
            for row in all(desk, campaign, today).await {
                let facts = &stories[&row.id];
                let fresh = standing(facts, law.terms(&row.regime).unwrap(), today);
                assert_eq!(row.standing, fresh, "on {today} under {} after {facts:#?}", row.regime);
                *seen.entry(row.standing.name()).or_default() += 1;
            }
        }
        assert_eq!(seen.len(), Standing::NAMES.len(), "the samples reach every standing: {seen:?}");
    })
    .await;
}

/// Facts in a few letters, each ten days after the one before, from 20 August 2018 on.
fn facts(letters: &str) -> Vec<Dated> {
    let days = date("2018-08-20").iter_days().step_by(10);
    let fact = |letter: char| match letter {
        's' => Fact::Sent { letter: LetterKind::Request },
        'p' => Fact::Posted,
        'r' => Fact::Redirected { to: "foi@elsewhere.invalid".into() },
        'g' => Fact::Received { how: Receipt::Redirected },
        'c' => Fact::ClarificationSought { answer_by: None },
        'C' => Fact::ClarificationSupplied,
        'f' => Fact::FeesNotified,
        'F' => Fact::FeesPaid,
        other => panic!("no fact is written {other}"),
    };
    letters.chars().zip(days).map(|(letter, on)| Dated { on, fact: fact(letter) }).collect()
}

#[tokio::test]
async fn the_board_tells_what_is_awaited_and_when_a_fee_lapses() {
    let with_us = |since: &str, hold| Standing::WithUs { since: date(since), hold };
    let awaiting = |due: &str| Standing::Awaiting { due: date(due) };
    let lapsed = |on: &str| Standing::Lapsed { on: date(on) };
    let cases = [
        ("foia", "sf", "2018-11-29", with_us("2018-08-30", Hold::Fees)),
        ("foia", "sf", "2018-11-30", lapsed("2018-11-29")),
        ("foia", "scf", "2018-09-10", with_us("2018-08-30", Hold::Clarification)),
        ("foia", "scfC", "2018-09-20", with_us("2018-09-09", Hold::Fees)),
        ("foia", "scf", "2018-12-11", lapsed("2018-12-08")),
        ("foia", "sr", "2018-09-01", with_us("2018-08-30", Hold::Redirect)),
        ("foia", "srg", "2018-09-20", awaiting("2018-10-05")),
        ("foia", "p", "2018-08-21", Standing::Unsent),
        ("foisa", "p", "2018-08-21", awaiting("2018-09-20")),
        ("foisa", "sfF", "2018-09-10", awaiting("2018-09-26")),
    ];
    on_each_database(async |desk| {
        let law = desk.law().await.unwrap();
        let laws: Vec<&str> = cases.iter().map(|(law, ..)| *law).collect();
        let launched = samples::launched_under(desk, &laws).await;
        for (request, (code, letters, today, expected)) in launched.requests.iter().zip(&cases) {
            samples::append(desk, *request, facts(letters)).await;
            let today = date(today);
            let rows = all(desk, launched.campaign, today).await;
            let row = rows.iter().find(|row| row.id == *request).unwrap();
            assert_eq!(row.standing, *expected, "{code} {letters} on {today}");
            let terms = law.terms(&row.regime).unwrap();
            assert_eq!(standing(&facts(letters), terms, today), *expected, "{code} {letters} on {today}");
        }
    })
    .await;
}

#[tokio::test]
async fn filters_by_standing_divide_all_requests_among_themselves() {
    on_each_database(async |desk| {
        let (campaign, _) = campaign(desk).await;
        for today in days().step_by(5) {
            let rows = all(desk, campaign, today).await;
            let mut sum = 0;
            for (name, count) in requests::counts(desk, campaign, today).await.unwrap() {
                let filter = Filter { standing: Some(name.into()), ..Filter::default() };
                let (found, total) = requests::list(desk, campaign, &filter, today).await.unwrap();
                let expected: Vec<_> =
                    rows.iter().filter(|row| row.standing.name() == name).cloned().collect();
                assert_eq!((&found, total), (&expected, count), "{name} on {today}");
                sum += count;
            }
            assert_eq!(sum, REQUESTS as u64);
        }
    })
    .await;
}

#[tokio::test]
async fn a_board_that_was_dropped_or_spoilt_is_rebuilt_as_it_was() {
    on_each_database(async |desk| {
        let (campaign, _) = campaign(desk).await;
        let today = date("2018-10-01");
        let before = all(desk, campaign, today).await;
        assert_eq!(verify::verify(desk).await.unwrap().faults, Vec::<String>::new());
        let spoilt = desk.sql("update board set entries = entries + 1").await.unwrap();
        assert_eq!(verify::verify(desk).await.unwrap().faults.len() as u64, spoilt);
        desk.sql("delete from board").await.unwrap();
        assert_ne!(all(desk, campaign, today).await, before);
        assert_eq!(board::rebuild(desk).await.unwrap(), REQUESTS);
        assert_eq!(all(desk, campaign, today).await, before);
        assert_eq!(verify::verify(desk).await.unwrap().faults, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn lists_find_by_words_page_by_page_and_name_the_standings_they_know() {
    on_each_database(async |desk| {
        let campaign = samples::launched(desk, 25).await.campaign;
        let today = date("2018-08-21");
        for (words, expected) in [("number 1", 11), ("t007", 1), ("nowhere", 0), ("%", 25), ("  ", 25)] {
            let filter = Filter { words: Some(words.into()), ..Filter::default() };
            assert_eq!(requests::list(desk, campaign, &filter, today).await.unwrap().1, expected, "{words}");
        }
        let page = Filter { page: 2, size: 10, ..Filter::default() };
        let (rows, total) = requests::list(desk, campaign, &page, today).await.unwrap();
        let codes: Vec<_> = rows.iter().map(|row| row.code.as_str()).collect();
        assert_eq!((codes, total), (vec!["T021", "T022", "T023", "T024", "T025"], 25));
        let unknown = Filter { standing: Some("lost".into()), ..Filter::default() };
        let says = requests::list(desk, campaign, &unknown, today).await.unwrap_err().to_string();
        assert!(says.starts_with("there is no standing `lost`: choose one of unsent, in doubt"), "{says}");
    })
    .await;
}

#[tokio::test]
async fn the_next_due_dates_come_first() {
    on_each_database(async |desk| {
        let launched = samples::launched(desk, 3).await;
        for (request, on) in launched.requests.iter().zip(["2018-09-03", "2018-08-20", "2018-08-24"]) {
            let fact = Fact::Sent { letter: LetterKind::Request };
            samples::append(desk, *request, vec![Dated { on: date(on), fact }]).await;
        }
        let next = requests::due_next(desk, launched.campaign, date("2018-09-04"), 2).await.unwrap();
        let codes: Vec<_> = next.iter().map(|row| row.code.as_str()).collect();
        assert_eq!(codes, ["T002", "T003"]);
    })
    .await;
}

#[tokio::test]
async fn a_request_without_a_letter_is_found_at_its_time_and_not_before() {
    on_each_database(async |desk| {
        let launched = samples::launched(desk, 2).await;
        let early = samples::launch() - chrono::TimeDelta::seconds(1);
        assert!(requests::unasked(desk, &[launched.campaign], early, 10).await.unwrap().is_empty());
        samples::queue(desk, launched.requests[0], samples::launch()).await.unwrap();
        let unasked = requests::unasked(desk, &[launched.campaign], samples::launch(), 10).await.unwrap();
        assert_eq!(unasked.iter().map(|one| one.id).collect::<Vec<_>>(), [launched.requests[1]]);
        assert_eq!(door::timeline(desk, launched.requests[1]).await.unwrap(), []);
    })
    .await;
}
