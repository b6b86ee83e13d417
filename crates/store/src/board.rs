//! One derived row for each request, so that lists need not fold a million timelines.
//!
//! The row holds dates, never a judgement about today: whether a request is overdue is `last_lawful < today` in the
//! query. It is written by [`crate::door::change`] in the same transaction and can be rebuilt from the timelines.

use chrono::NaiveDate;
use domain::clock::{Clock, Hold, Profile, clock};
use domain::deadlines::lapse;
use domain::fact::{Dated, Fact, in_force};
use domain::law::{Law, Terms};
use domain::standing::Standing;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, IntoActiveModel, Iterable, QueryFilter,
    QueryOrder,
};

use crate::entity::{board, request};
use crate::law::terms_of;
use crate::{Desk, Error, door};

/// Writes the row that follows from the timeline.
///
/// Errors: the law that the request was made under is not known.
pub(crate) async fn follow(
    txn: &DatabaseTransaction,
    law: &Law,
    asked: &request::Model,
    timeline: &[Dated],
) -> Result<(), Error> {
    let row = row(terms_of(law, asked)?, asked.id, asked.campaign_id, timeline);
    match row {
        Some(row) => put(txn, [row]).await,
        None => Ok(()),
    }
}

/// Writes these rows in one statement, in place of those that there are.
pub(crate) async fn put(
    txn: &DatabaseTransaction,
    rows: impl IntoIterator<Item = board::Model>,
) -> Result<(), Error> {
    let others = board::Column::iter().filter(|column| !matches!(column, board::Column::RequestId));
    let conflict = OnConflict::column(board::Column::RequestId).update_columns(others).to_owned();
    let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
    board::Entity::insert_many(rows).on_conflict(conflict).exec_without_returning(txn).await?;
    Ok(())
}

/// The row that follows from a timeline; none before its first entry.
pub(crate) fn row(terms: &Terms, request: i64, campaign: i64, timeline: &[Dated]) -> Option<board::Model> {
    let last = timeline.last()?;
    let clock = clock(timeline, terms);
    let count = clock.count();
    let idle = before_the_count(&clock, terms, timeline);
    Some(board::Model {
        request_id: request,
        campaign_id: campaign,
        entries: i32::try_from(timeline.len()).unwrap_or(i32::MAX),
        last_fact: last.fact.name().into(),
        last_on: last.on,
        sent_on: first(timeline, |fact| matches!(fact, Fact::Sent { letter } if letter.is_request())),
        started_on: count.map(|count| count.received),
        // Past the known holidays there is no due date: better none than a guess.
        due: count.and_then(|count| count.due(terms, Profile::Act).ok()),
        last_lawful: count.and_then(|count| count.last_lawful(terms).ok()),
        held_since: held(&clock).map(|(since, _)| since),
        held_for: held(&clock).map(|(_, hold)| hold.name().into()),
        acknowledged_on: first(timeline, |fact| matches!(fact, Fact::Acknowledged { .. })),
        answered_on: stopped(&clock, true),
        withdrawn_on: stopped(&clock, false).or(idle.withdrawn_on),
        bounced_on: idle.bounced_on,
        doubtful_since: idle.doubtful_since,
        turn: turn(&clock).into(),
        lapses_on: lapses(&clock, terms),
    })
}

/// What the authority waits for since the longest time.
fn held(clock: &Clock) -> Option<(NaiveDate, Hold)> {
    match clock {
        Clock::Held { holds, .. } => holds.first().copied(),
        Clock::NotStarted | Clock::Running(_) | Clock::Stopped { .. } => None,
    }
}

fn lapses(clock: &Clock, terms: &Terms) -> Option<NaiveDate> {
    match clock {
        Clock::Held { holds, .. } => lapse(holds, terms),
        Clock::NotStarted | Clock::Running(_) | Clock::Stopped { .. } => None,
    }
}

fn stopped(clock: &Clock, by_answer: bool) -> Option<NaiveDate> {
    match clock {
        Clock::Stopped { on, answered, .. } if *answered == by_answer => Some(*on),
        Clock::NotStarted | Clock::Running(_) | Clock::Held { .. } | Clock::Stopped { .. } => None,
    }
}

/// What became of the request while no authority's time runs.
#[derive(Default)]
struct Idle {
    withdrawn_on: Option<NaiveDate>,
    bounced_on: Option<NaiveDate>,
    doubtful_since: Option<NaiveDate>,
}

/// The standing before the count depends neither on today nor on the holidays.
fn before_the_count(clock: &Clock, terms: &Terms, timeline: &[Dated]) -> Idle {
    if *clock != Clock::NotStarted {
        return Idle::default();
    }
    match domain::standing::standing(timeline, terms, NaiveDate::MIN) {
        Standing::Withdrawn { on } => Idle { withdrawn_on: Some(on), ..Idle::default() },
        Standing::Undeliverable { since } => Idle { bounced_on: Some(since), ..Idle::default() },
        Standing::InDoubt { since } => Idle { doubtful_since: Some(since), ..Idle::default() },
        Standing::Unsent
        | Standing::Awaiting { .. }
        | Standing::Overdue { .. }
        | Standing::Uncounted { .. }
        | Standing::WithUs { .. }
        | Standing::Lapsed { .. }
        | Standing::Answered { .. } => Idle::default(),
    }
}

