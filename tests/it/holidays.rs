//! Holidays that become known while requests run: dates move in one transaction, and nobody is called late wrongly.

mod at_once;
mod grows;
mod laws;
mod waits;

use std::convert::Infallible;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::calendar::feed::Feed;
use domain::calendar::{Calendar, Holiday};
use domain::fact::{Dated, Fact};
use domain::outbox::LetterKind;
use domain::request::{Decision, chase};
use domain::standing::Standing;
use harness::samples::{self, date, instant, launch};
use harness::{TestDesk, on_each_database};
use store::holidays::{self, ChangeState, Moved, Refreshed};
use store::requests::{Filter, Row};
use store::{Act, ChangeError, Desk, door, outbox, requests, verify};

const SOURCE: &str = "gov.uk feed of 2026-02-25";
const NEW: &str = "2026-06-15";

/// The shipped calendar as it was before Scotland's holiday of 15 June 2026 was proclaimed.
fn before_the_proclamation() -> Calendar {
    let mut calendar = samples::calendar();
    calendar.remove("scotland", date(NEW));
    calendar
}

/// A feed of Scotland's holidays of one year, with these taken away and these there in their place.
fn feed(year: i32, gone: &[&str], new: &[&str]) -> Feed {
    let calendar = samples::calendar();
    let of_year = |day: &&Holiday| day.division == "scotland" && day.date.year() == year;
    let (mut title, mut listed) = ("Holiday".to_string(), Vec::new());
    for Holiday { date, title: own, .. } in calendar.holidays().filter(of_year) {
        if gone.contains(&date.to_string().as_str()) {
            title.clone_from(own);
        } else {
            listed.push(format!("scotland,{date},{own}"));
        }
    }
    listed.extend(new.iter().map(|date| format!("scotland,{date},{title}")));
    let csv = format!("division,date,title\n{}\n", listed.join("\n"));
    Feed::read(&csv, SOURCE).unwrap()
}

fn act(at: DateTime<Utc>) -> Act {
    Act { at, actor: "anna".into(), cause: "refresh of the holidays".into() }
}

/// Tuesday 16 June 2026: the feed was late, and the holiday is over.
fn late() -> DateTime<Utc> {
    instant("2026-06-16T09:00:00Z")
}

async fn refresh(desk: &Desk, feed: &Feed, at: DateTime<Utc>) -> Refreshed {
    holidays::refresh(desk, feed, domain::moment::london(at), &act(at)).await.unwrap()
}

async fn adopt_before_the_proclamation(desk: &Desk) {
    holidays::adopt(desk, &before_the_proclamation(), &act(launch())).await.unwrap();
}

fn sent(on: &str) -> Dated {
    Dated { on: date(on), fact: Fact::Sent { letter: LetterKind::Request } }
}

/// A request for each law and timeline.
async fn asked(desk: &TestDesk, stories: &[(&str, Vec<Dated>)]) -> samples::Launched {
    let laws: Vec<&str> = stories.iter().map(|(law, _)| *law).collect();
    let launched = samples::launched_under(desk, &laws).await;
    for (request, (_, facts)) in launched.requests.iter().zip(stories) {
        samples::append(desk, *request, facts.clone()).await;
    }
    launched
}

/// Requests of several laws, all sent on this day.
async fn asked_on(desk: &TestDesk, laws: &[&str], on: &str) -> samples::Launched {
    let stories: Vec<_> = laws.iter().map(|law| (*law, vec![sent(on)])).collect();
    asked(desk, &stories).await
}

async fn rows(desk: &Desk, campaign: i64, today: NaiveDate) -> Vec<Row> {
    requests::list(desk, campaign, &Filter::default(), today).await.unwrap().0
}

async fn dues(desk: &Desk, campaign: i64) -> Vec<String> {
    let rows = rows(desk, campaign, date("2026-06-16")).await;
    rows.iter().map(|row| row.due.map_or_else(String::new, |due| due.to_string())).collect()
}

async fn standings(desk: &Desk, campaign: i64, today: &str) -> Vec<&'static str> {
    rows(desk, campaign, date(today)).await.iter().map(|row| row.standing.name()).collect()
}

