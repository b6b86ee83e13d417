//! When letters go.

use chrono::{DateTime, Utc};

use super::law;
use crate::moment::{london, london_time};
use crate::plan::{SendDays, SendPlan, over_holidays, schedule};

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A plan of two letters an hour, twelve a day.
fn slow(starts: &str, pilot: usize) -> SendPlan {
    SendPlan { starts: starts.parse().unwrap(), pilot, per_hour: 2, ..SendPlan::default() }
}

#[test]
fn letters_go_on_working_days_in_working_hours_the_pilot_first() {
    let law = law();
    let foia = [law.terms(&"foia".parse().unwrap()).unwrap()];
    let plan = slow("2018-08-04", 3);
    let times = schedule(&plan, 20, SendDays(&foia), instant("2018-07-01T10:00:00Z")).unwrap();
    let days: Vec<_> = times.iter().map(|time| london(*time).to_string()).collect();
    // a Saturday, and Monday 6 August is a holiday in Scotland
    assert_eq!(days[..4], ["2018-08-07", "2018-08-07", "2018-08-07", "2018-08-09"]);
    assert_eq!(days[14..16], ["2018-08-09", "2018-08-10"], "twelve slots a day");
    assert!(times.is_sorted());
    assert!(times.iter().all(|time| london_time(*time) >= plan.from && london_time(*time) < plan.until));
}

#[test]
fn a_plan_whose_start_has_passed_goes_on_from_now_and_only_in_its_hours() {
    let law = law();
    let foia = [law.terms(&"foia".parse().unwrap()).unwrap()];
    for (now, first) in [
        ("2026-09-02T10:10:00Z", "2026-09-02 10:30:00 UTC"), // within the hours: the next slot
        ("2026-09-02T02:00:00Z", "2026-09-02 08:30:00 UTC"), // at night: when they begin, in summer time
        ("2026-09-02T20:00:00Z", "2026-09-03 08:30:00 UTC"), // in the evening: tomorrow
        ("2026-09-05T10:00:00Z", "2026-09-07 08:30:00 UTC"), // on a Saturday: on Monday
        ("2026-06-15T10:00:00Z", "2026-06-16 08:30:00 UTC"), // on a holiday of Scotland alone: tomorrow
    ] {
        let times = schedule(&slow("2026-09-01", 0), 3, SendDays(&foia), instant(now));
        let times = if now < "2026-09-01" {
            schedule(&slow("2026-06-01", 0), 3, SendDays(&foia), instant(now))
        } else {
            times
        };
        assert_eq!(times.unwrap()[0].to_string(), first, "{now}");
    }
}

#[test]
fn a_campaign_under_two_laws_sends_on_the_working_days_of_both() {
    let law = law();
    let [foia, foisa] = ["foia", "foisa"].map(|code| law.terms(&code.parse().unwrap()).unwrap());
    let now = instant("2026-03-17T10:00:00Z"); // St Patrick's Day: a working day in Scotland
    for (laws, first) in
        [(vec![foisa], "2026-03-17"), (vec![foia], "2026-03-18"), (vec![foisa, foia], "2026-03-18")]
    {
        let times = schedule(&slow("2026-03-17", 0), 1, SendDays(&laws), now).unwrap();
        assert_eq!(london(times[0]).to_string(), first);
    }
}

#[test]
fn a_plan_past_the_known_holidays_is_refused() {
    let law = law();
    let foia = [law.terms(&"foia".parse().unwrap()).unwrap()];
    let refusal = schedule(&slow("2028-12-29", 0), 226, SendDays(&foia), instant("2028-12-01T10:00:00Z"));
    let says = refusal.unwrap_err().to_string();
    assert_eq!(
        says,
        "bank holidays are known only from 2005-01-01 to 2028-12-31: bring in further ones with `foi clock refresh FILE`, or `foi clock refresh URL`"
    );
}

#[test]
fn authorities_put_over_christmas_or_easter_are_counted() {
    let law = law();
    let foia = law.terms(&"foia".parse().unwrap()).unwrap();
    for (sent, expected) in [
        (vec!["2026-09-01T10:00:00Z"], vec![]),
        (
            vec!["2026-11-20T10:00:00Z", "2026-12-01T10:00:00Z", "2026-12-04T10:00:00Z"],
            vec![
                "2 of 3 authorities would count over Christmas (Fri 25 December 2026): asked from Tue 1 December \
                 2026 on, the last would have until Thu 7 January 2027; set plan.starts so that all are due before, \
                 or after the holidays",
            ],
        ),
        (
            vec!["2026-03-10T10:00:00Z"],
            vec![
                "1 of 1 authorities would count over Easter (Fri 3 April 2026): asked from Tue 10 March 2026 on, the \
                 last would have until Fri 10 April 2026; set plan.starts so that all are due before, or after the \
                 holidays",
            ],
        ),
    ] {
        let of = sent.len();
        let warned = over_holidays(sent.into_iter().map(|at| (instant(at), foia))).unwrap();
        let sentences: Vec<_> = warned.iter().map(|warning| warning.sentence(of)).collect();
        assert_eq!(sentences, expected);
    }
}
