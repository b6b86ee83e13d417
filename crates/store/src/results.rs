//! Rulings, and the answers that count.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::answer::{Outcome, Reading};
use domain::results::{By, Ruling, accepted};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};

use crate::entity::{arrival, part, reading, request, ruling};
use crate::error::{from_json, to_json};
use crate::{Desk, Error};

/// An accepted answer and where its words stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What counts.
    pub outcome: Outcome,
    /// The words that say it; empty for a ruling by hand without a reading.
    pub words: String,
    /// Page, cell or line of the words.
    pub place: String,
    /// The reply's Message-ID.
    pub message_id: String,
    /// SHA-256 of the part that holds the words.
    pub part: String,
    /// Who accepted it.
    pub by: By,
    /// When.
    pub at: DateTime<Utc>,
}

/// Accepts a reading by the campaign's rule.
pub(crate) async fn accept_by_rule(
    txn: &DatabaseTransaction,
    request: i64,
    reading: i64,
    found: &Reading,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let question = i32::try_from(found.question).unwrap_or(i32::MAX);
    let row = ruling::ActiveModel {
        request_id: Set(request),
        question: Set(question),
        reading_id: Set(Some(reading)),
        outcome: Set(Some(to_json("outcome", &found.outcome)?)),
        made_by: Set(name(By::Rule).into()),
        made_at: Set(now),
        why: Set(format!("stated in so many words ({})", found.rule)),
        supersedes: Set(latest(txn, request, question).await?),
        ..Default::default()
    };
    ruling::Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}

async fn latest(txn: &DatabaseTransaction, request: i64, question: i32) -> Result<Option<i64>, Error> {
    let earlier = ruling::Entity::find()
        .filter(ruling::Column::RequestId.eq(request))
        .filter(ruling::Column::Question.eq(question));
    Ok(earlier.order_by_desc(ruling::Column::Id).one(txn).await?.map(|row| row.id))
}

fn name(by: By) -> &'static str {
    match by {
        By::Rule => "rule",
        By::Person => "person",
    }
}

/// The answers that count for each request of a campaign: request row → question number → answer.
pub async fn of_campaign(desk: &Desk, campaign: i64) -> Result<BTreeMap<i64, BTreeMap<u32, Answer>>, Error> {
    let requests = sea_orm::sea_query::Query::select()
        .column(request::Column::Id)
        .from(request::Entity)
        .and_where(request::Column::CampaignId.eq(campaign))
        .to_owned();
    let rulings = ruling::Entity::find().filter(ruling::Column::RequestId.in_subquery(requests.clone()));
    let rulings = rulings.order_by_asc(ruling::Column::Id).all(&desk.db).await?;
    let readings = reading::Entity::find().filter(reading::Column::RequestId.in_subquery(requests));
    let sources = sources(&desk.db, readings.all(&desk.db).await?).await?;
    answers(&rulings, &sources)
}

/// The answers that count for one request.
pub async fn of_request(desk: &Desk, request: i64) -> Result<BTreeMap<u32, Answer>, Error> {
    let rulings = ruling::Entity::find().filter(ruling::Column::RequestId.eq(request));
    let rulings = rulings.order_by_asc(ruling::Column::Id).all(&desk.db).await?;
    let readings =
        reading::Entity::find().filter(reading::Column::RequestId.eq(request)).all(&desk.db).await?;
    let sources = sources(&desk.db, readings).await?;
    Ok(answers(&rulings, &sources)?.remove(&request).unwrap_or_default())
}

/// A reading with its part's hash and its message's id.
struct Source {
    reading: reading::Model,
    part: String,
    message_id: String,
}

async fn sources(
    db: &impl ConnectionTrait,
    readings: Vec<reading::Model>,
) -> Result<BTreeMap<i64, Source>, Error> {
    let mut parts: BTreeMap<i64, (String, String)> = BTreeMap::new();
    let ids: Vec<i64> = readings.iter().map(|reading| reading.part_id).collect();
    // chunks, since SQLite takes only so many values in one statement
    for ids in ids.chunks(500) {
        let query = part::Entity::find().filter(part::Column::Id.is_in(ids.iter().copied()));
        let to_arrival =
            part::Entity::belongs_to(arrival::Entity).from(part::Column::ArrivalId).to(arrival::Column::Id);
        let rows: Vec<(i64, String, Option<String>)> = {
            use sea_orm::QuerySelect;
            query
                .join(sea_orm::JoinType::InnerJoin, to_arrival.into())
                .select_only()
                .column(part::Column::Id)
                .column(part::Column::Hash)
                .column(arrival::Column::MessageId)
                .into_tuple()
                .all(db)
                .await?
        };
        parts.extend(rows.into_iter().map(|(id, hash, message)| (id, (hash, message.unwrap_or_default()))));
    }
    let source = |reading: reading::Model| {
        let (part, message_id) = parts.get(&reading.part_id).cloned().unwrap_or_default();
        (reading.id, Source { reading, part, message_id })
    };
    Ok(readings.into_iter().map(source).collect())
}

fn answers(
    rows: &[ruling::Model],
    sources: &BTreeMap<i64, Source>,
) -> Result<BTreeMap<i64, BTreeMap<u32, Answer>>, Error> {
    let mut by_request: BTreeMap<i64, Vec<(Ruling, DateTime<Utc>)>> = BTreeMap::new();
    for row in rows {
        by_request.entry(row.request_id).or_default().push((ruling_of(row)?, row.made_at));
    }
    let fold = |(request, made): (i64, Vec<(Ruling, DateTime<Utc>)>)| {
        let rulings: Vec<Ruling> = made.iter().map(|(ruling, _)| ruling.clone()).collect();
        let counts = accepted(&rulings);
        let answers = counts.into_iter().filter_map(|(question, ruling)| {
            let at = made.iter().rev().find(|(other, _)| other == ruling).map(|(_, at)| *at)?;
            Some((question, answer(ruling, at, sources)?))
        });
        (request, answers.collect())
    };
    Ok(by_request.into_iter().map(fold).collect())
}

fn ruling_of(row: &ruling::Model) -> Result<Ruling, Error> {
    let what = format!("ruling {}", row.id);
    Ok(Ruling {
        question: u32::try_from(row.question).unwrap_or(0),
        outcome: row.outcome.as_deref().map(|json| from_json(&what, json)).transpose()?,
        by: if row.made_by == name(By::Person) { By::Person } else { By::Rule },
        reading: row.reading_id,
    })
}

fn answer(ruling: &Ruling, at: DateTime<Utc>, sources: &BTreeMap<i64, Source>) -> Option<Answer> {
    let source = ruling.reading.and_then(|id| sources.get(&id));
    Some(Answer {
        outcome: ruling.outcome.clone()?,
        words: source.map_or(String::new(), |source| source.reading.words.clone()),
        place: source.map_or(String::new(), |source| source.reading.place.clone()),
        message_id: source.map_or(String::new(), |source| source.message_id.clone()),
        part: source.map_or(String::new(), |source| source.part.clone()),
        by: ruling.by,
        at,
    })
}
