//! The statutory clock of a request under the Freedom of Information Act 2000, as a fold over its timeline.

use chrono::NaiveDate;

use crate::calendar::{BeyondCalendar, Calendar};
use crate::fact::{Dated, Fact, in_force};

/// Working days for the answer: FOIA s.10(1).
pub const DAYS_FOR_ANSWER: usize = 20;
/// Working days after which an extension for the public interest test should have ended: the regulator's guideline.
pub const DAYS_FOR_EXTENDED_ANSWER: usize = 40;

/// Where the statutory clock stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clock {
    /// No authority has the request.
    NotStarted,
    /// The authority's time is running.
    Running(Count),
    /// Time stands still until we do something.
    Held {
        /// The count as it stood.
        count: Count,
        /// Since when.
        since: NaiveDate,
        /// What we have to do.
        hold: Hold,
    },
    /// The authority answered, or we took the request back.
    Stopped {
        /// The count as it stood.
        count: Count,
        /// When it stopped.
        on: NaiveDate,
        /// Whether the authority answered; otherwise we withdrew.
        answered: bool,
    },
}

/// What stops the clock until we act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// The authority wants to know what exactly we ask for: FOIA s.1(3).
    Clarification,
    /// The authority wants a fee: FOIA s.9.
    Fees,
}

impl Hold {
    /// What we have to supply, in a word.
    pub fn name(self) -> &'static str {
        match self {
            Hold::Clarification => "clarification",
            Hold::Fees => "fees",
        }
    }
}

/// One count of working days: from when, and what is left out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Day zero.
    pub received: NaiveDate,
    /// Ranges of days disregarded while a fee was unpaid, both ends included: FOIA s.10(2).
    pub disregarded: Vec<(NaiveDate, NaiveDate)>,
    /// The extension claimed: `None` for no extension.
    pub extended: Option<Extension>,
}

/// An extension for the public interest test: FOIA s.10(3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extension {
    /// The date promised, where one was named; the guideline of 40 working days otherwise.
    pub until: Option<NaiveDate>,
}

/// How an arrival on a day that is no working day is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// The Act: it is received on that day.
    Act,
    /// The section 45 Code of Practice (2018), paragraph 4.2: it is received on the next working day.
    Code45,
}

/// Where the statutory clock stands after these facts, read in order.
pub fn clock(timeline: &[Dated]) -> Clock {
    in_force(timeline).fold(Clock::NotStarted, |clock, Dated { on, fact }| match fact {
        Fact::Sent { letter } if letter.is_request() => Clock::received(*on),
        Fact::Bounced { letter, .. } if letter.is_request() => Clock::NotStarted,
        // s.10(6): the day the request is received or, if later, the further information
        Fact::Received | Fact::ClarificationSupplied => Clock::received(*on),
        Fact::ClarificationSought => clock.hold(*on, Hold::Clarification), // s.1(3)
        Fact::FeesNotified => clock.hold(*on, Hold::Fees),   // s.9
        Fact::FeesPaid => clock.resume(*on),                 // s.10(2): both ends left out
        Fact::ExtensionClaimed { until } => clock.extend(Extension { until: *until }), // s.10(3)
        Fact::Responded => clock.stop(*on, true),
        Fact::Withdrawn { .. } => clock.stop(*on, false),
        Fact::Queued { .. }
        | Fact::Sent { .. }
        | Fact::InDoubt { .. }
        | Fact::Bounced { .. }
        | Fact::Acknowledged { .. }
        | Fact::Transferred { .. } // FOIA has no transfer: the first authority still answers for what it holds
        | Fact::Chased
        | Fact::ReviewRequested
        | Fact::ReviewDecided
        | Fact::ComplaintMade
        | Fact::Corrected { .. } => clock,
    })
}

impl Clock {
    fn received(on: NaiveDate) -> Clock {
        Clock::Running(Count { received: on, disregarded: Vec::new(), extended: None })
    }

    fn hold(self, since: NaiveDate, hold: Hold) -> Clock {
        match self {
            Clock::Running(count) => Clock::Held { count, since, hold },
            Clock::NotStarted | Clock::Held { .. } | Clock::Stopped { .. } => self,
        }
    }

    fn resume(self, on: NaiveDate) -> Clock {
        match self {
            Clock::Held { mut count, since, hold: Hold::Fees } => {
                count.disregarded.push((since, on));
                Clock::Running(count)
            }
            Clock::NotStarted | Clock::Running(_) | Clock::Held { .. } | Clock::Stopped { .. } => self,
        }
    }

    fn extend(self, extension: Extension) -> Clock {
        match self {
            Clock::Running(mut count) => {
                count.extended = Some(extension);
                Clock::Running(count)
            }
            Clock::NotStarted | Clock::Held { .. } | Clock::Stopped { .. } => self,
        }
    }

    fn stop(self, on: NaiveDate, answered: bool) -> Clock {
        match self {
            Clock::Running(count) | Clock::Held { count, .. } => Clock::Stopped { count, on, answered },
            Clock::NotStarted if answered => Clock::received(on).stop(on, answered),
            Clock::NotStarted | Clock::Stopped { .. } => self, // a second answer does not move the first
        }
    }

    /// The count, wherever the clock stands; nothing before it started.
    pub fn count(&self) -> Option<&Count> {
        match self {
            Clock::NotStarted => None,
            Clock::Running(count) | Clock::Held { count, .. } | Clock::Stopped { count, .. } => Some(count),
        }
    }
}

impl Count {
    /// The last day for the answer under `profile`; it is in time until midnight.
    ///
    /// With an extension this is the promised date, or the 40th working day where none was promised; it never comes
    /// before the 20th.
    pub fn due(&self, calendar: &Calendar, profile: Profile) -> Result<NaiveDate, BeyondCalendar> {
        let notice = self.nth(calendar, profile, DAYS_FOR_ANSWER)?;
        match self.extended {
            None => Ok(notice),
            Some(Extension { until: Some(until) }) => Ok(until.max(notice)),
            Some(Extension { until: None }) => self.nth(calendar, profile, DAYS_FOR_EXTENDED_ANSWER),
        }
    }

    /// The last day on which the authority could lawfully answer, whichever profile it follows.
    pub fn last_lawful(&self, calendar: &Calendar) -> Result<NaiveDate, BeyondCalendar> {
        Ok(self.due(calendar, Profile::Act)?.max(self.due(calendar, Profile::Code45)?))
    }

    fn nth(&self, calendar: &Calendar, profile: Profile, n: usize) -> Result<NaiveDate, BeyondCalendar> {
        let day_zero = match profile {
            Profile::Act => self.received,
            Profile::Code45 => calendar.working_day_from(self.received)?,
        };
        calendar.nth_day_after(day_zero, n, |day| calendar.is_working_day(day) && !self.is_disregarded(day))
    }

    fn is_disregarded(&self, day: NaiveDate) -> bool {
        self.disregarded.iter().any(|(from, to)| (*from..=*to).contains(&day))
    }
}
