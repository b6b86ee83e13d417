//! What happened to a request, entry by entry.

use domain::fact::Fact;
use domain::moment::in_words;
use store::requests::{Entry, File};

use crate::shown;

/// One entry.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The date that counts at law.
    pub(super) on: String,
    /// What happened.
    pub(super) what: String,
    /// Particulars: a server's words, a reference, a reason.
    pub(super) more: String,
    /// Because of what it was recorded.
    pub(super) cause: String,
    /// Where that stands on the page; empty where it does not.
    pub(super) cause_link: String,
    /// When it was recorded.
    pub(super) recorded: String,
    /// Whether a later entry says that it was a mistake.
    pub(super) struck: bool,
}

/// The entries in the order in which they were recorded.
pub(super) fn lines(file: &File) -> Vec<Line> {
    file.entries.iter().enumerate().map(|(number, entry)| line(file, number, entry)).collect()
}

fn line(file: &File, number: usize, entry: &Entry) -> Line {
    let (what, more) = told(&entry.dated.fact);
    let (cause, cause_link) = cause(file, &entry.cause);
    let strikes =
        |later: &Entry| matches!(later.dated.fact, Fact::Corrected { entry, .. } if entry == number);
    Line {
        on: in_words(entry.dated.on),
        what,
        more: shown::excerpt(&more),
        cause,
        cause_link,
        recorded: shown::instant(entry.recorded_at),
        struck: file.entries.iter().any(strikes),
    }
}

/// `arrival 17` and `letter 3` stand on the same page.
fn cause(file: &File, cause: &str) -> (String, String) {
    let arrival = cause.strip_prefix("arrival ").and_then(|id| id.parse::<i64>().ok());
    if let Some(id) = arrival.filter(|id| file.arrivals.iter().any(|arrival| arrival.id == *id)) {
        return (format!("message {id}"), format!("#message-{id}"));
    }
    match cause.strip_prefix("letter ") {
        Some(_) => ("sending our letter".into(), "#letters".into()),
        None => (cause.into(), String::new()),
    }
}

/// The fact in a sentence, and its particulars.
fn told(fact: &Fact) -> (String, String) {
    let plain = |what: &str| (what.to_string(), String::new());
    match fact {
        Fact::Queued { letter } => (format!("Put into the outbox: {}", letter.name()), String::new()),
        Fact::Sent { letter } => (format!("Accepted by a mail server: {}", letter.name()), String::new()),
        Fact::InDoubt { letter, why } => (format!("In doubt: {}", letter.name()), why.clone()),
        Fact::Bounced { letter, why } => (format!("Came back: {}", letter.name()), why.clone()),
        Fact::Received => plain("Received by the authority on this date, s.10(6)"),
        Fact::Acknowledged { reference: Some(theirs) } => {
            ("Acknowledged by the authority".into(), format!("its reference: {theirs}"))
        }
        Fact::Acknowledged { reference: None } => plain("Acknowledged by the authority"),
        Fact::ClarificationSought => plain("The authority asks for clarification, s.1(3)"),
        Fact::ClarificationSupplied => plain("Clarification supplied: a new day zero, s.10(6)(b)"),
        Fact::FeesNotified => plain("The authority asks for a fee, s.9"),
        Fact::FeesPaid => plain("The fee is paid, s.10(2)"),
        Fact::ExtensionClaimed { until: Some(until) } => {
            ("The authority takes longer, s.10(3)".into(), format!("it promises {}", in_words(*until)))
        }
        Fact::ExtensionClaimed { until: None } => plain("The authority takes longer, s.10(3)"),
        Fact::Transferred { to } => ("Passed on to another body".into(), to.clone()),
        Fact::Responded => plain("The authority answered"),
        Fact::Chased => plain("The authority was reminded"),
        Fact::ReviewRequested => plain("Internal review requested"),
        Fact::ReviewDecided => plain("Internal review decided"),
        Fact::ComplaintMade => plain("Complaint to the regulator, s.50"),
        Fact::Withdrawn { why } => ("We took the request back".into(), why.clone()),
        Fact::Corrected { entry, why } => (format!("Entry {} was a mistake", entry + 1), why.clone()),
    }
}
