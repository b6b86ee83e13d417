//! The outbox: each letter is claimed once, settled once, and never resent when nobody knows what became of it.

use chrono::TimeDelta;
use domain::outbox::{Next, Verdict};
use engine::post::{Poster, Reach};
use harness::samples::{self, Launched, accepted, date, launch};
use harness::{TestDesk, on_each_database};
use store::outbox::{self, Claimed};
use store::requests::Filter;
use store::{Desk, campaigns, door, requests};

async fn queued(desk: &TestDesk, count: usize) -> Launched {
    let launched = samples::launched(desk, count).await;
    for request in &launched.requests {
        samples::queue(desk, *request, launch()).await.unwrap();
    }
    launched
}

async fn drain(desk: Desk, worker: usize) -> Vec<Claimed> {
    let mut claimed = Vec::new();
    while let Some(letter) = outbox::claim(&desk, &format!("worker {worker}"), launch()).await.unwrap() {
        claimed.push(letter);
    }
    claimed
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixteen_workers_claim_each_of_200_letters_once() {
    on_each_database(async |desk| {
        let launched = queued(desk, 200).await;
        let mut workers = tokio::task::JoinSet::new();
        for worker in 0..16 {
            workers.spawn(drain(Desk::clone(desk), worker));
        }
        let mut claimed: Vec<i64> =
            workers.join_all().await.into_iter().flatten().map(|letter| letter.request).collect();
        claimed.sort_unstable();
        let mut all = launched.requests;
        all.sort_unstable();
        assert_eq!(claimed, all);
    })
    .await;
}

/// The names of the facts of a request, and its standing on 21 August 2018.
async fn story(desk: &TestDesk, launched: &Launched) -> (Vec<&'static str>, &'static str) {
    let timeline = door::timeline(desk, launched.requests[0]).await.unwrap();
    let today = date("2018-08-21");
    let (rows, _) = requests::list(desk, launched.campaign, &Filter::default(), today).await.unwrap();
    (timeline.iter().map(|dated| dated.fact.name()).collect(), rows[0].standing.name())
}

async fn claim(desk: &TestDesk) -> Claimed {
    outbox::claim(desk, "worker", launch()).await.unwrap().expect("a letter is due")
}

#[tokio::test]
async fn what_a_server_said_becomes_facts_the_board_and_the_letters_state() {
    let why = || "the server's words".to_string();
    for (verdict, facts, standing, state) in [
        (accepted(), vec!["queued", "sent"], "awaiting", "accepted"),
        (Verdict::Deferred { why: why() }, vec!["queued"], "unsent", "waiting"),
        (Verdict::Refused { why: why() }, vec!["queued", "bounced"], "undeliverable", "refused"),
        (Verdict::InDoubt { why: why() }, vec!["queued", "in doubt"], "in doubt", "in doubt"),
    ] {
        on_each_database(async |desk| {
            let launched = queued(desk, 1).await;
            let letter = claim(desk).await;
            outbox::settle(desk, &letter, verdict.clone(), launch()).await.unwrap();
            assert_eq!(story(desk, &launched).await, (facts.clone(), standing));
            assert_eq!(outbox::counts(desk, launched.campaign).await.unwrap(), [(state.to_string(), 1)]);
        })
        .await;
    }
}

#[tokio::test]
async fn the_servers_receipt_is_kept_with_the_letter() {
    on_each_database(async |desk| {
        let launched = queued(desk, 1).await;
        let Next::Accept(receipt) =
            outbox::settle(desk, &claim(desk).await, accepted(), launch()).await.unwrap()
        else {
            panic!("an accepted letter is settled")
        };
        let (rows, _) =
            requests::list(desk, launched.campaign, &Filter::default(), date("2018-08-21")).await.unwrap();
        let file = requests::file(desk, &rows[0].reference, date("2018-08-21")).await.unwrap();
        assert_eq!(file.letters[0].receipt.as_ref(), Some(&receipt));
        assert_eq!(file.letters[0].settled_at, Some(launch()));
        assert_eq!(
            desk.blobs.get(&file.letters[0].hash).await.unwrap(),
            samples::letter(launched.requests[0], domain::outbox::LetterKind::Request).bytes
        );
    })
    .await;
}

#[tokio::test]
async fn a_deferred_letter_waits_for_its_time_and_counts_its_attempts() {
    on_each_database(async |desk| {
        queued(desk, 1).await;
        let mut now = launch();
        for attempt in 0..7 {
            let letter = outbox::claim(desk, "worker", now).await.unwrap().expect("it is due again");
            assert_eq!(letter.attempt, attempt);
            match outbox::settle(desk, &letter, Verdict::Deferred { why: "451".into() }, now).await.unwrap() {
                Next::Retry { at, .. } => {
                    let early = at - TimeDelta::seconds(1);
                    assert_eq!(outbox::claim(desk, "worker", early).await.unwrap(), None);
                    now = at;
                }
                other => assert_eq!(other, Next::GiveUp { why: "deferred 7 times, at last: 451".into() }),
            }
        }
        assert_eq!(outbox::claim(desk, "worker", now + TimeDelta::days(30)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_letter_that_a_crashed_worker_left_behind_is_in_doubt_once_and_never_resent() {
    on_each_database(async |desk| {
        let launched = queued(desk, 1).await;
        claim(desk).await;
        assert_eq!(outbox::sweep(desk, launch() + outbox::LEASE).await.unwrap(), 0, "the lease still holds");
        let later = launch() + outbox::LEASE + TimeDelta::seconds(1);
        let mut sweepers = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let desk = Desk::clone(desk);
            sweepers.spawn(async move { outbox::sweep(&desk, later).await.unwrap() });
        }
        assert_eq!(sweepers.join_all().await.into_iter().sum::<usize>(), 1);
        assert_eq!(story(desk, &launched).await, (vec!["queued", "in doubt"], "in doubt"));
        assert_eq!(outbox::claim(desk, "worker", later + TimeDelta::days(30)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_slow_worker_that_comes_back_may_still_say_what_became_of_its_letter() {
    on_each_database(async |desk| {
        let launched = queued(desk, 1).await;
        let letter = claim(desk).await;
        outbox::sweep(desk, launch() + outbox::LEASE + TimeDelta::seconds(1)).await.unwrap();
        outbox::settle(desk, &letter, accepted(), launch()).await.unwrap();
        assert_eq!(story(desk, &launched).await, (vec!["queued", "in doubt", "sent"], "awaiting"));
        outbox::settle(desk, &letter, accepted(), launch()).await.unwrap();
        assert_eq!(story(desk, &launched).await.0.len(), 3, "what is settled stays settled");
    })
    .await;
}

#[tokio::test]
async fn a_paused_campaign_keeps_its_letters() {
    on_each_database(async |desk| {
        let launched = queued(desk, 2).await;
        campaigns::pause(desk, launched.campaign, launch()).await.unwrap();
        assert_eq!(outbox::claim(desk, "worker", launch()).await.unwrap(), None);
        campaigns::resume(desk, launched.campaign).await.unwrap();
        assert_eq!(claim(desk).await.from.as_str(), "desk@desk.invalid");
    })
    .await;
}

#[tokio::test]
async fn a_letter_whose_bytes_cannot_be_read_waits_and_is_never_in_doubt() {
    on_each_database(async |desk| {
        queued(desk, 1).await;
        let hash = outbox::claim(desk, "looks", launch()).await.unwrap().unwrap().hash;
        desk.sql("update letter set state = 'waiting', lease_until = null").await.unwrap();
        std::fs::remove_file(desk.blob_file(&hash)).unwrap();
        let nowhere = std::net::SocketAddr::from(([127, 0, 0, 1], 1));
        let mut poster = Poster::new(harness::servers::plain_line(nowhere), "test", Reach::InvalidOnly);
        match poster.post_next(desk, launch()).await.unwrap() {
            Some(Next::Retry { why, .. }) => assert!(why.contains("the blob folder failed"), "{why}"),
            other => panic!("{other:?}"),
        }
    })
    .await;
}
