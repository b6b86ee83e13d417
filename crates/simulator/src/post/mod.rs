//! What trusts write, and when: each letter that comes in makes its trust write what it was cast to write.

mod answer;
mod bounce;
mod desk;
mod notice;
mod script;
mod stray;

use chrono::{DateTime, Utc};

pub(crate) use desk::Desk;
pub(crate) use script::script;
pub(crate) use stray::strays;

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Answer,
    Acknowledgement,
    OutOfOffice,
    Clarification,
    Extension,
    Progress,
    Survey,
    Bounce,
    Delay,
    /// It belongs to no request.
    Stray,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Answer => "answer",
            Kind::Acknowledgement => "acknowledgement",
            Kind::OutOfOffice => "out of office",
            Kind::Clarification => "clarification",
            Kind::Extension => "extension",
            Kind::Progress => "progress",
            Kind::Survey => "survey",
            Kind::Bounce => "bounce",
            Kind::Delay => "delay",
            Kind::Stray => "stray",
        }
    }
}

/// A message that waits for its hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outgoing {
    pub(crate) due: DateTime<Utc>,
    /// The code of the trust that writes; none for a stray message.
    pub(crate) code: Option<String>,
    /// Its place among the messages of that trust.
    pub(crate) nth: usize,
    pub(crate) kind: Kind,
    /// Without angle brackets.
    pub(crate) message_id: String,
    /// The envelope's sender; empty for the null sender.
    pub(crate) sender: String,
    pub(crate) recipient: String,
    pub(crate) bytes: Vec<u8>,
}
