//! Recording what reading a message gave, in one transaction.

use chrono::{DateTime, Utc};
use domain::answer::{Reading, Strength};
use domain::law::Law;
use domain::message::{Candidate, Key, MessageKind};
use domain::request::{Incoming, receive};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::{State, storable};
use crate::entity::{arrival, filing, part, reading};
use crate::error::to_json;
use crate::{Act, ChangeError, Desk, Error, door, outbox, results};

/// What reading a message gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// Its own Message-ID.
    pub message_id: Option<String>,
    /// The address it came from.
    pub sender: Option<String>,
    /// Its subject.
    pub subject: String,
    /// The date it bears.
    pub dated: Option<DateTime<Utc>>,
    /// The reference under which the authority keeps the request.
    pub authority_reference: Option<String>,
    /// What the receiving server found out about its sender.
    pub authentic: Option<String>,
    /// The requests it belongs to; none for triage.
    pub placed: Vec<Placed>,
    /// Why, in a sentence or several.
    pub route_why: String,
    /// Requests it might belong to instead, likeliest first.
    pub candidates: Vec<Candidate>,
    /// What it is.
    pub kind: MessageKind,
    /// Why, with the words that decided.
    pub kind_why: String,
    /// Its parts.
    pub parts: Vec<ReadPart>,
    /// What was odd about it.
    pub note: Option<String>,
}

/// A part of a message, as text.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadPart {
    /// `body` or `attachment`.
    pub role: &'static str,
    /// Its file name.
    pub name: Option<String>,
    /// Its media type.
    pub media_type: String,
    /// SHA-256 of its bytes.
    pub hash: String,
    /// Its size in bytes.
    pub size: usize,
    /// Its text.
    pub text: String,
    /// Where each piece of text stands, as JSON.
    pub places: String,
    /// What was odd about it.
    pub warnings: Vec<String>,
}

/// A request that a message belongs to, and what it learns from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The request's row.
    pub request: i64,
    /// What decided.
    pub key: Key,
    /// Why, in a sentence.
    pub why: String,
    /// What the timeline learns from it.
    pub incoming: Option<Incoming>,
    /// What readers found in each part, in the order of the parts, with the place in words.
    pub readings: Vec<Vec<(Reading, String)>>,
    /// Whether what is stated in so many words counts without a person.
    pub accept: bool,
}

/// The readers' version: kept with each reading, so that a better reader can be told apart.
pub const READER: i32 = 1;

