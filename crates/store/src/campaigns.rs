//! Campaigns: declared, launched, paused, resumed.

use chrono::{DateTime, Utc};
use domain::authority::Address;
use domain::campaign::Campaign;
use domain::reference::Reference;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};

use crate::entity::{campaign, question, request, wave};
use crate::error::{from_json, to_json};
use crate::{Desk, Error};

/// A campaign and its row.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Its row.
    pub id: i64,
    /// As declared.
    pub campaign: Campaign,
    /// When it was launched.
    pub launched_at: Option<DateTime<Utc>>,
    /// Since when nothing is sent.
    pub paused_since: Option<DateTime<Utc>>,
    /// How many requests it has.
    pub requests: u64,
}

/// One request that a launch plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The authority's row.
    pub authority: i64,
    /// The request's reference.
    pub reference: Reference,
    /// The law it is asked under.
    pub regime: domain::regime::RegimeCode,
    /// Where the letter goes.
    pub recipient: Address,
    /// When it goes.
    pub at: DateTime<Utc>,
}

/// Stores a campaign as declared. One of that name that was not launched yet is replaced.
///
/// Errors: one of that name is launched; its questions and letter are what the authorities got.
pub async fn put(desk: &Desk, declared: &Campaign, now: DateTime<Utc>) -> Result<i64, Error> {
    let txn = desk.begin_write().await?;
    let known = campaign::Entity::find().filter(campaign::Column::Name.eq(&declared.name)).one(&txn).await?;
    if known.as_ref().is_some_and(|known| known.launched_at.is_some()) {
        let what = format!("campaign `{}`", declared.name);
        return Err(Error::Exists {
            what,
            next: "it is launched and cannot be changed; choose another name".into(),
        });
    }
    let id = put_row(&txn, known.map(|known| known.id), declared, now).await?;
    question::Entity::delete_many().filter(question::Column::CampaignId.eq(id)).exec(&txn).await?;
    question::Entity::insert_many(questions(id, declared)).exec_without_returning(&txn).await?;
    txn.commit().await?;
    Ok(id)
}

async fn put_row(
    txn: &DatabaseTransaction,
    known: Option<i64>,
    declared: &Campaign,
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    let mut row = campaign::ActiveModel {
        name: Set(declared.name.clone()),
        title: Set(declared.title.clone()),
        definition: Set(to_json("campaign", declared)?),
        created_at: Set(now),
        ..Default::default()
    };
    if let Some(id) = known {
        row.id = Set(id);
        campaign::Entity::update(row).exec(txn).await?;
        return Ok(id);
    }
    Ok(campaign::Entity::insert(row).exec(txn).await?.last_insert_id)
}

fn questions(campaign: i64, declared: &Campaign) -> impl Iterator<Item = question::ActiveModel> {
    declared.questions.iter().map(move |asked| question::ActiveModel {
        campaign_id: Set(campaign),
        number: Set(i32::try_from(asked.number).unwrap_or(i32::MAX)),
        name: Set(asked.name.clone()),
        text: Set(asked.text.clone()),
        kind: Set(asked.kind.name().into()),
        unit: Set(asked.unit.clone()),
        period: Set(asked.period.clone()),
    })
}

/// Every campaign, by name.
pub async fn list(desk: &Desk) -> Result<Vec<Stored>, Error> {
    let rows = campaign::Entity::find().order_by_asc(campaign::Column::Name).all(&desk.db).await?;
    let mut campaigns = Vec::with_capacity(rows.len());
    for row in rows {
        campaigns.push(stored(desk, row).await?);
    }
    Ok(campaigns)
}

/// The campaign of this name.
pub async fn get(desk: &Desk, name: &str) -> Result<Stored, Error> {
    let found = campaign::Entity::find().filter(campaign::Column::Name.eq(name)).one(&desk.db).await?;
    let missing =
        || Error::Missing { what: format!("campaign `{name}`"), next: "see `foi campaign list`".into() };
    stored(desk, found.ok_or_else(missing)?).await
}

/// The campaign of this row.
pub async fn by_id(desk: &Desk, id: i64) -> Result<Stored, Error> {
    let found = campaign::Entity::find_by_id(id).one(&desk.db).await?;
    let missing = || Error::Missing { what: format!("campaign {id}"), next: "run `foi verify`".into() };
    stored(desk, found.ok_or_else(missing)?).await
}

async fn stored(desk: &Desk, row: campaign::Model) -> Result<Stored, Error> {
    let requests =
        request::Entity::find().filter(request::Column::CampaignId.eq(row.id)).count(&desk.db).await?;
    Ok(Stored {
        id: row.id,
        campaign: from_json(&format!("campaign `{}`", row.name), &row.definition)?,
        launched_at: row.launched_at,
        paused_since: row.paused_since,
        requests,
    })
}

/// Plans one request for each authority, all or none, and marks the campaign as launched.
///
/// Errors: it was launched before; nothing is asked twice.
pub async fn launch(desk: &Desk, id: i64, planned: &[Planned], now: DateTime<Utc>) -> Result<(), Error> {
    const WAVE: i32 = 1;
    let txn = desk.begin_write().await?;
    let marked = campaign::Entity::update_many()
        .set(campaign::ActiveModel { launched_at: Set(Some(now)), ..Default::default() })
        .filter(campaign::Column::Id.eq(id))
        .filter(campaign::Column::LaunchedAt.is_null());
    if marked.exec(&txn).await?.rows_affected != 1 {
        let next = "nothing is asked twice; see `foi campaign status`";
        return Err(Error::Exists { what: "the launch of this campaign".into(), next: next.into() });
    }
    let row = wave::ActiveModel { campaign_id: Set(id), number: Set(WAVE), planned_at: Set(now) };
    wave::Entity::insert(row).exec_without_returning(&txn).await?;
    let requests = planned.iter().map(|planned| request::ActiveModel {
        channel: Set("email".into()),
        campaign_id: Set(id),
        authority_id: Set(planned.authority),
        wave: Set(WAVE),
        reference: Set(planned.reference.to_string()),
        regime: Set(planned.regime.to_string()),
        recipient: Set(planned.recipient.to_string()),
        planned_at: Set(planned.at),
        ..Default::default()
    });
    let mut requests = requests.peekable();
    while requests.peek().is_some() {
        // chunks, since SQLite takes only so many values in one statement
        request::Entity::insert_many(requests.by_ref().take(1000)).exec_without_returning(&txn).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// Stops sending; at most the letter that is on the wire still goes.
pub async fn pause(desk: &Desk, id: i64, now: DateTime<Utc>) -> Result<(), Error> {
    set_paused(desk, id, Some(now)).await
}

/// Sends again.
pub async fn resume(desk: &Desk, id: i64) -> Result<(), Error> {
    set_paused(desk, id, None).await
}

async fn set_paused(desk: &Desk, id: i64, since: Option<DateTime<Utc>>) -> Result<(), Error> {
    let row = campaign::ActiveModel { id: Set(id), paused_since: Set(since), ..Default::default() };
    campaign::Entity::update(row).exec(&desk.db).await?;
    Ok(())
}

/// Every reference that is in use.
pub async fn references(desk: &Desk) -> Result<Vec<Reference>, Error> {
    let rows = request::Entity::find().all(&desk.db).await?;
    rows.iter().map(|row| crate::error::parsed("a request's reference", &row.reference)).collect()
}
