//! Counts, amounts of money and percentages: one figure of the right unit, a total, or nothing.

use std::ops::Range;

use domain::answer::{Outcome, Strength};
use domain::question::{AnswerType, Question};
use rust_decimal::Decimal;

use super::{Found, zero};
use crate::figure::{Exactness, Figure, Unit, figures};
use crate::pattern::patterns;
use crate::source::sentences;

patterns! {
    /// "Total: 10,499", "in total 312", "the total number of staff is 312".
    TOTAL_BEFORE =
        r"(?i)\b(?:grand\s+total|totals?|overall|altogether|combined|in\s+all)\b[^\d£\n.;,]{0,40}$";
    /// "10,499 in total", "10,499 (total)".
    TOTAL_AFTER = concat!(
        r"(?i)^\W{0,3}(?:staff\s+|employees\s+|people\s+)?(?:in\s+(?:total|all)|total|altogether",
        r"|overall)\b",
    );
    /// "312 of our 340", "312 out of 340", "312 staff out of a total of 340".
    OF = concat!(
        r"(?i)^\s*(?:\([^)]{0,40}\)\s*)?(?:(?:[a-z-]+\s+){0,4}?(?:out\s+)?of|from)\s+(?:our|the|its",
        r"|a\s+total\s+of|the\s+total(?:\s+of)?|a)?\s*(?:total\s+)?(?:workforce\s+of\s+)?$",
    );
    /// "Full-time: 6,895" and "3,604 part-time".
    FULL_TIME = r"(?i)\b(?:full[\s-]*time|f\W?t\b)";
    PART_TIME = r"(?i)\b(?:part[\s-]*time|p\W?t\b)";
    /// "two are studying", "£20 per head", "will be spent", "did not complete": the figure is not the
    /// answer itself.
    ASIDE = concat!(
        r"(?i)\b(?:studying|working\s+towards?|undertaking|in\s+the\s+process|plan(?:s|ned|ning)\b",
        r"|intend\w*|will\s+(?:be|have|complete|spend)|due\s+to\s+(?:be|complete|start)|expect(?:s",
        r"|ed)?\s+to|forecast|budget(?:ed)?|vacan\w+|per\s+(?:person|head|employee|member|delegate|year",
        r"|annum|month|course|day)|each|previously|(?:in|the)\s+previous\s+(?:financial\s+)?years?",
        r"|for\s+example|e\.g\.|did\s+not|not\s+complet\w+|(?:has|have)\s+not|yet\s+to|outstanding",
        r"|expired|lapsed|vat\b.{0,20}\bextra|plus\s+vat|another|as\s+well\s+as|elsewhere",
        r"|invoice\s+number)\b",
    );
    /// What may stand beside a figure that is the whole answer: "6 staff", "Total 6", "£4,500 in total",
    /// "(headcount)".
    FILLER = concat!(
        r"(?i)\b(?:total|in|all|staff|employees?|members?|of|people|persons?|individuals?|headcount|the",
        r"|figure|number|is|was|are|we|have|currently|at|present|answer|trust|spent|has|approximately",
        r"|approx|about|circa|around|roughly|c|over|inc(?:l(?:uding)?)?|exc(?:l(?:uding)?)?|vat|gbp",
        r"|sterling|pounds?|qualified|trained|recorded|only|a|there|were|and|as|to|date|our|employ",
        r"|employs|full|part|time|wte|fte|who|this|amount|cost|value|equals)\b",
    );
}

/// Bytes before a figure in which a word may call it a total.
const NEAR: usize = 80;

/// The number that answers `question` within `range`.
pub(crate) fn number(text: &str, range: Range<usize>, question: &Question) -> Option<Found> {
    let part = &text[range.clone()];
    let fitting = fitting(part, question);
    let zero = zero(part, 0..part.len(), question.kind);
    let found = match zero {
        Some(zero) if fitting.is_empty() => Some(zero),
        Some(zero) => Some(between(part, zero, &fitting, question)),
        None => chosen(part, &fitting, question),
    }?;
    let spots =
        found.spots.into_iter().map(|spot| range.start + spot.start..range.start + spot.end).collect();
    Some(Found { spots, ..found })
}

/// The figures of the unit that is wanted. A bare number is an amount or a percentage only where it stands
/// alone.
fn fitting(part: &str, question: &Question) -> Vec<Figure> {
    let all = figures(part);
    let unit = match question.kind {
        AnswerType::Money => Unit::Money,
        AnswerType::Percent => Unit::Percent,
        AnswerType::Count | AnswerType::YesNo | AnswerType::Text => Unit::Plain,
    };
    let mut fitting: Vec<Figure> = all.iter().filter(|figure| figure.unit == unit).cloned().collect();
    if fitting.is_empty() && unit != Unit::Plain && all.len() == 1 && stands_alone(part, &all[0]) {
        fitting = all.into_iter().filter(|figure| figure.unit == Unit::Plain).collect();
    }
    let heads = !asks(question, "fte") && !asks(question, "wte") && !asks(question, "equivalent");
    if heads && fitting.iter().any(|figure| !figure.equivalent) {
        fitting.retain(|figure| !figure.equivalent);
    }
    fitting
}

