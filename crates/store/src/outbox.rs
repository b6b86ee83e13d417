//! The outbox: claim a letter, send it with no transaction open, settle it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::authority::Address;
use domain::campaign::Campaign;
use domain::law::Law;
use domain::moment::london;
use domain::outbox::{LetterKind, Next, Verdict, after_attempt};
use domain::request::settle as facts_of;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::{campaign, letter, request};
use crate::error::{from_json, parsed, to_json};
use crate::{Act, ChangeError, Desk, Error, door};

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It goes out at its time.
    Waiting,
    /// A worker is sending it.
    Claimed,
    /// A mail server took responsibility for it.
    Accepted,
    /// It is undeliverable.
    Refused,
    /// The line died after the final dot; never resent by itself.
    InDoubt,
    /// A chaser taken back before it went out: holidays that became known moved the last day of its request.
    Withdrawn,
}

impl State {
    /// The state's name in the database and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Claimed => "claimed",
            State::Accepted => "accepted",
            State::Refused => "refused",
            State::InDoubt => "in doubt",
            State::Withdrawn => "withdrawn",
        }
    }
}

/// A letter that one worker may send now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Its row.
    pub id: i64,
    /// Its request.
    pub request: i64,
    /// Which letter.
    pub kind: LetterKind,
    /// The campaign's mailbox.
    pub from: Address,
    /// The recipient.
    pub to: Address,
    /// Attempts before this one.
    pub attempt: usize,
    /// The frozen bytes' hash.
    pub hash: String,
}

/// How long a claim holds; a claim older than that was left behind by a crash.
pub const LEASE: TimeDelta = TimeDelta::minutes(15);

/// Claims the oldest letter that is due, for `worker`. Letters of a paused campaign stay where they are, and so does a
/// request on a day that is, or may yet become, no working day under its own law, or of which that is not known: an
/// arrival on such a day is dated twice (s.45 Code, 4.2).
///
/// The claim is committed before the letter is on the wire, so a crash leaves a claimed letter behind, never a letter
/// that nobody knows was sent.
pub async fn claim(desk: &Desk, worker: &str, now: DateTime<Utc>) -> Result<Option<Claimed>, Error> {
    let open = open_laws(&*desk.law().await?, london(now));
    while let Some((row, asked)) = oldest_due(desk, &open, now).await? {
        let free = letter::Entity::update_many()
            .col_expr(letter::Column::State, Expr::value(State::Claimed.name()))
            .col_expr(letter::Column::Worker, Expr::value(worker))
            .col_expr(letter::Column::LeaseUntil, Expr::value(now + LEASE))
            .filter(letter::Column::Id.eq(row.id))
            .filter(letter::Column::State.eq(State::Waiting.name()));
        if free.exec(&desk.db).await?.rows_affected == 1 {
            return claimed(desk, row, &asked).await.map(Some);
        }
    }
    Ok(None)
}

/// The codes of the laws under which the day is a working day, whichever doubtful holiday is confirmed.
fn open_laws(law: &Law, day: NaiveDate) -> Vec<String> {
    let open = law.all().filter(|terms| terms.cautious.counts(day) == Some(true));
    open.map(|terms| terms.regime.code.to_string()).collect()
}

async fn oldest_due(
    desk: &Desk,
    open: &[String],
    now: DateTime<Utc>,
) -> Result<Option<(letter::Model, request::Model)>, Error> {
    let to_request =
        letter::Entity::belongs_to(request::Entity).from(letter::Column::RequestId).to(request::Column::Id);
    let to_campaign = request::Entity::belongs_to(campaign::Entity)
        .from(request::Column::CampaignId)
        .to(campaign::Column::Id);
    let may_go = Condition::any()
        .add(letter::Column::Kind.ne(LetterKind::Request.name()))
        .add(request::Column::Regime.is_in(open));
    let due = letter::Entity::find()
        .join(sea_orm::JoinType::InnerJoin, to_request.into())
        .join(sea_orm::JoinType::InnerJoin, to_campaign.into())
        .filter(letter::Column::State.eq(State::Waiting.name()))
        .filter(letter::Column::NextAt.lte(now))
        .filter(campaign::Column::PausedSince.is_null())
        .filter(may_go)
        .order_by_asc(letter::Column::NextAt)
        .order_by_asc(letter::Column::Id);
    let Some(row) = due.one(&desk.db).await? else {
        return Ok(None);
    };
    let asked = request::Entity::find_by_id(row.request_id).one(&desk.db).await?;
    Ok(asked.map(|asked| (row, asked)))
}

