//! One request as its page shows it: timeline, letters, messages, answers.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::fact::Dated;
use domain::outbox::Receipt;
use sea_orm::{ColumnTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Row, joined, rows};
use crate::entity::{arrival, authority, entry, filing, letter, part, reading, request};
use crate::error::from_json;
use crate::results::{self, Answer};
use crate::{Desk, Error, door};

/// Everything about one request.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// Its row in the lists.
    pub row: Row,
    /// Its campaign's row.
    pub campaign: i64,
    /// Its timeline, each entry with when and because of what it was recorded.
    pub entries: Vec<Entry>,
    /// Letters to the authority.
    pub letters: Vec<LetterFile>,
    /// Messages from the authority.
    pub arrivals: Vec<ArrivalFile>,
    /// The answers that count.
    pub answers: BTreeMap<u32, Answer>,
}

/// One entry of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The fact and its legal date.
    pub dated: Dated,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Because of what.
    pub cause: String,
}

/// A letter with the evidence of its receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterFile {
    /// Which letter.
    pub kind: String,
    /// Where it went.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// Its Message-ID.
    pub message_id: String,
    /// Hash of its frozen bytes.
    pub hash: String,
    /// Its state.
    pub state: String,
    /// When it reached that state.
    pub settled_at: Option<DateTime<Utc>>,
    /// The server's evidence.
    pub receipt: Option<Receipt>,
    /// Why it failed or is in doubt.
    pub why: Option<String>,
}

/// A message from outside.
#[derive(Debug, Clone, PartialEq)]
pub struct ArrivalFile {
    /// Its row.
    pub id: i64,
    /// Hash of its raw bytes.
    pub hash: String,
    /// When it reached us.
    pub received_at: DateTime<Utc>,
    /// Its state.
    pub state: String,
    /// Its own Message-ID.
    pub message_id: Option<String>,
    /// The address it came from.
    pub sender: Option<String>,
    /// Its subject.
    pub subject: Option<String>,
    /// What tied it to its request.
    pub route_key: Option<String>,
    /// Why.
    pub route_why: Option<String>,
    /// Requests it might belong to instead, likeliest first.
    pub candidates: Vec<domain::message::Candidate>,
    /// What the receiving server found out about its sender.
    pub authentic: Option<String>,
    /// What it is.
    pub kind: Option<String>,
    /// Why.
    pub kind_why: Option<String>,
    /// What was odd about it.
    pub note: Option<String>,
    /// Its parts.
    pub parts: Vec<PartFile>,
}

/// A part of a message.
#[derive(Debug, Clone, PartialEq)]
pub struct PartFile {
    /// `body` or `attachment`.
    pub role: String,
    /// Its file name.
    pub name: Option<String>,
    /// Its media type.
    pub media_type: String,
    /// Hash of its bytes.
    pub hash: String,
    /// Its size in bytes.
    pub size: i64,
    /// Its text.
    pub text: String,
    /// What was odd about it.
    pub warnings: Vec<String>,
    /// What readers found in it.
    pub readings: Vec<ReadingFile>,
}

/// A reader's finding.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadingFile {
    /// The question's number.
    pub question: i32,
    /// What the words say.
    pub outcome: domain::answer::Outcome,
    /// Bytes of the part's text.
    pub evidence: std::ops::Range<usize>,
    /// Where the words stand.
    pub place: String,
    /// What may be done with it.
    pub strength: String,
    /// The rule that found it.
    pub rule: String,
}

/// Everything about the request with this reference.
pub async fn file(desk: &Desk, reference: &str, today: NaiveDate) -> Result<File, Error> {
    let query = joined().filter(request::Column::Reference.eq(reference.to_ascii_uppercase()));
    let found = query.one(&desk.db).await?.map(|asked| (asked.id, asked.campaign_id));
    let missing = || Error::Missing {
        what: format!("request `{reference}`"),
        next: "look for it in the list of requests".into(),
    };
    let (id, campaign) = found.ok_or_else(missing)?;
    let only = joined().filter(request::Column::Id.eq(id));
    let row = rows(desk, only, today).await?.pop().ok_or_else(missing)?;
    Ok(File {
        row,
        campaign,
        entries: entries(desk, id).await?,
        letters: letters(desk, id).await?,
        arrivals: filed_to(desk, id).await?,
        answers: results::of_request(desk, id).await?,
    })
}

/// Messages that a person must file, oldest first.
pub async fn triage(desk: &Desk) -> Result<Vec<ArrivalFile>, Error> {
    arrivals(desk, arrival::Column::State.eq(crate::inbox::State::Triage.name()), &BTreeMap::new()).await
}

/// The messages of this request, oldest first, each with what tied it to the request.
async fn filed_to(desk: &Desk, request: i64) -> Result<Vec<ArrivalFile>, Error> {
    let query = filing::Entity::find()
        .filter(filing::Column::RequestId.eq(request))
        .filter(filing::Column::UndoneAt.is_null());
    let filings: BTreeMap<i64, filing::Model> =
        query.all(&desk.db).await?.into_iter().map(|filing| (filing.arrival_id, filing)).collect();
    arrivals(desk, arrival::Column::Id.is_in(filings.keys().copied()), &filings).await
}

