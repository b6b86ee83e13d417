//! Questions to the clock that are refused, and last days that no file of worked dates has.

use super::law;
use crate::clock::Profile;
use crate::deadlines::RESPONSE_DUE;
use crate::events::{EVENTS, dated};
use crate::explain::explain;
use crate::fact::{Dated, Fact, Receipt};
use crate::query::Query;

fn query<'a>(regime: &'a str, received: &'a str, events: &'a str, quantity: &'a str) -> Query<'a> {
    let (regime, jurisdiction) = regime.split_once('/').unwrap_or((regime, ""));
    Query {
        regime,
        jurisdiction,
        received,
        events: events.split(';').collect(),
        quantity,
        profile: Profile::Act,
    }
}

#[test]
fn a_question_without_an_answer_is_refused_in_a_sentence() {
    let law = law();
    for (regime, received, events, quantity, expected) in [
        ("foi", "2026-09-01", "", "response_due", "law `foi` is not known: au-foi, "),
        ("f o i", "2026-09-01", "", "response_due", "`f o i` is not the code of a law"),
        ("foisa/england", "2026-09-01", "", "response_due", "FOISA does not bind authorities of `england`"),
        (
            "foia",
            "2004-12-31",
            "",
            "response_due",
            "FOIA applies to requests received from 2005-01-01: 2004-12-31",
        ),
        ("foia", "1 September", "", "response_due", "`1 September` is no date such as 2026-05-29"),
        ("foia", "2026-09-01", "fee=2026-09-02", "response_due", "event `fee` is unknown"),
        (
            "foia",
            "2026-09-01",
            "fee_paid",
            "response_due",
            "event `fee_paid` takes DATE: the fee was paid; `nothing` is none",
        ),
        ("foia", "2026-09-01", "extension=reg7", "response_due", "FOIA has no rule for `extension`"),
        (
            "foia",
            "2026-09-01",
            "school_closed=2026-09-03/2026-09-04",
            "response_due",
            "FOIA has no rule for `school_closed`",
        ),
        (
            "foia-school",
            "2026-09-01",
            "school_closed=2026-09-04/2026-09-03",
            "response_due",
            "event `school_closed` takes FROM/TO",
        ),
        (
            "de-ifg",
            "2026-09-01",
            "fees_notice=2026-09-03",
            "response_due",
            "IFG has no rule for `fees_notice`",
        ),
        (
            "foisa",
            "2026-09-01",
            "",
            "ico_complaint_last_day",
            "`ico_complaint_last_day` is not established for FOISA",
        ),
        ("foia", "2026-09-01", "", "fee_last_day", "`fee_last_day` is counted from the fees notice"),
        (
            "foia",
            "2028-12-20",
            "",
            "response_due",
            "bank holidays are known only from 2005-01-01 to 2028-12-31",
        ),
        (
            "eu-1049",
            "2026-09-01",
            "",
            "response_due",
            "bank holidays are known only from 2019-01-01 to 2019-12-31",
        ),
    ] {
        let refused = query(regime, received, events, quantity).answer(&law).unwrap_err().to_string();
        assert!(refused.starts_with(expected), "{refused}");
    }
}

#[test]
fn last_days_are_counted_from_what_happened() {
    let law = law();
    for (regime, received, events, quantity, expected) in [
        // FOISA: answered early, the window opens when the time allowed has passed; answered late, then
        ("foisa", "2026-09-01", "response_received=2026-09-09", "review_request_last_day", "2026-11-24"),
        ("foisa", "2026-09-01", "response_received=2026-10-14", "review_request_last_day", "2026-12-10"),
        // no outcome: from the day on which it was due
        ("foisa", "2026-10-19", "review_requested", "appeal_last_day", "2027-05-16"),
        ("foisa", "2026-08-31", "review_outcome_received", "appeal_last_day", "2027-02-28"),
        ("foia", "2026-09-08", "fees_notice=2026-09-08", "fee_last_day", "2026-12-07"),
        // both names of a review are understood
        ("eir", "2026-09-29", "internal_review_requested", "internal_review_due", "2026-11-24"),
        ("foia", "2026-12-18", "review_requested", "review_due", "2027-01-21"),
        // an extension by its date: in time, and too late
        ("eir", "2026-06-01", "extension=2026-06-30", "response_due", "2026-07-29"),
        ("eir", "2026-06-01", "extension=2026-07-01", "response_due", "2026-06-30"),
        // paid on a Saturday: the same as on the Friday
        ("foia", "2026-09-01", "fees_notice=2026-09-08;fee_paid=2026-09-19", "response_due", "2026-10-12"),
        // a notice on the day of receipt costs a day less: day zero was never counted
        ("foia", "2026-09-01", "fees_notice=2026-09-01;fee_paid=2026-09-03", "response_due", "2026-10-01"),
        // FOIA presumes no day on which a posted letter arrives
        ("foia", "2026-09-03", "posted=2026-09-01", "response_due", "2026-10-01"),
        // an extension without a date was claimed in time, whatever started the count anew
        (
            "eir",
            "2017-05-10",
            "clarification_requested=2017-05-18;clarification_received=2017-05-23;extension=reg7",
            "response_due",
            "2017-07-20",
        ),
        (
            "eir",
            "2013-05-06",
            "out_of_office_redirect;redirect_received=2013-05-16;extension=reg7",
            "response_due",
            "2013-07-15",
        ),
        // two fees, one notice inside the other's pause
        (
            "foia",
            "2022-09-08",
            "fees_notice=2022-09-13;fee_paid=2022-09-24;fees_notice=2022-09-18;fee_paid=2022-10-20",
            "response_due",
            "2022-11-15",
        ),
        // a school closed before and after it got the request; closed for so long that the sixtieth day comes first
        (
            "foia-school",
            "2022-12-27",
            "school_closed=2022-12-20/2023-01-01;school_closed=2023-02-16/2023-02-19;fees_notice=2023-01-08;fee_paid=2023-02-10",
            "response_due",
            "2023-03-09",
        ),
        (
            "foia-school",
            "2026-05-30",
            "school_closed=2026-05-31/2026-09-06",
            "refusal_notice_due",
            "2026-08-26",
        ),
        // a complaint is no clock of the authority's
        ("foia", "2026-09-01", "complaint_made=2026-10-01", "response_due", "2026-09-29"),
        // what came back and arrived later starts anew
        (
            "foia",
            "2026-09-01",
            "bounced=2026-09-02;redirect_received=2026-09-03",
            "response_due",
            "2026-10-01",
        ),
        ("foia", "2019-05-01", "decision_notice_issued", "ico_compliance_last_day", "2019-06-05"),
        // the answer may take longer; the refusal notice may not
        ("foia", "2026-09-01", "pit_extension", "response_due", "2026-10-27"),
        ("foia", "2026-09-01", "pit_extension", "refusal_notice_due", "2026-09-29"),
    ] {
        let due = query(regime, received, events, quantity).answer(&law).unwrap().due;
        assert_eq!(due.to_string(), expected, "{regime} {received} {events} {quantity}");
    }
}

