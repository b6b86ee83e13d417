//! The holidays of a desk, which grow: with each release of the product, with each feed, with what a person accepts.
//!
//! Whatever changes is stored in one transaction with the recount of every request that it touches: nobody ever sees
//! new holidays beside old dates.

use chrono::NaiveDate;
use domain::calendar::feed::Feed;
use domain::calendar::merge::{Day, Difference, merge};
use domain::calendar::{Calendar, Holiday};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use sea_orm::{ColumnTrait, ConnectionTrait};
use serde::Serialize;

use crate::entity::{calendar, holiday_change};
use crate::recount::{Tally, recount};
use crate::{Act, Desk, Error, law};

mod book;
mod change;
mod news;
mod record;
mod shown;

pub use change::{Change, ChangeState};

pub(crate) use book::Book;
pub(crate) use news::{News, in_a_sentence};

/// What a change of the holidays did to requests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Requests that were counted again, since the change could touch them.
    pub looked_at: u64,
    /// Requests whose timeline now says that their last day, or the last on which an answer may be lawful, moved.
    pub moved: u64,
    /// Chasers taken back before they went out, since their request is not overdue after all.
    pub withdrawn: u64,
}

/// What a feed brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refreshed {
    /// Holidays that are new, and in force.
    #[serde(serialize_with = "shown::holidays")]
    pub added: Vec<Holiday>,
    /// Every change that waits for a person, newest first; those that waited before included.
    pub waiting: Vec<Change>,
    /// Known holidays, past ones and today's, that the feed no longer lists; they stay.
    pub kept_past: usize,
    /// Years (division, year, missing days) that the feed lists in part: no count may run into them.
    pub incomplete: Vec<(String, i32, Vec<Day>)>,
    /// Where the feed departs from the rules of the 1971 Act.
    #[serde(serialize_with = "shown::differences")]
    pub differences: Vec<Difference>,
    /// What that did to requests.
    pub moved: Moved,
}

/// Takes in the holidays that come with the product: the desk's own stay, and a day that a person took away stays away.
/// Only the first opening after a release has anything to do.
pub async fn adopt(desk: &Desk, shipped: &Calendar, act: &Act) -> Result<Moved, Error> {
    let version = book::version_of(shipped);
    if law::row(&desk.db, None).await?.is_some_and(|row| row.shipped == version) {
        return Ok(Moved::default());
    }
    let txn = desk.begin_write().await?;
    let row = Book::lock(&txn).await?;
    let moved = adopt_within(&txn, desk, &row, shipped, act).await?;
    txn.commit().await?;
    Ok(moved)
}

async fn adopt_within(
    txn: &DatabaseTransaction,
    desk: &Desk,
    row: &calendar::Model,
    shipped: &Calendar,
    act: &Act,
) -> Result<Moved, Error> {
    let before = Book::read(txn).await?;
    let mut after = before.clone();
    after.calendar.join(shipped.clone());
    for change in record::accepted(txn).await? {
        let (division, day) = (change.division(), change.days()[0]);
        if before.calendar.on(day).iter().all(|holiday| holiday.division != division) {
            after.calendar.remove(division, day);
        }
    }
    let (tally, news) = put(txn, desk, &before, &after, &act.cause, act).await?;
    // the first holidays of a desk are no change
    if !row.version.is_empty() {
        let added: Vec<Holiday> = book::lacking(&after.calendar, &before.calendar).cloned().collect();
        record::taken(txn, &added, &news, act).await?;
    }
    let shipped = Set(book::version_of(shipped));
    let row = calendar::ActiveModel { id: Set(law::ROW), shipped, ..Default::default() };
    row.update(txn).await?;
    Ok(tally.moved)
}

