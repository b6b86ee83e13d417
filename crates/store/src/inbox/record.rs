//! Recording what reading a message gave, in one transaction.

use chrono::{DateTime, Utc};
use domain::answer::{Reading, Strength};
use domain::law::Law;
use domain::message::{Key, MessageKind};
use domain::request::{Incoming, receive};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::{State, storable};
use crate::entity::{arrival, part, reading};
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
    /// The request it belongs to and what decided; nothing for triage.
    pub request: Option<(i64, Key)>,
    /// Why, in a sentence or several.
    pub route_why: String,
    /// What it is.
    pub kind: MessageKind,
    /// Why, with the words that decided.
    pub kind_why: String,
    /// What the timeline learns from it.
    pub incoming: Option<Incoming>,
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
    /// What readers found, with the place in words.
    pub readings: Vec<(Reading, String)>,
}

/// The readers' version: kept with each reading, so that a better reader can be told apart.
pub const READER: i32 = 1;

/// Records what reading gave: the parts, the readings, the rulings that the campaign's rule makes, and what the
/// timeline learns, in one transaction. Of two workers that read the same arrival, the first is heard.
pub async fn record(
    desk: &Desk,
    id: i64,
    read: &Read,
    accept: bool,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let txn = desk.begin_write().await?;
    let law = desk.law_within(&txn).await?;
    if !file(&txn, id, read).await? {
        txn.rollback().await?;
        return Ok(());
    }
    for (part, number) in read.parts.iter().zip(1..) {
        let part_id = put_part(&txn, id, number, part).await?;
        if let Some((request, _)) = read.request {
            put_readings(&txn, part_id, request, part, accept, now).await?;
        }
    }
    if let (Some((request, _)), Some(incoming)) = (read.request, &read.incoming) {
        tell(&txn, &law, request, id, incoming, now).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// Gives whether the arrival was still waiting to be read.
async fn file(txn: &DatabaseTransaction, id: i64, read: &Read) -> Result<bool, Error> {
    let state = if read.request.is_some() { State::Filed } else { State::Triage };
    let row = arrival::ActiveModel {
        state: Set(state.name().into()),
        message_id: Set(read.message_id.as_deref().map(storable)),
        sender: Set(read.sender.as_deref().map(storable)),
        subject: Set(Some(storable(&read.subject))),
        dated: Set(read.dated),
        request_id: Set(read.request.map(|(request, _)| request)),
        route_key: Set(read.request.map(|(_, key)| key.name().into())),
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
    request: i64,
    part: &ReadPart,
    accept: bool,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for (found, place) in &part.readings {
        let row = reading::ActiveModel {
            part_id: Set(part_id),
            request_id: Set(request),
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
        if accept && found.strength >= Strength::Stated {
            results::accept_by_rule(txn, request, id, found, now).await?;
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
