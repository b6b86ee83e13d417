//! What can go wrong in a step.

use thiserror::Error as ThisError;

/// A step failed; nothing of it was recorded, and it can be repeated.
#[derive(Debug, ThisError)]
pub enum Error {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A letter cannot be written.
    #[error("the letter to {authority} cannot be written: {why}")]
    Letter {
        /// The authority's name.
        authority: String,
        /// What is wrong.
        why: String,
    },
    /// The campaign cannot be launched.
    #[error("{0}")]
    Launch(String),
    /// A mailbox or file cannot be read.
    #[error("{0}")]
    Source(String),
}
