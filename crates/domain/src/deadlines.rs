//! Every last day that a law knows, by its name: the answer's, the refusal notice's, ours.

use chrono::NaiveDate;
use thiserror::Error;

use crate::calendar::BeyondCalendar;
use crate::clock::{Count, Hold, Profile, clock};
use crate::fact::{Dated, Fact, in_order};
use crate::law::Terms;
use crate::regime::{Anchor, Deadline, Regime, Whose};

/// The name of the last day for the answer.
pub const RESPONSE_DUE: &str = "response_due";

/// Why there is no such last day.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoDate {
    /// The law has none, or it is not established.
    #[error("`{quantity}` is not established for {regime}: it knows {known}")]
    NotEstablished {
        /// The law's short name.
        regime: String,
        /// What was asked for.
        quantity: String,
        /// What the law knows.
        known: String,
    },
    /// Nothing happened from which it could be counted.
    #[error("`{quantity}` is counted from {from}, and no such event is given")]
    NoStart {
        /// What was asked for.
        quantity: String,
        /// From what it is counted.
        from: String,
    },
    /// It lies past the known holidays.
    #[error(transparent)]
    Beyond(#[from] BeyondCalendar),
}

/// From which day and how a last day is counted: all that a date or its explanation needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The count it belongs to, where it is counted from the receipt.
    pub count: Option<Count>,
    /// The day from which it is counted; for an answer, day zero.
    pub from: NaiveDate,
    /// What happened on that day.
    pub anchor: Anchor,
    /// The last day.
    pub due: NaiveDate,
}

/// The last day of this name after these facts, under `profile`; ours are always counted by the Act, at their earliest.
///
/// Errors: the law knows no such day, nothing happened from which to count it, or it lies past the known holidays.
pub fn last_day(
    quantity: &str,
    timeline: &[Dated],
    terms: &Terms,
    profile: Profile,
) -> Result<NaiveDate, NoDate> {
    counted(quantity, timeline, terms, profile).map(|counted| counted.due)
}

/// As [`last_day`], with how it was counted.
pub fn counted(
    quantity: &str,
    timeline: &[Dated],
    terms: &Terms,
    profile: Profile,
) -> Result<Counted, NoDate> {
    let history = History::of(timeline, terms);
    if quantity == RESPONSE_DUE {
        return history.answer(terms, profile);
    }
    let (name, deadline) = find(&terms.regime, quantity)?;
    history.day(name, deadline, terms, profile)
}

/// The deadline of this name. A law that calls a review *internal* answers to the other name as well.
pub fn find<'a>(regime: &'a Regime, quantity: &str) -> Result<(&'a str, &'a Deadline), NoDate> {
    let other = match quantity.strip_prefix("internal_") {
        Some(short) => short.to_string(),
        None => format!("internal_{quantity}"),
    };
    let found = regime.deadlines.get_key_value(quantity).or_else(|| regime.deadlines.get_key_value(&other));
    let known = || std::iter::once(RESPONSE_DUE).chain(regime.deadlines.keys().map(String::as_str));
    found.map(|(name, deadline)| (name.as_str(), deadline)).ok_or_else(|| NoDate::NotEstablished {
        regime: regime.short.clone(),
        quantity: quantity.into(),
        known: known().collect::<Vec<_>>().join(", "),
    })
}

/// What happened, as far as last days are counted from it.
#[derive(Debug, Clone, Default)]
struct History {
    count: Option<Count>,
    fees_notice: Option<NaiveDate>,
    response: Option<NaiveDate>,
    review_requested: Option<NaiveDate>,
    review_outcome: Option<NaiveDate>,
    decision_notice: Option<NaiveDate>,
}

impl History {
    fn of(timeline: &[Dated], terms: &Terms) -> History {
        let count = clock(timeline, terms).count().cloned();
        let mut history = History { count, ..History::default() };
        for Dated { on, fact } in in_order(timeline) {
            history.note(*on, fact);
        }
        history
    }

    /// A new start of the clock makes earlier answers those of an earlier request.
    fn note(&mut self, on: NaiveDate, fact: &Fact) {
        match fact {
            Fact::Received { .. } | Fact::ClarificationSupplied => {
                (self.response, self.review_requested) = (None, None);
            }
            Fact::FeesNotified => self.fees_notice = Some(on),
            Fact::Responded => self.response = self.response.or(Some(on)),
            Fact::ReviewRequested => (self.review_requested, self.review_outcome) = (Some(on), None),
            Fact::ReviewDecided => self.review_outcome = Some(on),
            Fact::DecisionNotice => self.decision_notice = Some(on),
            Fact::Queued { .. }
            | Fact::Sent { .. }
            | Fact::InDoubt { .. }
            | Fact::Bounced { .. }
            | Fact::Posted
            | Fact::Redirected { .. }
            | Fact::Acknowledged { .. }
            | Fact::ClarificationSought { .. }
            | Fact::FeesPaid
            | Fact::ExtensionClaimed { .. }
            | Fact::Closed { .. }
            | Fact::Transferred { .. }
            | Fact::Chased
            | Fact::ComplaintMade
            | Fact::Recounted { .. }
            | Fact::Withdrawn { .. }
            | Fact::Corrected { .. } => {}
        }
    }

