//! The inbox: bytes are stored before their source is told, then read, and what follows is recorded at once.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::entity::{arrival, mailbox};
use crate::error::{from_json, to_json};
use crate::{Desk, Error};

mod pointed;
mod record;

pub use pointed::{Pointed, last_letter_at, pointed_at};
pub use record::{Placed, READER, Read, ReadPart, record};

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
        candidates: Set("[]".into()),
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
        ..Default::default()
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

/// PostgreSQL keeps no NUL in text. A space takes its place, so that no other byte moves.
fn storable(text: &str) -> String {
    text.replace('\0', " ")
}
