use domain::fact::{Fact, Receipt};

use super::*;
use crate::tests::sample::law;

const MONDAY: &str = "2018-08-20 received";

/// What the page tells of a timeline such as `2018-08-20 received, 2018-08-22 fee asked` on a day.
fn on(regime: &str, happened: &str, today: &str) -> Told {
    let law = law();
    let timeline: Vec<Dated> = happened.split(", ").map(fact).collect();
    told(&timeline, &law, law.terms(&regime.parse().unwrap()), today.parse().unwrap())
}

fn fact(text: &str) -> Dated {
    let (on, what) = text.split_once(' ').unwrap();
    let fact = match what.split_once(" until ").unwrap_or((what, "")) {
        ("received", _) => Fact::Received { how: Receipt::Direct },
        ("fee asked", _) => Fact::FeesNotified,
        ("fee paid", _) => Fact::FeesPaid,
        ("unclear", _) => Fact::ClarificationSought { answer_by: None },
        ("longer", until) => Fact::ExtensionClaimed { until: until.parse().ok() },
        ("redirected", _) => Fact::Redirected { to: "other@trust.invalid".into() },
        ("answered", _) => Fact::Responded,
        ("taken back", _) => Fact::Withdrawn { why: String::new() },
        (other, _) => panic!("{other}"),
    };
    Dated { on: on.parse().unwrap(), fact }
}

/// Law, today and what happened; then where the count stands; then due date, last lawful date and tally.
const COUNTS: &str = "\
foia 2018-09-10 2018-08-20 received
  It is running: working day 14 of 20.
  Tue 18 September 2018 / the same day / 20 counted, 9 left out
foia 2018-09-18 2018-08-20 received
  It is running: working day 20 of 20.
  Tue 18 September 2018 / the same day / 20 counted, 9 left out
foia 2018-09-21 2018-08-20 received
  The last day passed 3 working days ago.
  Tue 18 September 2018 / the same day / 20 counted, 9 left out
foisa 2018-09-10 2018-08-20 received
  It is running: working day 15 of 20.
  Mon 17 September 2018 / the same day / 20 counted, 8 left out
foia 2018-09-10 2018-08-18 received
  It is running: working day 15 of 20.
  Mon 17 September 2018 / Tue 18 September 2018 / 20 counted, 10 left out
foia 2018-09-18 2018-08-18 received
  The last day passed 1 working day ago, but it may lawfully answer until Tue 18 September 2018.
  Mon 17 September 2018 / Tue 18 September 2018 / 20 counted, 10 left out
foia 2018-09-10 2018-08-20 received, 2018-08-22 fee asked, 2018-08-24 fee paid
  It is running: working day 11 of 20.
  Fri 21 September 2018 / the same day / 20 counted, 12 left out
foia 2018-09-10 2018-08-20 received, 2018-08-22 longer until 2018-10-01
  It is running: working day 14 of 29.
  Mon 1 October 2018 / the same day / 29 counted, 13 left out
foia 2018-09-10 2018-08-20 received, 2018-08-22 longer
  It is running: working day 14 of 40.
  Tue 16 October 2018 / the same day / 40 counted, 17 left out
foia 2018-09-10 2018-08-20 received, 2018-09-03 answered
  It stopped on Mon 3 September 2018, working day 9 of 20, when the authority answered.
  Tue 18 September 2018 / the same day / 20 counted, 9 left out
foia 2018-10-10 2018-08-20 received, 2018-09-30 answered
  It stopped on Sun 30 September 2018, when the authority answered.
  Tue 18 September 2018 / the same day / 20 counted, 9 left out
foia 2018-09-10 2018-08-20 received, 2018-08-20 taken back
  It stopped on Mon 20 August 2018, when we took the request back.
  Tue 18 September 2018 / the same day / 20 counted, 9 left out";

#[test]
fn the_page_says_where_the_count_stands_and_which_days_made_the_date() {
    let lines: Vec<&str> = COUNTS.lines().collect();
    for case in lines.chunks(3) {
        let mut words = case[0].splitn(3, ' ');
        let [regime, today, happened] = std::array::from_fn(|_| words.next().unwrap());
        let told = on(regime, happened, today);
        let dates = [told.due, told.last_lawful, told.tally].join(" / ");
        assert_eq!([told.now.as_str(), &dates], [case[1].trim(), case[2].trim()], "{}", case[0]);
    }
    assert_eq!(lines.len(), 3 * 12);
}