fn first(timeline: &[Dated], is: impl Fn(&Fact) -> bool) -> Option<NaiveDate> {
    in_force(timeline).find(|dated| is(&dated.fact)).map(|dated| dated.on)
}

/// Who must act next.
fn turn(clock: &Clock) -> &'static str {
    match clock {
        Clock::Running(_) => "them",
        Clock::NotStarted | Clock::Held { .. } => "us",
        Clock::Stopped { .. } => "nobody",
    }
}

/// What the request is today, from its board row alone. Equal to [`domain::standing::standing`] over the timeline.
pub(crate) fn standing(row: Option<&board::Model>, today: NaiveDate) -> Standing {
    let Some(row) = row else {
        return Standing::Unsent;
    };
    if let Some(on) = row.answered_on {
        return Standing::Answered { on, late: row.last_lawful.is_some_and(|last| last < on) };
    }
    if let Some(on) = row.withdrawn_on {
        return Standing::Withdrawn { on };
    }
    if let Some(since) = row.held_since {
        let hold = row.held_for.as_deref().and_then(Hold::named).unwrap_or(Hold::Clarification);
        let lapsed = row.lapses_on.filter(|last| *last < today);
        return lapsed.map_or(Standing::WithUs { since, hold }, |on| Standing::Lapsed { on });
    }
    match (row.started_on, row.due, row.last_lawful) {
        (None, _, _) => before_the_clock(row),
        (Some(_), Some(due), Some(last)) if last < today => Standing::Overdue { due },
        (Some(_), Some(due), Some(_)) => Standing::Awaiting { due },
        (Some(since), _, _) => Standing::Uncounted { since },
    }
}

fn before_the_clock(row: &board::Model) -> Standing {
    match (row.doubtful_since, row.bounced_on) {
        (Some(since), _) => Standing::InDoubt { since },
        (None, Some(since)) => Standing::Undeliverable { since },
        (None, None) => Standing::Unsent,
    }
}

/// The rows whose standing today has this name, as a condition of the query.
pub(crate) fn has_standing(name: &str, today: NaiveDate) -> Option<Condition> {
    use board::Column as C;
    let open = || Condition::all().add(C::AnsweredOn.is_null()).add(C::WithdrawnOn.is_null());
    let held = || open().add(C::HeldSince.is_not_null());
    let running = || open().add(C::HeldSince.is_null()).add(C::StartedOn.is_not_null());
    let idle = || open().add(C::HeldSince.is_null()).add(C::StartedOn.is_null());
    Some(match name {
        "answered" => Condition::all().add(C::AnsweredOn.is_not_null()),
        "withdrawn" => Condition::all().add(C::WithdrawnOn.is_not_null()).add(C::AnsweredOn.is_null()),
        "with us" => held().add(Condition::any().add(C::LapsesOn.is_null()).add(C::LapsesOn.gte(today))),
        "lapsed" => held().add(C::LapsesOn.lt(today)),
        "overdue" => running().add(C::LastLawful.lt(today)),
        "awaiting" => running().add(C::LastLawful.gte(today)),
        "uncounted" => running().add(C::LastLawful.is_null()),
        "in doubt" => idle().add(C::DoubtfulSince.is_not_null()),
        "undeliverable" => idle().add(C::DoubtfulSince.is_null()).add(C::BouncedOn.is_not_null()),
        "unsent" => idle().add(C::DoubtfulSince.is_null()).add(C::BouncedOn.is_null()),
        _ => return None,
    })
}

/// Drops every row and derives all of them anew; gives how many.
pub async fn rebuild(desk: &Desk) -> Result<usize, Error> {
    let txn = desk.begin_write().await?;
    let law = desk.law_within(&txn).await?;
    board::Entity::delete_many().exec(&txn).await?;
    let requests = request::Entity::find().order_by_asc(request::Column::Id).all(&txn).await?;
    for request in &requests {
        let timeline =
            door::rows(&txn, request.id).await?.iter().map(door::dated).collect::<Result<Vec<_>, _>>()?;
        follow(&txn, &law, request, &timeline).await?;
    }
    txn.commit().await?;
    Ok(requests.len())
}

/// Whether the board row of a request differs from a fresh fold of its timeline.
///
/// Errors: the law that the request was made under is not known.
pub(crate) async fn differs(desk: &Desk, law: &Law, asked: &request::Model) -> Result<bool, Error> {
    let timeline = door::timeline(desk, asked.id).await?;
    let fresh = row(terms_of(law, asked)?, asked.id, asked.campaign_id, &timeline);
    let stored = board::Entity::find().filter(board::Column::RequestId.eq(asked.id)).one(&desk.db).await?;
    Ok(fresh != stored)
}
