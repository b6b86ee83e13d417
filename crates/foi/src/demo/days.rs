//! The days of the campaign in fast time.

use std::net::SocketAddr;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::moment::{in_london, in_words};
use domain::outbox::Next;
use engine::post::{Poster, Reach};
use engine::reader::Reader;
use engine::{Step, collect, launch, read};
use mail::listen::{Limits, Listener, Protocol};
use mail::post::{Line, Server, Tls};
use simulator::World;
use store::{Desk, campaigns, inbox};
use tokio_util::sync::CancellationToken;

use crate::failure::Failure;
use crate::folder::Folder;
use crate::now::Hand;
use crate::say::Say;

/// Hours of the day at which something may happen, London time.
const HOURS: std::ops::RangeInclusive<i64> = 8..=18;

/// What happened over the days.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lived {
    /// Messages that the listener took, duplicates of the same bytes included.
    pub(super) taken: usize,
}

/// The moment at which a day opens.
pub(super) fn opening(day: NaiveDate) -> DateTime<Utc> {
    in_london(day, NaiveTime::MIN + TimeDelta::hours(*HOURS.start()))
}

/// Launches the campaign and lets every day pass.
pub(super) async fn live(
    folder: &Folder,
    world: &World,
    hand: &Hand,
    seed: u64,
    (first, last): (NaiveDate, NaiveDate),
    say: Say,
) -> Result<Lived, Failure> {
    let desk = &folder.desk;
    let stored = campaigns::get(desk, super::CAMPAIGN).await?;
    launch::launch(desk, &stored, seed, opening(first)).await?;
    let stop = CancellationToken::new();
    let (listener, inbound) = listen(desk.clone(), hand, &stop).await?;
    let mut poster = Poster::new(Line::new(server(world.address())?), "demo", Reach::InvalidOnly);
    let reader = folder.reader()?;
    let days: Vec<_> = first.iter_days().take_while(|day| *day <= last).collect();
    let progress = say.progress(days.len() as u64);
    let mut lived = Lived::default();
    for day in days {
        let done = pass(desk, world, hand, &mut poster, &reader, inbound, day).await?;
        lived.taken += done.taken;
        progress.step(&done.in_words(day));
    }
    progress.finish();
    poster.close().await;
    stop.cancel();
    listener.await?;
    Ok(lived)
}

/// What happened on one day.
#[derive(Debug, Clone, Copy, Default)]
struct Done {
    accepted: usize,
    failed: usize,
    deferred: usize,
    taken: usize,
    read: usize,
}

impl Done {
    fn in_words(self, day: NaiveDate) -> String {
        let mut words = vec![in_words(day)];
        for (count, what) in [
            (self.accepted, "letters accepted"),
            (self.deferred, "deferred"),
            (self.failed, "failed or in doubt"),
            (self.read, "messages read"),
        ] {
            if count > 0 {
                words.push(format!("{count} {what}"));
            }
        }
        words.join(" · ")
    }
}

async fn pass(
    desk: &Desk,
    world: &World,
    hand: &Hand,
    poster: &mut Poster,
    reader: &Reader,
    inbound: SocketAddr,
    day: NaiveDate,
) -> Result<Done, Failure> {
    let mut done = Done::default();
    for hour in HOURS {
        let now = in_london(day, NaiveTime::MIN + TimeDelta::hours(hour));
        hand.set(now);
        world.clock(now);
        launch::due(desk, now).await?;
        while let Some(next) = poster.post_next(desk, now).await? {
            match next {
                Next::Accept(_) => done.accepted += 1,
                Next::Retry { .. } => done.deferred += 1,
                Next::GiveUp { .. } | Next::AskAPerson { .. } => done.failed += 1,
            }
        }
        done.taken += world.post_due(now, inbound).await?;
        while read::read_next(desk, reader, now).await? == Step::Done {
            done.read += 1;
        }
    }
    Ok(done)
}

/// foi's own listener, on loopback.
async fn listen(
    desk: Desk,
    hand: &Hand,
    stop: &CancellationToken,
) -> Result<(tokio::task::JoinHandle<()>, SocketAddr), Failure> {
    let listener = Listener::bind(([127, 0, 0, 1], 0).into(), Protocol::Smtp, Limits::default()).await?;
    let inbound = listener.address()?;
    let (now, stop) = (hand.now(), stop.clone());
    let deliver = move |envelope, bytes: Vec<u8>| {
        let (desk, at) = (desk.clone(), now());
        async move { collect::from_server(&desk, envelope, &bytes, at).await }
    };
    let serve = listener.serve(|recipient: &str| recipient.ends_with(".invalid"), deliver, async move {
        stop.cancelled().await;
    });
    Ok((tokio::spawn(serve), inbound))
}

/// The simulated world's mail server.
///
/// Errors: it is not on this machine.
fn server(address: SocketAddr) -> Result<Server, Failure> {
    if !address.ip().is_loopback() {
        return Err(Failure::new(format!("the demo sends only to this machine, and {address} is not")));
    }
    Ok(Server {
        host: address.ip().to_string(),
        port: address.port(),
        tls: Tls::None,
        login: None,
        hello: "desk.invalid".into(),
        timeout: Duration::from_secs(10),
    })
}

/// Messages stored and messages in triage.
pub(super) async fn counted(desk: &Desk) -> Result<(u64, u64), Failure> {
    Ok((inbox::count(desk, None).await?, inbox::count(desk, Some(inbox::State::Triage)).await?))
}
