//! Which request a clue in a message points at.

use chrono::{DateTime, Utc};
use domain::message::Key;
use domain::outbox::LetterKind;
use domain::reference::Reference;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::{authority, letter, letter_id, request};
use crate::error::parsed;
use crate::{Desk, Error};

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
    pub letter: Option<LetterKind>,
}

/// The request that a clue of this kind points at: by a letter's Message-ID or by our reference.
pub async fn pointed_at(desk: &Desk, key: Key, value: &str) -> Result<Option<Pointed>, Error> {
    if value.contains('\0') {
        return Ok(None); // nothing of ours has one, and PostgreSQL refuses to look for it
    }
    let (asked, letter) = match key {
        Key::InReplyTo | Key::References | Key::Report | Key::Copy => by_letter(desk, value).await?,
        Key::Tag | Key::Subject | Key::Text | Key::Corrected => {
            let found =
                request::Entity::find().filter(request::Column::Reference.eq(value)).one(&desk.db).await?;
            (found, None)
        }
        Key::Person | Key::AuthorityReference | Key::Sender | Key::Domain => (None, None),
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

type Named = (Option<request::Model>, Option<LetterKind>);

async fn by_letter(desk: &Desk, message_id: &str) -> Result<Named, Error> {
    let Some(known) = letter_id::Entity::find_by_id(message_id).one(&desk.db).await? else {
        return Ok((None, None));
    };
    let Some(found) = letter::Entity::find_by_id(known.letter_id).one(&desk.db).await? else {
        return Ok((None, None));
    };
    let kind = LetterKind::named(&found.kind);
    Ok((request::Entity::find_by_id(found.request_id).one(&desk.db).await?, kind))
}
