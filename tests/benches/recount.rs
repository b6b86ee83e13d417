//! A new holiday over a million open requests on SQLite: one long run, whose result is looked at in a sample.
#![expect(
    clippy::unwrap_used,
    reason = "a benchmark whose surroundings cannot be set up fails there and then"
)]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::feed::Feed;
use domain::clock::{Count, Profile, Start, clock};
use domain::fact::{Dated, Fact};
use domain::law::{Law, Terms};
use domain::outbox::LetterKind;
use harness::samples::{self, date, instant};
use sea_orm::{DatabaseTransaction, EntityTrait, TransactionTrait};
use store::blobs::Blobs;
use store::entity::{board, entry, request};
use store::holidays::{self, Refreshed};
use store::{Act, Desk, campaigns, door, register, verify};

const REQUESTS: i64 = 1_000_000;
/// A desk that is small enough for every row of it to be verified.
const REHEARSAL: i64 = 2_000;
const TARGET: Duration = Duration::from_secs(30);
/// A Wednesday that nobody expected to be a holiday.
const PROCLAIMED: &str = "2026-12-09";
const AUTHORITIES: usize = 1_000;
/// Rows in one statement: SQLite takes no more than 32,766 values.
const ROWS: usize = 1_000;
/// Requests in one transaction: each waits for the disk.
const TOGETHER: usize = 50_000;

#[tokio::main]
async fn main() {
    // without it, only whether everything compiles is wanted
    if std::env::args().any(|arg| arg == "--bench") {
        rehearse().await;
        let wanted = std::env::var("FOI_BENCH_REQUESTS").map(|number| number.parse().unwrap());
        run(wanted.unwrap_or(REQUESTS)).await;
    }
}

/// Friday 4 December 2026.
fn now() -> DateTime<Utc> {
    instant("2026-12-04T09:00:00Z")
}

fn act() -> Act {
    Act::of_worker(now(), "refresh of the holidays")
}

/// On a small desk, that what is made here is whole before and after.
async fn rehearse() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path()).await;
    fill(&desk, REHEARSAL).await;
    let faults = async || verify::verify(&desk).await.unwrap().faults;
    assert_eq!(faults().await, Vec::<String>::new(), "before");
    let moved = refresh(&desk).await.moved;
    assert!(moved.moved > 0, "nothing moved");
    assert_eq!(faults().await, Vec::<String>::new(), "after");
    desk.close().await.unwrap();
}

async fn run(requests: i64) {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path()).await;
    let started = Instant::now();
    fill(&desk, requests).await;
    println!("{requests} open requests made in {:.1} s", started.elapsed().as_secs_f64());
    forget_peak();
    let before = memory("VmRSS");
    let started = Instant::now();
    let refreshed = refresh(&desk).await;
    let taken = started.elapsed();
    let (peak, moved) = (memory("VmHWM"), refreshed.moved);
    println!(
        "recounted in {:.1} s, {:.2} times the target of {TARGET:?}",
        taken.as_secs_f64(),
        taken.div_duration_f64(TARGET)
    );
    println!(
        "{} looked at, {} moved; peak memory {peak} MB, {before} MB before",
        moved.looked_at, moved.moved
    );
    let (checked, moved) = sample(&desk, requests).await;
    println!("{checked} requests taken from all over, {moved} of them moved, are as a fresh fold has them");
    desk.close().await.unwrap();
}

async fn desk(folder: &Path) -> Desk {
    let url = format!("sqlite://{}?mode=rwc", folder.join("foi.sqlite").display());
    let desk = Desk::open(&url, Blobs::in_memory(), samples::law()).await.unwrap();
    migrations::up(desk.connection()).await.unwrap();
    holidays::adopt(&desk, &samples::calendar(), &act()).await.unwrap();
    register::import(&desk, &samples::authorities(AUTHORITIES, "authorities"), "bench", now()).await.unwrap();
    campaigns::put(&desk, &samples::campaign("bench", "desk"), now()).await.unwrap();
    desk
}

/// The shipped holidays, and one more in Scotland.
async fn refresh(desk: &Desk) -> Refreshed {
    let csv = include_str!("../../config/bank-holidays.csv");
    let feed = format!("{csv}scotland,{PROCLAIMED},Day of national thanksgiving,X,\n");
    let feed = Feed::read(&feed, "a feed of 2026-12-04").unwrap();
    let refreshed = holidays::refresh(desk, &feed, date("2026-12-04"), &act()).await.unwrap();
    assert_eq!((refreshed.added.len(), refreshed.waiting.len()), (1, 0));
    refreshed
}

/// Open requests under two laws, received on the working days of the past year, behind the store's back.
async fn fill(desk: &Desk, requests: i64) {
    let law = desk.law().await.unwrap();
    let laws = ["foia", "foisa"].map(|code| law.terms(&samples::regime(code)).unwrap());
    let days = date("2025-12-05").iter_days().take_while(|day| *day <= date("2026-12-04"));
    let days: Vec<_> = days.filter(|day| laws[0].days.counts(*day) == Some(true)).collect();
    let asked = |id: i64| {
        let at = usize::try_from(id).unwrap();
        Asked { id, terms: laws[at % 2], on: days[at / 2 % days.len()] }
    };
    let all: Vec<_> = (1..=requests).map(asked).collect();
    for together in all.chunks(TOGETHER) {
        let txn = desk.connection().begin().await.unwrap();
        for asked in together.chunks(ROWS) {
            insert(&txn, asked).await;
        }
        txn.commit().await.unwrap();
    }
}

