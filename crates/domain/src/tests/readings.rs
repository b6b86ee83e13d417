//! Readings that the text of the law leaves open, each decided here with its reason.

use super::{date, law, timeline};
use crate::clock::Profile;
use crate::query::Query;
use crate::standing::standing;

/// Rows of law, receipt, events, last day, its date, and why it is that one.
type Row<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, &'a str);

fn check(rows: &[Row]) {
    let law = law();
    for (regime, received, events, quantity, expected, why) in rows {
        let events = events.split(';').collect();
        let query = Query { regime, jurisdiction: "", received, events, quantity, profile: Profile::Act };
        let due = query.answer(&law).map(|answered| answered.due.to_string());
        assert_eq!(due.as_deref(), Ok(*expected), "{regime} {received} {:?}: {why}", query.events);
        assert_eq!(query.explain(&law).map(|explained| explained.due), Ok(date(expected)), "{why}");
    }
}

fn check_answers(regime: &str, received: &str, rows: &[(&str, &str, &str)]) {
    let full = rows.iter().map(|(events, due, why)| (regime, received, *events, "response_due", *due, *why));
    check(&full.collect::<Vec<_>>());
}

#[test]
fn each_of_several_pauses_leaves_out_its_own_days_and_no_day_is_left_out_twice() {
    check_answers(
        "foia",
        "2026-09-01",
        &[
            ("", "2026-09-29", "twenty working days"),
            (
                "fees_notice=2026-09-03;fee_paid=2026-09-04;fees_notice=2026-09-10;fee_paid=2026-09-11",
                "2026-10-05",
                "two fees, two working days each: s.10(2) disregards the days of both",
            ),
            (
                "fees_notice=2026-09-03;fee_paid=2026-09-08;fees_notice=2026-09-08;fee_paid=2026-09-10",
                "2026-10-07",
                "8 September ends one pause and begins the next: one day cannot be disregarded twice",
            ),
            (
                "fees_notice=2026-09-03;fees_notice=2026-09-10;fee_paid=2026-09-17",
                "2026-10-14",
                "a second notice is a second fee, still open: this date holds if it need not be paid",
            ),
            (
                "fees_notice=2026-09-03;fees_notice=2026-09-08;fee_paid=2026-09-17;fee_paid=2026-09-21",
                "2026-10-16",
                "two fees open at once, the older one paid first: from the first notice to the last payment",
            ),
            (
                "fees_notice=2026-09-03;fee_paid=2026-09-17;fee_paid=2026-09-21",
                "2026-10-14",
                "nothing was unpaid on 21 September",
            ),
        ],
    );
}

#[test]
fn of_several_clarifications_the_last_is_day_zero_and_pauses_before_it_are_gone() {
    check_answers(
        "foia",
        "2026-09-01",
        &[
            (
                "clarification_requested=2026-09-03;clarification_received=2026-09-08;\
                 clarification_requested=2026-09-15;clarification_received=2026-09-21",
                "2026-10-19",
                "s.10(6)(b): received is the day of the information asked for, all of it",
            ),
            (
                "clarification_requested=2026-09-03;clarification_requested=2026-09-15;\
                 clarification_received=2026-09-21",
                "2026-10-19",
                "asked again before it was answered: one answer, one new day zero",
            ),
            (
                "clarification_requested=2026-09-08;fees_notice=2026-09-09;fee_paid=2026-09-10;\
                 clarification_received=2026-09-15",
                "2026-10-13",
                "a fee paid while the request was unclear lies before day zero: it costs nothing more",
            ),
            (
                "fees_notice=2026-09-08;clarification_requested=2026-09-09;\
                 clarification_received=2026-09-15;fee_paid=2026-09-18",
                "2026-10-16",
                "made clear while a fee is open: from the new day zero the days to the payment are left out",
            ),
            (
                "fees_notice=2026-09-03;fee_paid=2026-09-04;clarification_requested=2026-09-08;\
                 clarification_received=2026-09-15",
                "2026-10-13",
                "the pause of an earlier count does not carry over into the new one",
            ),
            (
                "pit_extension=2026-09-03;clarification_requested=2026-09-08;clarification_received=2026-09-15",
                "2026-11-10",
                "longer time stays claimed, and is counted from the new day zero: nobody is late before it",
            ),
        ],
    );
}

