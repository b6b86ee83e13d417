//! The record of changes: what was taken, what waits, what a newer feed no longer asks for.

use chrono::Datelike;
use domain::calendar::Holiday;
use domain::calendar::feed::Feed;
use domain::calendar::merge::Waiting;
use domain::explain::place;
use domain::moment::in_words;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    QueryFilter,
};
use serde::Serialize;

use super::ChangeState;
use super::book::{Pending, ROWS, pending_of};
use super::news::News;
use crate::entity::holiday_change::{self, Column};
use crate::error::to_json;
use crate::{Act, Error};

/// A new holiday, kept as what waits is kept.
#[derive(Serialize)]
struct Added<'a> {
    what: &'static str,
    division: &'a str,
    date: chrono::NaiveDate,
    title: &'a str,
}

/// Records holidays that were taken at once, each with how many requests it moved.
pub(super) async fn taken(
    txn: &DatabaseTransaction,
    added: &[Holiday],
    news: &[News],
    act: &Act,
) -> Result<(), Error> {
    for some in added.chunks(ROWS) {
        let rows = some.iter().map(|holiday| taken_row(holiday, news, act));
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        holiday_change::Entity::insert_many(rows).exec_without_returning(txn).await?;
    }
    Ok(())
}

fn taken_row(holiday: &Holiday, news: &[News], act: &Act) -> Result<holiday_change::ActiveModel, Error> {
    let Holiday { division, date, title, .. } = holiday;
    let news = news.iter().find(|news| (news.first, news.last) == (*date, *date) && news.is_about(holiday));
    Ok(holiday_change::ActiveModel {
        made_at: Set(act.at),
        source: Set(holiday.source.clone()),
        division: Set(division.clone()),
        sentence: Set(format!("{}: {} ({title}) is a holiday", place(division), in_words(*date))),
        change: Set(to_json("a holiday", &Added { what: "added", division, date: *date, title })?),
        state: Set(ChangeState::Taken.name().into()),
        decided_at: Set(None),
        decided_by: Set(None),
        moved: Set(news.map_or(0, |news| news.moved)),
        ..Default::default()
    })
}

/// Records what a feed asks for and only a person accepts: what waits already, or was refused, is not asked again, and
/// what the feed no longer asks for is gone.
pub(super) async fn waiting(
    txn: &DatabaseTransaction,
    feed: &Feed,
    pending: &[Pending],
    asked: &[Waiting],
    act: &Act,
) -> Result<(), Error> {
    let refused = refused(txn).await?;
    let is_known = |one: &Waiting| pending.iter().chain(&refused).any(|known| is_same(&known.change, one));
    for one in asked.iter().filter(|one| !is_known(one)) {
        waiting_row(feed, one, act)?.insert(txn).await?;
    }
    let asks = |known: &Pending| asked.iter().any(|one| is_same(&known.change, one));
    for known in pending.iter().filter(|known| speaks_of(feed, &known.change) && !asks(known)) {
        let (id, state) = (Set(known.id), Set(ChangeState::Gone.name().into()));
        let gone =
            holiday_change::ActiveModel { id, state, decided_at: Set(Some(act.at)), ..Default::default() };
        gone.update(txn).await?;
    }
    Ok(())
}

async fn refused(db: &impl ConnectionTrait) -> Result<Vec<Pending>, Error> {
    let query = holiday_change::Entity::find().filter(Column::State.eq(ChangeState::Refused.name()));
    query.all(db).await?.into_iter().map(pending_of).collect()
}

/// What people accepted, oldest first.
pub(super) async fn accepted(db: &impl ConnectionTrait) -> Result<Vec<Waiting>, Error> {
    let query = holiday_change::Entity::find().filter(Column::State.eq(ChangeState::Accepted.name()));
    query.all(db).await?.into_iter().map(|row| Ok(pending_of(row)?.change)).collect()
}

fn waiting_row(feed: &Feed, one: &Waiting, act: &Act) -> Result<holiday_change::ActiveModel, Error> {
    Ok(holiday_change::ActiveModel {
        made_at: Set(act.at),
        source: Set(source_of(feed, one.division())),
        division: Set(one.division().into()),
        sentence: Set(one.sentence()),
        change: Set(to_json("a change of the holidays", one)?),
        state: Set(ChangeState::Waiting.name().into()),
        decided_at: Set(None),
        decided_by: Set(None),
        moved: Set(0),
        ..Default::default()
    })
}

/// Titles do not matter: a feed that spells one otherwise asks for nothing new.
fn is_same(one: &Waiting, other: &Waiting) -> bool {
    (one.division(), one.days()) == (other.division(), other.days())
}

/// A year of a division that a feed does not name says nothing.
fn speaks_of(feed: &Feed, change: &Waiting) -> bool {
    let years: Vec<i32> = change.days().iter().map(Datelike::year).collect();
    let names = |day: &Holiday| day.division == change.division() && years.contains(&day.date.year());
    feed.holidays.iter().any(names)
}

/// Where the feed says that its days of this division, or else of any, came from.
pub(super) fn source_of(feed: &Feed, division: &str) -> String {
    let of_division = feed.holidays.iter().find(|day| day.division == division);
    let any = of_division.or_else(|| feed.holidays.first());
    any.map_or_else(String::new, |day| day.source.clone())
}