/// Takes in a feed: additions at once; what it would move or take away waits for a person, or for a newer feed that no
/// longer asks for it.
///
/// Called late because of a day that waits to become a holiday: nobody.
pub async fn refresh(desk: &Desk, feed: &Feed, today: NaiveDate, act: &Act) -> Result<Refreshed, Error> {
    let txn = desk.begin_write().await?;
    let before = opened(&txn, desk, act).await?;
    let merge = merge(&before.calendar, feed, today);
    record::waiting(&txn, feed, &before.pending, &merge.waiting, act).await?;
    let mut after = Book { calendar: before.calendar.clone(), pending: book::pending(&txn).await? };
    merge.apply(&mut after.calendar);
    let source = record::source_of(feed, "");
    let (tally, news) = put(&txn, desk, &before, &after, &source, act).await?;
    record::taken(&txn, &merge.added, &news, act).await?;
    let mut waiting = told(&txn).await?;
    waiting.retain(|change| change.state == ChangeState::Waiting);
    txn.commit().await?;
    Ok(Refreshed {
        waiting,
        added: merge.added,
        kept_past: merge.kept_past,
        incomplete: merge.incomplete,
        differences: merge.differences,
        moved: tally.moved,
    })
}

/// Every change, newest first.
pub async fn changes(desk: &Desk) -> Result<Vec<Change>, Error> {
    told(&desk.db).await
}

async fn told(db: &impl ConnectionTrait) -> Result<Vec<Change>, Error> {
    let query = holiday_change::Entity::find().order_by_desc(holiday_change::Column::Id);
    query.all(db).await?.into_iter().map(Change::of).collect()
}

/// Accepts or refuses a change that waits. The act's actor is who decided.
///
/// Errors: there is no such change, or it does not wait.
pub async fn decide(desk: &Desk, id: i64, accept: bool, act: &Act) -> Result<Moved, Error> {
    let txn = desk.begin_write().await?;
    let before = opened(&txn, desk, act).await?;
    let change = waiting(&txn, id).await?;
    let (state, done) =
        if accept { (ChangeState::Accepted, "accepted") } else { (ChangeState::Refused, "refused") };
    let source = format!("{}, {done} by {}", change.source, act.actor);
    let mut after = before.clone();
    after.pending.retain(|pending| pending.id != id);
    if accept {
        change.change.accept(&mut after.calendar, &source);
    }
    let (tally, _) = put(&txn, desk, &before, &after, &source, act).await?;
    let row = holiday_change::ActiveModel {
        id: Set(id),
        state: Set(state.name().into()),
        decided_at: Set(Some(act.at)),
        decided_by: Set(Some(act.actor.clone())),
        moved: Set(tally.due),
        ..Default::default()
    };
    row.update(&txn).await?;
    txn.commit().await?;
    Ok(tally.moved)
}

async fn waiting(txn: &DatabaseTransaction, id: i64) -> Result<book::Pending, Error> {
    let query = holiday_change::Entity::find().filter(holiday_change::Column::Id.eq(id));
    let what = format!("change {id} of the holidays");
    let missing = || Error::Missing { what, next: "list them with `foi clock changes`".into() };
    let row = query.one(txn).await?.ok_or_else(missing)?;
    if row.state != ChangeState::Waiting.name() {
        let next = format!("it is {}, and only what waits is decided", row.state);
        return Err(Error::Exists { what: format!("a decision on change {id} of the holidays"), next });
    }
    book::pending_of(row)
}

/// The holidays in force, locked; a desk that has none yet takes those that come with the product first.
async fn opened(txn: &DatabaseTransaction, desk: &Desk, act: &Act) -> Result<Book, Error> {
    let row = Book::lock(txn).await?;
    if row.version.is_empty() {
        adopt_within(txn, desk, &row, desk.laws.shipped().calendar(), act).await?;
    }
    Book::read(txn).await
}

/// Stores what changed, and counts again what it touches.
async fn put(
    txn: &DatabaseTransaction,
    desk: &Desk,
    before: &Book,
    after: &Book,
    source: &str,
    act: &Act,
) -> Result<(Tally, Vec<News>), Error> {
    let mut news = news::between(before, after, source);
    if before == after {
        return Ok((Tally::default(), news));
    }
    after.save(txn, before, act).await?;
    let tally = recount(txn, &after.law(desk.laws.shipped()), &mut news, act).await?;
    Ok((tally, news))
}