async fn claimed(desk: &Desk, row: letter::Model, asked: &request::Model) -> Result<Claimed, Error> {
    let what = format!("letter {}", row.id);
    let kind = LetterKind::named(&row.kind)
        .ok_or_else(|| Error::Corrupt { what: what.clone(), why: format!("its kind is `{}`", row.kind) })?;
    Ok(Claimed {
        id: row.id,
        request: row.request_id,
        kind,
        from: sender(desk, asked.campaign_id).await?,
        to: parsed(&what, &row.recipient)?,
        attempt: usize::try_from(row.attempts).unwrap_or(0),
        hash: row.hash,
    })
}

async fn sender(desk: &Desk, id: i64) -> Result<Address, Error> {
    let found = campaign::Entity::find_by_id(id).one(&desk.db).await?;
    let missing = || Error::Missing { what: format!("campaign {id}"), next: "run `foi verify`".into() };
    let campaign: Campaign = from_json("campaign", &found.ok_or_else(missing)?.definition)?;
    Ok(campaign.sender.address)
}

/// Records what became of an attempt, and what it means for the request, in one transaction.
///
/// A worker that was slow may still say so after its claim was swept; a letter that is settled stays as it is.
pub async fn settle(
    desk: &Desk,
    claimed: &Claimed,
    verdict: Verdict,
    now: DateTime<Utc>,
) -> Result<Next, Error> {
    let next = after_attempt(verdict, claimed.attempt, now);
    record_once(desk, claimed, &next, now).await?;
    Ok(next)
}

/// Gives whether the letter was still open.
async fn record_once(desk: &Desk, claimed: &Claimed, next: &Next, now: DateTime<Utc>) -> Result<bool, Error> {
    let txn = desk.begin_write().await?;
    let law = desk.law_within(&txn).await?;
    if !record(&txn, claimed.id, next, now).await? {
        txn.rollback().await?;
        return Ok(false);
    }
    let act = Act::of_worker(now, format!("letter {}", claimed.id));
    let decided = door::change_within::<std::convert::Infallible>(&txn, &law, claimed.request, &act, |_| {
        Ok(facts_of(claimed.kind, next, london(now)))
    });
    match decided.await {
        Ok(_) => txn.commit().await?,
        Err(ChangeError::Store(error)) => return Err(error),
        Err(ChangeError::Refused(never)) => match never {},
    }
    Ok(true)
}

