//! Finds the questions where a reply repeats them: whole, cut off, wrapped over lines, or in slightly other
//! words.

use std::ops::Range;

use crate::asked::Asked;
use crate::pattern::patterns;
use crate::words::{Word, words};

/// Words compared at most; a longer text is a data file, not a letter.
const MOST_WORDS: usize = 6_000;

patterns! {
    /// "… at your trust (as at 1 August 2018 or latest figures held)?": what may close a repeated question.
    TAIL = concat!(
        r#"^(?:[ \t]*\n?[ \t>]*\([^()\n]{0,60}(?:\n[^()]{0,120})?\))?[^\S\n\t]*(?:\.\.\."#,
        r#"|…)?[?.:;)"'”’\]]*"#,
    );
    /// "… in the last year, in pounds?": the rest of a question that was asked in other words.
    TO_MARK = r"^[^?\n\t|:=–—]{0,120}\?";
}

/// One question found in a reply.
#[derive(Debug, Clone)]
pub(crate) struct Repeat {
    /// The question's place in the campaign.
    pub(crate) asked: usize,
    /// The repeated words.
    pub(crate) range: Range<usize>,
    /// Whether so much of it stands there that it can be no other.
    pub(crate) sure: bool,
    score: i32,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    score: i32,
    matched: usize,
    start: usize,
}

/// Where each question is repeated in `text`, in the order of the text, never overlapping.
pub(crate) fn repeats(text: &str, asked: &[Asked<'_>]) -> Vec<Repeat> {
    let mut found_words = words(text);
    found_words.truncate(MOST_WORDS);
    let mut candidates: Vec<Repeat> = Vec::new();
    for (index, asked) in asked.iter().enumerate() {
        for form in &asked.forms {
            let hits = aligned(form, &found_words).into_iter();
            candidates.extend(hits.filter_map(|hit| accepted(text, &found_words, index, form.len(), hit)));
        }
    }
    candidates.sort_by_key(|repeat| (-repeat.score, repeat.range.start));
    let mut kept: Vec<Repeat> = Vec::new();
    for candidate in candidates {
        if kept.iter().all(|other| apart(&candidate.range, &other.range)) {
            kept.push(candidate);
        }
    }
    kept.sort_by_key(|repeat| repeat.range.start);
    for repeat in &mut kept {
        repeat.range.end += tail(&text[repeat.range.end..]);
    }
    kept
}

fn apart(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.end <= other.start || other.end <= one.start
}

fn tail(rest: &str) -> usize {
    let tail = TAIL.find(rest).map_or(0, |found| found.end());
    if rest[..tail].contains('?') {
        return tail;
    }
    TO_MARK.find(&rest[tail..]).map_or(tail, |found| tail + found.end())
}

type Hit = (usize, usize, usize, i32);

/// Smith–Waterman over words: the best run of `form` that ends at each word, kept where it is a peak.
fn aligned(form: &[String], text: &[Word]) -> Vec<Hit> {
    let mut column = vec![Cell::default(); form.len() + 1];
    let mut hits: Vec<Hit> = Vec::new();
    for (at, word) in text.iter().enumerate() {
        let mut diagonal = Cell::default();
        let mut best = Cell::default();
        for (place, expected) in form.iter().enumerate() {
            let same = alike(expected, &word.normal);
            let next = step(diagonal, column[place], column[place + 1], same, at);
            diagonal = column[place + 1];
            column[place + 1] = next;
            if same && next.score > best.score {
                best = next;
            }
        }
        if best.matched >= 2 {
            keep(&mut hits, (best.start, at, best.matched, best.score));
        }
    }
    hits
}

fn step(diagonal: Cell, above: Cell, left: Cell, same: bool, at: usize) -> Cell {
    let gain = if same { 2 } else { -1 };
    let base = if diagonal.score > 0 { diagonal } else { Cell { start: at, ..Cell::default() } };
    let straight = Cell { score: base.score + gain, matched: base.matched + usize::from(same), ..base };
    let skip = |cell: Cell| Cell { score: cell.score - 1, ..cell };
    let best = [skip(above), skip(left)]
        .into_iter()
        .fold(straight, |best, cell| if cell.score > best.score { cell } else { best });
    if best.score > 0 { best } else { Cell::default() }
}

/// Of hits that share a beginning only the best stays.
fn keep(hits: &mut Vec<Hit>, hit: Hit) {
    match hits.iter_mut().rev().take(8).find(|known| known.0 == hit.0) {
        Some(known) if known.3 < hit.3 => *known = hit,
        Some(_) => {}
        None => hits.push(hit),
    }
}

fn alike(expected: &str, found: &str) -> bool {
    expected == found
        || expected.len() >= 6
            && found.len() >= 5
            && expected.as_bytes()[0] == found.as_bytes()[0]
            && expected.len().abs_diff(found.len()) <= 1
            && strsim::levenshtein(expected, found) <= 1
}

fn accepted(text: &str, found: &[Word], index: usize, length: usize, hit: Hit) -> Option<Repeat> {
    let (first, last, matched, score) = hit;
    let range = found[first].range.start..found[last].range.end;
    let percent = |part: usize, of: usize| part * 100 / of.max(1);
    let dense = percent(matched, last + 1 - first) >= 70;
    let covered = percent(matched, length);
    let cut = matched >= 5 && text[range.end..].trim_start().starts_with(['…'])
        || text[range.end..].starts_with("...");
    let enough = covered >= 55 && matched >= 4 || covered >= 85 && matched >= 2 || cut && matched >= 4;
    let closed = matched >= 8 || closes(&text[range.end..]);
    (dense && enough && closed).then_some(Repeat { asked: index, range, sure: covered >= 75 || cut, score })
}

/// Few words are a heading only where nothing else follows in their sentence.
fn closes(rest: &str) -> bool {
    rest.trim_start_matches([' ', ')', '"', '”', '’'])
        .chars()
        .next()
        .is_none_or(|c| "\n\t|?:.-–—=…(".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::questions;

    fn found(text: &str) -> Vec<(u32, String)> {
        let questions = questions();
        let asked = crate::asked::asked(&questions);
        repeats(text, &asked)
            .into_iter()
            .map(|repeat| (asked[repeat.asked].question.number, text[repeat.range].to_owned()))
            .collect()
    }

    #[test]
    fn a_question_is_found_wrapped_cut_and_among_its_neighbours() {
        let rows: [(&str, &[u32]); 6] = [
            ("1. The total number of full-time and part-time employees at your trust: 12", &[1]),
            (
                "> How much money (in pounds sterling) was spent on data\n> security training in the last \
                    12 months?\nNil",
                &[4],
            ),
            (
                "The number of employees who completed security\ntraining in the last 12 months (before 1 \
                    August 2018)",
                &[3],
            ),
            (
                "Number of full-time and part-time employees with professional data security \
                    qualifications\tsix",
                &[2],
            ),
            ("The total number of full-time and part-time emp…", &[1]),
            ("We employ many people and spend money.", &[]),
        ];
        for (text, expected) in rows {
            let numbers: Vec<u32> = found(text).into_iter().map(|(number, _)| number).collect();
            assert_eq!(numbers, expected, "{text}");
        }
    }
}
