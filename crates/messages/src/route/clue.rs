//! What in a message may name a request.

use domain::message::Key;
use domain::reference::Reference;

use crate::message::Message;

/// One thing that may name a request: look it up, and hand what is found to [`super::decide`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clue {
    /// What kind of thing.
    pub key: Key,
    /// For `Tag`, `Subject` and `Text` a reference such as `GHJK-MNPQ`; for `InReplyTo`, `References` and `Report` a
    /// Message-ID without angle brackets.
    pub value: String,
}

/// Every clue of a message, each once. `text` is all of its text, quoted history included: our own footer stands there.
pub fn clues(message: &Message, text: &str) -> Vec<Clue> {
    let mut clues = Vec::new();
    let mut add = |key: Key, value: String| {
        let clue = Clue { key, value };
        if !clues.contains(&clue) {
            clues.push(clue);
        }
    };
    for tag in message.recipients.iter().flat_map(|recipient| tags(recipient)) {
        add(Key::Tag, tag.to_string());
    }
    if let Some(id) = message.report.as_ref().and_then(|report| report.original_message_id.as_ref()) {
        add(Key::Report, id.clone());
    }
    for id in &message.in_reply_to {
        add(Key::InReplyTo, id.clone());
    }
    for reference in Reference::find_all(&message.subject) {
        add(Key::Subject, reference.to_string());
    }
    for id in &message.references {
        add(Key::References, id.clone());
    }
    for reference in Reference::find_all(text) {
        add(Key::Text, reference.to_string());
    }
    clues
}

/// The tags in `mailbox+tag@host` or, where a whole sub-domain is caught, `ref-tag@host`.
fn tags(recipient: &str) -> Vec<Reference> {
    let local = recipient.rsplit_once('@').map_or("", |(local, _)| local);
    local.split(['+', '-', '=', '_']).skip(1).filter_map(|word| word.parse().ok()).collect()
}
