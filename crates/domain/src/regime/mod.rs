//! The laws under which authorities answer, as data: every number, rule and date of a law comes from its file in
//! `config/regimes`, with its source. A new law is a file.

mod code;
mod files;
mod period;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use serde::Deserialize;

pub use code::{NotARegime, RegimeCode};
pub use files::{BadRegime, read};
pub use period::{Period, Range, Roll, Unit};

/// One law, as its file says it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// Its code.
    pub code: RegimeCode,
    /// Its short name: `FOIA`.
    pub short: String,
    /// Its full name.
    pub title: String,
    /// When its text here was last compared with its sources.
    pub checked: NaiveDate,
    /// Where that text can be read.
    pub sources: Vec<String>,
    /// What is uncertain or unusual about it, for people.
    #[serde(default)]
    pub note: String,
    /// The days of receipt to which it applies.
    pub in_force: InForce,
    /// Where its authorities are, each with a remark that is shown beside a date; an empty one is none.
    pub jurisdictions: BTreeMap<String, String>,
    /// Which days count.
    pub calendar: CalendarRule,
    /// When a request is received.
    pub receipt: ReceiptRule,
    /// The time for the answer.
    pub answer: Answer,
    /// How the authority may take longer; no entry where it may not.
    #[serde(default)]
    pub extension: Option<ExtensionRule>,
    /// What a request for clarification does; no entry where that is not established.
    #[serde(default)]
    pub clarification: Option<Effect>,
    /// What a fees notice does; no entry where that is not established.
    #[serde(default)]
    pub fees: Option<FeesRule>,
    /// Limits on the cost of answering, each with its name.
    #[serde(default)]
    pub money: BTreeMap<String, Money>,
    /// Every other last day, by its name.
    #[serde(default)]
    pub deadlines: BTreeMap<String, Deadline>,
}

/// From when to when a law, or this text of it, is in force; both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InForce {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; none where it is not known to end.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// Which days count.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarRule {
    /// A day that is a holiday in any of these divisions does not count.
    pub divisions: Vec<String>,
    /// Whose holidays count, in words: `FOIA counts holidays in any part of the UK`.
    pub says: String,
    /// The rule's source in law.
    pub source: String,
    /// Periods of every year that do not count.
    #[serde(default)]
    pub closed: Vec<Closed>,
}

/// A period of every year that does not count, both ends included; it may run over the new year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// Its first day.
    pub from: MonthDay,
    /// Its last day.
    pub to: MonthDay,
    /// Why, with its source.
    pub why: String,
}

impl Closed {
    /// Whether the day is in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        let day = MonthDay { month: day.month(), day: day.day() };
        if self.from <= self.to {
            self.from <= day && day <= self.to
        } else {
            self.from <= day || day <= self.to
        }
    }
}

/// A day of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthDay {
    /// From 1.
    pub month: u32,
    /// From 1.
    pub day: u32,
}

/// When a request is received.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptRule {
    /// What day zero is, in words with its source.
    pub says: String,
    /// Whether paragraph 4.2 of the section 45 Code may be held to apply: an arrival on a day that is no working day counts
    /// from the next one.
    #[serde(default)]
    pub code45: bool,
    /// Calendar days after posting on which a posted letter is presumed received; no entry where nothing is presumed.
    #[serde(default)]
    pub posted_days: Option<u32>,
}

/// The time for the answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// How long it is.
    #[serde(flatten)]
    pub period: Period,
    /// Whether days on which the authority says it is closed are left out: school holidays.
    #[serde(default)]
    pub leaves_out_closures: bool,
    /// A later day up to which the answer may be lawful: as long as closures are not known, or where a regulator may set it.
    #[serde(default)]
    pub at_most: Option<Period>,
}

/// How an authority may take longer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtensionRule {
    /// What it is called in the law, and by which names events may call it.
    pub names: Vec<String>,
    /// The whole time with it, counted as the answer's own.
    #[serde(flatten)]
    pub period: Period,
    /// Whether that is the most there can be; otherwise a promised date may be later.
    pub is_limit: bool,
    /// Whether it extends nothing unless the authority says so within the time for the answer.
    pub needs_notice: bool,
}

/// What asking for something does to the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Means {
    /// What is supplied is a new day zero.
    Restarts,
    /// The days from asking to supplying, both included, are left out.
    Pauses,
}

/// What asking for clarification does.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// To the clock.
    pub means: Means,
    /// Its source in law.
    pub source: String,
}

/// What a fees notice does: the working days from notice to payment, both included, are left out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeesRule {
    /// The deadline, by its name, after which there is no duty to answer any more.
    pub lapses: String,
    /// Its source in law.
    pub source: String,
}

/// A limit on the cost of answering.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// In pounds sterling.
    pub pounds: Decimal,
    /// Pounds for an hour of a person's work.
    pub an_hour: Decimal,
    /// To whom it applies.
    pub says: String,
    /// From which day.
    pub from: NaiveDate,
    /// Its source in law.
    pub source: String,
}

/// A last day of another kind than the answer's.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// From which day it is counted: the first of these that is known.
    pub from: Vec<Anchor>,
    /// Whether it is counted from the latest of those that are known instead.
    #[serde(default)]
    pub from_latest: bool,
    /// How long it is.
    #[serde(flatten)]
    pub period: Period,
    /// Whether it is counted as the answer is, without an extension.
    #[serde(default)]
    pub as_answer: bool,
    /// How long it was for what happened before some day.
    #[serde(default)]
    pub earlier: Option<Earlier>,
    /// Who has to act by then.
    pub whose: Whose,
    /// What binds it: `statute`, `code`, `guideline`, `policy`.
    pub binds: String,
    /// What it is, in words.
    pub says: String,
}

/// How long a period was before it was changed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// It was so long when counted from a day before this one.
    pub before: NaiveDate,
    /// How many units.
    pub count: u32,
}

impl Deadline {
    /// How long it is, counted from this day.
    pub fn period_from(&self, from: NaiveDate) -> Period {
        let earlier = self.earlier.as_ref().filter(|earlier| from < earlier.before);
        let count = earlier.map_or(self.period.count, |earlier| earlier.count);
        Period { count, ..self.period.clone() }
    }
}

/// A day from which something is counted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// Day zero of the time for the answer, as restarts moved it; pauses are left out.
    Receipt,
    /// The day on which the request was first received.
    Request,
    /// The fees notice.
    FeesNotice,
    /// The answer.
    Response,
    /// The day on which the authority got the request for a review.
    ReviewRequested,
    /// The day on which the review's outcome reached us.
    ReviewOutcome,
    /// The regulator's decision notice.
    DecisionNotice,
    /// The last day for the answer.
    ResponseDue,
    /// The last day for the review's outcome.
    ReviewDue,
}

/// Who has to act by a day. Theirs is shown at its latest, ours at its earliest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// The authority.
    Theirs,
    /// We.
    Ours,
}
