//! Why a part gives no text: one sentence each, saying what to do next.

use crate::{Limits, Media};

/// The reason that no text could be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unread {
    #[error("this part is empty (0 bytes): ask for it again if it should hold something")]
    Empty,
    #[error("this part has {bytes} bytes, more than the {limit} allowed: open it by hand")]
    TooLarge { bytes: usize, limit: usize },
    #[error("{0}: no text is read from it")]
    Unknown(String),
    #[error("this {media} is encrypted and needs a password: ask the sender for an open copy")]
    Encrypted { media: Media },
    #[error("this {media} expands to more than {limit} bytes, as a ZIP bomb would: no text is read from it")]
    Expands { media: Media, limit: usize },
    #[error(
        "this {media} holds a document type declaration, which no word processor writes: open it by hand"
    )]
    Doctype { media: Media },
    #[error("this {media} is damaged ({reason}): ask the sender for another copy")]
    Broken { media: Media, reason: String },
    #[error("this {media} could not be read (the reader gave up on it): open it by hand")]
    Panicked { media: Media },
}

impl Unread {
    pub(crate) fn broken(media: Media, reason: &dyn ToString) -> Self {
        Self::Broken { media, reason: one_line(&reason.to_string()) }
    }
}

/// Too much or nothing at all.
pub(crate) fn by_size(bytes: &[u8], limits: &Limits) -> Option<Unread> {
    match bytes.len() {
        0 => Some(Unread::Empty),
        count if count > limits.bytes => Some(Unread::TooLarge { bytes: count, limit: limits.bytes }),
        _ => None,
    }
}

/// Reasons come from libraries, which may quote the hostile file: one line, short, without control characters.
fn one_line(reason: &str) -> String {
    reason.chars().take(160).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