/// Appends these facts and letters to a request, whatever stands there.
async fn append(desk: &Desk, request: i64, decision: Decision) -> Result<(), store::Error> {
    let decide = |_: &[Dated]| Ok::<_, Infallible>(decision);
    match door::change(desk, request, &act(late()), decide).await {
        Ok(_) => Ok(()),
        Err(ChangeError::Store(error)) => Err(error),
        Err(ChangeError::Refused(never)) => match never {},
    }
}

fn facts(facts: Vec<Dated>) -> Decision {
    Decision { facts, letters: vec![] }
}

/// The last entry of a request, where it says that its days were counted again: from, to and why.
async fn recounted(desk: &Desk, request: i64) -> Option<(String, String, String)> {
    let day = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
    match door::timeline(desk, request).await.unwrap().pop()?.fact {
        Fact::Recounted { was, due, why } => Some((day(was), day(due), why)),
        _ => None,
    }
}

async fn is_whole(desk: &Desk) {
    assert_eq!(verify::verify(desk).await.unwrap().faults, Vec::<String>::new());
}

async fn states(desk: &Desk) -> Vec<ChangeState> {
    holidays::changes(desk).await.unwrap().iter().map(|change| change.state).collect()
}

/// A law, what happened under it, and from when to when its last day moves.
type Case = (&'static str, Vec<Dated>, Option<(&'static str, &'static str)>);

/// Requests under several laws, when Scotland gets a holiday on 15 June 2026.
fn under_way() -> Vec<Case> {
    let and = |mut facts: Vec<Dated>, on: &str, fact| {
        facts.push(Dated { on: date(on), fact });
        facts
    };
    let running = vec![sent("2026-05-20")];
    let moves = Some(("2026-06-18", "2026-06-19"));
    vec![
        ("foia", running.clone(), moves),
        ("foisa", running.clone(), moves),
        ("eir", running.clone(), moves),
        ("eisr", running.clone(), moves),
        (
            "foia",
            and(vec![sent("2026-05-15")], "2026-06-16", Fact::Responded),
            Some(("2026-06-15", "2026-06-16")),
        ),
        ("foia", vec![sent("2026-05-14")], None), // due on Friday 12 June
        ("foisa", vec![sent("2026-06-16")], None),
        ("ie-foi", running.clone(), None),
        ("us-foia", running.clone(), None),
        ("foia", and(running, "2026-05-22", Fact::Withdrawn { why: "merged".into() }), None),
        ("foia", vec![], None),
    ]
}

#[tokio::test]
async fn a_holiday_proclaimed_while_requests_run_moves_those_it_touches_and_no_other() {
    on_each_database(async |desk| {
        adopt_before_the_proclamation(desk).await;
        let cases = under_way();
        let stories: Vec<_> = cases.iter().map(|(law, facts, _)| (*law, facts.clone())).collect();
        let launched = asked(desk, &stories).await;
        let before = dues(desk, launched.campaign).await;
        let told = refresh(desk, &feed(2026, &[], &[]), late()).await;
        assert_eq!((told.moved.moved, told.moved.withdrawn), (5, 0), "{told:?}");
        let after = dues(desk, launched.campaign).await;
        for (at, (law, facts, moves)) in cases.iter().enumerate() {
            let says = recounted(desk, launched.requests[at]).await;
            let why = format!("Mon 15 June 2026 is a holiday in Scotland ({SOURCE})");
            let expected = moves.map(|(was, due)| (was.to_string(), due.to_string(), why));
            assert_eq!(says, expected, "{law} {facts:?}");
            if let Some((was, due)) = moves {
                assert_eq!((before[at].as_str(), after[at].as_str()), (*was, *due), "{law} {facts:?}");
            }
        }
        assert_eq!(before[5..9], after[5..9]);
        is_whole(desk).await;
    })
    .await;
}

#[tokio::test]
async fn whether_an_answer_was_late_is_judged_again() {
    on_each_database(async |desk| {
        adopt_before_the_proclamation(desk).await;
        let responded = |on: &str| Dated { on: date(on), fact: Fact::Responded };
        let stories =
            ["2026-06-16", "2026-06-17"].map(|on| ("foia", vec![sent("2026-05-15"), responded(on)]));
        let campaign = asked(desk, &stories).await.campaign;
        let lateness = async || -> Vec<bool> {
            let is_late = |row: &Row| matches!(row.standing, Standing::Answered { late: true, .. });
            rows(desk, campaign, date("2026-06-20")).await.iter().map(is_late).collect()
        };
        assert_eq!(lateness().await, [true, true]);
        refresh(desk, &feed(2026, &[], &[]), late()).await;
        assert_eq!(lateness().await, [false, true]);
    })
    .await;
}

#[tokio::test]
async fn a_new_holiday_is_recorded_once_with_how_many_it_moved() {
    on_each_database(async |desk| {
        adopt_before_the_proclamation(desk).await;
        asked_on(desk, &["foia", "foisa", "ie-foi"], "2026-05-20").await;
        let told = refresh(desk, &feed(2026, &[], &[]), late()).await;
        let added: Vec<_> = told.added.iter().map(|day| (day.division.as_str(), day.date)).collect();
        assert_eq!(added, [("scotland", date(NEW))]);
        let changes = holidays::changes(desk).await.unwrap();
        let sentence = format!("Scotland: Mon 15 June 2026 ({}) is a holiday", told.added[0].title);
        assert_eq!((changes[0].sentence.as_str(), changes[0].source.as_str()), (sentence.as_str(), SOURCE));
        assert_eq!((changes.len(), changes[0].state, changes[0].moved), (1, ChangeState::Taken, 2));
        let again = refresh(desk, &feed(2026, &[], &[]), late()).await;
        assert_eq!((again.added, again.moved), (vec![], Moved::default()), "the same feed again is no news");
        assert_eq!(holidays::changes(desk).await.unwrap(), changes);
    })
    .await;
}

/// Puts a chaser into the outbox, as for a request that is overdue.
async fn chased(desk: &Desk, request: i64, at: DateTime<Utc>) {
    let letter = samples::letter(request, LetterKind::Chaser);
    desk.blobs.put(&letter.bytes).await.unwrap();
    let law = desk.law().await.unwrap();
    let terms = law.terms(&samples::regime("foia")).unwrap();
    let today = domain::moment::london(at);
    door::change(desk, request, &act(at), |timeline| chase(timeline, letter, terms, today)).await.unwrap();
}

#[tokio::test]
async fn a_chaser_is_taken_back_where_its_request_is_not_late_after_all() {
    on_each_database(async |desk| {
        adopt_before_the_proclamation(desk).await;
        let stories = ["2026-05-15", "2026-05-14"].map(|on| ("foia", vec![sent(on)]));
        let launched = asked(desk, &stories).await;
        for request in &launched.requests {
            chased(desk, *request, late()).await;
        }
        let told = refresh(desk, &feed(2026, &[], &[]), late()).await;
        assert_eq!((told.moved.moved, told.moved.withdrawn), (1, 1));
        let mut counts = outbox::counts(desk, launched.campaign).await.unwrap();
        counts.sort();
        assert_eq!(counts, [("waiting".to_string(), 1), ("withdrawn".to_string(), 1)]);
        let rows = rows(desk, launched.campaign, date("2026-06-16")).await;
        let file = requests::file(desk, &rows[0].reference, date("2026-06-16")).await.unwrap();
        assert_eq!(
            (file.letters[0].state.as_str(), file.letters[0].why.as_deref()),
            (
                "withdrawn",
                Some("holidays that became known moved the last day: on Tue 16 June 2026 the request is not overdue")
            )
        );
        let claimed = outbox::claim(desk, "worker", late()).await.unwrap().unwrap();
        assert_eq!(claimed.request, launched.requests[1], "the other one goes");
        assert_eq!(outbox::claim(desk, "worker", late()).await.unwrap(), None);
        is_whole(desk).await;
    })
    .await;
}
