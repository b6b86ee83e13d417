//! What a message from outside is, and which request it belongs to.

use serde::{Deserialize, Serialize};

use crate::reference::Reference;

/// What kind of message this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// A delivery report: our letter did not arrive (RFC 3464, `Action: failed`).
    Bounce,
    /// A delivery report: still trying (`Action: delayed`). Nothing has failed.
    DelayNotice,
    /// A person's absence; never an answer and never an acknowledgement.
    OutOfOffice,
    /// The authority has the request.
    Acknowledgement,
    /// The authority asks what exactly is meant (FOIA s.1(3)).
    ClarificationSought,
    /// The authority wants a fee (FOIA s.9).
    FeesNotice,
    /// The authority takes longer (FOIA s.10(3)).
    Extension,
    /// The authority sent the request on to another body.
    Transfer,
    /// The answer lies behind a link, which is never followed.
    PortalLink,
    /// An answer: values, refusals, not held, or any mixture.
    Response,
    /// None of these for certain: a person looks.
    Unclear,
}

impl MessageKind {
    /// Every kind.
    pub const ALL: [MessageKind; 11] = [
        MessageKind::Bounce,
        MessageKind::DelayNotice,
        MessageKind::OutOfOffice,
        MessageKind::Acknowledgement,
        MessageKind::ClarificationSought,
        MessageKind::FeesNotice,
        MessageKind::Extension,
        MessageKind::Transfer,
        MessageKind::PortalLink,
        MessageKind::Response,
        MessageKind::Unclear,
    ];

    /// The kind in a word or two.
    pub fn name(self) -> &'static str {
        match self {
            MessageKind::Bounce => "bounce",
            MessageKind::DelayNotice => "delay notice",
            MessageKind::OutOfOffice => "out of office",
            MessageKind::Acknowledgement => "acknowledgement",
            MessageKind::ClarificationSought => "clarification sought",
            MessageKind::FeesNotice => "fees notice",
            MessageKind::Extension => "extension",
            MessageKind::Transfer => "transfer",
            MessageKind::PortalLink => "portal link",
            MessageKind::Response => "response",
            MessageKind::Unclear => "unclear",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<MessageKind> {
        MessageKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Which request a message belongs to, and why we think so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// One request, by a key that may decide alone.
    To {
        /// The request.
        request: Reference,
        /// What decided.
        key: Key,
        /// A sentence with the words that decided.
        why: String,
    },
    /// Nothing decides, or keys contradict each other: a person looks.
    Triage {
        /// A sentence for each thing that was found or missed.
        reasons: Vec<String>,
        /// Requests it might belong to, likeliest first.
        candidates: Vec<Reference>,
    },
}

/// What tied a message to a request, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// Our tag in the address it was sent to.
    Tag,
    /// In-Reply-To names a letter of ours (RFC 5322, 3.6.4).
    InReplyTo,
    /// References names a letter of ours, and a second sign agrees.
    References,
    /// Our reference in the subject.
    Subject,
    /// Our reference in the text.
    Text,
    /// A delivery report names our Message-ID.
    Report,
    /// A person decided.
    Person,
}

impl Key {
    /// The key in a few words.
    pub fn name(self) -> &'static str {
        match self {
            Key::Tag => "tagged address",
            Key::InReplyTo => "In-Reply-To",
            Key::References => "References and a second sign",
            Key::Subject => "reference in the subject",
            Key::Text => "reference in the text",
            Key::Report => "delivery report",
            Key::Person => "a person",
        }
    }
}
