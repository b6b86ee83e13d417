//! The statutory clock of one request, explained day by day.

use chrono::NaiveDate;
use domain::calendar::{BeyondCalendar, Calendar};
use domain::clock::{Clock, Count, DAYS_FOR_ANSWER, Extension, Profile, clock};
use domain::fact::Dated;
use domain::moment::in_words;

/// The clock in sentences.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Explained {
    /// Day zero, and why it is that day.
    pub(super) zero: String,
    /// How far the count has come, and what stopped it.
    pub(super) now: String,
    /// The last day for the answer by the Act; empty where it is not known.
    pub(super) due: String,
    /// Why the last lawful date is a later one; empty where it is not.
    pub(super) last_lawful: String,
    /// How many days between day zero and the due date count.
    pub(super) counted: usize,
    /// Each day left out between day zero and the due date, with its reason.
    pub(super) left_out: Vec<String>,
    /// What is not known, and what to do.
    pub(super) unknown: String,
}

/// Explains where the clock stands after this timeline.
pub(super) fn explained(timeline: &[Dated], calendar: &Calendar, today: NaiveDate) -> Explained {
    let clock = clock(timeline);
    let Some(count) = clock.count() else {
        let zero = "The clock has not started: no mail server has accepted the request, or it came back.";
        return Explained { zero: zero.into(), ..Explained::default() };
    };
    let zero =
        format!("Day zero is {}: the day on which the request was received.", in_words(count.received));
    let explained = Explained { zero, now: now(&clock, count, calendar, today), ..Explained::default() };
    match dates(count, calendar) {
        Ok((due, last_lawful)) => dated(explained, count, calendar, due, last_lawful),
        Err(beyond) => Explained { unknown: format!("The due date is not known: {beyond}."), ..explained },
    }
}

/// The due date by the Act and the last lawful date.
fn dates(count: &Count, calendar: &Calendar) -> Result<(NaiveDate, NaiveDate), BeyondCalendar> {
    Ok((count.due(calendar, Profile::Act)?, count.last_lawful(calendar)?))
}

fn dated(
    explained: Explained,
    count: &Count,
    calendar: &Calendar,
    due: NaiveDate,
    last_lawful: NaiveDate,
) -> Explained {
    let days = || count.received.iter_days().skip(1).take_while(move |day| *day <= due);
    let left_out: Vec<String> = days().filter_map(|day| why_left_out(count, calendar, day)).collect();
    Explained {
        due: in_words(due),
        last_lawful: if last_lawful == due { String::new() } else { later(count, last_lawful) },
        counted: days().count() - left_out.len(),
        left_out,
        ..explained
    }
}

/// Why a day does not count; nothing for one that does.
fn why_left_out(count: &Count, calendar: &Calendar, day: NaiveDate) -> Option<String> {
    let unpaid = count.disregarded.iter().any(|(from, to)| (*from..=*to).contains(&day));
    let fee = || unpaid.then(|| format!("{}: the fee was not paid yet, s.10(2)", in_words(day)));
    calendar.why_not(day).or_else(fee)
}

/// s.45 Code of Practice (2018), 4.2: what arrives on a day that is no working day counts from the next one.
fn later(count: &Count, last: NaiveDate) -> String {
    format!(
        "{} was no working day. An authority that follows the Code of Practice counts from the next one, so it may \
         lawfully answer until {}; it is not called overdue before.",
        in_words(count.received),
        in_words(last)
    )
}

fn now(clock: &Clock, count: &Count, calendar: &Calendar, today: NaiveDate) -> String {
    match clock {
        Clock::NotStarted => String::new(),
        Clock::Running(_) => running(count, calendar, today),
        Clock::Held { since, hold, .. } => {
            format!("It stands still since {}: the authority waits for {}.", in_words(*since), hold.name())
        }
        Clock::Stopped { on, answered: true, .. } => {
            format!("It stopped on {}, when the authority answered.", in_words(*on))
        }
        Clock::Stopped { on, answered: false, .. } => {
            format!("It stopped on {}, when we took the request back.", in_words(*on))
        }
    }
}

fn running(count: &Count, calendar: &Calendar, today: NaiveDate) -> String {
    let passed = count.received.iter_days().skip(1).take_while(|day| *day <= today);
    let days = passed.filter(|day| why_left_out(count, calendar, *day).is_none()).count();
    let of = match count.extended {
        None => format!("of {DAYS_FOR_ANSWER}"),
        Some(Extension { until: Some(until) }) => {
            format!("and the authority promised an answer by {}, s.10(3)", in_words(until))
        }
        Some(Extension { until: None }) => "and the authority takes longer, s.10(3)".into(),
    };
    format!("It is running: working day {days} {of}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::fact::Fact;

    fn explain(facts: &[(&str, Fact)], today: &str) -> Explained {
        let calendar = Calendar::parse(include_str!("../../../../config/bank-holidays.csv")).unwrap();
        let dated = |(on, fact): &(&str, Fact)| Dated { on: on.parse().unwrap(), fact: fact.clone() };
        let timeline: Vec<Dated> = facts.iter().map(dated).collect();
        explained(&timeline, &calendar, today.parse().unwrap())
    }

    #[test]
    fn each_day_left_out_has_its_reason_and_a_later_lawful_date_is_explained() {
        let monday = || ("2018-08-20", Fact::Received);
        let extension =
            |until: Option<&str>| Fact::ExtensionClaimed { until: until.map(|day| day.parse().unwrap()) };
        for (facts, now, due, left_out, later) in [
            (vec![monday()], "It is running: working day 14 of 20.", "Tue 18 September 2018", 9, false),
            (
                vec![("2018-08-18", Fact::Received)],
                "It is running: working day 15 of 20.",
                "Mon 17 September 2018",
                10,
                true,
            ),
            (
                vec![monday(), ("2018-08-22", Fact::FeesNotified), ("2018-08-24", Fact::FeesPaid)],
                "It is running: working day 11 of 20.",
                "Fri 21 September 2018",
                12,
                false,
            ),
            (
                vec![monday(), ("2018-08-22", Fact::FeesNotified)],
                "It stands still since Wed 22 August 2018: the authority waits for fees.",
                "Tue 18 September 2018",
                9,
                false,
            ),
            (
                vec![monday(), ("2018-08-22", extension(Some("2018-10-01")))],
                "It is running: working day 14 and the authority promised an answer by Mon 1 October 2018, s.10(3).",
                "Mon 1 October 2018",
                13,
                false,
            ),
            (
                vec![monday(), ("2018-08-22", extension(None))],
                "It is running: working day 14 and the authority takes longer, s.10(3).",
                "Tue 16 October 2018",
                17,
                false,
            ),
        ] {
            let explained = explain(&facts, "2018-09-10");
            assert_eq!((explained.now.as_str(), explained.due.as_str()), (now, due));
            assert_eq!(
                (explained.left_out.len(), explained.last_lawful.is_empty()),
                (left_out, !later),
                "{now}"
            );
        }
    }

    #[test]
    fn past_the_known_holidays_there_is_a_reason_instead_of_a_date() {
        let explained = explain(&[("2028-12-20", Fact::Received)], "2028-12-21");
        assert_eq!(explained.due, "");
        let why = "The due date is not known: bank holidays are known only to 2028-12-31: refresh \
                   config/bank-holidays.csv.";
        assert_eq!(explained.unknown, why);
    }
}