#[test]
fn while_a_fee_is_unpaid_time_stands_still_and_after_its_last_day_nothing_is_owed() {
    let law = law();
    for (regime, facts, today, expected) in [
        // FOIA s.9(2): three months beginning with the day of the notice; nobody is late meanwhile
        (
            "foia",
            "2026-09-01 sent; 2026-09-08 fees",
            "2026-09-29",
            "WithUs { since: 2026-09-08, hold: Fees }",
        ),
        (
            "foia",
            "2026-09-01 sent; 2026-09-08 fees",
            "2026-12-07",
            "WithUs { since: 2026-09-08, hold: Fees }",
        ),
        ("foia", "2026-09-01 sent; 2026-09-08 fees", "2026-12-08", "Lapsed { on: 2026-12-07 }"),
        ("foisa", "2026-09-01 sent; 2026-09-08 fees", "2026-12-08", "Lapsed { on: 2026-12-07 }"),
        // EIR reg 8(5): sixty working days after the notice, whose day is day zero
        ("eir", "2026-09-01 sent; 2026-09-08 fees", "2026-12-02", "WithUs { since: 2026-09-08, hold: Fees }"),
        ("eir", "2026-09-01 sent; 2026-09-08 fees", "2026-12-03", "Lapsed { on: 2026-12-02 }"),
        // paid on the last day: only what was left of the twenty days remains, s.10(2)
        (
            "foia",
            "2026-09-01 sent; 2026-09-08 fees; 2026-12-07 paid",
            "2026-12-08",
            "Awaiting { due: 2026-12-31 }",
        ),
        // paid too late, a fee opens nothing again, and neither does asking for it again
        (
            "foia",
            "2026-09-01 sent; 2026-09-08 fees; 2026-12-08 paid",
            "2026-12-09",
            "Lapsed { on: 2026-12-07 }",
        ),
        (
            "foia",
            "2026-09-01 sent; 2026-09-08 fees; 2026-12-10 fees",
            "2026-12-11",
            "Lapsed { on: 2026-12-07 }",
        ),
        // an answer ends it all the same: the authority may answer without the fee
        (
            "foia",
            "2026-09-01 sent; 2026-09-08 fees; 2026-12-09 responded",
            "2026-12-10",
            "Answered { on: 2026-12-09, late: true }",
        ),
    ] {
        let terms = law.terms(&regime.parse().unwrap()).unwrap();
        let derived = format!("{:?}", standing(&timeline(facts), terms, date(today)));
        assert_eq!(derived, expected, "{regime}: {facts} on {today}");
    }
}

#[test]
fn day_one_of_an_aggregation_window_is_a_working_day() {
    let window = "aggregation_window_last_day";
    let any = "day 1 is the first working day from the receipt on: the sixty days are working days, reg 5(2)";
    check(&[
        ("foia", "2026-09-01", "", window, "2026-11-23", "the day of receipt is day 1"),
        ("foia", "2026-08-31", "", window, "2026-11-23", any), // a holiday
        ("foia", "2026-08-30", "", window, "2026-11-23", any),
        ("foia", "2026-08-29", "", window, "2026-11-23", any),
        ("foia", "2026-09-05", "", window, "2026-11-27", any),
        ("foia", "2026-09-07", "", window, "2026-11-27", any),
        (
            "foia",
            "2026-09-01",
            "clarification_requested=2026-09-03;clarification_received=2026-09-21",
            window,
            "2026-11-23",
            "the window opens with the request, not with what makes it clear",
        ),
        (
            "foia",
            "2026-09-01",
            "fees_notice=2026-09-03;fee_paid=2026-09-17",
            window,
            "2026-11-23",
            "a fee stops the time for the answer, not the window",
        ),
    ]);
}

