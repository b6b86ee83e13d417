//! The statutory clock of one request, counted out loud.

mod days;
mod now;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use domain::clock::{Clock, Count, Profile, clock};
use domain::deadlines::RESPONSE_DUE;
use domain::explain::{Explained, explain};
use domain::fact::Dated;
use domain::law::{Law, Terms};
use domain::moment::in_words;

use self::days::DayLine;
use crate::laws::{Named, known_to, named};
use crate::shown;

/// The clock as its page shows it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// The law; none where it is not known at this desk.
    pub(super) law: Option<Named>,
    /// Day zero, and why it is that day.
    pub(super) zero: String,
    /// How far the count has come today, and what holds or stopped it.
    pub(super) now: String,
    /// The last day for the answer by the Act; empty where it is not known, or nothing is due any more.
    pub(super) due: String,
    /// How long the time is, with its source.
    pub(super) length: String,
    /// The last day on which the authority may lawfully answer.
    pub(super) last_lawful: String,
    /// Why it is a later one, and what else is to be known about the date.
    pub(super) remarks: Vec<String>,
    /// Each day from day zero on.
    pub(super) days: Vec<DayLine>,
    /// How many of them count, and how many are left out.
    pub(super) tally: String,
    /// What is not known, and what to do.
    pub(super) unknown: String,
    /// The version of the holidays.
    pub(super) version: String,
    /// The last day for which this law's holidays are known.
    pub(super) known_to: String,
}

/// Tells where the clock stands after this timeline. `terms` are the law of the request, where the desk knows it.
pub(super) fn told(timeline: &[Dated], law: &Law, terms: Option<&Terms>, today: NaiveDate) -> Told {
    let Some(terms) = terms else {
        let unknown = "The law of this request is not known at this desk: put its file into the folder that \
                       calendar.regimes names in foi.toml.";
        return Told { unknown: unknown.into(), ..Told::default() };
    };
    let clock = clock(timeline, terms);
    let told = Told {
        law: Some(named(terms)),
        version: law.version().into(),
        known_to: shown::day(known_to(terms)),
        ..Told::default()
    };
    let Some(count) = clock.count() else {
        return Told { zero: not_started(&clock), ..told };
    };
    match explain(RESPONSE_DUE, timeline, law, terms, Profile::Act) {
        Ok(explained) => dated(told, explained, &clock, count, terms, today),
        Err(refusal) => Told {
            zero: format!("{}: {}", in_words(count.received), terms.regime.receipt.says),
            now: now::sentence(&clock, None, terms, today),
            unknown: format!("The due date is not known: {refusal}."),
            ..told
        },
    }
}

fn not_started(clock: &Clock) -> String {
    match clock {
        Clock::Stopped { on, answered: true, .. } => {
            format!("not known; the authority answered on {}", in_words(*on))
        }
        Clock::NotStarted | Clock::Running(_) | Clock::Held { .. } | Clock::Stopped { .. } => {
            "The clock has not started: no mail server has accepted the request, or it came back.".into()
        }
    }
}

fn dated(
    told: Told,
    explained: Explained,
    clock: &Clock,
    count: &Count,
    terms: &Terms,
    today: NaiveDate,
) -> Told {
    let days = days::lines(clock, count, &explained, today);
    let told = Told {
        now: now::sentence(clock, Some(&explained), terms, today),
        tally: days::tally(&days),
        days,
        ..told
    };
    if now::lapsed_on(clock, terms, today).is_some() {
        return Told { zero: explained.zero, ..told };
    }
    Told {
        due: in_words(explained.due),
        last_lawful: last_lawful(count, explained.due, terms),
        zero: explained.zero,
        length: explained.length,
        remarks: explained.remarks,
        ..told
    }
}

fn last_lawful(count: &Count, due: NaiveDate, terms: &Terms) -> String {
    match count.last_lawful(terms) {
        Ok(last) if last > due => in_words(last),
        Ok(_) => "the same day".into(),
        Err(_) => "not known".into(),
    }
}