fn asks(question: &Question, word: &str) -> bool {
    let unit = question.unit.as_deref().unwrap_or_default();
    question.text.to_lowercase().contains(word) || unit.to_lowercase().contains(word)
}

/// Whether `part` says nothing but this figure.
fn alone(part: &str, figure: &Figure) -> bool {
    let rest = format!("{} {}", &part[..figure.range.start], &part[figure.range.end..]);
    !FILLER.replace_all(&rest, "").contains(|c: char| c.is_alphanumeric())
}

/// Whether nothing but this figure stands in `part`, or on its first line.
fn stands_alone(part: &str, figure: &Figure) -> bool {
    let first = &part[..part.find('\n').unwrap_or(part.len())];
    alone(part, figure) || figure.range.end <= first.len() && alone(first, figure)
}

/// "None of our 4,512 staff" is zero; so is "None. Two are studying for one".
fn between(part: &str, zero: Found, fitting: &[Figure], question: &Question) -> Found {
    let sentence = zero.spots.first().cloned().unwrap_or_default();
    let first = sentences(part, 0..part.len()).first() == Some(&sentence);
    let aside = |figure: &Figure| {
        sentence.contains(&figure.range.start) || is_aside(sentence_of(part, figure), question)
    };
    let most = if first && fitting.iter().all(aside) { Strength::Stated } else { Strength::Likely };
    zero.at_most(most)
}

fn sentence_range(part: &str, at: &Range<usize>) -> Range<usize> {
    let all = sentences(part, 0..part.len());
    all.into_iter()
        .find(|sentence| sentence.start <= at.start && at.end <= sentence.end)
        .unwrap_or(at.clone())
}

fn sentence_of<'t>(part: &'t str, figure: &Figure) -> &'t str {
    &part[sentence_range(part, &figure.range)]
}

fn is_aside(sentence: &str, question: &Question) -> bool {
    ASIDE
        .find_iter(sentence)
        .any(|found| !question.text.to_lowercase().contains(&found.as_str().to_lowercase()))
}

fn chosen(part: &str, fitting: &[Figure], question: &Question) -> Option<Found> {
    let first = fitting.first()?;
    if fitting.iter().all(|other| same(first, other)) {
        let spots = vec![sentence_range(part, &first.range), first.range.clone()];
        return Some(found(first, spots, strength(sentence_of(part, first), first, question), rule(first)));
    }
    lone_line(part, fitting, question)
        .or_else(|| total(part, fitting))
        .or_else(|| share(part, fitting, question))
        .or_else(|| beside_brackets(part, fitting, question))
        .or_else(|| both_times(part, fitting))
        .or_else(|| Some(found(first, vec![first.range.clone()], Strength::Hint, "first of several figures")))
}

fn same(one: &Figure, other: &Figure) -> bool {
    one.low == other.low && one.high == other.high
}

fn found(figure: &Figure, spots: Vec<Range<usize>>, strength: Strength, rule: &'static str) -> Found {
    Found { outcome: Outcome::Number { low: figure.low, high: figure.high }, spots, strength, rule }
}

fn rule(figure: &Figure) -> &'static str {
    match figure.exactness {
        Exactness::About => "one figure, approximate",
        Exactness::Beyond => "one figure, a bound",
        Exactness::Exact if figure.low != figure.high => "one interval",
        Exactness::Exact => "one figure",
    }
}

/// A small suppressed interval is the authority's whole answer, and so is "about 300"; a wide interval, a
/// bound, a figure in another unit or said in passing is not.
fn strength(sentence: &str, figure: &Figure, question: &Question) -> Strength {
    let wide =
        figure.low != figure.high && (figure.high > Decimal::TEN || question.kind != AnswerType::Count);
    let unit = figure.equivalent && !asks(question, "fte") && !asks(question, "wte");
    let fraction = question.kind == AnswerType::Count && !figure.low.is_integer() && !asks(question, "fte");
    let small = figure.unit == Unit::Plain
        && question.kind == AnswerType::Money
        && figure.low > Decimal::ZERO
        && figure.low < Decimal::ONE_HUNDRED;
    let over = question.kind == AnswerType::Percent && figure.high > Decimal::ONE_HUNDRED;
    let aside = is_aside(sentence, question);
    let doubtful =
        wide || unit || fraction || small || over || aside || figure.exactness == Exactness::Beyond;
    if doubtful { Strength::Likely } else { Strength::Stated }
}

