//! All readers together, and the law that binds them: reading the evidence alone gives the same outcome
//! again.

use std::ops::Range;

use domain::answer::{Outcome, Reading, Strength};
use domain::question::Question;

use crate::answer::answer;
use crate::asked::{Asked, asked};
use crate::marks::Key;
use crate::page::{Page, Segment};
use crate::prose;
use crate::statement;
use crate::table;
use crate::topic;
use crate::values::Found;

/// How the rule of a reading begins that stands under the question's own words.
pub(crate) const UNDER_QUESTION: &str = "under the question";

/// A reply that answers one question more often than this is a data file.
const MOST_FINDINGS: usize = 12;

/// The words for a value are never longer, in bytes; those of a refusal are not read again if they are.
const MOST_EVIDENCE: usize = 8_000;

/// A finding for the question at a place.
struct Candidate {
    asked: usize,
    found: Found,
    by: &'static str,
}

/// What `text` says to each question, whatever kind of message it is.
pub(crate) fn readings(text: &str, questions: &[Question]) -> Vec<Reading> {
    let asked = asked(questions);
    let candidates = candidates(text, &asked);
    (0..asked.len()).flat_map(|at| settled(text, &asked[at], &candidates, at)).collect()
}

fn candidates(text: &str, asked: &[Asked<'_>]) -> Vec<Candidate> {
    let (columns, taken) = table::columns(text, asked);
    let page = Page::new(text, asked, &taken);
    let mut candidates: Vec<Candidate> = columns
        .into_iter()
        .map(|(at, found)| Candidate { asked: at, found, by: "column of a table" })
        .collect();
    let (others, own): (Vec<&Segment>, Vec<&Segment>) =
        page.segments.iter().partition(|segment| segment.mark.others);
    candidates.extend(own.iter().flat_map(|segment| under(&page, segment, asked)));
    add_missing(&mut candidates, prose::said(&page, asked), "sentence that names it");
    let silent = candidates.iter().all(|candidate| candidate.found.strength == Strength::Hint);
    if silent && page.segments.is_empty() && asked.len() == 1 {
        candidates.extend(alone(&page, asked));
    }
    candidates.extend(left_over(&page, &others, asked, &candidates));
    candidates.extend(general(&page, asked, &candidates));
    candidates
}

/// What stands under a mark, for each question it names. One figure never answers two questions.
fn under(page: &Page, segment: &Segment, asked: &[Asked<'_>]) -> Vec<Candidate> {
    let mark = &segment.mark;
    let by = match mark.key {
        Key::Text => UNDER_QUESTION,
        Key::Number => "under the number",
        Key::Topic | Key::Closing => "under a heading",
    };
    let found = mark.targets.iter().filter_map(|at| {
        let found = answer(&page.own, segment.body.clone(), asked[*at].question)?;
        let shared =
            mark.targets.len() > 1 && found.outcome.is_value() && found.outcome != Outcome::ZeroInWords;
        let most = if mark.sure && !shared && !renumbered(page, segment, asked, *at) {
            Strength::Stated
        } else {
            Strength::Likely
        };
        Some(Candidate { asked: *at, found: found.at_most(most), by })
    });
    found.collect()
}

/// "1. How many beds have you? 312" answers another question than the first one asked, whatever its number.
fn renumbered(page: &Page, segment: &Segment, asked: &[Asked<'_>], at: usize) -> bool {
    let words = &page.own[segment.mark.heading.start..segment.body.end];
    let question = words.find('?').map(|end| &words[..end]);
    let other = |question: &str| topic::named(question, asked) != Some((at, true));
    segment.mark.key == Key::Number && question.is_some_and(other)
}

fn add_missing(candidates: &mut Vec<Candidate>, said: Vec<(usize, Found)>, by: &'static str) {
    let known: Vec<usize> = candidates.iter().map(|candidate| candidate.asked).collect();
    let new = said.into_iter().filter(|(at, _)| !known.contains(at));
    candidates.extend(new.map(|(at, found)| Candidate { asked: at, found, by }));
}

/// A text that only one question was asked about may be its answer as a whole.
fn alone(page: &Page, asked: &[Asked<'_>]) -> Option<Candidate> {
    let whole = 0..page.own.len();
    let found = answer(&page.own, whole, asked.first()?.question)?;
    Some(Candidate { asked: 0, found: found.at_most(Strength::Likely), by: "the whole text" })
}

fn missing<'c>(asked: &'c [Asked<'_>], candidates: &'c [Candidate]) -> impl Iterator<Item = usize> + use<'c> {
    (0..asked.len()).filter(|at| !candidates.iter().any(|candidate| candidate.asked == *at))
}

/// "All other questions are refused": said of each question without an answer of its own.
fn left_over(page: &Page, others: &[&Segment], asked: &[Asked<'_>], known: &[Candidate]) -> Vec<Candidate> {
    let reasons = others.iter().flat_map(|segment| {
        missing(asked, known).filter_map(|at| {
            let found = answer(&page.own, segment.body.clone(), asked[at].question)?;
            Some(Candidate { asked: at, found: found.clone(), by: "said of all other questions" })
                .filter(|_| !found.outcome.is_value())
        })
    });
    reasons.collect()
}

/// Statements for named questions or the whole request. Where some questions have values and nothing says
/// that the rest is meant, a person decides.
fn general(page: &Page, asked: &[Asked<'_>], known: &[Candidate]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let given = known.iter().any(|candidate| candidate.found.outcome.is_value());
    for statement in statement::statements(page, asked) {
        let named = !statement.targets.is_empty();
        let targets: Vec<usize> = if named { statement.targets } else { missing(asked, known).collect() };
        let most = if named || statement.rest || !given { Strength::Stated } else { Strength::Likely };
        let by = if named { "said of this question" } else { "said of the whole request" };
        let new = targets.into_iter().filter(|at| !known.iter().any(|known| known.asked == *at));
        found.extend(new.map(|at| Candidate { asked: at, found: statement.found.clone().at_most(most), by }));
    }
    found
}

/// The readings of one question: the best finding, and the others as hints. Findings that contradict each
/// other are for a person.
fn settled(text: &str, asked: &Asked<'_>, candidates: &[Candidate], at: usize) -> Vec<Reading> {
    let mut own: Vec<Reading> = candidates
        .iter()
        .filter(|candidate| candidate.asked == at)
        .take(MOST_FINDINGS)
        .filter_map(|candidate| reading(text, asked.question, candidate))
        .collect();
    own.sort_by_key(|reading| std::cmp::Reverse(reading.strength));
    let contrary =
        own.iter().skip(1).any(|other| other.strength > Strength::Hint && other.outcome != own[0].outcome);
    let Some((first, rest)) = own.split_first_mut() else { return own };
    if contrary {
        first.strength = first.strength.min(Strength::Likely);
    }
    for reading in rest.iter_mut() {
        reading.strength = Strength::Hint;
    }
    let outcome = first.outcome.clone();
    own.retain({
        let mut seen = false;
        move |reading| reading.outcome != outcome || !std::mem::replace(&mut seen, true)
    });
    own
}

fn reading(text: &str, question: &Question, candidate: &Candidate) -> Option<Reading> {
    let found = &candidate.found;
    let again = |spot: &&Range<usize>| {
        spot.len() <= MOST_EVIDENCE && says_again(text, spot, question, &found.outcome)
    };
    let evidence = found.spots.iter().find(again).or_else(|| {
        let last = found.spots.first()?;
        (!found.outcome.is_value()).then_some(last) // a refusal may take many sentences
    })?;
    Some(Reading {
        question: question.number,
        outcome: found.outcome.clone(),
        evidence: evidence.clone(),
        strength: found.strength,
        rule: format!("{}, {}", candidate.by, found.rule),
    })
}

/// Whether these words alone give the outcome again.
fn says_again(text: &str, spot: &Range<usize>, question: &Question, outcome: &Outcome) -> bool {
    let alone = asked(std::slice::from_ref(question));
    let again = candidates(&text[spot.clone()], &alone);
    let best = again.iter().rev().max_by_key(|candidate| candidate.found.strength);
    best.is_some_and(|best| best.found.outcome == *outcome)
}

#[cfg(test)]
mod tests;
