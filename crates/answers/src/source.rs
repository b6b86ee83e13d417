//! A text as lines, sentences and masked copies. Every copy has the same length, so ranges fit the original.

use std::ops::Range;

use crate::pattern::patterns;

/// No reply needs more than this to answer a few questions; the rest of a longer text is not read.
const MOST_BYTES: usize = 64 * 1024;

const MOST_LINES: usize = 1_500;

/// No letter says more; what comes after as many sentences is not read.
pub(crate) const MOST_SENTENCES: usize = 800;

/// No sentence is longer: what has no end by then is cut at the next space.
pub(crate) const MOST_SENTENCE: usize = 2_000;

patterns! {
    /// "approx. 30", "s. 12", "e.g. CISSP", "No. 5": a full stop that ends no sentence.
    ABBREVIATION = concat!(
        r"(?i)(?:^|[\s(])(?:approx|incl|excl|no|nos|ref|reg|regs|s|ss|sec|sect|art|e\.g|i\.e|vs|mr|mrs",
        r"|ms|dr|st|c|q|a|\d{1,2})\.$",
    );
    /// "• six", "- none", "* 12": a line that begins an item.
    ITEM = r"^\s*(?:[•*§·▪◦-]|\(?[0-9A-Za-z]{1,2}[.)]|[Qq]\d)\s*";
}

/// One line: what stands on it without quote marks and outer spaces.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Where the line begins, quote marks included.
    pub(crate) start: usize,
    /// The content's bytes.
    pub(crate) content: Range<usize>,
    /// Whether it began with `>`: the requester's words.
    pub(crate) quoted: bool,
}

/// The part of a text that is read.
pub(crate) fn limited(text: &str) -> &str {
    let text = &text[..text.floor_char_boundary(MOST_BYTES)];
    text.match_indices('\n').nth(MOST_LINES).map_or(text, |(end, _)| &text[..end])
}

/// The lines of `text`, in order.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let quoted = line.trim_start().starts_with('>');
            let unquoted = line.trim_start_matches(|c: char| c == '>' || c.is_whitespace() && c != '\t');
            // `| 1 | … |` is a row of a table.
            let inner = unquoted.strip_prefix('|').map_or(unquoted, str::trim_start);
            let from = start + line.len() - inner.len();
            let begins = start;
            start += line.len() + 1;
            Line { start: begins, content: from..from + inner.trim_end().len(), quoted }
        })
        .collect()
}

/// A copy with the bytes of `ranges` turned into spaces; line ends and tabs stay.
pub(crate) fn blanked(text: &str, ranges: &[Range<usize>]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for range in ranges {
        for byte in &mut bytes[range.clone()] {
            if *byte != b'\n' && *byte != b'\t' {
                *byte = b' ';
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// `range` without outer spaces and the dashes, colons and bullets that lead to an answer.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let lead = |c: char| c.is_whitespace() || ":-–—=•*|·>§▪".contains(c);
    let inner = text[range.clone()].trim_start_matches(lead);
    let start = range.end - inner.len();
    let inner = inner.trim_end_matches(|c: char| c.is_whitespace() || c == '|');
    start..start + inner.len()
}

/// The sentences within `range`: they end at `.`, `!` or `?`, at an empty line, where a short line ends, and
/// at a space where they grow too long.
pub(crate) fn sentences(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    for (at, c) in text[range.clone()].char_indices() {
        let at = range.start + at;
        if ends_sentence(text, start..at, c, &text[at + c.len_utf8()..range.end]) {
            keep(text, &mut found, start..at + c.len_utf8());
            start = at + c.len_utf8();
        }
        if found.len() == MOST_SENTENCES {
            return found;
        }
    }
    keep(text, &mut found, start..range.end);
    found
}

fn keep(text: &str, found: &mut Vec<Range<usize>>, sentence: Range<usize>) {
    let inner = trim(text, sentence);
    if !inner.is_empty() {
        found.push(inner);
    }
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = text[range.clone()].trim_start();
    let start = range.end - inner.len();
    start..start + inner.trim_end().len()
}

fn ends_sentence(text: &str, before: Range<usize>, c: char, after: &str) -> bool {
    if before.len() >= MOST_SENTENCE && (c.is_whitespace() || before.len() >= 2 * MOST_SENTENCE) {
        return true;
    }
    match c {
        '\n' => ends_line(&text[before], after),
        '.' => {
            let next = after.trim_start().chars().next();
            let lower = next.is_some_and(char::is_lowercase);
            let spaced = after.is_empty() || after.starts_with(char::is_whitespace);
            let tail = text.floor_char_boundary(before.end.saturating_sub(12).max(before.start));
            spaced && !lower && !ABBREVIATION.is_match(&text[tail..=before.end])
        }
        '!' | '?' => after.is_empty() || after.starts_with(char::is_whitespace),
        _ => false,
    }
}

/// Mail wraps long lines, so a line's end is a sentence's end only where the line was short, or the next one
/// is an item, a row of cells or empty.
fn ends_line(before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let next = after.split('\n').next().unwrap_or_default();
    let opens = next.trim_start().chars().next().is_none_or(|c| !c.is_lowercase());
    let row = |line: &str| line.contains('\t') || line.contains(" | ");
    next.trim().is_empty()
        || row(next)
        || row(line)
        || ITEM.is_match(next)
        || line.trim_end().ends_with(':') && opens
        || line.trim().chars().count() < 50 && opens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_survive_wrapped_lines_and_abbreviations() {
        let rows: [(&str, &[&str]); 5] = [
            (
                "We employ approx. 300 people. Six hold one.",
                &["We employ approx. 300 people.", "Six hold one."],
            ),
            (
                "The figure that we have recorded for the whole of last year is\n412 people in all. Thanks.",
                &[
                    "The figure that we have recorded for the whole of last year is\n412 people in all.",
                    "Thanks.",
                ],
            ),
            ("Staff\t6\nMoney\t7", &["Staff\t6", "Money\t7"]),
            ("None\n\nThank you", &["None", "Thank you"]),
            ("Exempt under s. 31 of the Act.", &["Exempt under s. 31 of the Act."]),
        ];
        for (text, expected) in rows {
            let found: Vec<&str> = sentences(text, 0..text.len()).into_iter().map(|s| &text[s]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn no_text_has_more_or_longer_sentences_than_a_letter() {
        for token in ["None. ", "None\n\n", "and so on ", "(", "\t£5"] {
            let text = token.repeat(MOST_BYTES / token.len());
            let found = sentences(&text, 0..text.len());
            assert!(found.len() <= MOST_SENTENCES, "{token}: {}", found.len());
            let longest = found.iter().map(ExactSizeIterator::len).max();
            assert!(longest <= Some(2 * MOST_SENTENCE + 4), "{token}: {longest:?}");
        }
    }

    #[test]
    fn a_masked_copy_keeps_every_place() {
        let text = "£5 – é\tx\ny";
        let copy = blanked(text, std::slice::from_ref(&(0..text.len())));
        assert_eq!((copy.len(), copy.trim()), (text.len(), ""));
        assert_eq!(copy.find('\n'), text.find('\n'));
    }

    #[test]
    fn quoted_lines_are_known_without_their_marks() {
        let text = "> > 1. How many?\nSix\n";
        let found = lines(text);
        assert_eq!((&text[found[0].content.clone()], found[0].quoted), ("1. How many?", true));
        assert_eq!((&text[found[1].content.clone()], found[1].quoted), ("Six", false));
    }
}
