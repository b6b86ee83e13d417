//! Facts of a timeline in sentences, and where each stands in the request's law.

use chrono::NaiveDate;
use domain::fact::{Fact, Receipt};
use domain::law::Terms;
use domain::moment::in_words;

/// The fact in a sentence, and its particulars.
pub(super) fn told(fact: &Fact) -> (String, String) {
    let plain = |what: &str| (what.to_string(), String::new());
    let with = |what: &str, more: String| (what.to_string(), more);
    match fact {
        Fact::Queued { letter } => (format!("Put into the outbox: {}", letter.name()), String::new()),
        Fact::Sent { letter } => (format!("Accepted by a mail server: {}", letter.name()), String::new()),
        Fact::InDoubt { letter, why } => (format!("In doubt: {}", letter.name()), why.clone()),
        Fact::Bounced { letter, why } => (format!("Came back: {}", letter.name()), why.clone()),
        Fact::Posted => plain("The request was posted"),
        Fact::Received { how } => plain(received(*how)),
        Fact::Redirected { to } => with("An absent person’s mailbox names another address", to.clone()),
        Fact::Acknowledged { reference } => with(
            "Acknowledged by the authority",
            reference.as_ref().map_or(String::new(), |theirs| format!("its reference: {theirs}")),
        ),
        Fact::ClarificationSought { .. } => plain("The authority asks for clarification"),
        Fact::ClarificationSupplied => plain("Clarification supplied"),
        Fact::FeesNotified => plain("The authority asks for a fee"),
        Fact::FeesPaid => plain("The fee is paid"),
        Fact::ExtensionClaimed { until } => with(
            "The authority takes longer",
            until.map_or(String::new(), |until| format!("it promises {}", in_words(until))),
        ),
        Fact::Closed { until } => with("The authority was closed", format!("until {}", in_words(*until))),
        Fact::Transferred { to } => with("Passed on to another body", to.clone()),
        Fact::Responded => plain("The authority answered"),
        Fact::Chased => plain("The authority was reminded"),
        Fact::ReviewRequested => plain("Internal review requested"),
        Fact::ReviewDecided => plain("Internal review decided"),
        Fact::ComplaintMade => plain("Complaint to the regulator"),
        Fact::DecisionNotice => plain("The regulator issued a decision notice"),
        Fact::Recounted { was, due, why } => (recounted(*was, *due), why.clone()),
        Fact::Withdrawn { why } => with("We took the request back", why.clone()),
        Fact::Corrected { entry, why } => (format!("Entry {} was a mistake", entry + 1), why.clone()),
    }
}

fn received(how: Receipt) -> &'static str {
    match how {
        Receipt::Direct => "Received by the authority on this date",
        Receipt::Redirected => "Received at the address that an absent person’s mailbox named",
        Receipt::Transferred => "Received by the body to which it was passed on: its time is its own",
        Receipt::Refined => "The refined request was received: a new request",
    }
}

fn recounted(was: Option<NaiveDate>, due: Option<NaiveDate>) -> String {
    let day = |date: Option<NaiveDate>| date.map_or("not known".into(), in_words);
    if was == due {
        return format!(
            "Holidays that became known moved the last lawful date for the answer; the due date stays {}",
            day(due)
        );
    }
    format!(
        "Holidays that became known moved the last day for the answer: it was {}, it is {}",
        day(was),
        day(due)
    )
}

/// Where the law of the request says what this does to its time; nothing for what it has no words of its own for.
pub(super) fn source(fact: &Fact, terms: &Terms) -> Option<String> {
    let law = &terms.regime;
    match fact {
        Fact::Posted => law
            .receipt
            .posted_days
            .map(|days| format!("{} presumes that a posted letter is received {days} days later", law.short)),
        Fact::Received { .. } => Some(law.receipt.says.clone()),
        Fact::ClarificationSought { .. } | Fact::ClarificationSupplied => {
            law.clarification.as_ref().map(|rule| rule.source.clone())
        }
        Fact::FeesNotified | Fact::FeesPaid => law.fees.as_ref().map(|rule| rule.source.clone()),
        Fact::ExtensionClaimed { .. } => Some(law.extension.as_ref().map_or_else(
            || format!("{} knows no extension: the date stays", law.short),
            |rule| rule.period.source.clone(),
        )),
        Fact::Closed { .. } => law.answer.leaves_out_closures.then(|| law.answer.period.source.clone()),
        Fact::Queued { .. }
        | Fact::Sent { .. }
        | Fact::InDoubt { .. }
        | Fact::Bounced { .. }
        | Fact::Redirected { .. }
        | Fact::Acknowledged { .. }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::sample::law;

    #[test]
    fn a_fact_has_its_source_in_the_law_of_its_own_request() {
        let law = law();
        for (fact, foia, foisa) in [
            (
                Fact::ClarificationSought { answer_by: None },
                Some("FOIA s.1(3), s.10(6)(b)"),
                Some("FOISA s.1(3), s.10(1)(b)"),
            ),
            (
                Fact::FeesPaid,
                Some("FOIA s.10(2): from notice to payment, both included"),
                Some("FOISA s.10(3): from notice to payment, both included"),
            ),
            (
                Fact::ExtensionClaimed { until: None },
                Some(
                    "FOIA s.10(3); section 45 Code and the Commissioner's guideline: forty working days in all",
                ),
                Some("FOISA knows no extension: the date stays"),
            ),
            (
                Fact::Received { how: Receipt::Refined },
                Some("day zero, whatever day of the week it is (FOIA s.10(1), (6))"),
                Some("day zero, whatever day of the week it is (FOISA s.10(1), s.74)"),
            ),
            (Fact::Posted, None, Some("FOISA presumes that a posted letter is received 3 days later")),
            (Fact::Responded, None, None),
        ] {
            for (code, expected) in [("foia", foia), ("foisa", foisa)] {
                let terms = law.terms(&code.parse().unwrap()).unwrap();
                assert_eq!(source(&fact, terms).as_deref(), expected, "{code}: {fact:?}");
            }
        }
    }

    #[test]
    fn a_recount_tells_the_old_and_the_new_date_and_why() {
        let day = |date: &str| Some(date.parse().unwrap());
        for (was, due, expected) in [
            (
                day("2018-09-17"),
                day("2018-09-18"),
                "Holidays that became known moved the last day for the answer: it was Mon 17 September 2018, it is Tue 18 \
                 September 2018",
            ),
            (
                None,
                day("2018-09-18"),
                "Holidays that became known moved the last day for the answer: it was not known, it is Tue 18 September 2018",
            ),
            (
                day("2018-09-18"),
                day("2018-09-18"),
                "Holidays that became known moved the last lawful date for the answer; the due date stays Tue 18 September \
                 2018",
            ),
        ] {
            let why = "a holiday".to_string();
            let expected = (expected.to_string(), why.clone());
            assert_eq!(told(&Fact::Recounted { was, due, why }), expected);
        }
    }
}
