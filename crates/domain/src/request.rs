//! Decisions about a request: each reads the timeline and says what is to be appended, or refuses in a sentence.

use chrono::NaiveDate;
use thiserror::Error;

use crate::calendar::BeyondCalendar;
use crate::fact::{Dated, Fact, in_force};
use crate::law::Terms;
use crate::message::MessageKind;
use crate::moment::in_words;
use crate::outbox::{Letter, LetterKind, Next};
use crate::standing::{Standing, standing};

/// What follows from a decision: facts for the timeline and letters for the outbox, appended together or not at all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// Facts, in order.
    pub facts: Vec<Dated>,
    /// Letters, each with its fact [`Fact::Queued`] among `facts`.
    pub letters: Vec<Letter>,
}

/// Why something may not be done now.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The request is already on its way.
    #[error("the request was already put into the outbox on {}: nothing is asked twice", in_words(*on))]
    AlreadyAsked {
        /// When.
        on: NaiveDate,
    },
    /// The authority still has time.
    #[error("the authority may lawfully answer until {}: chase after that day", in_words(*until))]
    NotLate {
        /// The last lawful date.
        until: NaiveDate,
    },
    /// There is nothing to do that with.
    #[error("the request is {standing}, so it cannot be {act}")]
    NotNow {
        /// Its standing.
        standing: &'static str,
        /// What was to be done.
        act: &'static str,
    },
    /// The calendar ends too early.
    #[error(transparent)]
    Calendar(#[from] BeyondCalendar),
}

/// Puts the request's letter into the outbox, once.
pub fn ask(timeline: &[Dated], letter: Letter, today: NaiveDate) -> Result<Decision, Refusal> {
    let asked = in_force(timeline).find(
        |dated| matches!(dated.fact, Fact::Queued { letter } | Fact::Sent { letter } if letter.is_request()),
    );
    match asked {
        Some(Dated { on, .. }) => Err(Refusal::AlreadyAsked { on: *on }),
        None => Ok(queue(letter, today)),
    }
}

/// Reminds an authority that is late; refused until the last lawful date has passed.
pub fn chase(
    timeline: &[Dated],
    letter: Letter,
    terms: &Terms,
    today: NaiveDate,
) -> Result<Decision, Refusal> {
    match standing(timeline, terms, today) {
        Standing::Overdue { .. } => Ok(queue(letter, today)),
        Standing::Awaiting { .. } | Standing::Uncounted { .. } => {
            match crate::clock::clock(timeline, terms).count() {
                Some(count) => Err(Refusal::NotLate { until: count.last_lawful(terms)? }),
                None => Err(Refusal::NotNow { standing: "unsent", act: "chased" }),
            }
        }
        other => Err(Refusal::NotNow { standing: other.name(), act: "chased" }),
    }
}

/// Takes the request back.
pub fn withdraw(timeline: &[Dated], why: &str, terms: &Terms, today: NaiveDate) -> Result<Decision, Refusal> {
    match standing(timeline, terms, today) {
        Standing::Answered { .. } => Err(Refusal::NotNow { standing: "answered", act: "withdrawn" }),
        Standing::Withdrawn { .. } => Err(Refusal::NotNow { standing: "withdrawn", act: "withdrawn again" }),
        Standing::Unsent
        | Standing::InDoubt { .. }
        | Standing::Undeliverable { .. }
        | Standing::Awaiting { .. }
        | Standing::Overdue { .. }
        | Standing::Uncounted { .. }
        | Standing::WithUs { .. }
        | Standing::Lapsed { .. } => Ok(facts(today, [Fact::Withdrawn { why: why.into() }])),
    }
}

