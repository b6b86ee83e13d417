//! Letters and what becomes of them: the verdicts of mail servers, and what follows from each.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::authority::Address;

/// Which letter of a request this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// The request itself.
    Request,
    /// A reminder to an authority that is late.
    Chaser,
    /// Our answer to a request for clarification.
    Clarification,
    /// A request for an internal review.
    Review,
}

impl LetterKind {
    /// Every kind, in the order in which they are sent.
    pub const ALL: [LetterKind; 4] =
        [LetterKind::Request, LetterKind::Chaser, LetterKind::Clarification, LetterKind::Review];

    /// Whether this letter starts the clock.
    pub fn is_request(self) -> bool {
        self == LetterKind::Request
    }

    /// The kind's name, as the database and the screen show it.
    pub fn name(self) -> &'static str {
        match self {
            LetterKind::Request => "request",
            LetterKind::Chaser => "chaser",
            LetterKind::Clarification => "clarification",
            LetterKind::Review => "review",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<LetterKind> {
        LetterKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A letter to be put into the outbox. Its bytes are frozen: each attempt sends the same ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Which letter of the request.
    pub kind: LetterKind,
    /// Our own Message-ID without angle brackets (RFC 5322, 3.6.4).
    pub message_id: String,
    /// The one recipient.
    pub to: Address,
    /// The subject line.
    pub subject: String,
    /// The whole message as it goes over the wire.
    pub bytes: Vec<u8>,
}

/// What a mail server did with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It took responsibility for it (RFC 5321, 4.2.5).
    Accepted(Receipt),
    /// It refused for now (4yz), or could not be reached before the final dot: the same letter may be sent again.
    Deferred {
        /// The server's words, or what failed.
        why: String,
    },
    /// It refused for good (5yz).
    Refused {
        /// The server's words.
        why: String,
    },
    /// The line died after the final dot: the letter may have arrived (RFC 1047).
    InDoubt {
        /// What was seen.
        why: String,
    },
}

/// Evidence that a mail server accepted a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The server that accepted it.
    pub host: String,
    /// Its reply, word for word.
    pub reply: String,
    /// Its queue id, where the reply names one.
    pub queue_id: Option<String>,
}

/// What follows from an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// The letter is accepted.
    Accept(Receipt),
    /// The same bytes are tried again.
    Retry {
        /// When.
        at: DateTime<Utc>,
        /// What the server said.
        why: String,
    },
    /// The letter is undeliverable.
    GiveUp {
        /// Why.
        why: String,
    },
    /// Nobody knows: look for the letter in the mailbox, wait for an answer, then ask a person. Never resend alone.
    AskAPerson {
        /// What was seen.
        why: String,
    },
}

/// Minutes until the next attempt, by the number of attempts already deferred.
pub const RETRY_AFTER_MINUTES: [i64; 6] = [1, 5, 30, 120, 720, 1440];

/// What follows from the verdict of attempt number `attempt`, counted from zero.
pub fn after_attempt(verdict: Verdict, attempt: usize, now: DateTime<Utc>) -> Next {
    match (verdict, RETRY_AFTER_MINUTES.get(attempt)) {
        (Verdict::Accepted(receipt), _) => Next::Accept(receipt),
        (Verdict::Deferred { why }, Some(minutes)) => {
            Next::Retry { at: now + TimeDelta::minutes(*minutes), why }
        }
        (Verdict::Deferred { why }, None) => {
            Next::GiveUp { why: format!("deferred {} times, at last: {why}", attempt + 1) }
        }
        (Verdict::Refused { why }, _) => Next::GiveUp { why },
        (Verdict::InDoubt { why }, _) => Next::AskAPerson { why },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_deferral_is_ever_tried_again() {
        let now: DateTime<Utc> = "2018-08-20T09:00:00Z".parse().unwrap();
        let why = || "451 try later".to_string();
        let later = |minutes| Next::Retry { at: now + TimeDelta::minutes(minutes), why: why() };
        for (verdict, attempt, expected) in [
            (Verdict::Deferred { why: why() }, 0, later(1)),
            (Verdict::Deferred { why: why() }, 5, later(1440)),
            (
                Verdict::Deferred { why: why() },
                6,
                Next::GiveUp { why: "deferred 7 times, at last: 451 try later".into() },
            ),
            (Verdict::Refused { why: why() }, 0, Next::GiveUp { why: why() }),
            (Verdict::InDoubt { why: why() }, 0, Next::AskAPerson { why: why() }),
        ] {
            assert_eq!(after_attempt(verdict, attempt, now), expected);
        }
    }
}
