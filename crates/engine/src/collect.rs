//! Collecting messages: stored durably before their source is told.

use std::path::Path;

use chrono::{DateTime, Utc};
use mail::imap::{Account, fetch_since};
use mail::listen::Envelope;
use mail::source::load;
use store::{Desk, inbox};

use crate::{Error, Step};

/// Stores one message that a mail server handed over; only then is the server told that we have it.
///
/// Errors: a sentence for the log; the server keeps the message and tries again.
pub async fn from_server(
    desk: &Desk,
    envelope: Envelope,
    bytes: &[u8],
    now: DateTime<Utc>,
) -> Result<(), String> {
    let envelope = inbox::Envelope { from: envelope.from, to: envelope.to, cut: false };
    let arrived = inbox::arrive(desk, "listener", "", &envelope, bytes, now).await;
    arrived.map(|_| ()).map_err(|error| error.to_string())
}

/// What an import found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// Messages in the files.
    pub found: usize,
    /// Messages that were not stored before.
    pub new: usize,
}

/// Imports an `.eml` file, an mbox, a Maildir or a folder of `.eml` files.
///
/// Errors: the path cannot be read; what was stored before the fault stays, and importing again adds only the rest.
pub async fn from_path(desk: &Desk, path: &Path, now: DateTime<Utc>) -> Result<Imported, Error> {
    let unreadable = |error| Error::Source(format!("{} cannot be read: {error}", path.display()));
    let messages = load(path).map_err(unreadable)?;
    let mut imported = Imported { found: messages.len(), new: 0 };
    for (position, bytes) in messages {
        let envelope = inbox::Envelope::default();
        let new = inbox::arrive(desk, &path.display().to_string(), &position, &envelope, &bytes, now).await?;
        imported.new += usize::from(new);
    }
    Ok(imported)
}

/// Fetches the next messages of a mailbox, from where the last fetch ended. The mailbox is only read.
pub async fn from_imap(desk: &Desk, account: &Account, now: DateTime<Utc>) -> Result<Step, Error> {
    const BATCH: usize = 50;
    let source = format!("imap {}@{} {}", account.login.user, account.host, account.folder);
    let seen = inbox::last_position(desk, &source).await?;
    let fetched = fetch_since(account, seen.as_deref(), BATCH).await;
    let fetched = fetched.map_err(|error| Error::Source(error.to_string()))?;
    for message in &fetched {
        inbox::arrive(desk, &source, &message.position, &inbox::Envelope::default(), &message.bytes, now)
            .await?;
        inbox::advance(desk, &source, &message.position, now).await?;
    }
    Ok(if fetched.is_empty() { Step::Idle } else { Step::Done })
}
