//! The clock, the standing and the decisions, as tables.

mod calendar;
mod plan;
mod properties;
mod queries;
mod readings;
mod regimes;
mod slow;
mod vectors;
mod zones;

use chrono::NaiveDate;

use crate::calendar::Calendar;
use crate::fact::{Dated, Fact, Receipt};
use crate::law::{Law, Terms};
use crate::message::MessageKind;
use crate::outbox::{Letter, LetterKind, Next};
use crate::request::{Decision, Incoming, ask, chase, receive, settle, withdraw};
use crate::standing::standing;

/// The laws and holidays that come with the product.
fn law() -> Law {
    let laws = include_dir::include_dir!("$CARGO_MANIFEST_DIR/../../config/regimes");
    let abroad = include_dir::include_dir!("$CARGO_MANIFEST_DIR/../../config/holidays");
    let text =
        |file: &'static include_dir::File| (file.path().to_str().unwrap(), file.contents_utf8().unwrap());
    let mut calendar = Calendar::parse(include_str!("../../../../config/bank-holidays.csv")).unwrap();
    abroad.files().for_each(|file| calendar.join(Calendar::parse(text(file).1).unwrap()));
    Law::new(crate::regime::read(laws.files().map(text)).unwrap(), calendar, &[])
}

fn foia() -> Terms {
    law().terms(&"foia".parse().unwrap()).unwrap().clone()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// `2026-05-29 sent; 2026-06-10 extension 2026-07-20` as a timeline.
fn timeline(text: &str) -> Vec<Dated> {
    text.split(';').map(str::trim).filter(|entry| !entry.is_empty()).map(entry).collect()
}

fn entry(text: &str) -> Dated {
    let words: Vec<_> = text.split_whitespace().collect();
    let request = LetterKind::Request;
    let fact = match words[1] {
        "queued" => Fact::Queued { letter: request },
        "sent" => Fact::Sent { letter: request },
        "doubt" => Fact::InDoubt { letter: request, why: "the line died".into() },
        "bounced" => Fact::Bounced { letter: request, why: "no such user".into() },
        "chaser-bounced" => Fact::Bounced { letter: LetterKind::Chaser, why: "full".into() },
        "received" => Fact::Received { how: Receipt::Direct },
        "acknowledged" => Fact::Acknowledged { reference: None },
        "clarify?" => Fact::ClarificationSought { answer_by: None },
        "clarified" => Fact::ClarificationSupplied,
        "fees" => Fact::FeesNotified,
        "paid" => Fact::FeesPaid,
        "posted" => Fact::Posted,
        "redirect" => Fact::Redirected { to: "foi@rj1.invalid".into() },
        "arrived-there" => Fact::Received { how: Receipt::Redirected },
        "refined" => Fact::Received { how: Receipt::Refined },
        "transferred" => Fact::Transferred { to: "another trust".into() },
        "decision" => Fact::DecisionNotice,
        "extension" => Fact::ExtensionClaimed { until: words.get(2).map(|until| date(until)) },
        "responded" => Fact::Responded,
        "withdrawn" => Fact::Withdrawn { why: "merged".into() },
        "corrected" => Fact::Corrected { entry: words[2].parse().unwrap(), why: "misread".into() },
        other => panic!("no fact {other}"),
    };
    Dated { on: date(words[0]), fact }
}

#[test]
fn what_a_request_is_follows_from_its_timeline_the_calendar_and_today() {
    let foia = foia();
    for (facts, today, expected) in [
        ("", "2026-07-01", "Unsent"),
        ("2026-05-29 queued", "2026-07-01", "Unsent"),
        ("2026-05-29 queued; 2026-05-29 doubt", "2026-07-01", "InDoubt { since: 2026-05-29 }"),
        // the proclaimed 15 June 2026 in Scotland counts for everybody
        ("2026-05-29 sent", "2026-06-29", "Awaiting { due: 2026-06-29 }"),
        ("2026-05-29 sent", "2026-06-30", "Overdue { due: 2026-06-29 }"),
        // 13 July in Northern Ireland, 3 August in Scotland
        ("2026-07-10 sent", "2026-07-11", "Awaiting { due: 2026-08-11 }"),
        // a Saturday: due by the Act on 2 October, by the Code on 5 October; late only after both
        ("2026-09-05 sent", "2026-10-05", "Awaiting { due: 2026-10-02 }"),
        ("2026-09-05 sent", "2026-10-06", "Overdue { due: 2026-10-02 }"),
        (
            "2026-09-01 sent; 2026-09-04 clarify?",
            "2026-12-01",
            "WithUs { since: 2026-09-04, hold: Clarification }",
        ),
        (
            "2026-09-01 sent; 2026-09-04 clarify?; 2026-09-10 clarified",
            "2026-09-11",
            "Awaiting { due: 2026-10-08 }",
        ),
        ("2026-09-01 sent; 2026-09-08 fees; 2026-09-18 paid", "2026-09-19", "Awaiting { due: 2026-10-12 }"),
        ("2026-09-01 sent; 2026-09-08 fees", "2026-12-07", "WithUs { since: 2026-09-08, hold: Fees }"),
        ("2026-09-01 sent; 2026-09-08 fees", "2026-12-08", "Lapsed { on: 2026-12-07 }"),
        ("2026-09-01 sent; 2026-09-08 fees; 2026-12-08 paid", "2027-06-01", "Lapsed { on: 2026-12-07 }"),
        // a fee stays unpaid when what was unclear is made clear, and the other way round
        (
            "2026-09-01 sent; 2026-09-08 fees; 2026-09-09 clarify?; 2026-09-10 clarified",
            "2026-09-11",
            "WithUs { since: 2026-09-08, hold: Fees }",
        ),
        (
            "2026-09-01 sent; 2026-09-08 clarify?; 2026-09-09 fees; 2026-09-10 paid",
            "2026-09-11",
            "WithUs { since: 2026-09-08, hold: Clarification }",
        ),
        (
            "2026-09-01 sent; 2026-09-01 redirect",
            "2026-09-05",
            "WithUs { since: 2026-09-01, hold: Redirect }",
        ),
        (
            "2026-09-01 sent; 2026-09-01 redirect; 2026-09-07 arrived-there",
            "2026-09-08",
            "Awaiting { due: 2026-10-05 }",
        ),
        ("2026-09-01 posted", "2026-12-01", "Unsent"), // FOIA presumes no day of receipt
        ("2026-09-01 sent; 2026-09-10 transferred", "2026-09-30", "Overdue { due: 2026-09-29 }"),
        (
            "2026-09-01 sent; 2026-09-22 responded; 2026-09-26 refined",
            "2026-10-01",
            "Awaiting { due: 2026-10-23 }",
        ),
        (
            "2026-09-01 responded; 2026-10-01 decision",
            "2026-12-01",
            "Answered { on: 2026-09-01, late: false }",
        ),
        ("2026-09-01 sent; 2026-09-20 extension 2026-10-20", "2026-10-01", "Awaiting { due: 2026-10-20 }"),
        ("2026-09-01 sent; 2026-09-20 extension", "2026-10-01", "Awaiting { due: 2026-10-27 }"),
        ("2026-09-01 sent; 2026-09-20 extension 2026-09-21", "2026-09-22", "Awaiting { due: 2026-09-29 }"),
        ("2026-09-01 sent; 2026-09-29 responded", "2026-12-01", "Answered { on: 2026-09-29, late: false }"),
        ("2026-09-01 sent; 2026-09-30 responded", "2026-12-01", "Answered { on: 2026-09-30, late: true }"),
        (
            "2026-09-01 sent; 2026-09-29 responded; 2026-10-30 responded",
            "2026-12-01",
            "Answered { on: 2026-09-29, late: false }",
        ),
        ("2026-09-01 sent; 2026-09-02 bounced", "2026-12-01", "Undeliverable { since: 2026-09-02 }"),
        (
            "2026-09-01 sent; 2026-09-02 bounced; 2026-09-03 sent",
            "2026-09-04",
            "Awaiting { due: 2026-10-01 }",
        ),
        ("2026-09-01 sent; 2026-10-02 chaser-bounced", "2026-10-05", "Overdue { due: 2026-09-29 }"),
        ("2026-09-01 sent; 2026-09-03 received", "2026-09-04", "Awaiting { due: 2026-10-01 }"),
        (
            "2026-09-01 sent; 2026-09-02 responded; 2026-09-03 corrected 1",
            "2026-09-04",
            "Awaiting { due: 2026-09-29 }",
        ),
        ("2026-09-01 sent; 2026-09-03 withdrawn", "2026-12-01", "Withdrawn { on: 2026-09-03 }"),
        ("2028-12-20 sent", "2028-12-21", "Uncounted { since: 2028-12-20 }"),
    ] {
        let derived = format!("{:?}", standing(&timeline(facts), &foia, date(today)));
        assert_eq!(derived, expected, "{facts} on {today}");
    }
}

fn letter(kind: LetterKind) -> Letter {
    let to = "foi@rj1.invalid".parse().unwrap();
    Letter {
        kind,
        message_id: "id@desk.invalid".into(),
        to,
        subject: "Staff".into(),
        bytes: b"Subject: Staff\r\n".to_vec(),
    }
}

#[test]
fn a_decision_is_made_or_refused_in_a_sentence() {
    let decided = |decision: Result<Decision, crate::request::Refusal>| match decision {
        Ok(decision) => format!("{} facts, {} letters", decision.facts.len(), decision.letters.len()),
        Err(refusal) => refusal.to_string(),
    };
    let today = date("2026-09-29");
    for (act, facts, expected) in [
        ("ask", "", "1 facts, 1 letters"),
        (
            "ask",
            "2026-09-01 queued",
            "the request was already put into the outbox on Tue 1 September 2026: nothing is asked twice",
        ),
        (
            "chase",
            "2026-09-01 sent",
            "the authority may lawfully answer until Tue 29 September 2026: chase after that day",
        ),
        ("chase", "2026-08-28 sent", "1 facts, 1 letters"),
        ("chase", "2026-09-01 sent; 2026-09-10 responded", "the request is answered, so it cannot be chased"),
        ("withdraw", "2026-09-01 sent", "1 facts, 0 letters"),
        (
            "withdraw",
            "2026-09-01 sent; 2026-09-10 responded",
            "the request is answered, so it cannot be withdrawn",
        ),
    ] {
        let facts = timeline(facts);
        let made = match act {
            "ask" => ask(&facts, letter(LetterKind::Request), today),
            "chase" => chase(&facts, letter(LetterKind::Chaser), &foia(), today),
            _ => withdraw(&facts, "merged", &foia(), today),
        };
        assert_eq!(decided(made), expected, "{act} after {facts:?}");
    }
}

#[test]
fn a_letter_in_doubt_is_known_to_have_arrived_once_the_authority_answers() {
    let on = date("2026-09-10");
    let doubt = timeline("2026-09-01 queued; 2026-09-01 doubt");
    for (kind, expected) in [
        (MessageKind::Acknowledgement, vec!["sent", "acknowledged"]),
        (MessageKind::Response, vec!["sent", "responded"]),
        (MessageKind::Bounce, vec!["bounced"]),
        (MessageKind::DelayNotice, vec![]),
        (MessageKind::OutOfOffice, vec!["sent"]),
    ] {
        let words = "the words".to_string();
        let incoming = Incoming {
            kind,
            on,
            reference: None,
            until: None,
            redirect: None,
            words,
            about: LetterKind::Request,
        };
        let decision = receive(&doubt, &incoming);
        let names: Vec<_> = decision.facts.iter().map(|dated| dated.fact.name()).collect();
        assert_eq!(names, expected, "{kind:?}");
        assert!(
            decision
                .facts
                .iter()
                .filter(|dated| dated.fact.name() == "sent")
                .all(|sent| sent.on == doubt[1].on)
        );
    }
}

#[test]
fn settling_a_letter_appends_what_it_means() {
    let on = date("2026-09-10");
    for (kind, expected) in [
        (LetterKind::Request, vec!["sent"]),
        (LetterKind::Chaser, vec!["sent", "chased"]),
        (LetterKind::Clarification, vec!["sent", "clarification supplied"]),
        (LetterKind::Review, vec!["sent", "internal review requested"]),
    ] {
        let receipt = crate::outbox::Receipt { host: "mx".into(), reply: "250 ok".into(), queue_id: None };
        let decision = settle(kind, &Next::Accept(receipt), on);
        assert_eq!(decision.facts.iter().map(|dated| dated.fact.name()).collect::<Vec<_>>(), expected);
    }
    assert_eq!(
        settle(
            LetterKind::Request,
            &Next::Retry { at: "2026-09-10T10:00:00Z".parse().unwrap(), why: "451".into() },
            on
        ),
        Decision::default()
    );
}
