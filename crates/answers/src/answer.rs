//! What stands under one question: a value, a reason for none, or nothing.

use std::ops::Range;

use domain::answer::Strength;
use domain::question::{AnswerType, Question};

use crate::boilerplate;
use crate::claim::{self, Claim, Why, claim};
use crate::source::{blanked, sentences};
use crate::values::{self, Found};

/// What an answer says is said in as many sentences; the rest explains it.
const MOST_SENTENCES: usize = 100;

/// What `text[range]` says to `question`. A value and a refusal beside each other are for a person to tell
/// apart.
pub(crate) fn answer(text: &str, range: Range<usize>, question: &Question) -> Option<Found> {
    let range = boilerplate::answered(text, range);
    let mut spoken = sentences(text, range.clone());
    spoken.truncate(MOST_SENTENCES);
    let pointed = boilerplate::is_no_answer(&text[range.clone()]);
    let claims: Vec<Claim> = spoken.iter().filter_map(|sentence| claim(text, sentence.clone())).collect();
    let asked_back = spoken.iter().filter(|sentence| text[(*sentence).clone()].ends_with('?'));
    let mut spoken_for: Vec<Range<usize>> = claims.iter().map(|claim| claim.sentence.clone()).collect();
    spoken_for.extend(asked_back.cloned());
    let first_reason =
        claims.iter().find(|claim| claim.why != Why::Mentioned).map(|claim| claim.sentence.start);
    let value = valued(text, range.clone(), &spoken_for, first_reason, question).map(|found| {
        if pointed || uncertain(text, &spoken) { found.at_most(Strength::Likely) } else { found }
    });
    let reason = reason(&claims);
    match (value, reason) {
        (Some(value), None) => Some(value),
        (None, reason) => reason,
        (Some(value), Some(_)) if claims.iter().all(|claim| claim.why <= Why::Elsewhere && !claim.firm) => {
            Some(value)
        }
        (Some(value), Some(reason)) => Some(earlier(value, reason)),
    }
}

fn uncertain(text: &str, spoken: &[Range<usize>]) -> bool {
    spoken.iter().any(|sentence| boilerplate::promises(&text[sentence.clone()]))
}

fn earlier(value: Found, reason: Found) -> Found {
    let first = if value.start() < reason.start() { value } else { reason };
    first.at_most(Strength::Likely)
}

/// A value outside the sentences that say why there is none, and outside repeated questions. Words that come
/// after such a sentence explain it.
fn valued(
    text: &str,
    range: Range<usize>,
    silent: &[Range<usize>],
    first_reason: Option<usize>,
    question: &Question,
) -> Option<Found> {
    let visible = blanked(text, silent);
    let end = match question.kind {
        AnswerType::Text | AnswerType::YesNo => first_reason.map_or(range.end, |at| at.max(range.start)),
        AnswerType::Count | AnswerType::Money | AnswerType::Percent => range.end,
    };
    values::value(&visible, range.start..end, question)
}

/// The reasons in an answer as one finding: its words are the sentences that give them.
pub(crate) fn reason(claims: &[Claim]) -> Option<Found> {
    let (outcome, strength) = claim::outcome(claims)?;
    let first = claims.iter().find(|claim| claim.why != Why::Mentioned)?.sentence.start;
    let last = claims.iter().rev().find(|claim| !claim.cited.is_empty()).or(claims.first())?.sentence.end;
    let key = claims.iter().find(|claim| claim.firm).or(claims.first())?.sentence.clone();
    Some(Found {
        outcome,
        spots: vec![first..last.max(key.end), key],
        strength,
        rule: "a reason for no value",
    })
}