/// Whether a message with this hash has arrived; letters and parts have hashes too, and are no messages.
pub async fn has_arrived(desk: &Desk, hash: &str) -> Result<bool, Error> {
    let query = arrival::Entity::find().filter(arrival::Column::Hash.eq(hash));
    Ok(query.count(&desk.db).await? > 0)
}

/// Which request each filed message went to: Message-ID and the authority's code.
pub async fn filed(desk: &Desk) -> Result<Vec<(String, String)>, Error> {
    let to_filing =
        arrival::Entity::belongs_to(filing::Entity).from(arrival::Column::Id).to(filing::Column::ArrivalId);
    let to_request =
        filing::Entity::belongs_to(request::Entity).from(filing::Column::RequestId).to(request::Column::Id);
    let to_authority = request::Entity::belongs_to(authority::Entity)
        .from(request::Column::AuthorityId)
        .to(authority::Column::Id);
    let query = arrival::Entity::find()
        .join(JoinType::InnerJoin, to_filing.into())
        .join(JoinType::InnerJoin, to_request.into())
        .join(JoinType::InnerJoin, to_authority.into())
        .filter(filing::Column::UndoneAt.is_null())
        .filter(arrival::Column::MessageId.is_not_null())
        .select_only()
        .column(arrival::Column::MessageId)
        .column(authority::Column::Code);
    Ok(query.into_tuple().all(&desk.db).await?)
}

async fn entries(desk: &Desk, request: i64) -> Result<Vec<Entry>, Error> {
    let entry = |row: &entry::Model| {
        Ok(Entry { dated: door::dated(row)?, recorded_at: row.recorded_at, cause: row.cause.clone() })
    };
    door::rows(&desk.db, request).await?.iter().map(entry).collect()
}

async fn letters(desk: &Desk, request: i64) -> Result<Vec<LetterFile>, Error> {
    let query =
        letter::Entity::find().filter(letter::Column::RequestId.eq(request)).order_by_asc(letter::Column::Id);
    let file = |row: letter::Model| {
        Ok(LetterFile {
            receipt: row.receipt.as_deref().map(|json| from_json("receipt", json)).transpose()?,
            kind: row.kind,
            recipient: row.recipient,
            subject: row.subject,
            message_id: row.message_id,
            hash: row.hash,
            state: row.state,
            settled_at: row.settled_at,
            why: row.why,
        })
    };
    query.all(&desk.db).await?.into_iter().map(file).collect()
}

async fn arrivals(
    desk: &Desk,
    which: sea_orm::sea_query::SimpleExpr,
    filings: &BTreeMap<i64, filing::Model>,
) -> Result<Vec<ArrivalFile>, Error> {
    let rows = arrival::Entity::find().filter(which).order_by_asc(arrival::Column::Id).all(&desk.db).await?;
    let mut files = Vec::with_capacity(rows.len());
    for row in rows {
        let filing = filings.get(&row.id);
        files.push(ArrivalFile {
            candidates: from_json(&format!("arrival {}", row.id), &row.candidates)?,
            authentic: row.authentic,
            id: row.id,
            parts: parts(desk, row.id).await?,
            hash: row.hash,
            received_at: row.received_at,
            state: row.state,
            message_id: row.message_id,
            sender: row.sender,
            subject: row.subject,
            route_key: filing.map(|filing| filing.key.clone()),
            route_why: filing.map(|filing| filing.why.clone()).or(row.route_why),
            kind: row.kind,
            kind_why: row.kind_why,
            note: row.note,
        });
    }
    Ok(files)
}

async fn parts(desk: &Desk, arrival: i64) -> Result<Vec<PartFile>, Error> {
    let query =
        part::Entity::find().filter(part::Column::ArrivalId.eq(arrival)).order_by_asc(part::Column::Number);
    let rows = query.all(&desk.db).await?;
    let mut parts = Vec::with_capacity(rows.len());
    for row in rows {
        parts.push(PartFile {
            readings: readings(desk, row.id).await?,
            warnings: from_json("warnings", &row.warnings)?,
            role: row.role,
            name: row.name,
            media_type: row.media_type,
            hash: row.hash,
            size: row.size,
            text: row.text,
        });
    }
    Ok(parts)
}

async fn readings(desk: &Desk, part: i64) -> Result<Vec<ReadingFile>, Error> {
    let query =
        reading::Entity::find().filter(reading::Column::PartId.eq(part)).order_by_asc(reading::Column::Id);
    let file = |row: reading::Model| {
        let bytes = |at: i32| usize::try_from(at).unwrap_or(0);
        Ok(ReadingFile {
            outcome: from_json("outcome", &row.outcome)?,
            evidence: bytes(row.starts)..bytes(row.ends),
            question: row.question,
            place: row.place,
            strength: row.strength,
            rule: row.rule,
        })
    };
    query.all(&desk.db).await?.into_iter().map(file).collect()
}
