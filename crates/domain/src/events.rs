//! Events as people write them: `clarification_received=2026-10-03;fees_notice=2026-09-08`.
//!
//! A bare `response_received`, `internal_review_…`, `review_…` or `decision_notice_issued` happened on the day that is
//! given as received; every other bare event belongs to a request that was received that day.

use chrono::{DateTime, NaiveDate, Utc};
use thiserror::Error;

use crate::fact::{Dated, Fact, Receipt};
use crate::moment::london;
use crate::outbox::LetterKind;
use crate::regime::Regime;

/// Every event with what it takes and what it means.
pub const EVENTS: [(&str, &str); 25] = [
    ("clarification_requested", "DATE: the authority asked what exactly is meant"),
    ("clarification_received", "DATE: our answer to that reached it"),
    ("fees_notice", "DATE: a fees notice was given"),
    ("fee_paid", "DATE: the fee was paid"),
    ("advance_payment_notice", "DATE: a payment in advance was asked for (EIR)"),
    ("payment_received", "DATE: that payment was made (EIR)"),
    ("out_of_office_redirect", "bare or DATE: an absent person's mailbox named another address"),
    ("redirect_received", "DATE: the request reached that address"),
    ("transferred_to_other_authority_received", "DATE: another authority received it"),
    ("s12_refusal", "DATE: a refusal for cost"),
    ("refined_request_received", "DATE: the request that was refined after it arrived"),
    ("pit_extension", "bare or DATE: longer time for the public interest test was claimed"),
    ("public_interest_test", "bare or DATE: the same"),
    ("extension", "ARTICLE or DATE: longer time was claimed, as in extension=reg7"),
    ("school_closed", "FROM/TO or DATE: the school was closed"),
    ("posted", "DATE: the request was posted; a law that presumes nothing counts from the day of receipt"),
    ("response_received", "bare or DATE: the answer"),
    ("no_response", "bare: there was none"),
    ("internal_review_requested", "bare or DATE: a review was asked for"),
    ("internal_review_outcome", "bare or DATE: its outcome reached us"),
    ("review_requested", "bare or DATE: the same under laws that have it in statute"),
    ("review_outcome_received", "bare or DATE: its outcome reached us"),
    ("complaint_made", "DATE: we complained to the regulator"),
    ("decision_notice_issued", "bare or DATE: the regulator decided"),
    ("bounced", "DATE: the request came back undelivered"),
];

/// An event that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadEvent {
    /// There is no such event.
    #[error("event `{name}` is unknown: `foi clock regimes --events` lists those that are known")]
    Unknown {
        /// As written.
        name: String,
    },
    /// Its value does not fit.
    #[error("event `{name}` takes {takes}; `{value}` is none")]
    Value {
        /// The event.
        name: String,
        /// What it takes.
        takes: &'static str,
        /// As written.
        value: String,
    },
    /// The law says nothing about it.
    #[error("{regime} has no rule for `{name}`, so no date can be counted from it: {instead}")]
    NoRule {
        /// The law's short name.
        regime: String,
        /// The event.
        name: String,
        /// What to do instead.
        instead: String,
    },
    /// The day of receipt cannot be read.
    #[error("`{0}` is no date such as 2026-05-29 and no instant such as 2026-09-02T23:30:00+01:00")]
    Received(String),
}

/// The London date of a day or an instant: in summer 23:30 UTC is already tomorrow.
pub fn received(text: &str) -> Result<NaiveDate, BadEvent> {
    let instant = || text.parse::<DateTime<Utc>>().map(london);
    text.parse().or_else(|_| instant()).map_err(|_| BadEvent::Received(text.into()))
}

/// The timeline that these events make, by date, for a request received on this day.
///
/// Errors: an event that is unknown, takes another value, or for which the law has no rule.
pub fn timeline(received: NaiveDate, events: &[&str], law: &Regime) -> Result<Vec<Dated>, BadEvent> {
    let mut facts = Vec::new();
    for event in events.iter().map(|event| event.trim()).filter(|event| !event.is_empty()) {
        facts.extend(dated(event, received, law)?);
    }
    let is_own = |event: &&str| HAPPENED_THAT_DAY.contains(&event.trim());
    let presumed = law.receipt.posted_days.is_some() && facts.iter().any(|dated| dated.fact == Fact::Posted);
    if !presumed && !events.iter().any(is_own) {
        facts.insert(0, Dated { on: received, fact: Fact::Received { how: Receipt::Direct } });
    }
    facts.sort_by_key(|dated| dated.on);
    Ok(in_time(facts, received))
}

/// An extension without a date was claimed in time: after everything that started the count anew.
fn in_time(mut facts: Vec<Dated>, received: NaiveDate) -> Vec<Dated> {
    let is_claim =
        |dated: &Dated| matches!(dated.fact, Fact::ExtensionClaimed { .. }) && dated.on == received;
    let starts = |dated: &&Dated| {
        matches!(dated.fact, Fact::Received { .. } | Fact::ClarificationSupplied | Fact::Posted)
    };
    let last = facts.iter().filter(starts).map(|dated| dated.on).max().unwrap_or(received);
    for claim in facts.iter_mut().filter(|dated| is_claim(dated)) {
        claim.on = last;
    }
    facts.sort_by_key(|dated| (dated.on, matches!(dated.fact, Fact::ExtensionClaimed { .. })));
    facts
}

