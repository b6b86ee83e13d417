//! What a recount writes, a chunk at a time.

use chrono::NaiveDate;
use domain::moment::in_words;
use sea_orm::{DatabaseTransaction, EntityTrait};

use crate::entity::{board, entry};
use crate::{Act, Error, board as derived, outbox};

/// Rows in one statement: SQLite takes no more than 32,766 values, PostgreSQL 65,535.
const ROWS: usize = 1000;

/// Entries, board rows and the requests whose chasers are to be taken back.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) entries: Vec<entry::Model>,
    pub(super) boards: Vec<board::Model>,
    pub(super) in_time: Vec<i64>,
}

impl Written {
    /// Writes it all and gives how many chasers were taken back.
    pub(super) async fn save(
        self,
        txn: &DatabaseTransaction,
        today: NaiveDate,
        act: &Act,
    ) -> Result<u64, Error> {
        let mut entries = self.entries.into_iter().map(entry::ActiveModel::from).peekable();
        while entries.peek().is_some() {
            entry::Entity::insert_many(entries.by_ref().take(ROWS)).exec_without_returning(txn).await?;
        }
        let mut boards = self.boards.into_iter().peekable();
        while boards.peek().is_some() {
            derived::put(txn, boards.by_ref().take(ROWS)).await?;
        }
        let on = in_words(today);
        let why =
            format!("holidays that became known moved the last day: on {on} the request is not overdue");
        outbox::withdraw_chasers(txn, &self.in_time, &why, act.at).await
    }
}
