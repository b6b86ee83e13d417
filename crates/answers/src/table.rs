//! Tables whose columns are the questions: a row of headings with a row of values below.

use std::ops::Range;

use crate::answer::answer;
use crate::asked::Asked;
use crate::claim::{Why, claim};
use crate::figure::figures;
use crate::label::{self, Named};
use crate::pattern::patterns;
use crate::repeat;
use crate::source::{Line, lines};
use crate::topic;
use crate::values::Found;

/// A wider row holds data, not answers to a few questions; its further cells are not read.
const MOST_CELLS: usize = 100;

/// One value read from a column, by the place of its question.
pub(crate) type Column = (usize, Found);

/// What tables with questions as columns say, and the bytes they take.
pub(crate) fn columns(text: &str, asked: &[Asked<'_>]) -> (Vec<Column>, Vec<Range<usize>>) {
    let rows: Vec<Vec<Range<usize>>> =
        lines(text).iter().map(|line| cells(text, line.content.clone())).collect();
    let mut found = Vec::new();
    let mut taken = Vec::new();
    for (at, header) in rows.iter().enumerate().filter(|(at, _)| opens(text, &rows, *at)) {
        let named = questions(text, header, asked);
        let body: Vec<&Vec<Range<usize>>> = rows[at + 1..]
            .iter()
            .take_while(|row| row.len() >= 2)
            .filter(|row| !is_rule(text, row))
            .collect();
        if let ([only], true) = (body.as_slice(), distinct(&named)) {
            found.extend(values(text, asked, &named, header, only));
            let end = only.last().map_or(header[0].end, |cell| cell.end);
            taken.push(header[0].start..end);
        }
    }
    (found, taken)
}

/// Whether the row is the first of its table and may be its headings: none of its cells says anything itself.
fn opens(text: &str, rows: &[Vec<Range<usize>>], at: usize) -> bool {
    let within = at > 0 && rows[at - 1].len() >= 2;
    let says = |cell: &Range<usize>| {
        claim(text, cell.clone()).is_some_and(|claim| claim.why != Why::Mentioned)
            || !figures(&text[cell.clone()]).is_empty()
    };
    rows[at].len() >= 2 && !within && !rows[at].iter().any(says)
}

/// The cells of a line: parted by tabs or upright strokes.
pub(crate) fn cells(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let content = &text[line.clone()];
    let stroke = content.starts_with('|') || content.contains(" | ");
    let outer = if stroke { content.trim_matches(['|', ' ']) } else { content };
    let start = line.start + content.find(outer).unwrap_or(0);
    let parting = if outer.contains('\t') { '\t' } else { '|' };
    if !stroke && parting == '|' {
        return vec![line];
    }
    let mut at = start;
    let ranges = outer.split(parting).take(MOST_CELLS).map(|cell| {
        let inner = cell.trim();
        let from = at + (cell.len() - cell.trim_start().len()).min(cell.len());
        at += cell.len() + 1;
        from..from + inner.len()
    });
    ranges.collect()
}

patterns! {
    /// "No.", "Question no.", "Item", "Ref": the heading of a column that numbers questions, unlike "Band".
    NUMBERS = concat!(
        r"(?i)^\W*(?:(?:the|your|our|foi)\s+)?(?:no|nos|nr|num|numbers?|questions?|query|q|items?",
        r"|ref|reference|requests?|parts?|points?|id|serial)\b",
    );
}

/// For each line, whether the number at its beginning may be a question's: not in a table whose first column
/// counts something else ("Band | Staff").
pub(crate) fn may_number(text: &str, lines: &[Line]) -> Vec<bool> {
    let mut within: Option<bool> = None;
    let rows = lines.iter().map(|line| {
        let content = &text[line.content.clone()];
        let first = content.split(['\t', '|']).next().unwrap_or_default();
        let row = first.len() < content.len();
        let heads = || {
            !first.contains(char::is_alphabetic)
                || NUMBERS.is_match(first)
                || label::at_line(content).is_some()
        };
        within = row.then(|| within.unwrap_or_else(heads));
        within.unwrap_or(true)
    });
    rows.collect()
}

/// `|---|---|` only parts the header from the body.
fn is_rule(text: &str, row: &[Range<usize>]) -> bool {
    row.iter().all(|cell| text[cell.clone()].chars().all(|c| "-:= ".contains(c)))
}

/// The question of each cell; a heading that fits two belongs to the one that no other cell names.
fn questions(text: &str, header: &[Range<usize>], asked: &[Asked<'_>]) -> Vec<Option<usize>> {
    let first: Vec<Option<usize>> = header.iter().map(|cell| question(text, cell, asked, &[])).collect();
    let taken: Vec<usize> = first.iter().flatten().copied().collect();
    let again = |(cell, found): (&Range<usize>, &Option<usize>)| {
        found.or_else(|| question(text, cell, asked, &taken))
    };
    header.iter().zip(&first).map(again).collect()
}

fn question(text: &str, cell: &Range<usize>, asked: &[Asked<'_>], taken: &[usize]) -> Option<usize> {
    let words = &text[cell.clone()];
    if let Some(label) =
        label::at_line(words).filter(|label| label.length >= words.trim_end().len() && label.worded)
    {
        let Named::Numbers(numbers) = label.named else { return None };
        let [number] = numbers.as_slice() else { return None };
        return asked.iter().position(|asked| asked.question.number == *number);
    }
    let repeats = repeat::repeats(words, asked);
    match repeats.as_slice() {
        [only] => Some(only.asked),
        [] => topic::named_beside(words, asked, taken).filter(|(_, apart)| *apart).map(|(best, _)| best),
        _ => None,
    }
}

/// At least two questions, none of them twice.
fn distinct(named: &[Option<usize>]) -> bool {
    let mut known: Vec<usize> = named.iter().flatten().copied().collect();
    let count = known.len();
    known.sort_unstable();
    known.dedup();
    count >= 2 && known.len() == count
}

fn values(
    text: &str,
    asked: &[Asked<'_>],
    named: &[Option<usize>],
    header: &[Range<usize>],
    row: &[Range<usize>],
) -> Vec<Column> {
    if row.len() != header.len() {
        return Vec::new(); // a cell is lost: nobody knows which
    }
    let pairs = named.iter().zip(row).filter_map(|(named, cell)| Some(((*named)?, cell)));
    pairs.filter_map(|(at, cell)| Some((at, answer(text, cell.clone(), asked[at].question)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_no_wider_than_a_table_of_answers() {
        let row = "£5k\t".repeat(10_000);
        assert_eq!(cells(&row, 0..row.len()).len(), MOST_CELLS);
    }
}
