//! The statutory clock of a request, as a fold over its timeline under one law.

use chrono::NaiveDate;

pub use crate::count::{Count, Extension, LeftOut, Start, Why};
use crate::deadlines::lapse;
use crate::fact::{Dated, Fact, in_force, in_order};
use crate::law::Terms;
use crate::regime::{Means, Regime};

/// Where the statutory clock stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clock {
    /// No authority has the request.
    NotStarted,
    /// The authority's time is running.
    Running(Count),
    /// The authority waits for us.
    Held {
        /// The count as it stood.
        count: Count,
        /// Everything it waits for, since when, in the order in which it asked; at least one.
        holds: Vec<(NaiveDate, Hold)>,
    },
    /// The authority answered, or we took the request back.
    Stopped {
        /// The count as it stood; none where it is not known when the authority got the request.
        count: Option<Count>,
        /// When it stopped.
        on: NaiveDate,
        /// Whether the authority answered; otherwise we withdrew.
        answered: bool,
    },
}

/// What an authority waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// What exactly we ask for: FOIA s.1(3).
    Clarification,
    /// A fee: FOIA s.9.
    Fees,
    /// The request itself, at the address that an absent person's mailbox named.
    Redirect,
}

impl Hold {
    /// What we have to supply, in a word.
    pub fn name(self) -> &'static str {
        match self {
            Hold::Clarification => "clarification",
            Hold::Fees => "fees",
            Hold::Redirect => "redirect",
        }
    }

    /// The hold of this name.
    pub fn named(name: &str) -> Option<Hold> {
        [Hold::Clarification, Hold::Fees, Hold::Redirect].into_iter().find(|hold| hold.name() == name)
    }
}

/// How an arrival on a day that is no working day is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// The Act: it is received on that day.
    Act,
    /// The section 45 Code of Practice (2018), paragraph 4.2: it is received on the next working day.
    Code45,
}

impl Profile {
    /// The profile's name, as commands and files write it.
    pub fn name(self) -> &'static str {
        match self {
            Profile::Act => "act",
            Profile::Code45 => "code45",
        }
    }

    /// The profile of this name.
    pub fn named(name: &str) -> Option<Profile> {
        [Profile::Act, Profile::Code45].into_iter().find(|profile| profile.name() == name)
    }
}

/// Where the statutory clock stands after these facts under this law.
pub fn clock(timeline: &[Dated], terms: &Terms) -> Clock {
    let mut clock = fold(timeline, terms);
    if let Some(count) = clock.count_mut().filter(|_| terms.regime.answer.leaves_out_closures) {
        let closures: Vec<_> = in_force(timeline).filter_map(closed).collect();
        count.leave_out(&closures);
    }
    clock
}

/// Closed days are left out whenever they became known, and however the count started since.
fn closed(dated: &Dated) -> Option<LeftOut> {
    let Fact::Closed { until } = dated.fact else { return None };
    Some(LeftOut { from: dated.on, to: until, why: Why::Closed })
}

/// By legal date, whatever the order of recording: a payment recorded after the answer was made before it.
fn fold(timeline: &[Dated], terms: &Terms) -> Clock {
    let step = |clock: Clock, dated: &Dated| clock.after(dated, terms);
    if timeline.is_sorted_by_key(|dated| dated.on) {
        return in_force(timeline).fold(Clock::NotStarted, step);
    }
    in_order(timeline).into_iter().fold(Clock::NotStarted, step)
}

impl Clock {
    fn after(self, Dated { on, fact }: &Dated, terms: &Terms) -> Clock {
        match fact {
        Fact::Sent { letter } if letter.is_request() => Clock::started(*on, Start::Sent),
        Fact::Bounced { letter, .. } if letter.is_request() => Clock::NotStarted,
        Fact::Posted => self.post(*on, &terms.regime),
        Fact::Received { how } => Clock::started(*on, Start::Received(*how)),
        Fact::Redirected { .. } => self.hold(*on, Hold::Redirect),
        Fact::ClarificationSought { .. } => self.hold(*on, Hold::Clarification),
        Fact::ClarificationSupplied => self.clarify(*on, &terms.regime),
        Fact::FeesNotified => self.hold(*on, Hold::Fees),
        Fact::FeesPaid => self.pay(*on, terms),
        Fact::ExtensionClaimed { until } => self.extend(Extension { claimed: *on, until: *until }),
        Fact::Responded => self.stop(*on, true),
        Fact::Withdrawn { .. } => self.stop(*on, false),
        Fact::Queued { .. }
        | Fact::Sent { .. }
        | Fact::InDoubt { .. }
        | Fact::Bounced { .. }
        | Fact::Acknowledged { .. }
        | Fact::Closed { .. }
        | Fact::Transferred { .. } // the first authority still answers for what it holds
        | Fact::Chased
        | Fact::ReviewRequested
        | Fact::ReviewDecided
        | Fact::ComplaintMade
        | Fact::DecisionNotice
        | Fact::Recounted { .. }
        | Fact::Corrected { .. } => self,
        }
    }

