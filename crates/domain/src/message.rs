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
    /// The authority wants the request by its web form or by post instead.
    ChannelWanted,
    /// The answer came in files that need a password.
    Locked,
    /// All of it is refused: an exemption, the cost limit, or neither confirmed nor denied (FOIA s.17).
    Refusal,
    /// An answer: values, not held, or any mixture with refusals.
    Response,
    /// A mail system confirms that our letter was delivered or displayed (RFC 3464, RFC 8098); no word of the authority.
    Delivered,
    /// A copy of a letter of our own.
    OwnCopy,
    /// None of these for certain: a person looks.
    Unclear,
}

impl MessageKind {
    /// Every kind.
    pub const ALL: [MessageKind; 16] = [
        MessageKind::Bounce,
        MessageKind::DelayNotice,
        MessageKind::OutOfOffice,
        MessageKind::Acknowledgement,
        MessageKind::ClarificationSought,
        MessageKind::FeesNotice,
        MessageKind::Extension,
        MessageKind::Transfer,
        MessageKind::PortalLink,
        MessageKind::ChannelWanted,
        MessageKind::Locked,
        MessageKind::Refusal,
        MessageKind::Response,
        MessageKind::Delivered,
        MessageKind::OwnCopy,
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
            MessageKind::ChannelWanted => "other channel wanted",
            MessageKind::Locked => "locked files",
            MessageKind::Refusal => "refusal",
            MessageKind::Response => "response",
            MessageKind::Delivered => "delivery confirmation",
            MessageKind::OwnCopy => "own letter",
            MessageKind::Unclear => "unclear",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<MessageKind> {
        MessageKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Which requests a message belongs to, and why we think so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// One request, or several where it was sent to the addresses of several, each by a key that may decide alone.
    To {
        /// The requests, each once.
        filed: Vec<Filed>,
        /// Others it might belong to, likeliest first.
        alternatives: Vec<Candidate>,
    },
    /// Nothing decides, or keys contradict each other: a person looks.
    Triage {
        /// A sentence for each thing that was found or missed.
        reasons: Vec<String>,
        /// Requests it might belong to, likeliest first.
        candidates: Vec<Candidate>,
    },
}

/// A request that a message belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The request.
    pub request: Reference,
    /// What decided.
    pub key: Key,
    /// A sentence with the words that decided.
    pub why: String,
}

/// A request that a message might belong to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The request.
    pub request: Reference,
    /// The authority's name.
    pub authority: String,
    /// A sentence that says what points at it.
    pub why: String,
}

/// What tied a message to a request, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// A person decided.
    Person,
    /// Our tag in the address it was sent to.
    Tag,
    /// A delivery report names our Message-ID.
    Report,
    /// It is a copy of a letter of ours: by its Message-ID, or the one that a provider replaced.
    Copy,
    /// In-Reply-To names a letter of ours, or a message already filed (RFC 5322, 3.6.4).
    InReplyTo,
    /// References names one, and a second sign agrees.
    References,
    /// Our reference in the subject.
    Subject,
    /// Our reference in the text.
    Text,
    /// Our tag or reference with one slip of the pen, and only one request fits.
    Corrected,
    /// The authority's own reference, learned from an earlier message.
    AuthorityReference,
    /// A sender whose earlier messages belong to this request alone.
    Sender,
    /// The sender's domain is that of one authority of the campaign: a suggestion, never more.
    Domain,
}

impl Key {
    /// Every key, strongest first.
    pub const ALL: [Key; 12] = [
        Key::Person,
        Key::Tag,
        Key::Report,
        Key::Copy,
        Key::InReplyTo,
        Key::References,
        Key::Subject,
        Key::Text,
        Key::Corrected,
        Key::AuthorityReference,
        Key::Sender,
        Key::Domain,
    ];

    /// The key in a few words.
    pub fn name(self) -> &'static str {
        match self {
            Key::Person => "a person",
            Key::Tag => "tagged address",
            Key::Report => "delivery report",
            Key::Copy => "a copy of our letter",
            Key::InReplyTo => "In-Reply-To",
            Key::References => "References and a second sign",
            Key::Subject => "reference in the subject",
            Key::Text => "reference in the text",
            Key::Corrected => "reference with a slip",
            Key::AuthorityReference => "the authority's reference",
            Key::Sender => "known sender",
            Key::Domain => "sender's domain",
        }
    }
}

/// What a person decided about a message; reading follows it. The latest direction counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Direction {
    /// The requests it belongs to; an empty list sets it aside, nothing lets the machine decide.
    pub requests: Option<Vec<Reference>>,
    /// What it is; nothing lets the machine decide.
    pub kind: Option<MessageKind>,
}