#[test]
fn a_posted_request_is_received_on_the_third_day_at_a_weekend_too() {
    let third = "FOISA s.74 presumes the third day after posting, of whatever kind; it is day zero and need not count";
    let due = "response_due";
    check(&[
        ("foisa", "2026-09-01", "posted=2026-09-01", due, "2026-10-02", third),
        ("foisa", "2026-09-02", "posted=2026-09-02", due, "2026-10-02", third), // a Saturday
        ("foisa", "2026-09-03", "posted=2026-09-03", due, "2026-10-02", third), // a Sunday
        ("foisa", "2026-09-04", "posted=2026-09-04", due, "2026-10-05", third),
        ("foisa", "2026-12-23", "posted=2026-12-23", due, "2027-01-27", third), // Boxing Day
        (
            "eisr",
            "2026-09-02",
            "posted=2026-09-02",
            due,
            "2026-09-30",
            "the Regulations presume no day: actual receipt",
        ),
    ]);
}

#[test]
fn a_pause_moves_the_twenty_and_the_forty_days_of_the_eir_alike() {
    check_answers(
        "eir",
        "2026-06-01",
        &[
            ("", "2026-06-30", "twenty working days"),
            ("extension=2026-06-30", "2026-07-29", "forty, claimed on day 20"),
            (
                "advance_payment_notice=2026-06-08;payment_received=2026-06-12;extension=2026-06-30",
                "2026-08-06",
                "reg 8(6): five working days are left out of the forty",
            ),
            (
                "advance_payment_notice=2026-06-08;payment_received=2026-06-12;extension=2026-07-07",
                "2026-08-06",
                "and out of the twenty, so that the pause moves the last day for the notice too",
            ),
            (
                "advance_payment_notice=2026-06-08;payment_received=2026-06-12;extension=2026-07-08",
                "2026-07-07",
                "a notice after that day extends nothing",
            ),
            (
                "extension=2026-06-30;advance_payment_notice=2026-07-08;payment_received=2026-07-14",
                "2026-08-05",
                "a pause in the longer time moves its end",
            ),
        ],
    );
    let paused = "advance_payment_notice=2026-06-08;payment_received=2026-06-12";
    check(&[
        (
            "eir",
            "2026-06-01",
            paused,
            "extension_notice_due",
            "2026-07-07",
            "the twenty, as the pause moves them",
        ),
        ("eir", "2026-06-01", paused, "wd40_outer", "2026-08-06", "the forty, as the pause moves them"),
        ("eisr", "2026-06-01", paused, "wd40_outer", "2026-08-05", "the Scottish calendar has no 13 July"),
    ]);
}

#[test]
fn a_school_day_that_is_paused_is_left_out_once() {
    check_answers(
        "foia-school",
        "2026-10-12",
        &[
            ("", "2026-11-09", "no closure known: the twentieth working day"),
            ("school_closed=2026-10-26/2026-10-30", "2026-11-16", "five days are no school days, reg 3"),
            (
                "fees_notice=2026-10-28;fee_paid=2026-11-03",
                "2026-11-16",
                "five working days are disregarded, s.10(2)",
            ),
            (
                "school_closed=2026-10-26/2026-10-30;fees_notice=2026-10-28;fee_paid=2026-11-03",
                "2026-11-18",
                "three days have both reasons, and are left out once",
            ),
        ],
    );
    check_answers(
        "foia-school",
        "2026-07-10",
        &[
            (
                "school_closed=2026-07-13/2026-12-01",
                "2026-10-07",
                "closed for long: the sixtieth working day, out of which no closure is left",
            ),
            (
                "school_closed=2026-07-20/2026-12-01;fees_notice=2026-07-13;fee_paid=2026-07-17",
                "2026-10-13",
                "out of the sixty only the pause is left: four working days, for 13 July is a holiday",
            ),
            (
                "school_closed=2026-07-20/2026-12-01;clarification_requested=2026-07-13;\
                 clarification_received=2026-07-17",
                "2026-10-13",
                "made clear: twenty and sixty begin anew, and the school stays closed",
            ),
        ],
    );
}
