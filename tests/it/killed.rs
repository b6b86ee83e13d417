//! A worker that is killed again and again: nothing is asked twice, nothing is lost.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use harness::samples::{self, date, instant};
use harness::servers::{self, MailServers};
use messages::message::parse;
use store::blobs::Blobs;
use store::{Desk, campaigns, inbox, outbox, requests, verify};

use crate::commands::{declare, desk, import, reply, settings, succeeds, work, worker};
use crate::foi::foi;

const AUTHORITIES: usize = 40;
const REPLIES: usize = 8;

/// Starts a worker and kills it after `milliseconds`, wherever it is by then.
fn work_and_die(folder: &Path, servers: &MailServers, milliseconds: u64) {
    let mut worker = worker(folder, servers).stdout(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(milliseconds));
    worker.kill().unwrap();
    worker.wait().unwrap();
}

/// The state of every letter, after claims that nobody holds any more were swept.
async fn letters(desk: &Desk, campaign: i64) -> (u64, u64) {
    outbox::sweep(desk, instant("2099-01-01T00:00:00Z")).await.unwrap();
    let counts = outbox::counts(desk, campaign).await.unwrap();
    let of = |state: &str| counts.iter().find(|(name, _)| name == state).map_or(0, |(_, count)| *count);
    let (accepted, doubtful) = (of("accepted"), of("in doubt"));
    assert_eq!(accepted + doubtful, AUTHORITIES as u64, "every letter ends somewhere: {counts:?}");
    (accepted, doubtful)
}

async fn open(folder: &Path) -> Desk {
    let url = format!("sqlite://{}", folder.join("foi.sqlite").display());
    let blobs = Blobs::folder(&folder.join("blobs")).unwrap();
    Desk::open(&url, blobs, samples::law()).await.unwrap()
}

#[tokio::test]
async fn a_campaign_whose_worker_is_killed_at_any_moment_asks_nobody_twice_and_loses_no_message() {
    let Some(servers) = servers::mail() else { return };
    let (ours, theirs) = ("desk-killed", "trusts-killed");
    let folder = desk();
    let folder = folder.path();
    declare(folder, ours);
    settings(folder, &servers, "none", ours);
    import(folder, AUTHORITIES, theirs);
    succeeds(&foi(folder, "campaign create campaign"));
    succeeds(&foi(folder, "campaign launch by-command --confirm 40"));
    for round in 0..16 {
        work_and_die(folder, &servers, 60 + 18 * round);
    }
    work(folder, &servers);

    let store = open(folder).await;
    let campaign = campaigns::get(&store, "by-command").await.unwrap().id;
    let (accepted, doubtful) = letters(&store, campaign).await;
    let sent = servers.at_least(theirs, usize::try_from(accepted).unwrap()).await;
    let asked: BTreeSet<String> = sent.iter().map(|letter| parse(&letter.bytes).to[0].clone()).collect();
    assert_eq!(asked.len(), sent.len(), "nobody has two letters");
    assert!(sent.len() as u64 <= accepted + doubtful);

    for letter in &sent[..REPLIES] {
        reply(&servers, &letter.bytes, ours).await;
    }
    servers.messages(ours, REPLIES).await;
    for round in 0..8 {
        work_and_die(folder, &servers, 60 + 20 * round);
    }
    work(folder, &servers);
    assert_eq!(inbox::count(&store, None).await.unwrap(), REPLIES as u64);
    assert_eq!(inbox::count(&store, Some(inbox::State::Filed)).await.unwrap(), REPLIES as u64);
    let counts = requests::counts(&store, campaign, date("2099-01-01")).await.unwrap();
    assert!(counts.contains(&("answered", REPLIES as u64)), "{counts:?}");
    assert_eq!(verify::verify(&store).await.unwrap().faults, Vec::<String>::new());
    assert_eq!(servers.at_least(theirs, sent.len()).await.len(), sent.len());
    store.close().await.unwrap();
}