#[test]
fn a_held_count_says_for_what_and_shows_only_the_days_before() {
    let fee = "When the fee is paid the count goes on; the days from the notice to the payment are left out, both \
               included.";
    let waits = "It stands still: the authority waits since Wed 22 August 2018 for";
    for (happened, today, now, days) in [
        (
            "2018-08-20 received, 2018-08-22 fee asked",
            "2018-09-10",
            format!("{waits} a fee. 1 working day had passed before. {fee}"),
            2,
        ),
        (
            "2018-08-20 received, 2018-08-22 unclear",
            "2018-09-10",
            format!("{waits} clarification. 1 working day had passed before. When it has our answer, a new day zero begins."),
            2,
        ),
        (
            "2018-08-20 received, 2018-08-22 redirected",
            "2018-09-10",
            format!(
                "{waits} the request at another address. 1 working day had passed before. Its time begins when the request reaches that address."
            ),
            2,
        ),
        (
            "2018-08-20 received, 2018-08-22 unclear, 2018-08-24 fee asked",
            "2018-09-10",
            format!(
                "{waits} clarification, and since Fri 24 August 2018 for a fee. 1 working day had passed before. When it has our answer, a new day zero begins. {fee}"
            ),
            2,
        ),
        (
            "2018-08-20 received, 2018-08-22 fee asked",
            "2018-11-22",
            "It lapsed: the fee, asked for on Wed 22 August 2018, was not paid by Wed 21 November 2018, so the authority \
             need not answer any more (FOIA s.9(2))."
                .into(),
            2,
        ),
    ] {
        let told = on("foia", happened, today);
        assert_eq!(told.due.is_empty(), now.starts_with("It lapsed"), "{happened}");
        assert_eq!((told.now, told.days.len()), (now, days), "{happened}");
    }
}

#[test]
fn each_day_has_its_number_or_its_reason_and_today_is_marked() {
    let told = on("foia", MONDAY, "2018-08-28");
    let day = |at: usize| {
        let DayLine { date, number, why, mark } = &told.days[at];
        (date.as_str(), number.as_str(), why.as_str(), mark.as_str())
    };
    assert_eq!(day(0), ("Mon 20 August 2018", "0", "", ""));
    assert_eq!(day(1), ("Tue 21 August 2018", "1", "", ""));
    assert_eq!(day(5), ("Sat 25 August 2018", "", "weekend", ""));
    assert_eq!(day(8), ("Tue 28 August 2018", "5", "", "today"));
    assert_eq!(day(29), ("Tue 18 September 2018", "20", "", "last day"));
    assert_eq!(told.days.len(), 30);
    let bank = &told.days[7];
    assert_eq!(bank.number, "");
    for words in ["bank holiday in England and Wales and Northern Ireland", "any part of the UK", "["] {
        assert!(bank.why.contains(words), "{}", bank.why);
    }
}

#[test]
fn the_law_is_named_with_its_sources_and_the_day_of_its_last_check() {
    let told = on("foisa", MONDAY, "2018-09-10");
    let law = told.law.unwrap();
    assert_eq!((law.short.as_str(), law.checked.as_str()), ("FOISA", "Thu 30 April 2026"));
    assert_eq!(law.sources[0].link, "https://www.legislation.gov.uk/asp/2002/13/section/10");
    assert_eq!(told.known_to, "Sun 31 December 2028");
    assert_eq!(told.version.len(), 12);
    assert_eq!(told.length, "20 working days (FOISA s.10(1))");
}

#[test]
fn where_there_is_no_date_the_refusal_stands_instead() {
    for (regime, happened, zero, unknown) in [
        (
            "foia",
            "2028-12-20 received",
            "Wed 20 December 2028: day zero, whatever day of the week it is (FOIA s.10(1), (6))",
            "The due date is not known: bank holidays are known only from 2005-01-01 to 2028-12-31: bring in further ones \
             with `foi clock refresh FILE`, or `foi clock refresh URL`.",
        ),
        (
            "none",
            MONDAY,
            "",
            "The law of this request is not known at this desk: put its file into the folder that calendar.regimes names \
             in foi.toml.",
        ),
        ("foia", "2018-09-03 answered", "not known; the authority answered on Mon 3 September 2018", ""),
    ] {
        let told = on(regime, happened, "2018-09-10");
        assert_eq!((told.zero.as_str(), told.unknown.as_str()), (zero, unknown));
        assert_eq!((told.due.as_str(), told.days.len()), ("", 0));
    }
}
