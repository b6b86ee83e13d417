//! What can happen to a request: the entries of its timeline.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::outbox::LetterKind;

/// A fact and the legal date on which it happened, in London.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// The date that counts at law, which may be earlier than the day on which it was recorded.
    pub on: NaiveDate,
    /// What happened.
    pub fact: Fact,
}

/// Something that happened to a request. Facts are appended and never changed; a mistake is answered by
/// [`Fact::Corrected`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Fact {
    /// A letter was put into the outbox, frozen.
    Queued {
        /// Which letter.
        letter: LetterKind,
    },
    /// A mail server accepted a letter.
    Sent {
        /// Which letter.
        letter: LetterKind,
    },
    /// The line died after the final dot: the letter may or may not have arrived.
    InDoubt {
        /// Which letter.
        letter: LetterKind,
        /// What was seen when the line died.
        why: String,
    },
    /// A letter could not be delivered: refused by a server, or returned by a delivery report.
    Bounced {
        /// Which letter.
        letter: LetterKind,
        /// The server's words.
        why: String,
    },
    /// The request was posted; whether that starts a clock, the law says.
    Posted,
    /// The authority's systems got the request on another date than it was sent (FOIA s.10(6)).
    Received {
        /// By which way.
        #[serde(default)]
        how: Receipt,
    },
    /// An absent person's mailbox answered that such requests go elsewhere: the request is received only there.
    Redirected {
        /// The address it names, as written.
        to: String,
    },
    /// The authority confirmed that it has the request.
    Acknowledged {
        /// The authority's own reference, where it gave one.
        reference: Option<String>,
    },
    /// The authority asked for what it needs to identify the information (FOIA s.1(3)).
    ClarificationSought {
        /// The date by which it wants an answer, where it names one.
        #[serde(default)]
        answer_by: Option<NaiveDate>,
    },
    /// The further information reached the authority: a new date of receipt (FOIA s.10(6)(b)).
    ClarificationSupplied,
    /// A fees notice was given (FOIA s.9).
    FeesNotified,
    /// The fee was paid (FOIA s.10(2)).
    FeesPaid,
    /// The authority takes longer for the public interest test (FOIA s.10(3)).
    ExtensionClaimed {
        /// The date it promised, where it named one.
        until: Option<NaiveDate>,
    },
    /// The authority, a school, was closed from this day on (SI 2004/3364, reg 3).
    Closed {
        /// The last day on which it was.
        until: NaiveDate,
    },
    /// The authority passed the request to another body.
    Transferred {
        /// The body named, as written.
        to: String,
    },
    /// The authority answered: in full, in part or by a refusal notice (FOIA s.1(1), s.17).
    Responded,
    /// A reminder was sent to an authority that is late.
    Chased,
    /// We asked the authority to review its answer or its silence.
    ReviewRequested,
    /// The authority gave the outcome of its internal review.
    ReviewDecided,
    /// We complained to the regulator (FOIA s.50).
    ComplaintMade,
    /// The regulator issued a decision notice (FOIA s.50).
    DecisionNotice,
    /// Holidays that became known moved the last days for the answer.
    Recounted {
        /// The last day by the Act before.
        was: Option<NaiveDate>,
        /// The last day by the Act since.
        due: Option<NaiveDate>,
        /// Which holidays, and where they came from.
        why: String,
    },
    /// We took the request back.
    Withdrawn {
        /// Why.
        why: String,
    },
    /// An earlier entry was a mistake and no longer counts.
    Corrected {
        /// Its number in the timeline, from zero.
        entry: usize,
        /// Why.
        why: String,
    },
}

/// By which way a request was received on another date than it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Receipt {
    /// The authority's systems got it that day.
    #[default]
    Direct,
    /// It reached the address that an absent person's mailbox named.
    Redirected,
    /// Another body received what the first one passed on: its time is its own.
    Transferred,
    /// A request that was refined after a refusal for cost is a new request.
    Refined,
}

impl Fact {
    /// The letter it is about, where it is about one.
    pub fn letter(&self) -> Option<LetterKind> {
        match self {
            Fact::Queued { letter }
            | Fact::Sent { letter }
            | Fact::InDoubt { letter, .. }
            | Fact::Bounced { letter, .. } => Some(*letter),
            Fact::Posted
            | Fact::Received { .. }
            | Fact::Redirected { .. }
            | Fact::Acknowledged { .. }
            | Fact::ClarificationSought { .. }
            | Fact::ClarificationSupplied
            | Fact::FeesNotified
            | Fact::FeesPaid
            | Fact::ExtensionClaimed { .. }
            | Fact::Closed { .. }
            | Fact::Transferred { .. }
            | Fact::Responded
            | Fact::Chased
            | Fact::ReviewRequested
            | Fact::ReviewDecided
            | Fact::ComplaintMade
            | Fact::DecisionNotice
            | Fact::Recounted { .. }
            | Fact::Withdrawn { .. }
            | Fact::Corrected { .. } => None,
        }
    }

    /// The fact's name in a few words, for lists and logs.
    pub fn name(&self) -> &'static str {
        match self {
            Fact::Queued { .. } => "queued",
            Fact::Sent { .. } => "sent",
            Fact::InDoubt { .. } => "in doubt",
            Fact::Bounced { .. } => "bounced",
            Fact::Posted => "posted",
            Fact::Received { .. } => "received by the authority",
            Fact::Redirected { .. } => "redirected",
            Fact::Acknowledged { .. } => "acknowledged",
            Fact::ClarificationSought { .. } => "clarification sought",
            Fact::ClarificationSupplied => "clarification supplied",
            Fact::FeesNotified => "fees notified",
            Fact::FeesPaid => "fees paid",
            Fact::ExtensionClaimed { .. } => "extension claimed",
            Fact::Closed { .. } => "closed",
            Fact::Transferred { .. } => "transferred",
            Fact::Responded => "responded",
            Fact::Chased => "chased",
            Fact::ReviewRequested => "internal review requested",
            Fact::ReviewDecided => "internal review decided",
            Fact::ComplaintMade => "complaint made",
            Fact::DecisionNotice => "decision notice issued",
            Fact::Recounted { .. } => "recounted",
            Fact::Withdrawn { .. } => "withdrawn",
            Fact::Corrected { .. } => "corrected",
        }
    }
}

/// The entries that count: without corrections and without what they strike out. The order stays.
pub fn in_force(timeline: &[Dated]) -> impl Iterator<Item = &Dated> {
    let struck = |number: usize| {
        timeline.iter().any(|later| matches!(&later.fact, Fact::Corrected { entry, .. } if *entry == number))
    };
    timeline.iter().enumerate().filter_map(move |(number, dated)| {
        let counts = !struck(number) && !matches!(dated.fact, Fact::Corrected { .. });
        counts.then_some(dated)
    })
}

/// As [`in_force`], by legal date: what is recorded late takes its place all the same. Of one day, the order of recording.
pub fn in_order(timeline: &[Dated]) -> Vec<&Dated> {
    let mut facts: Vec<&Dated> = in_force(timeline).collect();
    facts.sort_by_key(|dated| dated.on);
    facts
}