/// "6", then remarks: the first line holds nothing but the figure, and no other line does.
fn lone_line(part: &str, fitting: &[Figure], question: &Question) -> Option<Found> {
    let lines = lines_of(part);
    let lone = |figure: &&Figure| {
        let line = lines.iter().find(|line| line.contains(&figure.range.start));
        line.is_some_and(|line| {
            let inner = figure.range.start - line.start..figure.range.end.min(line.end) - line.start;
            alone(&part[line.clone()], &Figure { range: inner, ..(*figure).clone() })
        })
    };
    let alone: Vec<&Figure> = fitting.iter().filter(lone).collect();
    let [figure] = alone.as_slice() else { return None };
    let line = lines.iter().find(|line| line.contains(&figure.range.start))?.clone();
    let leads = part[..line.start].trim().is_empty();
    leads.then(|| {
        found(
            figure,
            vec![line.clone(), figure.range.clone()],
            strength(&part[line], figure, question),
            "one figure on its line",
        )
    })
}

fn lines_of(part: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let ranges = part.split('\n').map(|line| {
        let range = start..start + line.len();
        start += line.len() + 1;
        range
    });
    ranges.collect()
}

fn span(fitting: &[Figure]) -> Range<usize> {
    let start = fitting.first().map_or(0, |figure| figure.range.start);
    start..fitting.last().map_or(start, |figure| figure.range.end)
}

/// The one figure called total, or the one that is the sum of all others.
fn total(part: &str, fitting: &[Figure]) -> Option<Found> {
    let called = |figure: &&Figure| {
        let near = part.floor_char_boundary(figure.range.start.saturating_sub(NEAR));
        TOTAL_BEFORE.is_match(&part[near..figure.range.start])
            || TOTAL_AFTER.is_match(&part[figure.range.end..])
    };
    let named: Vec<&Figure> = fitting.iter().filter(called).collect();
    if let [figure] = named.as_slice()
        && fitting.iter().all(|other| other.high <= figure.high)
    {
        let sentence = sentence_range(part, &figure.range);
        let spots = vec![sentence, figure.range.clone()];
        return Some(found(figure, spots, exact(figure), "the figure called total"));
    }
    let sum: Decimal = fitting.iter().map(|figure| figure.low).sum();
    let sums: Vec<&Figure> = fitting.iter().filter(|figure| figure.low * Decimal::TWO == sum).collect();
    match sums.as_slice() {
        [figure] if fitting.len() >= 3 => Some(found(
            figure,
            vec![span(fitting), figure.range.clone()],
            exact(figure),
            "the sum of the other figures",
        )),
        _ => None,
    }
}

fn exact(figure: &Figure) -> Strength {
    if figure.low == figure.high && figure.exactness != Exactness::Beyond {
        Strength::Stated
    } else {
        Strength::Likely
    }
}

/// "312 of our 340 staff" is 312.
fn share(part: &str, fitting: &[Figure], question: &Question) -> Option<Found> {
    let [first, second] = fitting else { return None };
    let joined = OF.is_match(&part[first.range.end..second.range.start]) && first.high <= second.low;
    let sentence = sentence_range(part, &span(fitting));
    let strength = if is_aside(&part[sentence.clone()], question) { Strength::Likely } else { exact(first) };
    joined.then(|| {
        found(first, vec![sentence, span(fitting), first.range.clone()], strength, "so many of so many")
    })
}

/// "£1,900k (£800k from payroll)": one figure stands outside brackets.
fn beside_brackets(part: &str, fitting: &[Figure], question: &Question) -> Option<Found> {
    let inside = |figure: &&Figure| {
        let before = &part[..figure.range.start];
        before.matches('(').count() > before.matches(')').count()
    };
    let (_, outside): (Vec<&Figure>, Vec<&Figure>) = fitting.iter().partition(inside);
    let [figure] = outside.as_slice() else { return None };
    let leads = figure.range.start == fitting[0].range.start;
    let spots = vec![sentence_range(part, &span(fitting)), figure.range.clone()];
    leads.then(|| {
        found(
            figure,
            spots,
            strength(sentence_of(part, figure), figure, question).min(exact(figure)),
            "the figure outside brackets",
        )
    })
}

/// Full-time and part-time without a total: their sum, which the authority did not print.
fn both_times(part: &str, fitting: &[Figure]) -> Option<Found> {
    let [one, other] = fitting else { return None };
    let around = |figure: &Figure, from: usize, to: usize| {
        let nearby = &part[from..to.max(figure.range.end)];
        (FULL_TIME.is_match(nearby), PART_TIME.is_match(nearby))
    };
    let middle = part[one.range.end..other.range.start]
        .find(['\n', ',', ';', '/', '\t'])
        .map_or(other.range.start, |at| one.range.end + at);
    let first = around(one, 0, middle);
    let second = around(other, middle, part.len());
    let split = matches!((first, second), ((true, false), (false, true)) | ((false, true), (true, false)));
    let sum = one.low.checked_add(other.low)?;
    (split && one.low == one.high && other.low == other.high).then(|| Found {
        outcome: Outcome::exactly(sum),
        spots: vec![0..part.len(), span(fitting)],
        strength: Strength::Likely,
        rule: "full-time and part-time added",
    })
}

#[cfg(test)]
mod tests;
