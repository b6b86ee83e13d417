//! Each day of a count as a line.

use chrono::NaiveDate;
use domain::clock::{Clock, Count};
use domain::explain::{Day, Explained};
use domain::moment::in_words;

/// One day.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::request) struct DayLine {
    pub(in crate::request) date: String,
    /// Its number in the count; empty where it is left out.
    pub(in crate::request) number: String,
    /// Why it is left out, with its source; empty where it counts.
    pub(in crate::request) why: String,
    /// What else is to be said of it: `today`, `last day`; empty where nothing is.
    pub(in crate::request) mark: String,
}

/// Day zero and each day after it, up to the last one. A count that is held ends where it was held: what comes after that
/// is not counted yet.
pub(super) fn lines(clock: &Clock, count: &Count, explained: &Explained, today: NaiveDate) -> Vec<DayLine> {
    let zero = Day { date: count.received, number: Some(0), why: String::new() };
    let follows = explained.days.first().is_some_and(|first| first.date > count.received);
    let days = follows.then_some(&zero).into_iter().chain(&explained.days);
    let known = days.take_while(|day| held_since(clock).is_none_or(|since| day.date < since));
    known.map(|day| line(day, &marks(clock, explained, today))).collect()
}

fn held_since(clock: &Clock) -> Option<NaiveDate> {
    match clock {
        Clock::Held { holds, .. } => holds.first().map(|(since, _)| *since),
        Clock::NotStarted | Clock::Running(_) | Clock::Stopped { .. } => None,
    }
}

fn marks(clock: &Clock, explained: &Explained, today: NaiveDate) -> Vec<(NaiveDate, &'static str)> {
    let stop = match clock {
        Clock::Stopped { on, answered: true, .. } => Some((*on, "answered")),
        Clock::Stopped { on, answered: false, .. } => Some((*on, "taken back")),
        Clock::NotStarted | Clock::Running(_) | Clock::Held { .. } => None,
    };
    stop.into_iter().chain([(today, "today"), (explained.due, "last day")]).collect()
}

fn line(day: &Day, marks: &[(NaiveDate, &'static str)]) -> DayLine {
    let own: Vec<&str> = marks.iter().filter(|(on, _)| *on == day.date).map(|(_, mark)| *mark).collect();
    DayLine {
        date: in_words(day.date),
        number: day.number.map_or(String::new(), |number| number.to_string()),
        why: day.why.clone(),
        mark: own.join(", "),
    }
}

/// How many days count, and how many are left out.
pub(super) fn tally(days: &[DayLine]) -> String {
    let left_out = days.iter().filter(|day| day.number.is_empty()).count();
    let counted = days.iter().filter(|day| !day.number.is_empty() && day.number != "0").count();
    format!("{counted} counted, {left_out} left out")
}