#[test]
fn a_date_is_explained_day_by_day() {
    let law = law();
    let explained = query("foia", "2026-05-29", "", "response_due").explain(&law).unwrap();
    assert!(explained.zero.starts_with("Fri 29 May 2026: the authority received the request; day zero"));
    let left_out: Vec<_> = explained.days.iter().filter(|day| day.number.is_none()).collect();
    assert_eq!(left_out.len(), 11, "five weekends and a holiday");
    let holiday = left_out.iter().find(|day| day.date.to_string() == "2026-06-15").unwrap().in_words();
    let words =
        "Mon 15 June 2026: bank holiday in Scotland (World Cup bank holiday) [gov.uk feed of 2026-02-25";
    assert!(holiday.starts_with(words), "{holiday}");
    assert!(holiday.ends_with("; FOIA counts holidays in any part of the UK"), "{holiday}");
    assert_eq!(explained.days.last().unwrap().in_words(), "Mon 29 June 2026: day 20");
}

#[test]
fn what_else_is_to_be_known_about_a_date_is_said() {
    let law = law();
    for (regime, received, events, expected) in [
        (
            "foia",
            "2026-09-05",
            "",
            vec!["Sat 5 September 2026 was no working day, and an authority that follows"],
        ),
        ("foia", "2026-09-01", "pit_extension", vec!["Longer time was claimed (FOIA s.10(3)"]),
        (
            "foisa",
            "2026-09-01",
            "public_interest_test",
            vec!["Longer time was claimed; FOISA knows no extension"],
        ),
        (
            "eir",
            "2026-06-01",
            "extension=2026-07-01",
            vec!["Longer time was claimed after Tue 30 June 2026: too late"],
        ),
        (
            "foia",
            "2026-09-01",
            "clarification_requested=2026-09-03;clarification_received=2026-09-10",
            vec![
                "If the request was clear as it was, asking did not restart the count, and the answer was due on Tue 29 September 2026.",
            ],
        ),
        (
            "foia-school",
            "2026-10-12",
            "",
            vec!["The day is not certain: it lies between Mon 9 November 2026 and"],
        ),
        ("foia", "2026-09-01", "", vec![]),
    ] {
        let explained = query(regime, received, events, "response_due").explain(&law).unwrap();
        assert_eq!(explained.remarks.len(), expected.len(), "{:?}", explained.remarks);
        for (remark, words) in explained.remarks.iter().zip(expected) {
            assert!(remark.starts_with(words), "{remark}");
        }
    }
}

#[test]
fn what_a_law_has_no_rule_for_is_counted_by_the_later_reading_and_said() {
    let law = law();
    let on = |day: &str, fact: Fact| Dated { on: day.parse().unwrap(), fact };
    let received = || on("2026-03-02", Fact::Received { how: Receipt::Direct });
    for (code, facts, due, what) in [
        (
            "nz-oia",
            vec![received(), on("2026-03-09", Fact::ClarificationSupplied)],
            "2026-04-08",
            "a clarification",
        ),
        (
            "us-foia",
            vec![received(), on("2026-03-09", Fact::FeesNotified), on("2026-03-10", Fact::FeesPaid)],
            "2026-04-01",
            "a fee",
        ),
    ] {
        let terms = law.terms(&code.parse().unwrap()).unwrap();
        let explained = explain(RESPONSE_DUE, &facts, &law, terms, Profile::Act).unwrap();
        assert_eq!(explained.due.to_string(), due, "{code}");
        let words = format!("What {what} does to the time for an answer is not established");
        assert!(explained.remarks.iter().any(|remark| remark.starts_with(&words)), "{:?}", explained.remarks);
    }
}

#[test]
fn every_event_that_is_listed_is_understood() {
    let law = law();
    let school = &law.terms(&"foia-school".parse().unwrap()).unwrap().regime;
    let received = "2026-09-01".parse().unwrap();
    for (name, takes) in EVENTS {
        let value = if takes.starts_with("FROM") { "2026-09-02/2026-09-03" } else { "2026-09-02" };
        let event = if takes.starts_with("bare:") { name.to_string() } else { format!("{name}={value}") };
        let dated = dated(&event, received, school);
        assert!(dated.is_ok_and(|dated| dated.is_some() != takes.starts_with("bare:")), "{event}");
    }
}