    fn started(on: NaiveDate, start: Start) -> Clock {
        Clock::Running(Count::from(on, start))
    }

    /// A posted letter starts the clock where the law presumes its receipt; elsewhere only its arrival does.
    fn post(self, on: NaiveDate, law: &Regime) -> Clock {
        let presumed = law.receipt.posted_days.map(|days| chrono::Days::new(days.into()));
        match presumed.and_then(|days| on.checked_add_days(days)) {
            Some(received) => Clock::started(received, Start::Posted),
            None => self,
        }
    }

    /// A second fees notice is a second fee; asked twice what is meant, we answer once.
    fn hold(self, since: NaiveDate, hold: Hold) -> Clock {
        match self {
            Clock::Running(count) => Clock::Held { count, holds: vec![(since, hold)] },
            Clock::Held { count, mut holds } => {
                if hold == Hold::Fees || holds.iter().all(|(_, open)| *open != hold) {
                    holds.push((since, hold));
                }
                Clock::Held { count, holds }
            }
            Clock::NotStarted | Clock::Stopped { .. } => self,
        }
    }

    /// What makes the request clear: a new day zero, or the end of a pause. A fee that is still unpaid stays so.
    fn clarify(self, on: NaiveDate, law: &Regime) -> Clock {
        let pauses = law.clarification.as_ref().is_some_and(|effect| effect.means == Means::Pauses);
        match self {
            Clock::Running(count) => Clock::Running(count.clarified(on, None, pauses)),
            Clock::Held { count, mut holds } => {
                let since = take(&mut holds, Hold::Clarification);
                Clock::of(count.clarified(on, since, pauses), holds)
            }
            Clock::NotStarted | Clock::Stopped { .. } => Clock::started(on, Start::Clarified),
        }
    }

    /// Both ends are left out. A payment after its last day changes nothing: the duty to answer is gone.
    fn pay(self, on: NaiveDate, terms: &Terms) -> Clock {
        match self {
            Clock::Held { ref holds, .. } if lapse(holds, terms).is_some_and(|last| last < on) => self,
            Clock::Held { mut count, mut holds } => {
                if let Some(from) = take(&mut holds, Hold::Fees) {
                    count.left_out.push(LeftOut { from, to: on, why: Why::Unpaid });
                }
                Clock::of(count, holds)
            }
            Clock::NotStarted | Clock::Running(_) | Clock::Stopped { .. } => self,
        }
    }

    fn of(count: Count, holds: Vec<(NaiveDate, Hold)>) -> Clock {
        if holds.is_empty() { Clock::Running(count) } else { Clock::Held { count, holds } }
    }

    fn extend(mut self, extension: Extension) -> Clock {
        if let Clock::Running(count) | Clock::Held { count, .. } = &mut self {
            count.extended = Some(extension);
        }
        self
    }

    fn stop(self, on: NaiveDate, answered: bool) -> Clock {
        match self {
            Clock::Running(count) | Clock::Held { count, .. } => {
                Clock::Stopped { count: Some(count), on, answered }
            }
            Clock::NotStarted if answered => Clock::Stopped { count: None, on, answered },
            Clock::NotStarted | Clock::Stopped { .. } => self, // a second answer does not move the first
        }
    }

    fn count_mut(&mut self) -> Option<&mut Count> {
        match self {
            Clock::NotStarted => None,
            Clock::Running(count) | Clock::Held { count, .. } => Some(count),
            Clock::Stopped { count, .. } => count.as_mut(),
        }
    }

    /// The count, wherever the clock stands; nothing before it started.
    pub fn count(&self) -> Option<&Count> {
        match self {
            Clock::NotStarted => None,
            Clock::Running(count) | Clock::Held { count, .. } => Some(count),
            Clock::Stopped { count, .. } => count.as_ref(),
        }
    }
}

fn take(holds: &mut Vec<(NaiveDate, Hold)>, wanted: Hold) -> Option<NaiveDate> {
    let place = holds.iter().position(|(_, hold)| *hold == wanted)?;
    Some(holds.remove(place).0)
}
