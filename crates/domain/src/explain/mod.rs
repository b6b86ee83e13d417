//! A last day, counted out loud: each day from day zero on, with its number or the reason why it is left out.
//!
//! The days are walked one by one with the holidays at hand, not looked up in the table that gives the date itself: the
//! two agree, or one of them is wrong.

mod remarks;
mod walk;

use chrono::NaiveDate;

use crate::clock::{Profile, Start};
use crate::deadlines::{Counted, NoDate, counted};
use crate::fact::{Dated, Receipt};
use crate::law::{Law, Terms};
use crate::moment::in_words;
use crate::regime::Anchor;
use walk::Walk;

/// A last day with everything that led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The day from which it is counted, and why it is that day.
    pub zero: String,
    /// The length of the period, with its source in law.
    pub length: String,
    /// Each day after day zero, up to the last one. Empty for a period of months.
    pub days: Vec<Day>,
    /// The last day.
    pub due: NaiveDate,
    /// Why the authority may lawfully answer later, or what else is to be known about the date.
    pub remarks: Vec<String>,
}

/// One day of a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: NaiveDate,
    /// Its number in the count; none for a day that is left out.
    pub number: Option<u32>,
    /// Why it is left out, with its source; empty for a day that counts.
    pub why: String,
}

impl Day {
    /// The day in words: its number, or why it is left out.
    pub fn in_words(&self) -> String {
        match self.number {
            Some(number) => format!("{}: day {number}", in_words(self.date)),
            None => format!("{}: {}", in_words(self.date), self.why),
        }
    }
}

/// Counts the last day of this name out loud.
///
/// Errors: as for [`crate::deadlines::last_day`].
pub fn explain(
    quantity: &str,
    timeline: &[Dated],
    law: &Law,
    terms: &Terms,
    profile: Profile,
) -> Result<Explained, NoDate> {
    let counted = counted(quantity, timeline, terms, profile)?;
    let walk = Walk {
        terms,
        calendar: law.calendar(),
        left_out: counted.count.as_ref().map_or(&[], |c| &c.left_out),
    };
    let period = walk.period(quantity, &counted, profile)?;
    Ok(Explained {
        zero: zero(&counted, terms),
        length: format!("{} ({})", period.in_words(), period.source),
        days: walk.days(&period, &counted),
        due: counted.due,
        remarks: remarks::all(quantity, &counted, timeline, terms, profile)?,
    })
}

/// A division's name as people write it.
pub fn place(division: &str) -> String {
    let words = division.split('-').map(|word| match (word, word.chars().next()) {
        ("and", _) | (_, None) => word.to_string(),
        (_, Some(first)) => first.to_uppercase().to_string() + &word[first.len_utf8()..],
    });
    words.collect::<Vec<_>>().join(" ")
}

fn zero(counted: &Counted, terms: &Terms) -> String {
    let Some(count) = &counted.count else {
        return format!("{}: {}", in_words(counted.from), counted.anchor.in_words());
    };
    let why = match count.start {
        Start::Sent => "a mail server of the authority accepted the request",
        Start::Posted => "on which a request posted earlier is presumed to be received",
        Start::Received(Receipt::Direct) => "the authority received the request",
        Start::Received(Receipt::Redirected) => {
            "the request reached the address that an absent person's mailbox named"
        }
        Start::Received(Receipt::Transferred) => "the other authority received the request",
        Start::Received(Receipt::Refined) => {
            "the request that was refined after a refusal for cost arrived: a new request"
        }
        Start::Clarified => "what makes the request clear arrived: a new day zero",
    };
    let zero = format!("{}: {why}; {}", in_words(count.received), terms.regime.receipt.says);
    if counted.anchor == Anchor::Receipt && counted.from != count.received {
        return format!(
            "{zero}; by paragraph 4.2 of the section 45 Code counted from {}",
            in_words(counted.from)
        );
    }
    zero
}
