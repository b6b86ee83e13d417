//! What the database knows of the holidays, as a whole.

use std::collections::BTreeMap;

use domain::calendar::merge::Waiting;
use domain::calendar::{Calendar, Covered, Holiday};
use domain::law::Law;
use sea_orm::sea_query::{LockType, OnConflict};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    QueryFilter, QueryOrder,
};

use super::ChangeState;
use crate::blobs::hash_of;
use crate::entity::{calendar, covered, holiday, holiday_change};
use crate::error::from_json;
use crate::{Act, Error, law};

/// Rows in one statement: SQLite takes only so many values.
pub(super) const ROWS: usize = 1000;

/// The holidays of a desk, and what waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Book {
    pub(super) calendar: Calendar,
    pub(super) pending: Vec<Pending>,
}

/// A change that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pending {
    pub(super) id: i64,
    pub(super) source: String,
    pub(super) change: Waiting,
}

impl Book {
    pub(crate) async fn read(db: &impl ConnectionTrait) -> Result<Book, Error> {
        let covers = covered::Entity::find().all(db).await?.into_iter();
        let covers: BTreeMap<String, Covered> =
            covers.map(|row| (row.division, Covered { first: row.first_day, last: row.last_day })).collect();
        let holidays = holiday::Entity::find().all(db).await?.into_iter().map(holiday_of);
        Ok(Book { calendar: Calendar::of(holidays, covers), pending: pending(db).await? })
    }

    /// Keeps everybody else from counting until the transaction ends. Gives the row that says what is in force.
    ///
    /// Errors: there is no such row.
    pub(super) async fn lock(txn: &DatabaseTransaction) -> Result<calendar::Model, Error> {
        let why = "its one row is gone: restore it from a backup";
        let gone = || Error::Corrupt { what: "the table `calendar`".into(), why: why.into() };
        law::row(txn, Some(LockType::Update)).await?.ok_or_else(gone)
    }

    /// These laws with these holidays.
    pub(crate) fn law(&self, laws: &Law) -> Law {
        laws.with(self.calendar.clone(), &self.doubtful())
    }

    /// Days that become holidays if a person accepts what waits.
    pub(super) fn doubtful(&self) -> Vec<Holiday> {
        let moved = |pending: &Pending| match &pending.change {
            Waiting::Removed { .. } => None,
            Waiting::Moved { division, to, .. } => Some(Holiday {
                division: division.clone(),
                date: to.date,
                title: to.title.clone(),
                basis: String::new(),
                source: pending.source.clone(),
            }),
        };
        self.pending.iter().filter_map(moved).collect()
    }

    /// Two books of the same version say the same about every day, word for word.
    pub(super) fn version(&self) -> String {
        let doubtful = self.doubtful();
        let doubtful = doubtful.iter().map(|day| format!(" {} {}", day.division, day.date));
        short(&(version_of(&self.calendar) + &doubtful.collect::<String>()))
    }

    /// Brings the database from what it was `before` to this.
    pub(super) async fn save(
        &self,
        txn: &DatabaseTransaction,
        before: &Book,
        act: &Act,
    ) -> Result<(), Error> {
        for gone in lacking(&before.calendar, &self.calendar) {
            holiday::Entity::delete_by_id((gone.division.clone(), gone.date)).exec(txn).await?;
        }
        let added: Vec<&Holiday> = lacking(&self.calendar, &before.calendar).collect();
        for some in added.chunks(ROWS) {
            let rows = some.iter().map(|holiday| row_of(holiday, act));
            holiday::Entity::insert_many(rows).exec_without_returning(txn).await?;
        }
        self.save_coverage(txn).await?;
        let version = Set(self.version());
        let row = calendar::ActiveModel {
            id: Set(law::ROW),
            version,
            changed_at: Set(Some(act.at)),
            ..Default::default()
        };
        row.update(txn).await?;
        Ok(())
    }

    async fn save_coverage(&self, txn: &DatabaseTransaction) -> Result<(), Error> {
        let rows: Vec<_> = self.calendar.covers().iter().collect();
        let new = OnConflict::column(covered::Column::Division)
            .update_columns([covered::Column::FirstDay, covered::Column::LastDay])
            .to_owned();
        for some in rows.chunks(ROWS) {
            let rows = some.iter().map(|(division, days)| covered::ActiveModel {
                division: Set((*division).clone()),
                first_day: Set(days.first),
                last_day: Set(days.last),
            });
            covered::Entity::insert_many(rows).on_conflict(new.clone()).exec_without_returning(txn).await?;
        }
        Ok(())
    }
}

/// What waits for a person, oldest first.
pub(super) async fn pending(db: &impl ConnectionTrait) -> Result<Vec<Pending>, Error> {
    let waiting = holiday_change::Column::State.eq(ChangeState::Waiting.name());
    let query = holiday_change::Entity::find().filter(waiting).order_by_asc(holiday_change::Column::Id);
    query.all(db).await?.into_iter().map(pending_of).collect()
}

pub(super) fn pending_of(row: holiday_change::Model) -> Result<Pending, Error> {
    let change = from_json(&format!("change {} of the holidays", row.id), &row.change)?;
    Ok(Pending { id: row.id, source: row.source, change })
}

/// The holidays of `some` that `others` has not, by day.
pub(super) fn lacking<'a>(some: &'a Calendar, others: &'a Calendar) -> impl Iterator<Item = &'a Holiday> {
    let has = |one: &&Holiday| others.on(one.date).iter().any(|other| other.division == one.division);
    some.holidays().filter(move |one| !has(one))
}

/// What tells one calendar from another, titles and sources included: those are shown.
pub(super) fn version_of(calendar: &Calendar) -> String {
    let day = |Holiday { division, date, title, basis, source }: &Holiday| {
        format!("{division} {date} {title} {basis} {source}\n")
    };
    let cover = |(division, days): (&String, &Covered)| format!("{division} {} {}\n", days.first, days.last);
    let days = calendar.holidays().map(day);
    short(&days.chain(calendar.covers().iter().map(cover)).collect::<String>())
}

fn short(text: &str) -> String {
    hash_of(text.as_bytes())[..16].into()
}

fn holiday_of(row: holiday::Model) -> Holiday {
    Holiday { division: row.division, date: row.day, title: row.title, basis: row.basis, source: row.source }
}

fn row_of(holiday: &Holiday, act: &Act) -> holiday::ActiveModel {
    holiday::ActiveModel {
        division: Set(holiday.division.clone()),
        day: Set(holiday.date),
        title: Set(holiday.title.clone()),
        basis: Set(holiday.basis.clone()),
        source: Set(holiday.source.clone()),
        seen_at: Set(act.at),
    }
}