/// A request that was put into the outbox and sent on the same day.
struct Asked<'a> {
    id: i64,
    terms: &'a Terms,
    on: NaiveDate,
}

async fn insert(txn: &DatabaseTransaction, asked: &[Asked<'_>]) {
    let rows = asked.iter().map(|asked| request::ActiveModel::from(asked.request()));
    request::Entity::insert_many(rows).exec_without_returning(txn).await.unwrap();
    let rows = asked.iter().flat_map(Asked::entries).map(entry::ActiveModel::from);
    entry::Entity::insert_many(rows).exec_without_returning(txn).await.unwrap();
    let rows = asked.iter().map(|asked| board::ActiveModel::from(asked.board()));
    board::Entity::insert_many(rows).exec_without_returning(txn).await.unwrap();
}

impl Asked<'_> {
    fn request(&self) -> request::Model {
        let authorities = i64::try_from(AUTHORITIES).unwrap();
        request::Model {
            id: self.id,
            campaign_id: 1,
            authority_id: 1 + self.id % authorities,
            wave: i32::try_from(self.id / authorities).unwrap(),
            reference: format!("FOI-{}", self.id),
            regime: self.terms.regime.code.to_string(),
            recipient: "foi@authorities.invalid".into(),
            planned_at: self.at(),
            channel: "email".into(),
        }
    }

    fn at(&self) -> DateTime<Utc> {
        self.on.and_hms_opt(9, 0, 0).unwrap().and_utc()
    }

    fn entries(&self) -> [entry::Model; 2] {
        let letter = LetterKind::Request;
        let queued = self.entry(0, "", &Fact::Queued { letter });
        let sent = self.entry(1, &queued.hash, &Fact::Sent { letter });
        [queued, sent]
    }

    fn entry(&self, number: i32, previous: &str, fact: &Fact) -> entry::Model {
        let mut row = entry::Model {
            request_id: self.id,
            number,
            happened_on: self.on,
            recorded_at: self.at(),
            fact: serde_json::to_string(fact).unwrap(),
            actor: "worker".into(),
            cause: "launch".into(),
            hash: String::new(),
        };
        row.hash = door::link(previous, &row);
        row
    }

    fn board(&self) -> board::Model {
        let count = Count::from(self.on, Start::Sent);
        let on = Some(self.on);
        board::Model {
            request_id: self.id,
            campaign_id: 1,
            entries: 2,
            last_fact: "sent".into(),
            last_on: self.on,
            sent_on: on,
            started_on: on,
            due: count.due(self.terms, Profile::Act).ok(),
            last_lawful: count.last_lawful(self.terms).ok(),
            held_since: None,
            held_for: None,
            acknowledged_on: None,
            answered_on: None,
            withdrawn_on: None,
            bounced_on: None,
            doubtful_since: None,
            turn: "them".into(),
            lapses_on: None,
        }
    }
}

/// Compares requests from all over with a fresh fold, under the holidays as they are now; gives how many there are, and
/// how many of them moved.
async fn sample(desk: &Desk, requests: i64) -> (usize, usize) {
    let laws = [samples::law(), desk.law().await.unwrap().as_ref().clone()];
    let (mut all, mut moved) = (0, 0);
    for id in (1..=requests).step_by(997) {
        (all, moved) = (all + 1, moved + usize::from(has_moved(desk, &laws, id).await));
    }
    (all, moved)
}

async fn has_moved(desk: &Desk, [before, now]: &[Law; 2], id: i64) -> bool {
    let db = desk.connection();
    let asked = request::Entity::find_by_id(id).one(db).await.unwrap().unwrap();
    let row = board::Entity::find_by_id(id).one(db).await.unwrap().unwrap();
    let timeline = door::timeline(desk, id).await.unwrap();
    let dates = |law: &Law| {
        let terms = law.terms(&samples::regime(&asked.regime)).unwrap();
        let count = clock(&timeline, terms).count().cloned().unwrap();
        (count.due(terms, Profile::Act).ok(), count.last_lawful(terms).ok())
    };
    let (was, is) = (dates(before), dates(now));
    assert_eq!((row.due, row.last_lawful), is, "request {id}");
    let told = timeline.iter().find_map(recounted);
    assert_eq!(told, (was != is).then_some((was.0, is.0)), "request {id}");
    told.is_some()
}

fn recounted(dated: &Dated) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
    match dated.fact {
        Fact::Recounted { was, due, .. } => Some((was, due)),
        _ => None,
    }
}

/// Megabytes of memory, by the name that the kernel gives them.
fn memory(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}

/// Lets the peak begin anew, where the kernel can.
fn forget_peak() {
    if let Err(error) = fs::write("/proc/self/clear_refs", "5") {
        println!("the peak of memory is that of the whole run: {error}");
    }
}
