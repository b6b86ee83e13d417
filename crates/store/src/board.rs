//! One derived row for each request, so that lists need not fold a million timelines.
//!
//! The row holds dates, never a judgement about today: whether a request is overdue is `last_lawful < today` in the
//! query. It is written by [`crate::door::change`] in the same transaction and can be rebuilt from the timelines.

use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::clock::{Clock, Hold, Profile, clock};
use domain::fact::{Dated, Fact, in_force};
use domain::standing::Standing;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, Iterable,
    QueryFilter, QueryOrder,
};

use crate::entity::{board, request};
use crate::{Desk, Error, door};

/// Writes the row that follows from the timeline.
pub(crate) async fn follow(
    txn: &DatabaseTransaction,
    calendar: &Calendar,
    request: i64,
    timeline: &[Dated],
) -> Result<(), Error> {
    let campaign = campaign_of(txn, request).await?;
    let Some(row) = row(calendar, request, campaign, timeline) else {
        return Ok(());
    };
    let others = board::Column::iter().filter(|column| !matches!(column, board::Column::RequestId));
    let conflict = OnConflict::column(board::Column::RequestId).update_columns(others).to_owned();
    board::Entity::insert(row.into_active_model()).on_conflict(conflict).exec_without_returning(txn).await?;
    Ok(())
}

async fn campaign_of(db: &impl ConnectionTrait, request: i64) -> Result<i64, Error> {
    let found = request::Entity::find_by_id(request).one(db).await?;
    let missing = || Error::Missing { what: format!("request {request}"), next: "run `foi verify`".into() };
    found.map(|found| found.campaign_id).ok_or_else(missing)
}

/// The row that follows from a timeline; none before its first entry.
pub(crate) fn row(
    calendar: &Calendar,
    request: i64,
    campaign: i64,
    timeline: &[Dated],
) -> Option<board::Model> {
    let last = timeline.last()?;
    let clock = clock(timeline);
    let count = clock.count();
    let idle = before_the_count(&clock, calendar, timeline);
    Some(board::Model {
        request_id: request,
        campaign_id: campaign,
        entries: i32::try_from(timeline.len()).unwrap_or(i32::MAX),
        last_fact: last.fact.name().into(),
        last_on: last.on,
        sent_on: first(timeline, |fact| matches!(fact, Fact::Sent { letter } if letter.is_request())),
        started_on: count.map(|count| count.received),
        // Past the known holidays there is no due date: better none than a guess.
        due: count.and_then(|count| count.due(calendar, Profile::Act).ok()),
        last_lawful: count.and_then(|count| count.last_lawful(calendar).ok()),
        held_since: held(&clock).map(|(since, _)| since),
        held_for: held(&clock).map(|(_, hold)| hold.name().into()),
        acknowledged_on: first(timeline, |fact| matches!(fact, Fact::Acknowledged { .. })),
        answered_on: stopped(&clock, true),
        withdrawn_on: stopped(&clock, false).or(match idle {
            Some(Standing::Withdrawn { on }) => Some(on),
            _ => None,
        }),
        bounced_on: match idle {
            Some(Standing::Undeliverable { since }) => Some(since),
            _ => None,
        },
        doubtful_since: match idle {
            Some(Standing::InDoubt { since }) => Some(since),
            _ => None,
        },
        turn: turn(&clock).into(),
    })
}

fn held(clock: &Clock) -> Option<(NaiveDate, Hold)> {
    match clock {
        Clock::Held { since, hold, .. } => Some((*since, *hold)),
        Clock::NotStarted | Clock::Running(_) | Clock::Stopped { .. } => None,
    }
}

fn stopped(clock: &Clock, by_answer: bool) -> Option<NaiveDate> {
    match clock {
        Clock::Stopped { on, answered, .. } if *answered == by_answer => Some(*on),
        Clock::NotStarted | Clock::Running(_) | Clock::Held { .. } | Clock::Stopped { .. } => None,
    }
}

/// The standing while no authority's time runs: it depends neither on today nor on the holidays.
fn before_the_count(clock: &Clock, calendar: &Calendar, timeline: &[Dated]) -> Option<Standing> {
    let idle = *clock == Clock::NotStarted;
    idle.then(|| domain::standing::standing(timeline, calendar, NaiveDate::MIN))
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
        let fees = row.held_for.as_deref() == Some(Hold::Fees.name());
        return Standing::WithUs { since, hold: if fees { Hold::Fees } else { Hold::Clarification } };
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
    let running = || open().add(C::HeldSince.is_null()).add(C::StartedOn.is_not_null());
    let idle = || open().add(C::HeldSince.is_null()).add(C::StartedOn.is_null());
    Some(match name {
        "answered" => Condition::all().add(C::AnsweredOn.is_not_null()),
        "withdrawn" => Condition::all().add(C::WithdrawnOn.is_not_null()).add(C::AnsweredOn.is_null()),
        "with us" => open().add(C::HeldSince.is_not_null()),
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
    board::Entity::delete_many().exec(&txn).await?;
    let requests = request::Entity::find().order_by_asc(request::Column::Id).all(&txn).await?;
    for request in &requests {
        let timeline =
            door::rows(&txn, request.id).await?.iter().map(door::dated).collect::<Result<Vec<_>, _>>()?;
        follow(&txn, desk.calendar(), request.id, &timeline).await?;
    }
    txn.commit().await?;
    Ok(requests.len())
}

/// Requests whose board row differs from a fresh fold of their timeline.
pub(crate) async fn differing(desk: &Desk, requests: &[request::Model]) -> Result<Vec<i64>, Error> {
    let mut differing = Vec::new();
    for request in requests {
        let timeline = door::timeline(desk, request.id).await?;
        let fresh = row(desk.calendar(), request.id, request.campaign_id, &timeline);
        let stored =
            board::Entity::find().filter(board::Column::RequestId.eq(request.id)).one(&desk.db).await?;
        if fresh != stored {
            differing.push(request.id);
        }
    }
    Ok(differing)
}
