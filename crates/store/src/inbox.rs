//! The inbox: bytes are stored before their source is told, then read, and what follows is recorded at once.

use chrono::{DateTime, Utc};
use domain::answer::{Reading, Strength};
use domain::message::{Key, MessageKind};
use domain::reference::Reference;
use domain::request::{Incoming, receive};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};

use crate::entity::{arrival, authority, letter, mailbox, part, reading, request};
use crate::error::{from_json, parsed, to_json};
use crate::{Act, ChangeError, Desk, Error, door, outbox, results};

/// From whom and to whom a message came, as the transport said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The reverse path; empty for a delivery report.
    pub from: String,
    /// The recipients.
    pub to: Vec<String>,
    /// Only its beginning was fetched, since it is larger than the limit; the whole is still at its source.
    #[serde(default)]
    pub cut: bool,
}

/// Where an arrival stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Stored, not read yet.
    Stored,
    /// Read and tied to a request.
    Filed,
    /// Read, and a person must say where it belongs.
    Triage,
}

impl State {
    /// The state's name in the database and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            State::Stored => "stored",
            State::Filed => "filed",
            State::Triage => "triage",
        }
    }
}

/// An arrival that waits to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its row.
    pub id: i64,
    /// Hash of its raw bytes.
    pub hash: String,
    /// When it reached us.
    pub received_at: DateTime<Utc>,
    /// How it came.
    pub envelope: Envelope,
}

/// Stores a message durably: first its bytes, then its row. Only when this has returned may the source be told.
///
/// Gives whether it is new; the same bytes again are the same arrival.
pub async fn arrive(
    desk: &Desk,
    source: &str,
    position: &str,
    envelope: &Envelope,
    bytes: &[u8],
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let hash = desk.blobs.put(bytes).await?;
    let row = arrival::ActiveModel {
        hash: Set(hash),
        source: Set(source.into()),
        position: Set(position.into()),
        received_at: Set(now),
        envelope: Set(to_json("envelope", envelope)?),
        state: Set(State::Stored.name().into()),
        ..Default::default()
    };
    let once = OnConflict::column(arrival::Column::Hash).do_nothing().to_owned();
    Ok(arrival::Entity::insert(row).on_conflict(once).exec_without_returning(&desk.db).await? == 1)
}

/// The position up to which this mailbox was read.
pub async fn last_position(desk: &Desk, source: &str) -> Result<Option<String>, Error> {
    let known = mailbox::Entity::find().filter(mailbox::Column::Source.eq(source)).one(&desk.db).await?;
    Ok(known.map(|known| known.position))
}

/// Notes that this mailbox was read up to `position`: only after everything before it was stored.
pub async fn advance(desk: &Desk, source: &str, position: &str, now: DateTime<Utc>) -> Result<(), Error> {
    let row = mailbox::ActiveModel {
        source: Set(source.into()),
        position: Set(position.into()),
        read_at: Set(now),
    };
    let conflict = OnConflict::column(mailbox::Column::Source)
        .update_columns([mailbox::Column::Position, mailbox::Column::ReadAt])
        .to_owned();
    mailbox::Entity::insert(row).on_conflict(conflict).exec_without_returning(&desk.db).await?;
    Ok(())
}

/// The oldest arrival that was not read yet.
pub async fn next_unread(desk: &Desk) -> Result<Option<Unread>, Error> {
    let waiting = arrival::Entity::find().filter(arrival::Column::State.eq(State::Stored.name()));
    let Some(row) = waiting.order_by_asc(arrival::Column::Id).one(&desk.db).await? else {
        return Ok(None);
    };
    let envelope = from_json(&format!("arrival {}", row.id), &row.envelope)?;
    Ok(Some(Unread { id: row.id, hash: row.hash, received_at: row.received_at, envelope }))
}

/// How many messages stand in each state.
pub async fn count(desk: &Desk, state: Option<State>) -> Result<u64, Error> {
    let all = arrival::Entity::find();
    let some = match state {
        Some(state) => all.filter(arrival::Column::State.eq(state.name())),
        None => all,
    };
    Ok(some.count(&desk.db).await?)
}

/// A request that a clue points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointed {
    /// The request's row.
    pub id: i64,
    /// Its campaign's row.
    pub campaign: i64,
    /// Its reference.
    pub reference: Reference,
    /// The address it was sent to.
    pub recipient: String,
    /// The authority's name.
    pub authority: String,
    /// Which letter the clue named, where it named one.
    pub letter: Option<domain::outbox::LetterKind>,
}

/// The request that a clue of this kind points at: by a letter's Message-ID or by our reference.
pub async fn pointed_at(desk: &Desk, key: Key, value: &str) -> Result<Option<Pointed>, Error> {
    if value.contains('\0') {
        return Ok(None); // nothing of ours has one, and PostgreSQL refuses to look for it
    }
    let (asked, letter) = match key {
        Key::InReplyTo | Key::References | Key::Report => by_letter(desk, value).await?,
        Key::Tag | Key::Subject | Key::Text => {
            let found =
                request::Entity::find().filter(request::Column::Reference.eq(value)).one(&desk.db).await?;
            (found, None)
        }
        Key::Person => (None, None),
    };
    let Some(asked) = asked else { return Ok(None) };
    let named = authority::Entity::find_by_id(asked.authority_id).one(&desk.db).await?;
    Ok(Some(Pointed {
        id: asked.id,
        campaign: asked.campaign_id,
        reference: parsed("a request's reference", &asked.reference)?,
        recipient: asked.recipient,
        authority: named.map_or(String::new(), |named| named.name),
        letter,
    }))
}

/// When the last letter of this request was accepted by a mail server.
pub async fn last_letter_at(desk: &Desk, request: i64) -> Result<Option<DateTime<Utc>>, Error> {
    let accepted = letter::Entity::find()
        .filter(letter::Column::RequestId.eq(request))
        .filter(letter::Column::SettledAt.is_not_null());
    Ok(accepted.order_by_desc(letter::Column::SettledAt).one(&desk.db).await?.and_then(|row| row.settled_at))
}

type Named = (Option<request::Model>, Option<domain::outbox::LetterKind>);

async fn by_letter(desk: &Desk, message_id: &str) -> Result<Named, Error> {
    let found = letter::Entity::find().filter(letter::Column::MessageId.eq(message_id)).one(&desk.db).await?;
    let Some(found) = found else { return Ok((None, None)) };
    let kind = domain::outbox::LetterKind::named(&found.kind);
    Ok((request::Entity::find_by_id(found.request_id).one(&desk.db).await?, kind))
}

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
        tell(&txn, desk, request, id, incoming, now).await?;
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

/// PostgreSQL keeps no NUL in text. A space takes its place, so that no other byte moves.
fn storable(text: &str) -> String {
    text.replace('\0', " ")
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
    desk: &Desk,
    request: i64,
    arrival: i64,
    incoming: &Incoming,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let act = Act::of_worker(now, format!("arrival {arrival}"));
    let decided = door::change_within::<std::convert::Infallible>(txn, desk, request, &act, |timeline| {
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
