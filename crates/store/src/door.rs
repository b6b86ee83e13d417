//! The one door: a timeline is read, a pure function decides, and what follows is appended, all or nothing.

use chrono::SubsecRound;
use domain::fact::{Dated, Fact};
use domain::law::Law;
use domain::outbox::Letter;
use domain::request::Decision;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use sea_orm::{ColumnTrait, sea_query::LockType};

use crate::blobs::hash_of;
use crate::entity::{entry, letter, letter_id, request};
use crate::error::{from_json, to_json};
use crate::{Act, ChangeError, Desk, Error, board};

/// Reads the timeline of `request`, lets `decide` say what follows from it, and appends that: all or nothing.
///
/// Letters that the decision holds are frozen in the outbox in the same transaction; their bytes must be in the blobs
/// already. Writers of one request queue up here, so a decision always sees what was decided before it.
///
/// Errors: the decision's own refusal, or the store's; in both cases nothing was appended.
pub async fn change<R>(
    desk: &Desk,
    request: i64,
    act: &Act,
    decide: impl FnOnce(&[Dated]) -> Result<Decision, R>,
) -> Result<Vec<Dated>, ChangeError<R>> {
    let txn = desk.begin_write().await?;
    let law = desk.law_within(&txn).await?;
    let appended = change_within(&txn, &law, request, act, decide).await?;
    txn.commit().await?;
    Ok(appended)
}

/// [`change`] as a part of a larger transaction, which began with [`Desk::law_within`]: the board row rests on holidays
/// that are in force until it is committed.
pub(crate) async fn change_within<R>(
    txn: &DatabaseTransaction,
    law: &Law,
    request: i64,
    act: &Act,
    decide: impl FnOnce(&[Dated]) -> Result<Decision, R>,
) -> Result<Vec<Dated>, ChangeError<R>> {
    let asked = lock(txn, request).await?;
    let rows = rows(txn, request).await?;
    let mut timeline = rows.iter().map(dated).collect::<Result<Vec<_>, _>>()?;
    let decision = decide(&timeline).map_err(ChangeError::Refused)?;
    append(txn, request, act, rows.last(), &decision.facts).await?;
    for letter in &decision.letters {
        freeze(txn, request, act, letter).await?;
    }
    timeline.extend(decision.facts.iter().cloned());
    if !decision.facts.is_empty() {
        board::follow(txn, law, &asked, &timeline).await?;
    }
    Ok(decision.facts)
}

/// The timeline of a request, in order.
pub async fn timeline(desk: &Desk, request: i64) -> Result<Vec<Dated>, Error> {
    rows(&desk.db, request).await?.iter().map(dated).collect()
}

/// PostgreSQL: a row lock, so that writers of one request queue; harmless on SQLite, whose writers queue anyway.
async fn lock(txn: &DatabaseTransaction, request: i64) -> Result<request::Model, Error> {
    let found = request::Entity::find_by_id(request).lock(LockType::Update).one(txn).await?;
    let missing = || Error::Missing {
        what: format!("request {request}"),
        next: "list them with `foi campaign status`".into(),
    };
    found.ok_or_else(missing)
}

pub(crate) async fn rows(db: &impl ConnectionTrait, request: i64) -> Result<Vec<entry::Model>, Error> {
    let query = entry::Entity::find().filter(entry::Column::RequestId.eq(request));
    Ok(query.order_by_asc(entry::Column::Number).all(db).await?)
}

pub(crate) fn dated(row: &entry::Model) -> Result<Dated, Error> {
    let what = format!("entry {} of request {}", row.number, row.request_id);
    Ok(Dated { on: row.happened_on, fact: from_json::<Fact>(&what, &row.fact)? })
}

async fn append(
    txn: &DatabaseTransaction,
    request: i64,
    act: &Act,
    last: Option<&entry::Model>,
    facts: &[Dated],
) -> Result<(), Error> {
    let first = last.map_or(0, |last| last.number + 1);
    let mut previous = last.map_or(String::new(), |last| last.hash.clone());
    let mut rows = Vec::with_capacity(facts.len());
    for (number, dated) in (first..).zip(facts) {
        let row = entry(request, number, &previous, act, dated)?;
        previous.clone_from(&row.hash);
        rows.push(entry::ActiveModel::from(row));
    }
    entry::Entity::insert_many(rows).exec_without_returning(txn).await?;
    Ok(())
}

/// The entry of this number, chained to the hash of the one before it.
pub(crate) fn entry(
    request: i64,
    number: i32,
    previous: &str,
    act: &Act,
    Dated { on, fact }: &Dated,
) -> Result<entry::Model, Error> {
    let mut row = entry::Model {
        request_id: request,
        number,
        happened_on: *on,
        recorded_at: act.at.trunc_subsecs(6), // PostgreSQL keeps microseconds, and the hash covers the instant
        fact: to_json("fact", fact)?,
        actor: act.actor.clone(),
        cause: act.cause.clone(),
        hash: String::new(),
    };
    row.hash = link(previous, &row);
    Ok(row)
}

/// The hash that chains an entry to the one before it, whose own is `previous`; empty before the first.
pub fn link(previous: &str, row: &entry::Model) -> String {
    let fields = [
        previous,
        &row.request_id.to_string(),
        &row.number.to_string(),
        &row.happened_on.to_string(),
        &row.recorded_at.timestamp_micros().to_string(),
        &row.fact,
        &row.actor,
        &row.cause,
    ];
    hash_of(fields.map(|field| format!("{}:{field}", field.len())).concat().as_bytes())
}

async fn freeze(txn: &DatabaseTransaction, request: i64, act: &Act, letter: &Letter) -> Result<(), Error> {
    let number = number_of(txn, request, letter.kind.name()).await?;
    let row = letter::ActiveModel {
        request_id: Set(request),
        kind: Set(letter.kind.name().into()),
        number: Set(number),
        message_id: Set(letter.message_id.clone()),
        recipient: Set(letter.to.to_string()),
        subject: Set(letter.subject.clone()),
        hash: Set(hash_of(&letter.bytes)),
        state: Set(crate::outbox::State::Waiting.name().into()),
        attempts: Set(0),
        next_at: Set(act.at),
        exchanger: Set(letter.to.host()),
        ..Default::default()
    };
    let id = letter::Entity::insert(row).exec(txn).await?.last_insert_id;
    let known =
        letter_id::Model { message_id: letter.message_id.clone(), letter_id: id, source: "own".into() };
    letter_id::Entity::insert(letter_id::ActiveModel::from(known)).exec_without_returning(txn).await?;
    Ok(())
}

/// Letters of one kind and request are numbered from one.
async fn number_of(txn: &DatabaseTransaction, request: i64, kind: &str) -> Result<i32, Error> {
    let same = letter::Entity::find()
        .filter(letter::Column::RequestId.eq(request))
        .filter(letter::Column::Kind.eq(kind));
    let last = same.order_by_desc(letter::Column::Number).one(txn).await?;
    Ok(last.map_or(1, |last| last.number + 1))
}
