//! The one door: every change appends to a timeline or does nothing at all.

use std::convert::Infallible;
use std::sync::Arc;

use domain::fact::{Dated, Fact};
use domain::request::Decision;
use harness::samples::{self, date, launch};
use harness::{TestDesk, on_each_database};
use store::{Act, ChangeError, Desk, Error, door};

fn acknowledged(reference: &str) -> Decision {
    let fact = Fact::Acknowledged { reference: Some(reference.into()) };
    Decision { facts: vec![Dated { on: date("2018-08-21"), fact }], letters: Vec::new() }
}

async fn acknowledge(desk: Desk, request: i64, writer: usize) {
    let act = Act { at: launch(), actor: format!("writer {writer}"), cause: "test".into() };
    let decide = |seen: &[Dated]| Ok::<_, Infallible>(acknowledged(&seen.len().to_string()));
    door::change(&desk, request, &act, decide).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_32_writers_at_once_each_sees_what_the_others_appended() {
    on_each_database(async |desk| {
        let request = samples::launched(desk, 1).await.requests[0];
        let mut writers = tokio::task::JoinSet::new();
        for writer in 0..32 {
            writers.spawn(acknowledge(Desk::clone(desk), request, writer));
        }
        writers.join_all().await;
        let seen: Vec<Fact> =
            door::timeline(desk, request).await.unwrap().into_iter().map(|dated| dated.fact).collect();
        let expected: Vec<Fact> =
            (0..32).map(|n: usize| Fact::Acknowledged { reference: Some(n.to_string()) }).collect();
        assert_eq!(seen, expected, "writer n saw the n entries before its own");
        assert_eq!(store::verify::verify(desk).await.unwrap().faults, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_refused_change_appends_nothing_and_says_why() {
    on_each_database(async |desk| {
        let request = samples::launched(desk, 1).await.requests[0];
        samples::queue(desk, request, launch()).await.unwrap();
        let again = samples::queue(desk, request, launch()).await.unwrap_err();
        assert_eq!(
            again.to_string(),
            "the request was already put into the outbox on Mon 20 August 2018: nothing is asked twice"
        );
        assert_eq!(door::timeline(desk, request).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_change_whose_letter_cannot_be_frozen_appends_nothing() {
    on_each_database(async |desk| {
        let requests = samples::launched(desk, 2).await.requests;
        samples::queue(desk, requests[0], launch()).await.unwrap();
        // the same Message-ID once more, for another request
        let letter = samples::letter(requests[0], domain::outbox::LetterKind::Request);
        let act = Act::of_worker(launch(), "test");
        let decide = |timeline: &[Dated]| domain::request::ask(timeline, letter, date("2018-08-20"));
        let failed = door::change(desk, requests[1], &act, decide).await;
        assert!(matches!(failed, Err(ChangeError::Store(Error::Database(_)))), "{failed:?}");
        assert!(door::timeline(desk, requests[1]).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_request_that_does_not_exist_cannot_be_changed() {
    on_each_database(async |desk| {
        let act = Act::of_worker(launch(), "test");
        let failed = door::change(desk, 4711, &act, |_| Ok::<_, Infallible>(acknowledged("1"))).await;
        let says = failed.unwrap_err().to_string();
        assert_eq!(says, "there is no request 4711: list them with `foi campaign status`");
    })
    .await;
}

async fn refuses(desk: &TestDesk, sql: &str) {
    let refusal = desk.sql(sql).await.expect_err(sql).to_string();
    assert!(refusal.contains("append-only"), "{sql}: {refusal}");
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_or_delete_what_was_recorded() {
    on_each_database(async |desk| {
        let launched = samples::launched(desk, 1).await;
        let request = launched.requests[0];
        acknowledge(Desk::clone(desk), request, 0).await;
        desk.sql(&format!(
            "insert into ruling (request_id, question, outcome, made_by, made_at, why)
             values ({request}, 1, null, 'person', '2018-08-20 09:00:00+00:00', 'a test')"
        ))
        .await
        .unwrap();
        refuses(desk, "update entry set actor = 'nobody'").await;
        refuses(desk, "delete from entry").await;
        refuses(desk, "update ruling set why = 'because'").await;
        refuses(desk, "delete from ruling").await;
        assert_eq!(door::timeline(desk, request).await.unwrap(), acknowledged("0").facts);
    })
    .await;
}

#[tokio::test]
async fn migrations_may_be_run_again_and_leave_what_is_there() {
    on_each_database(async |desk| {
        let request = samples::launched(desk, 1).await.requests[0];
        let desk = Arc::new(Desk::clone(desk));
        for _ in 0..2 {
            migrations::up(desk.connection()).await.unwrap();
        }
        acknowledge(Desk::clone(&desk), request, 0).await;
        assert_eq!(door::timeline(&desk, request).await.unwrap().len(), 1);
    })
    .await;
}
