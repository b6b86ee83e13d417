//! One answer's words to a value of the type that its question wants.

use std::ops::Range;

use domain::answer::{Outcome, Strength};
use domain::question::{AnswerType, Question};

use crate::boilerplate;
use crate::pattern::patterns;

mod choice;
mod number;
mod zero;

pub(crate) use zero::zero;

/// A value found in an answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// The value.
    pub(crate) outcome: Outcome,
    /// The words that say it: the fullest first, then ever fewer.
    pub(crate) spots: Vec<Range<usize>>,
    /// How plainly they say it.
    pub(crate) strength: Strength,
    /// The rule that found it.
    pub(crate) rule: &'static str,
}

impl Found {
    /// The same finding, at most as strong as `most`.
    pub(crate) fn at_most(self, most: Strength) -> Found {
        Found { strength: self.strength.min(most), ..self }
    }

    /// Where it begins.
    pub(crate) fn start(&self) -> usize {
        self.spots.last().map_or(0, |spot| spot.start)
    }
}

/// No answer to one question is longer; of a longer one only the beginning is read, and never as stated.
const MOST_BYTES: usize = 4_000;

/// The value that `text[range]` gives to `question`, if any.
pub(crate) fn value(text: &str, range: Range<usize>, question: &Question) -> Option<Found> {
    let range = boilerplate::answered(text, range);
    if range.is_empty() {
        return None;
    }
    let end = text.floor_char_boundary(range.end.min(range.start + MOST_BYTES));
    let most = if end < range.end { Strength::Likely } else { Strength::Stated };
    of_kind(text, range.start..end, question).map(|found| found.at_most(most))
}

fn of_kind(text: &str, range: Range<usize>, question: &Question) -> Option<Found> {
    match question.kind {
        AnswerType::Count | AnswerType::Money | AnswerType::Percent => number::number(text, range, question),
        AnswerType::YesNo => choice::yes_or_no(text, range),
        AnswerType::Text => words(text, range),
    }
}

patterns! {
    /// "We can confirm that we hold information in scope of your request": words, but no answer.
    ABOUT_REQUEST = r"(?i)\b(?:your|this|the)\s+request\b|\bhold\s+(?:the\s+|some\s+)?information\b";
}

/// Longer answers than this are for a person to read.
const SHORT: usize = 300;

/// An answer in words: its first paragraph, as it stands.
fn words(text: &str, range: Range<usize>) -> Option<Found> {
    let part = &text[range.clone()];
    let first = part.split("\n\n").next().unwrap_or(part).trim_end();
    let named = first.chars().any(char::is_alphanumeric);
    if !named || boilerplate::is_no_answer(first) || boilerplate::promises(first) {
        return None;
    }
    let gap = first.contains("   ") || first.lines().count() > 4;
    let whole = !gap
        && !ABOUT_REQUEST.is_match(first)
        && first.len() == part.trim_end().len()
        && first.len() <= SHORT;
    let spot = range.start..range.start + first.len();
    let strength = if whole { Strength::Stated } else { Strength::Likely };
    Some(Found {
        outcome: Outcome::Text { text: first.to_owned() },
        spots: vec![spot],
        strength,
        rule: "words",
    })
}
