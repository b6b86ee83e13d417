//! What can go wrong in the store.

use thiserror::Error;

/// The store cannot do it.
#[derive(Debug, Error)]
pub enum Error {
    /// The database refused or cannot be reached.
    #[error("the database failed: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// A blob cannot be written or read.
    #[error("a file in the blob folder failed: {0}; check the disk and its free space")]
    Blob(#[from] object_store::Error),
    /// A row cannot be understood.
    #[error("{what} cannot be read: {why}; run `foi verify`")]
    Corrupt {
        /// The row.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// Nothing of that name.
    #[error("there is no {what}: {next}")]
    Missing {
        /// What was looked for.
        what: String,
        /// What to do.
        next: String,
    },
    /// It exists already.
    #[error("{what} exists already: {next}")]
    Exists {
        /// What.
        what: String,
        /// What to do.
        next: String,
    },
}

/// A change was refused by its decision, or could not be stored.
#[derive(Debug, Error)]
pub enum ChangeError<R> {
    /// The decision refused; nothing was appended.
    #[error("{0}")]
    Refused(R),
    /// The store failed; nothing was appended.
    #[error(transparent)]
    Store(#[from] Error),
}

impl<R> From<sea_orm::DbErr> for ChangeError<R> {
    fn from(error: sea_orm::DbErr) -> Self {
        ChangeError::Store(error.into())
    }
}

/// JSON of a value that is ours and therefore always serialises, or the reason why it does not.
pub(crate) fn to_json<T: serde::Serialize>(what: &str, value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Corrupt { what: what.into(), why: error.to_string() })
}

/// A value back from its JSON.
pub(crate) fn from_json<T: serde::de::DeserializeOwned>(what: &str, json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|error| Error::Corrupt { what: what.into(), why: error.to_string() })
}

/// A value back from its text.
pub(crate) fn parsed<T>(what: &str, text: &str) -> Result<T, Error>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error: T::Err| Error::Corrupt { what: what.into(), why: error.to_string() })
}