async fn record(txn: &DatabaseTransaction, id: i64, next: &Next, now: DateTime<Utc>) -> Result<bool, Error> {
    let (state, next_at, receipt, why) = match next {
        Next::Accept(receipt) => (State::Accepted, None, Some(to_json("receipt", receipt)?), None),
        Next::Retry { at, why } => (State::Waiting, Some(*at), None, Some(why.clone())),
        Next::GiveUp { why } => (State::Refused, None, None, Some(why.clone())),
        Next::AskAPerson { why } => (State::InDoubt, None, None, Some(why.clone())),
    };
    // whoever sweeps a claim knows nothing: that never overrules what is known
    let open: &[State] =
        if state == State::InDoubt { &[State::Claimed] } else { &[State::Claimed, State::InDoubt] };
    let changed = letter::Entity::update_many()
        .col_expr(letter::Column::State, Expr::value(state.name()))
        .col_expr(letter::Column::Attempts, Expr::col(letter::Column::Attempts).add(1))
        .col_expr(letter::Column::NextAt, Expr::value(next_at.unwrap_or(now)))
        .col_expr(letter::Column::LeaseUntil, Expr::value(None::<DateTime<Utc>>))
        .col_expr(letter::Column::Receipt, Expr::value(receipt))
        .col_expr(letter::Column::Why, Expr::value(why))
        .col_expr(letter::Column::SettledAt, Expr::value(next_at.is_none().then_some(now)))
        .filter(letter::Column::Id.eq(id))
        .filter(letter::Column::State.is_in(open.iter().map(|state| state.name())))
        .exec(txn)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Settles the claims that a crashed worker left behind: whether those letters went is not known.
pub async fn sweep(desk: &Desk, now: DateTime<Utc>) -> Result<usize, Error> {
    let stale = letter::Entity::find()
        .filter(letter::Column::State.eq(State::Claimed.name()))
        .filter(letter::Column::LeaseUntil.lt(now));
    let mut count = 0;
    for row in stale.all(&desk.db).await? {
        let Some(asked) = request::Entity::find_by_id(row.request_id).one(&desk.db).await? else { continue };
        let left = claimed(desk, row, &asked).await?;
        let why = "the worker stopped while it was sending the letter".to_string();
        let unknown = after_attempt(Verdict::InDoubt { why }, left.attempt, now);
        count += usize::from(record_once(desk, &left, &unknown, now).await?);
    }
    Ok(count)
}

/// A letter in doubt is known to have arrived: called within the transaction that records the answer.
pub(crate) async fn arrived(
    txn: &DatabaseTransaction,
    request: i64,
    why: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    letter::Entity::update_many()
        .col_expr(letter::Column::State, Expr::value(State::Accepted.name()))
        .col_expr(letter::Column::Why, Expr::value(why))
        .col_expr(letter::Column::SettledAt, Expr::value(now))
        .filter(letter::Column::RequestId.eq(request))
        .filter(letter::Column::State.eq(State::InDoubt.name()))
        .exec(txn)
        .await?;
    Ok(())
}

/// Takes back the chasers of these requests that did not go out yet; gives how many.
pub(crate) async fn withdraw_chasers(
    txn: &DatabaseTransaction,
    requests: &[i64],
    why: &str,
    now: DateTime<Utc>,
) -> Result<u64, Error> {
    let chasers = letter::Entity::update_many()
        .col_expr(letter::Column::State, Expr::value(State::Withdrawn.name()))
        .col_expr(letter::Column::Why, Expr::value(why))
        .col_expr(letter::Column::SettledAt, Expr::value(now))
        .filter(letter::Column::RequestId.is_in(requests.iter().copied()))
        .filter(letter::Column::Kind.eq(LetterKind::Chaser.name()))
        .filter(letter::Column::State.eq(State::Waiting.name()));
    Ok(chasers.exec(txn).await?.rows_affected)
}

/// How many letters stand in each state, over one campaign.
pub async fn counts(desk: &Desk, campaign: i64) -> Result<Vec<(String, u64)>, Error> {
    let of_campaign = sea_orm::sea_query::Query::select()
        .column(request::Column::Id)
        .from(request::Entity)
        .and_where(request::Column::CampaignId.eq(campaign))
        .to_owned();
    let grouped = letter::Entity::find()
        .select_only()
        .column(letter::Column::State)
        .column_as(letter::Column::Id.count(), "count")
        .filter(letter::Column::RequestId.in_subquery(of_campaign))
        .group_by(letter::Column::State)
        .order_by_asc(letter::Column::State);
    let rows: Vec<(String, i64)> = grouped.into_tuple().all(&desk.db).await?;
    Ok(rows.into_iter().map(|(state, count)| (state, u64::try_from(count).unwrap_or(0))).collect())
}
