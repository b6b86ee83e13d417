//! One desk: its database, its blobs and its laws.

use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::law::Law;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};

use crate::Error;
use crate::blobs::Blobs;
use crate::law::Laws;

/// Everything a step needs to read and write.
#[derive(Debug, Clone)]
pub struct Desk {
    pub(crate) db: DatabaseConnection,
    /// Bytes by content hash.
    pub blobs: Blobs,
    pub(crate) laws: Laws,
}

/// Who does something, when and because of what: kept with every entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// The instant of recording.
    pub at: DateTime<Utc>,
    /// Who: `worker`, or an account's name.
    pub actor: String,
    /// Because of what: `launch`, `arrival 17`.
    pub cause: String,
}

impl Act {
    /// An act of the worker.
    pub fn of_worker(at: DateTime<Utc>, cause: impl Into<String>) -> Act {
        Act { at, actor: "worker".into(), cause: cause.into() }
    }
}

impl Desk {
    /// Opens the database at `url` (`sqlite://file?mode=rwc` or `postgres://…`).
    ///
    /// SQLite runs with a write-ahead log and `synchronous=FULL`: what was committed survives a power cut, so that
    /// no letter is sent twice after one.
    ///
    /// `law` holds the laws, and the holidays that come with the product: they are in force until the desk has its own, see
    /// [`crate::holidays::adopt`].
    ///
    /// Errors: the database cannot be reached.
    pub async fn open(url: &str, blobs: Blobs, law: Law) -> Result<Desk, Error> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(8).sqlx_logging(false).acquire_timeout(Duration::from_secs(30));
        options.map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(30))
                .foreign_keys(true)
        });
        Ok(Desk { db: Database::connect(options).await?, blobs, laws: Laws::new(law) })
    }

    /// The connection, for migrations.
    pub fn connection(&self) -> &DatabaseConnection {
        &self.db
    }

    /// Closes the database; the write-ahead log is folded into the file.
    pub async fn close(self) -> Result<(), Error> {
        Ok(self.db.close().await?)
    }

    /// A transaction that will write. On SQLite a deferred one that reads first would fail with "database is locked"
    /// as soon as another writer commits in between.
    pub(crate) async fn begin_write(&self) -> Result<DatabaseTransaction, DbErr> {
        let mode = Some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions { sqlite_transaction_mode: mode, ..TransactionOptions::default() };
        self.db.begin_with_options(options).await
    }
}