    fn answer(&self, terms: &Terms, profile: Profile) -> Result<Counted, NoDate> {
        let from = "the day of receipt".to_string();
        let no_start = NoDate::NoStart { quantity: RESPONSE_DUE.into(), from };
        let count = self.count.clone().ok_or(no_start)?;
        let from = count.day_zero(terms, &terms.days, profile)?;
        let due = count.due(terms, profile)?;
        Ok(Counted { count: Some(count), from, anchor: Anchor::Receipt, due })
    }

    fn day(
        &self,
        name: &str,
        deadline: &Deadline,
        terms: &Terms,
        profile: Profile,
    ) -> Result<Counted, NoDate> {
        let profile = if deadline.whose == Whose::Ours { Profile::Act } else { profile };
        let (anchor, from) = self.start(name, deadline, terms, profile)?;
        let count = self.count.as_ref().filter(|_| anchor == Anchor::Receipt);
        let count =
            count.map(|count| if deadline.as_answer { count.clone() } else { count.without_closures() });
        let due = match &count {
            Some(count) if deadline.as_answer => count.notice_due(terms, profile)?,
            Some(count) => count.end(&deadline.period, terms, &terms.days, profile)?,
            None => deadline.period_from(from).end(from, &terms.days, &[])?,
        };
        Ok(Counted { count, from, anchor, due })
    }

    /// The day from which the deadline is counted.
    fn start(
        &self,
        name: &str,
        deadline: &Deadline,
        terms: &Terms,
        profile: Profile,
    ) -> Result<(Anchor, NaiveDate), NoDate> {
        let mut known = Vec::new();
        for anchor in &deadline.from {
            match self.anchored(anchor, terms, profile) {
                Ok(on) => known.push((anchor.clone(), on)),
                Err(NoDate::NoStart { .. }) => {}
                Err(other) => return Err(other),
            }
        }
        let found = if deadline.from_latest {
            known.into_iter().max_by_key(|(_, on)| *on)
        } else {
            known.into_iter().next()
        };
        let from: Vec<_> = deadline.from.iter().map(Anchor::in_words).collect();
        found.ok_or_else(|| NoDate::NoStart { quantity: name.into(), from: from.join(" or ") })
    }

    fn anchored(&self, anchor: &Anchor, terms: &Terms, profile: Profile) -> Result<NaiveDate, NoDate> {
        let on = match anchor {
            Anchor::Receipt => match &self.count {
                Some(count) => Some(count.day_zero(terms, &terms.days, profile)?),
                None => None,
            },
            Anchor::Request => self.count.as_ref().map(|count| count.first),
            Anchor::FeesNotice => self.fees_notice,
            Anchor::Response => self.response,
            Anchor::ReviewRequested => self.review_requested,
            Anchor::ReviewOutcome => self.review_outcome,
            Anchor::DecisionNotice => self.decision_notice,
            Anchor::ResponseDue => Some(self.answer(terms, profile)?.due),
            Anchor::ReviewDue => {
                let (name, deadline) = find(&terms.regime, "review_due")?;
                Some(self.day(name, deadline, terms, profile)?.due)
            }
        };
        on.ok_or(NoDate::NoStart { quantity: String::new(), from: anchor.in_words().into() })
    }
}

impl Anchor {
    /// What happens on that day, in words.
    pub fn in_words(&self) -> &'static str {
        match self {
            Anchor::Receipt => "the day of receipt",
            Anchor::Request => "the day on which the request was first received",
            Anchor::FeesNotice => "the fees notice",
            Anchor::Response => "the answer",
            Anchor::ReviewRequested => "the request for a review",
            Anchor::ReviewOutcome => "the outcome of the review",
            Anchor::DecisionNotice => "the decision notice",
            Anchor::ResponseDue => "the last day for the answer",
            Anchor::ReviewDue => "the last day for the review",
        }
    }
}

/// The last day on which an open fee can be paid before the duty to answer lapses; none where no fee is open, or that day
/// is not known.
pub fn lapse(holds: &[(NaiveDate, Hold)], terms: &Terms) -> Option<NaiveDate> {
    let (notice, _) = holds.iter().find(|(_, hold)| *hold == Hold::Fees)?;
    let deadline = terms.regime.deadlines.get(&terms.regime.fees.as_ref()?.lapses)?;
    deadline.period.end(*notice, &terms.days, &[]).ok()
}
