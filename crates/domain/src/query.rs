//! One question to the clock, as commands and files of worked dates ask it.

use chrono::NaiveDate;
use serde::Deserialize;
use thiserror::Error;

use crate::clock::Profile;
use crate::deadlines::{NoDate, last_day};
use crate::events::{self, BadEvent};
use crate::explain::{Explained, explain};
use crate::fact::Dated;
use crate::law::{Law, Terms};
use crate::regime::{NotARegime, RegimeCode};

/// Which last day is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query<'a> {
    /// The law's code, in any case.
    pub regime: &'a str,
    /// Where the authority is; empty where that is left open.
    pub jurisdiction: &'a str,
    /// The day of receipt, or the instant.
    pub received: &'a str,
    /// What happened: see [`crate::events`].
    pub events: Vec<&'a str>,
    /// The name of the last day.
    pub quantity: &'a str,
    /// Which reading of an arrival on a day that is no working day.
    pub profile: Profile,
}

/// Why there is no date.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refused {
    /// The law's code is none.
    #[error(transparent)]
    NotARegime(#[from] NotARegime),
    /// The law is not among those that are known.
    #[error(
        "law `{code}` is not known: {known} are; a further one is a file in the folder that calendar.regimes names"
    )]
    Unknown {
        /// As asked.
        code: String,
        /// Those that are known.
        known: String,
    },
    /// The law does not bind authorities there.
    #[error("{regime} does not bind authorities of `{jurisdiction}`: it binds those of {known}")]
    Elsewhere {
        /// The law's short name.
        regime: String,
        /// As asked.
        jurisdiction: String,
        /// Where it binds.
        known: String,
    },
    /// The law was not in force.
    #[error("{regime} applies to requests received from {from}{until}: {received} is outside")]
    NotInForce {
        /// The law's short name.
        regime: String,
        /// Its first day.
        from: NaiveDate,
        /// Its last day in words, where it has one.
        until: String,
        /// The day of receipt.
        received: NaiveDate,
    },
    /// An event cannot be understood.
    #[error(transparent)]
    Event(#[from] BadEvent),
    /// The date cannot be counted.
    #[error(transparent)]
    NoDate(#[from] NoDate),
}

/// What the clock answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered<'a> {
    /// The law with its days.
    pub terms: &'a Terms,
    /// The London date of receipt.
    pub received: NaiveDate,
    /// The events as a timeline.
    pub timeline: Vec<Dated>,
    /// The last day.
    pub due: NaiveDate,
}

impl Query<'_> {
    /// Answers from these laws and holidays.
    ///
    /// Errors: the law is unknown, binds elsewhere or was not in force; an event cannot be understood; or there is no such
    /// date.
    pub fn answer<'l>(&self, law: &'l Law) -> Result<Answered<'l>, Refused> {
        let terms = self.terms(law)?;
        let received = events::received(self.received)?;
        in_force(terms, received)?;
        let timeline = events::timeline(received, &self.events, &terms.regime)?;
        let due = last_day(self.quantity, &timeline, terms, self.profile)?;
        Ok(Answered { terms, received, timeline, due })
    }

    /// Answers, and counts out loud.
    ///
    /// Errors: as for [`Query::answer`].
    pub fn explain(&self, law: &Law) -> Result<Explained, Refused> {
        let answered = self.answer(law)?;
        Ok(explain(self.quantity, &answered.timeline, law, answered.terms, self.profile)?)
    }

    fn terms<'l>(&self, law: &'l Law) -> Result<&'l Terms, Refused> {
        let code: RegimeCode = self.regime.parse()?;
        let known = || law.all().map(|terms| terms.regime.code.to_string()).collect::<Vec<_>>().join(", ");
        let unknown = || Refused::Unknown { code: code.to_string(), known: known() };
        let terms = law.terms(&code).ok_or_else(unknown)?;
        let jurisdictions = &terms.regime.jurisdictions;
        if self.jurisdiction.is_empty() || jurisdictions.contains_key(self.jurisdiction) {
            return Ok(terms);
        }
        Err(Refused::Elsewhere {
            regime: terms.regime.short.clone(),
            jurisdiction: self.jurisdiction.into(),
            known: jurisdictions.keys().cloned().collect::<Vec<_>>().join(", "),
        })
    }
}

fn in_force(terms: &Terms, received: NaiveDate) -> Result<(), Refused> {
    let span = &terms.regime.in_force;
    if span.from <= received && span.until.is_none_or(|until| received <= until) {
        return Ok(());
    }
    Err(Refused::NotInForce {
        regime: terms.regime.short.clone(),
        from: span.from,
        until: span.until.map_or(String::new(), |until| format!(" to {until}")),
        received,
    })
}

/// One row of a file of worked dates.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Vector {
    /// Its name.
    pub id: String,
    /// The law's code.
    pub regime: String,
    /// Where the authority is.
    pub jurisdiction: String,
    /// The day of receipt, or the instant.
    pub received: String,
    /// Events, with `;` between them.
    pub events: String,
    /// Which last day.
    pub quantity: String,
    /// `act` or `code45`.
    pub profile: String,
    /// The date that is right.
    pub expected: NaiveDate,
}

impl Vector {
    /// Reads a file with these columns; others are ignored.
    ///
    /// Errors: the first row that cannot be read, with its line.
    pub fn read(csv: &str) -> Result<Vec<Vector>, csv::Error> {
        csv::Reader::from_reader(csv.as_bytes()).deserialize().collect()
    }

    /// The row as a question; none where its profile is neither `act` nor `code45`.
    pub fn query(&self) -> Option<Query<'_>> {
        Some(Query {
            regime: &self.regime,
            jurisdiction: &self.jurisdiction,
            received: &self.received,
            events: self.events.split(';').collect(),
            quantity: &self.quantity,
            profile: Profile::named(&self.profile)?,
        })
    }
}
