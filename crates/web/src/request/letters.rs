//! Letters to the authority, each with the evidence of its receipt and its frozen text.

use domain::outbox::Receipt;
use store::Desk;
use store::requests::LetterFile;

use crate::highlight::{MOST, Marked, marked};
use crate::shown;

/// One letter.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) kind: String,
    pub(super) recipient: String,
    pub(super) subject: String,
    pub(super) message_id: String,
    pub(super) hash: String,
    pub(super) state: String,
    pub(super) symbol: &'static str,
    /// When it reached its state.
    pub(super) settled: String,
    pub(super) receipt: Option<Receipt>,
    pub(super) why: Option<String>,
    /// The frozen message as it goes over the wire; nothing where the blob cannot be read.
    pub(super) frozen: Option<Marked>,
}

/// The letters with their frozen text.
pub(super) async fn sheets(desk: &Desk, letters: &[LetterFile]) -> Vec<Sheet> {
    let mut sheets = Vec::with_capacity(letters.len());
    for letter in letters {
        sheets.push(sheet(letter, frozen(desk, letter).await));
    }
    sheets
}

/// A missing blob takes one letter's text from the page, not the page.
async fn frozen(desk: &Desk, letter: &LetterFile) -> Option<Marked> {
    match desk.blobs.get(&letter.hash).await {
        Ok(bytes) => Some(marked(&String::from_utf8_lossy(&bytes), &[], MOST)),
        Err(error) => {
            tracing::error!(%error, hash = letter.hash, "a frozen letter cannot be read");
            None
        }
    }
}

fn sheet(letter: &LetterFile, frozen: Option<Marked>) -> Sheet {
    Sheet {
        kind: letter.kind.clone(),
        recipient: letter.recipient.clone(),
        subject: letter.subject.clone(),
        message_id: letter.message_id.clone(),
        hash: letter.hash.clone(),
        symbol: symbol(&letter.state),
        state: letter.state.clone(),
        settled: letter.settled_at.map_or(String::new(), shown::instant),
        receipt: letter.receipt.clone(),
        why: letter.why.as_deref().map(shown::visible),
        frozen,
    }
}

fn symbol(state: &str) -> &'static str {
    match state {
        "accepted" => "✓",
        "refused" => "✕",
        "in doubt" => "?",
        _ => "○",
    }
}
