//! Requests as lists and as single files show them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::regime::RegimeCode;
use domain::standing::Standing;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

use crate::entity::{authority, board, letter, request};
use crate::error::parsed;
use crate::{Desk, Error, board as derived};

mod file;

pub use file::{
    ArrivalFile, Entry, File, LetterFile, PartFile, ReadingFile, file, filed, has_arrived, triage,
};

/// Which requests of a campaign are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those whose standing today has this name.
    pub standing: Option<String>,
    /// Only those whose authority, code or reference holds these words.
    pub words: Option<String>,
    /// The page, from zero.
    pub page: u64,
    /// Rows on a page; 0 for all.
    pub size: u64,
}

/// One request in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its row.
    pub id: i64,
    /// Its reference.
    pub reference: String,
    /// The authority's row.
    pub authority_id: i64,
    /// The authority's code.
    pub code: String,
    /// The authority's name.
    pub authority: String,
    /// The law it was made under.
    pub regime: RegimeCode,
    /// What it is today.
    pub standing: Standing,
    /// When the letter was planned to go.
    pub planned_at: DateTime<Utc>,
    /// When a mail server first accepted the request.
    pub sent_on: Option<NaiveDate>,
    /// Day zero of the clock.
    pub started_on: Option<NaiveDate>,
    /// The last day for the answer.
    pub due: Option<NaiveDate>,
    /// When the authority first confirmed receipt.
    pub acknowledged_on: Option<NaiveDate>,
    /// When it answered.
    pub answered_on: Option<NaiveDate>,
    /// When the letter came back, where no later one went out.
    pub bounced_on: Option<NaiveDate>,
}

/// Requests of a campaign, by the authority's code, and how many the filter lets through.
///
/// Errors: a standing of an unknown name.
pub async fn list(
    desk: &Desk,
    campaign: i64,
    filter: &Filter,
    today: NaiveDate,
) -> Result<(Vec<Row>, u64), Error> {
    let query = filtered(campaign, filter, today)?;
    let total = query.clone().count(&desk.db).await?;
    let mut page = query.order_by_asc(authority::Column::Code).order_by_asc(request::Column::Id);
    if filter.size > 0 {
        page = page.limit(filter.size).offset(filter.page.saturating_mul(filter.size));
    }
    Ok((rows(desk, page, today).await?, total))
}

fn filtered(campaign: i64, filter: &Filter, today: NaiveDate) -> Result<Select<request::Entity>, Error> {
    let mut query = joined().filter(request::Column::CampaignId.eq(campaign));
    if let Some(name) = &filter.standing {
        let next = format!("choose one of {}", Standing::NAMES.join(", "));
        let what = format!("standing `{name}`");
        query = query.filter(derived::has_standing(name, today).ok_or(Error::Missing { what, next })?);
    }
    if let Some(words) = filter.words.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
        let pattern = format!("%{}%", words.to_lowercase().replace(['%', '_', '\\', '\0'], ""));
        query = query.filter(
            Condition::any()
                .add(lower(authority::Column::Name).like(&pattern))
                .add(lower(authority::Column::Code).like(&pattern))
                .add(lower(request::Column::Reference).like(&pattern)),
        );
    }
    Ok(query)
}

fn lower<C: ColumnTrait>(column: C) -> sea_orm::sea_query::FunctionCall {
    sea_orm::sea_query::Func::lower(sea_orm::sea_query::Expr::col(column.as_column_ref()))
}

fn joined() -> Select<request::Entity> {
    let to_authority = request::Entity::belongs_to(authority::Entity)
        .from(request::Column::AuthorityId)
        .to(authority::Column::Id);
    let to_board =
        request::Entity::belongs_to(board::Entity).from(request::Column::Id).to(board::Column::RequestId);
    request::Entity::find()
        .join(JoinType::InnerJoin, to_authority.into())
        .join(JoinType::LeftJoin, to_board.into())
}