/// What the end of an attempt means for the timeline; a retry means nothing to it.
pub fn settle(letter: LetterKind, next: &Next, on: NaiveDate) -> Decision {
    match next {
        Next::Accept(_) if letter == LetterKind::Chaser => facts(on, [Fact::Sent { letter }, Fact::Chased]),
        Next::Accept(_) if letter == LetterKind::Clarification => {
            facts(on, [Fact::Sent { letter }, Fact::ClarificationSupplied])
        }
        Next::Accept(_) if letter == LetterKind::Review => {
            facts(on, [Fact::Sent { letter }, Fact::ReviewRequested])
        }
        Next::Accept(_) => facts(on, [Fact::Sent { letter }]),
        Next::Retry { .. } => Decision::default(),
        Next::GiveUp { why } => facts(on, [Fact::Bounced { letter, why: why.clone() }]),
        Next::AskAPerson { why } => facts(on, [Fact::InDoubt { letter, why: why.clone() }]),
    }
}

/// A message that was read and routed to the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// What it is.
    pub kind: MessageKind,
    /// The London date on which it reached us.
    pub on: NaiveDate,
    /// The authority's own reference, where it gives one.
    pub reference: Option<String>,
    /// The date it names: of the answer that an extension promises, or by which a request for clarification wants ours.
    pub until: Option<NaiveDate>,
    /// The address to which an absent person's mailbox redirects requests.
    pub redirect: Option<String>,
    /// The words that say so: a server's for a bounce, the body named for a transfer.
    pub words: String,
    /// The letter a delivery report is about.
    pub about: LetterKind,
}

/// What follows from a message. A letter in doubt is known to have arrived once the authority answers in any way.
pub fn receive(timeline: &[Dated], incoming: &Incoming) -> Decision {
    let arrived = doubtful_since(timeline)
        .filter(|_| !matches!(incoming.kind, MessageKind::Bounce | MessageKind::DelayNotice))
        .map(|since| Dated { on: since, fact: Fact::Sent { letter: LetterKind::Request } });
    let said = said(incoming).map(|fact| Dated { on: incoming.on, fact });
    Decision { facts: arrived.into_iter().chain(said).collect(), letters: Vec::new() }
}

fn said(incoming: &Incoming) -> Option<Fact> {
    match incoming.kind {
        MessageKind::Bounce => Some(Fact::Bounced { letter: incoming.about, why: incoming.words.clone() }),
        MessageKind::Acknowledgement => Some(Fact::Acknowledged { reference: incoming.reference.clone() }),
        MessageKind::ClarificationSought => Some(Fact::ClarificationSought { answer_by: incoming.until }),
        MessageKind::FeesNotice => Some(Fact::FeesNotified),
        MessageKind::Extension => Some(Fact::ExtensionClaimed { until: incoming.until }),
        MessageKind::Transfer => Some(Fact::Transferred { to: incoming.words.clone() }),
        MessageKind::Response | MessageKind::Refusal => Some(Fact::Responded),
        MessageKind::OutOfOffice => incoming.redirect.clone().map(|to| Fact::Redirected { to }),
        // Delay and delivery say nothing about the request, and an e-mail is a request in writing whatever the body
        // prefers (FOIA s.8); what lies behind a link or a password is no answer until it is here.
        MessageKind::DelayNotice
        | MessageKind::PortalLink
        | MessageKind::ChannelWanted
        | MessageKind::Locked
        | MessageKind::Delivered
        | MessageKind::OwnCopy
        | MessageKind::Unclear => None,
    }
}

/// Since when the request's letter is in doubt: its last attempt ended so, and nothing has been heard since.
pub fn doubtful_since(timeline: &[Dated]) -> Option<NaiveDate> {
    let attempts = in_force(timeline).filter(|dated| {
        let asks = dated.fact.letter().is_some_and(LetterKind::is_request);
        asks && !matches!(dated.fact, Fact::Queued { .. })
    });
    attempts.last().filter(|last| matches!(last.fact, Fact::InDoubt { .. })).map(|last| last.on)
}

fn queue(letter: Letter, today: NaiveDate) -> Decision {
    let fact = Fact::Queued { letter: letter.kind };
    Decision { facts: vec![Dated { on: today, fact }], letters: vec![letter] }
}

fn facts(on: NaiveDate, facts: impl IntoIterator<Item = Fact>) -> Decision {
    Decision { facts: facts.into_iter().map(|fact| Dated { on, fact }).collect(), letters: Vec::new() }
}
