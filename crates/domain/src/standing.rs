//! What a request is today: derived from clock, calendar and date, and stored nowhere.

use chrono::NaiveDate;

use crate::clock::{Clock, Count, Hold, Profile, clock};
use crate::deadlines::lapse;
use crate::fact::{Dated, Fact, in_force};
use crate::law::Terms;

/// What a request is today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No letter has been accepted by a mail server yet.
    Unsent,
    /// The line died while the request was sent: it is not known whether it arrived.
    InDoubt {
        /// Since when.
        since: NaiveDate,
    },
    /// The request came back and no later one went out.
    Undeliverable {
        /// When it came back.
        since: NaiveDate,
    },
    /// The authority has time until `due`.
    Awaiting {
        /// The last day for the answer by the Act.
        due: NaiveDate,
    },
    /// The last date on which the authority could lawfully answer has passed.
    Overdue {
        /// The last day for the answer by the Act.
        due: NaiveDate,
    },
    /// The authority has the request, and its time runs past the last day whose bank holidays are known.
    Uncounted {
        /// Day zero.
        since: NaiveDate,
    },
    /// The authority waits for us.
    WithUs {
        /// Since when.
        since: NaiveDate,
        /// For what.
        hold: Hold,
    },
    /// A fee was not paid by its last day: the authority need not answer any more.
    Lapsed {
        /// The last day for the payment.
        on: NaiveDate,
    },
    /// The authority answered.
    Answered {
        /// When.
        on: NaiveDate,
        /// Whether after the last date on which it lawfully could; never where that date is not known.
        late: bool,
    },
    /// We took the request back.
    Withdrawn {
        /// When.
        on: NaiveDate,
    },
}

/// What the request with this timeline is on the day `today`.
///
/// Promise: never [`Standing::Overdue`] on or before the last date on which the authority could lawfully answer,
/// under either reading of the law.
pub fn standing(timeline: &[Dated], terms: &Terms, today: NaiveDate) -> Standing {
    match clock(timeline, terms) {
        Clock::NotStarted => before_the_clock(timeline),
        Clock::Held { holds, .. } => held(&holds, terms, today),
        Clock::Stopped { on, answered: false, .. } => Standing::Withdrawn { on },
        Clock::Stopped { count, on, answered: true } => {
            let last = count.map(|count| count.last_lawful(terms));
            Standing::Answered { on, late: last.is_some_and(|last| last.is_ok_and(|last| last < on)) }
        }
        Clock::Running(count) => running(&count, terms, today),
    }
}

/// What the authority waits for, oldest first; a fee that was not paid in time ends its duty.
fn held(holds: &[(NaiveDate, Hold)], terms: &Terms, today: NaiveDate) -> Standing {
    let lapsed = lapse(holds, terms).filter(|last| *last < today);
    match (lapsed, holds.first()) {
        (Some(on), _) => Standing::Lapsed { on },
        (None, Some((since, hold))) => Standing::WithUs { since: *since, hold: *hold },
        (None, None) => Standing::Unsent,
    }
}

fn running(count: &Count, terms: &Terms, today: NaiveDate) -> Standing {
    match (count.due(terms, Profile::Act), count.last_lawful(terms)) {
        (Ok(due), Ok(last)) if last < today => Standing::Overdue { due },
        (Ok(due), Ok(_)) => Standing::Awaiting { due },
        (Err(_), _) | (_, Err(_)) => Standing::Uncounted { since: count.received },
    }
}

fn before_the_clock(timeline: &[Dated]) -> Standing {
    let last = in_force(timeline).filter_map(|Dated { on, fact }| match fact {
        Fact::InDoubt { letter, .. } if letter.is_request() => Some(Standing::InDoubt { since: *on }),
        Fact::Bounced { letter, .. } if letter.is_request() => Some(Standing::Undeliverable { since: *on }),
        Fact::Withdrawn { .. } => Some(Standing::Withdrawn { on: *on }),
        Fact::Queued { letter } if letter.is_request() => Some(Standing::Unsent),
        Fact::Queued { .. }
        | Fact::Sent { .. }
        | Fact::InDoubt { .. }
        | Fact::Bounced { .. }
        | Fact::Posted
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
        | Fact::Corrected { .. } => None,
    });
    last.last().unwrap_or(Standing::Unsent)
}

impl Standing {
    /// Every name a standing can have, in the order in which lists show them.
    pub const NAMES: [&'static str; 10] = [
        "unsent",
        "in doubt",
        "undeliverable",
        "awaiting",
        "overdue",
        "uncounted",
        "with us",
        "lapsed",
        "answered",
        "withdrawn",
    ];

    /// The standing in a word or two, for lists, filters and exports.
    pub fn name(&self) -> &'static str {
        match self {
            Standing::Unsent => "unsent",
            Standing::InDoubt { .. } => "in doubt",
            Standing::Undeliverable { .. } => "undeliverable",
            Standing::Awaiting { .. } => "awaiting",
            Standing::Overdue { .. } => "overdue",
            Standing::Uncounted { .. } => "uncounted",
            Standing::WithUs { .. } => "with us",
            Standing::Lapsed { .. } => "lapsed",
            Standing::Answered { .. } => "answered",
            Standing::Withdrawn { .. } => "withdrawn",
        }
    }
}
