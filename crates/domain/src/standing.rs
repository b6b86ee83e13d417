//! What a request is today: derived from clock, calendar and date, and stored nowhere.

use chrono::NaiveDate;

use crate::calendar::Calendar;
use crate::clock::{Clock, Count, Hold, Profile, clock};
use crate::fact::{Dated, Fact, in_force};

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
pub fn standing(timeline: &[Dated], calendar: &Calendar, today: NaiveDate) -> Standing {
    match clock(timeline) {
        Clock::NotStarted => before_the_clock(timeline),
        Clock::Held { since, hold, .. } => Standing::WithUs { since, hold },
        Clock::Stopped { on, answered: false, .. } => Standing::Withdrawn { on },
        Clock::Stopped { count, on, answered: true } => {
            Standing::Answered { on, late: count.last_lawful(calendar).is_ok_and(|last| last < on) }
        }
        Clock::Running(count) => running(&count, calendar, today),
    }
}

fn running(count: &Count, calendar: &Calendar, today: NaiveDate) -> Standing {
    match (count.due(calendar, Profile::Act), count.last_lawful(calendar)) {
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
        | Fact::Received
        | Fact::Acknowledged { .. }
        | Fact::ClarificationSought
        | Fact::ClarificationSupplied
        | Fact::FeesNotified
        | Fact::FeesPaid
        | Fact::ExtensionClaimed { .. }
        | Fact::Transferred { .. }
        | Fact::Responded
        | Fact::Chased
        | Fact::ReviewRequested
        | Fact::ReviewDecided
        | Fact::ComplaintMade
        | Fact::Corrected { .. } => None,
    });
    last.last().unwrap_or(Standing::Unsent)
}

impl Standing {
    /// Every name a standing can have, in the order in which lists show them.
    pub const NAMES: [&'static str; 9] = [
        "unsent",
        "in doubt",
        "undeliverable",
        "awaiting",
        "overdue",
        "uncounted",
        "with us",
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
            Standing::Answered { .. } => "answered",
            Standing::Withdrawn { .. } => "withdrawn",
        }
    }
}