/// Events that, written without a date, happened on the day given as received.
const HAPPENED_THAT_DAY: [&str; 6] = [
    "response_received",
    "internal_review_requested",
    "internal_review_outcome",
    "review_requested",
    "review_outcome_received",
    "decision_notice_issued",
];

/// The fact that one event makes; none for one that only says that nothing happened.
///
/// Errors: as for [`timeline`].
pub fn dated(event: &str, received: NaiveDate, law: &Regime) -> Result<Option<Dated>, BadEvent> {
    let (name, value) =
        event.split_once('=').map_or((event, None), |(name, value)| (name, Some(value.trim())));
    let name = name.trim();
    let (_, takes) =
        EVENTS.iter().find(|(known, _)| *known == name).ok_or(BadEvent::Unknown { name: name.into() })?;
    let written = Written { name, value, takes, received };
    if let Some(instead) = without_rule(&written, law) {
        return Err(BadEvent::NoRule { regime: law.short.clone(), name: name.into(), instead });
    }
    written.fact()
}

/// One event as written.
struct Written<'a> {
    name: &'a str,
    value: Option<&'a str>,
    takes: &'static str,
    received: NaiveDate,
}

impl Written<'_> {
    fn fact(&self) -> Result<Option<Dated>, BadEvent> {
        let fact = match self.name {
            "clarification_requested" => Fact::ClarificationSought { answer_by: None },
            "clarification_received" => Fact::ClarificationSupplied,
            "fees_notice" | "advance_payment_notice" => Fact::FeesNotified,
            "fee_paid" | "payment_received" => Fact::FeesPaid,
            "redirect_received" => Fact::Received { how: Receipt::Redirected },
            "transferred_to_other_authority_received" => Fact::Received { how: Receipt::Transferred },
            "refined_request_received" => Fact::Received { how: Receipt::Refined },
            "posted" => Fact::Posted,
            "s12_refusal" => Fact::Responded,
            "complaint_made" => Fact::ComplaintMade,
            "bounced" => {
                Fact::Bounced { letter: LetterKind::Request, why: "it came back undelivered".into() }
            }
            "school_closed" => return self.closed().map(Some),
            "no_response" => return self.nothing(),
            "extension" => return Ok(Some(self.extension())),
            _ => return self.maybe_bare().map(Some),
        };
        Ok(Some(Dated { on: self.date()?, fact }))
    }

    /// Events that may be written without a date.
    fn maybe_bare(&self) -> Result<Dated, BadEvent> {
        let fact = match self.name {
            "out_of_office_redirect" => Fact::Redirected { to: String::new() },
            "response_received" => Fact::Responded,
            "internal_review_requested" | "review_requested" => Fact::ReviewRequested,
            "internal_review_outcome" | "review_outcome_received" => Fact::ReviewDecided,
            "decision_notice_issued" => Fact::DecisionNotice,
            "pit_extension" | "public_interest_test" => Fact::ExtensionClaimed { until: None },
            _ => return Err(BadEvent::Unknown { name: self.name.into() }),
        };
        let on = if self.value.is_none() { self.received } else { self.date()? };
        Ok(Dated { on, fact })
    }

    /// An article says which extension; a date, when it was claimed; neither, that it was claimed in time.
    fn extension(&self) -> Dated {
        let on = self.date().unwrap_or(self.received);
        Dated { on, fact: Fact::ExtensionClaimed { until: None } }
    }

    fn closed(&self) -> Result<Dated, BadEvent> {
        let range = self.value.map(|value| value.split_once('/').unwrap_or((value, value)));
        let ends = range.and_then(|(from, to)| from.parse().ok().zip(to.parse::<NaiveDate>().ok()));
        let (on, until) = ends.filter(|(on, until)| on <= until).ok_or_else(|| self.bad())?;
        Ok(Dated { on, fact: Fact::Closed { until } })
    }

    fn nothing(&self) -> Result<Option<Dated>, BadEvent> {
        if self.value.is_none() { Ok(None) } else { Err(self.bad()) }
    }

    fn date(&self) -> Result<NaiveDate, BadEvent> {
        self.value.and_then(|value| received(value).ok()).ok_or_else(|| self.bad())
    }

    fn bad(&self) -> BadEvent {
        let value = self.value.unwrap_or("nothing").into();
        BadEvent::Value { name: self.name.into(), takes: self.takes, value }
    }
}

/// What to do instead, where the law has no rule for the event.
fn without_rule(event: &Written<'_>, law: &Regime) -> Option<String> {
    let missing = match event.name {
        "clarification_requested" | "clarification_received" => law.clarification.is_none(),
        "fees_notice" | "fee_paid" | "advance_payment_notice" | "payment_received" => law.fees.is_none(),
        "school_closed" => !law.answer.leaves_out_closures,
        "extension" => return wrong_article(event, law),
        _ => false,
    };
    missing.then(|| format!("see `foi clock regimes {}`", law.code))
}

/// A law without any extension ignores the claim of one; an article of another law is a mistake.
fn wrong_article(event: &Written<'_>, law: &Regime) -> Option<String> {
    let rule = law.extension.as_ref()?;
    let value = event.value.filter(|value| value.parse::<NaiveDate>().is_err())?;
    let known = rule.names.iter().any(|name| name.eq_ignore_ascii_case(value));
    (!known).then(|| format!("write extension={}", rule.names.first().map_or("DATE", String::as_str)))
}