/// The rows of a query over [`joined`], with their authorities and board rows.
async fn rows(desk: &Desk, query: Select<request::Entity>, today: NaiveDate) -> Result<Vec<Row>, Error> {
    let found = query.select_also(authority::Entity).all(&desk.db).await?;
    let mut boards = HashMap::new();
    let ids: Vec<i64> = found.iter().map(|(asked, _)| asked.id).collect();
    // chunks, since SQLite takes only so many values in one statement
    for ids in ids.chunks(500) {
        let query = board::Entity::find().filter(board::Column::RequestId.is_in(ids.iter().copied()));
        boards.extend(query.all(&desk.db).await?.into_iter().map(|board| (board.request_id, board)));
    }
    let row = |(asked, named): (request::Model, Option<authority::Model>)| {
        let board = boards.get(&asked.id);
        row(asked, named, board, today)
    };
    found.into_iter().map(row).collect()
}

fn row(
    asked: request::Model,
    named: Option<authority::Model>,
    board: Option<&board::Model>,
    today: NaiveDate,
) -> Result<Row, Error> {
    let (code, authority) = named.map_or_else(Default::default, |named| (named.code, named.name));
    Ok(Row {
        id: asked.id,
        regime: parsed("a request's law", &asked.regime)?,
        reference: asked.reference,
        authority_id: asked.authority_id,
        code,
        authority,
        standing: derived::standing(board, today),
        planned_at: asked.planned_at,
        sent_on: board.and_then(|board| board.sent_on),
        started_on: board.and_then(|board| board.started_on),
        due: board.and_then(|board| board.due),
        acknowledged_on: board.and_then(|board| board.acknowledged_on),
        answered_on: board.and_then(|board| board.answered_on),
        bounced_on: board.and_then(|board| board.bounced_on),
    })
}

/// How many requests of a campaign have each standing today, in the order of [`Standing::NAMES`].
pub async fn counts(desk: &Desk, campaign: i64, today: NaiveDate) -> Result<Vec<(&'static str, u64)>, Error> {
    let mut counts = Vec::with_capacity(Standing::NAMES.len());
    for name in Standing::NAMES {
        let filter = Filter { standing: Some(name.into()), ..Filter::default() };
        counts.push((name, filtered(campaign, &filter, today)?.count(&desk.db).await?));
    }
    Ok(counts)
}

/// Open requests with the nearest due dates, on or after `today`.
pub async fn due_next(desk: &Desk, campaign: i64, today: NaiveDate, most: u64) -> Result<Vec<Row>, Error> {
    let filter = Filter { standing: Some("awaiting".into()), ..Filter::default() };
    let query = filtered(campaign, &filter, today)?.order_by_asc(board::Column::Due).limit(most);
    rows(desk, query, today).await
}

/// Requests planned for `now` or earlier without a letter yet.
pub async fn unasked(
    desk: &Desk,
    campaigns: &[i64],
    now: DateTime<Utc>,
    most: u64,
) -> Result<Vec<Unasked>, Error> {
    let asked =
        sea_orm::sea_query::Query::select().column(letter::Column::RequestId).from(letter::Entity).to_owned();
    let query = request::Entity::find()
        .filter(request::Column::CampaignId.is_in(campaigns.iter().copied()))
        .filter(request::Column::PlannedAt.lte(now))
        .filter(request::Column::Id.not_in_subquery(asked))
        .order_by_asc(request::Column::PlannedAt)
        .limit(most);
    let unasked = |asked: request::Model| {
        Ok(Unasked {
            id: asked.id,
            campaign: asked.campaign_id,
            authority: asked.authority_id,
            reference: parsed("a request's reference", &asked.reference)?,
            recipient: parsed("a request's recipient", &asked.recipient)?,
        })
    };
    query.all(&desk.db).await?.into_iter().map(unasked).collect()
}

/// A planned request whose letter is not written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unasked {
    /// Its row.
    pub id: i64,
    /// Its campaign's row.
    pub campaign: i64,
    /// Its authority's row.
    pub authority: i64,
    /// Its reference.
    pub reference: domain::reference::Reference,
    /// Where the letter goes.
    pub recipient: domain::authority::Address,
}