/// Records what reading gave: the parts, the readings, the rulings that the campaign's rule makes, and what the
/// timeline learns, in one transaction. Of two workers that read the same arrival, the first is heard.
pub async fn record(desk: &Desk, id: i64, read: &Read, now: DateTime<Utc>) -> Result<(), Error> {
    let txn = desk.begin_write().await?;
    let law = desk.law_within(&txn).await?;
    if !file(&txn, id, read).await? {
        txn.rollback().await?;
        return Ok(());
    }
    let mut parts = Vec::with_capacity(read.parts.len());
    for (part, number) in read.parts.iter().zip(1..) {
        parts.push((put_part(&txn, id, number, part).await?, part));
    }
    for placed in &read.placed {
        place(&txn, &law, id, &parts, placed, now).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// Files the message to one request: the filing, the readings and what the timeline learns.
async fn place(
    txn: &DatabaseTransaction,
    law: &Law,
    arrival: i64,
    parts: &[(i64, &ReadPart)],
    placed: &Placed,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = filing::ActiveModel {
        arrival_id: Set(arrival),
        request_id: Set(placed.request),
        key: Set(placed.key.name().into()),
        why: Set(storable(&placed.why)),
        filed_at: Set(now),
        ..Default::default()
    };
    filing::Entity::insert(row).exec_without_returning(txn).await?;
    for ((part, read), readings) in parts.iter().zip(&placed.readings) {
        put_readings(txn, *part, read, placed, readings, now).await?;
    }
    match &placed.incoming {
        Some(incoming) => tell(txn, law, placed.request, arrival, incoming, now).await,
        None => Ok(()),
    }
}

/// Gives whether the arrival was still waiting to be read.
async fn file(txn: &DatabaseTransaction, id: i64, read: &Read) -> Result<bool, Error> {
    let state = if read.placed.is_empty() { State::Triage } else { State::Filed };
    let row = arrival::ActiveModel {
        state: Set(state.name().into()),
        message_id: Set(read.message_id.as_deref().map(storable)),
        sender: Set(read.sender.as_deref().map(storable)),
        subject: Set(Some(storable(&read.subject))),
        dated: Set(read.dated),
        authority_reference: Set(read.authority_reference.as_deref().map(storable)),
        authentic: Set(read.authentic.as_deref().map(storable)),
        candidates: Set(storable(&to_json("candidates", &read.candidates)?)),
        route_why: Set(Some(storable(&read.route_why))),
        kind: Set(Some(read.kind.name().into())),
        kind_why: Set(Some(storable(&read.kind_why))),
        note: Set(read.note.as_deref().map(storable)),
        ..Default::default()
    };
    let waiting = arrival::Entity::update_many()
        .set(row)
        .filter(arrival::Column::Id.eq(id))
        .filter(arrival::Column::State.eq(State::Stored.name()));
    Ok(waiting.exec(txn).await?.rows_affected == 1)
}

async fn put_part(
    txn: &DatabaseTransaction,
    arrival: i64,
    number: i32,
    part: &ReadPart,
) -> Result<i64, Error> {
    let row = part::ActiveModel {
        arrival_id: Set(arrival),
        number: Set(number),
        role: Set(part.role.into()),
        name: Set(part.name.as_deref().map(storable)),
        media_type: Set(storable(&part.media_type)),
        hash: Set(part.hash.clone()),
        size: Set(i64::try_from(part.size).unwrap_or(i64::MAX)),
        text: Set(storable(&part.text)),
        places: Set(storable(&part.places)),
        warnings: Set(to_json("warnings", &part.warnings)?),
        ..Default::default()
    };
    Ok(part::Entity::insert(row).exec(txn).await?.last_insert_id)
}

async fn put_readings(
    txn: &DatabaseTransaction,
    part_id: i64,
    part: &ReadPart,
    placed: &Placed,
    readings: &[(Reading, String)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for (found, place) in readings {
        let row = reading::ActiveModel {
            part_id: Set(part_id),
            request_id: Set(placed.request),
            question: Set(i32::try_from(found.question).unwrap_or(i32::MAX)),
            outcome: Set(to_json("outcome", &found.outcome)?),
            words: Set(storable(part.text.get(found.evidence.clone()).unwrap_or_default())),
            starts: Set(i32::try_from(found.evidence.start).unwrap_or(i32::MAX)),
            ends: Set(i32::try_from(found.evidence.end).unwrap_or(i32::MAX)),
            place: Set(storable(place)),
            strength: Set(found.strength.name().into()),
            rule: Set(found.rule.clone()),
            reader: Set(READER),
            ..Default::default()
        };
        let id = reading::Entity::insert(row).exec(txn).await?.last_insert_id;
        if placed.accept && found.strength >= Strength::Stated {
            results::accept_by_rule(txn, placed.request, id, found, now).await?;
        }
    }
    Ok(())
}

async fn tell(
    txn: &DatabaseTransaction,
    law: &Law,
    request: i64,
    arrival: i64,
    incoming: &Incoming,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let act = Act::of_worker(now, format!("arrival {arrival}"));
    let decided = door::change_within::<std::convert::Infallible>(txn, law, request, &act, |timeline| {
        Ok(receive(timeline, incoming))
    });
    let appended = match decided.await {
        Ok(appended) => appended,
        Err(ChangeError::Store(error)) => return Err(error),
        Err(ChangeError::Refused(never)) => match never {},
    };
    let was_in_doubt = appended.iter().any(|dated| matches!(dated.fact, domain::fact::Fact::Sent { .. }));
    if was_in_doubt {
        outbox::arrived(txn, request, &format!("the authority wrote back: arrival {arrival}"), now).await?;
    }
    Ok(())
}
