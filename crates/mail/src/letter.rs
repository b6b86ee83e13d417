//! Letters out: from a template and a draft to frozen bytes.
//!
//! The same draft always gives the same bytes, so a letter can be made again and compared. Headers are typed, and no
//! merged field can start a new one. There is no `Auto-Submitted` header: acknowledgements are wanted, and case systems
//! may drop automatic mail (RFC 3834, 2).

mod template;

use std::time::SystemTime;

use chrono::{DateTime, Datelike, Utc};
use domain::authority::Address;
use domain::campaign::Sender;
use domain::outbox::{Letter, LetterKind};
use domain::reference::Reference;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, MIME_VERSION_1_0};
use sha2::{Digest, Sha256};
use thiserror::Error;

pub use template::render;

/// What a letter says, to whom and about which request.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// Who writes; the name is the applicant's real name (FOIA s.8(1)(b)).
    pub sender: &'a Sender,
    /// Which letter of the request.
    pub kind: LetterKind,
    /// The one recipient.
    pub to: &'a Address,
    /// The subject line without reference.
    pub subject: &'a str,
    /// The whole text without the reference line; lines end with LF.
    pub text: &'a str,
    /// The request.
    pub reference: Reference,
    /// The Date header.
    pub date: DateTime<Utc>,
    /// Which letter of this kind, counted from 1.
    pub number: u32,
}

/// Why a letter cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LetterError {
    /// The template names something that is not given.
    #[error(
        "line {line} of the letter uses `{name}`, which is not known: correct the name or give it a value"
    )]
    Undefined {
        /// The variable.
        name: String,
        /// The line, counted from 1.
        line: usize,
    },
    /// The template is not well formed.
    #[error("line {line} of the letter cannot be read: {what}; correct it there")]
    Template {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// The template does too much work.
    #[error("the letter takes too long to fill in: remove loops from it")]
    TooLong,
    /// A value could smuggle in a line or header.
    #[error("field `{field}` holds a line break or control character: remove it")]
    ControlCharacter {
        /// The field.
        field: String,
    },
    /// A date that no header can carry.
    #[error("the date {0} cannot be written into a letter: use one between 1970 and 9999")]
    Date(DateTime<Utc>),
    /// An address that lettre does not take.
    #[error("`{0}` cannot be used as an e-mail address: correct it")]
    Address(String),
    /// The message could not be built.
    #[error("the letter to {to} cannot be built: {what}; correct the sender or the text")]
    Build {
        /// The recipient.
        to: String,
        /// What lettre says.
        what: String,
    },
}

/// Our Message-ID without angle brackets, at the sender's domain. The same letter always has the same one, so that a
/// second copy can be recognised anywhere (RFC 5322, 3.6.4).
pub fn message_id(sender: &Address, reference: &Reference, kind: LetterKind, number: u32) -> String {
    let seed = format!("{sender} {reference} {} {number}", kind.name());
    let hash = Sha256::digest(seed.as_bytes());
    let [a, b, c, d, ..]: [u8; 32] = hash.into();
    let mark = u32::from_be_bytes([a, b, c, d]);
    format!("{}.{}.{number}.{mark:08x}@{}", reference.tag(), kind.name(), sender.host())
}

/// Makes the letter: From with the real name, our Message-ID, which also stands in References because some providers
/// replace the first (they leave the second), the reference at the end of the subject and below the text.
pub fn compose(draft: &Draft) -> Result<Letter, LetterError> {
    check_draft(draft)?;
    let sender = &draft.sender.address;
    let message_id = message_id(sender, &draft.reference, draft.kind, draft.number);
    let subject = format!("{} [Ref {}]", squeezed(draft.subject), draft.reference).trim_start().to_string();
    let mut builder = lettre::Message::builder()
        .from(Mailbox::new(Some(squeezed(&draft.sender.name)), address(sender)?))
        .to(Mailbox::new(None, address(draft.to)?))
        .subject(subject.as_str())
        .date(SystemTime::from(draft.date))
        .message_id(Some(format!("<{message_id}>")))
        .references(format!("<{message_id}>"));
    if draft.sender.tagged {
        builder = builder.reply_to(Mailbox::new(None, tagged(sender, draft.reference)?));
    }
    let text = format!("{}\n\nOur reference: {}\n", draft.text.trim_end(), draft.reference);
    let message = builder
        .header(MIME_VERSION_1_0)
        .header(ContentType::TEXT_PLAIN)
        .body(text)
        .map_err(|error| LetterError::Build { to: draft.to.to_string(), what: error.to_string() })?;
    Ok(Letter { kind: draft.kind, message_id, to: draft.to.clone(), subject, bytes: message.formatted() })
}

/// What typed headers would carry without complaint although nobody means it.
fn check_draft(draft: &Draft) -> Result<(), LetterError> {
    for (field, value) in [("sender.name", draft.sender.name.as_str()), ("subject", draft.subject)] {
        if value.contains(char::is_control) {
            return Err(LetterError::ControlCharacter { field: field.to_string() });
        }
    }
    if draft.text.contains(|c: char| c.is_control() && c != '\n' && c != '\t') {
        return Err(LetterError::ControlCharacter { field: "text".to_string() });
    }
    if !(1970..=9999).contains(&draft.date.year()) {
        return Err(LetterError::Date(draft.date));
    }
    Ok(())
}

/// One blank between words: of several, those between encoded words get lost on the way (RFC 2047, 6.2).
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn address(address: &Address) -> Result<lettre::Address, LetterError> {
    address.as_str().parse().map_err(|_| LetterError::Address(address.to_string()))
}

/// `mailbox+tag@host`: replies to it name their request themselves.
fn tagged(mailbox: &Address, reference: Reference) -> Result<lettre::Address, LetterError> {
    let text = format!("{}+{}@{}", mailbox.local(), reference.tag(), mailbox.host());
    text.parse().map_err(|_| LetterError::Address(text))
}

#[cfg(test)]
mod tests;
