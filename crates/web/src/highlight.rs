//! A text cut into pieces, so that a template can mark the words of each reading and escape all of it.

use std::collections::BTreeMap;

use store::requests::ReadingFile;

use crate::shown::visible;

/// The most bytes of one text that the page of a request shows; the whole stands in the message itself.
pub(crate) const MOST: usize = 60_000;

/// Consecutive bytes of a text and the questions whose readings rest on them; none for plain text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) questions: Vec<i32>,
}

/// A text for a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) pieces: Vec<Piece>,
    /// Whether the end was left out.
    pub(crate) cut: bool,
}

/// Where readings begin and end.
type Edges = BTreeMap<usize, (Vec<i32>, Vec<i32>)>;

/// At most the first `most` bytes of the text, with the words of its readings marked. Ranges that leave the
/// text or split a character are brought back to it: what a reader wrote may not stop a page.
pub(crate) fn marked(text: &str, readings: &[ReadingFile], most: usize) -> Marked {
    let shown = &text[..text.floor_char_boundary(most)];
    let edges = edges(shown, readings);
    let ends = edges.keys().skip(1).copied().chain([shown.len()]);
    let mut open: Vec<i32> = Vec::new();
    let mut pieces = Vec::new();
    for ((from, (begin, end)), to) in edges.iter().zip(ends) {
        for question in end {
            open.iter().position(|other| other == question).map(|at| open.remove(at));
        }
        open.extend(begin);
        let mut questions = open.clone();
        questions.sort_unstable();
        questions.dedup();
        if *from < to {
            pieces.push(Piece { text: visible(&shown[*from..to]), questions });
        }
    }
    Marked { pieces, cut: shown.len() < text.len() }
}

fn edges(text: &str, readings: &[ReadingFile]) -> Edges {
    let mut edges = Edges::from([(0, (vec![], vec![]))]);
    for reading in readings {
        let from = text.floor_char_boundary(reading.evidence.start);
        let to = text.floor_char_boundary(reading.evidence.end);
        if from < to {
            edges.entry(from).or_default().0.push(reading.question);
            edges.entry(to).or_default().1.push(reading.question);
        }
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::answer::Outcome;
    use std::ops::Range;

    fn check(text: &str, readings: &[(i32, Range<usize>)], expected: &str) {
        let reading = |(question, evidence): &(i32, Range<usize>)| ReadingFile {
            question: *question,
            outcome: Outcome::Unclear,
            evidence: evidence.clone(),
            place: String::new(),
            strength: "hint".into(),
            rule: String::new(),
        };
        let readings: Vec<ReadingFile> = readings.iter().map(reading).collect();
        let pieces = marked(text, &readings, MOST).pieces;
        let all: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(all, text);
        let shown: String = pieces
            .iter()
            .map(|piece| match piece.questions.as_slice() {
                [] => piece.text.clone(),
                questions => format!("[{questions:?} {}]", piece.text),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn overlapping_ranges_and_ranges_outside_the_text_keep_every_byte() {
        check("", &[], "");
        check("abc", &[], "abc");
        check("abcdef", &[(1, 1..3)], "a[[1] bc]def");
        check("abcdef", &[(1, 0..4), (2, 2..6)], "[[1] ab][[1, 2] cd][[2] ef]");
        check("abcdef", &[(1, 0..2), (1, 0..2)], "[[1] ab]cdef");
        check("abcdef", &[(1, 0..3), (2, 3..6)], "[[1] abc][[2] def]");
        check("£5 of", &[(1, 1..3)], "[[1] £5] of");
        check("abc", &[(1, 2..99), (2, 50..60), (3, Range { start: 2, end: 1 })], "ab[[1] c]");
    }

    #[test]
    fn a_long_text_is_cut_at_a_character() {
        let long = marked("aéé", &[], 4);
        assert_eq!((long.pieces[0].text.as_str(), long.cut), ("aé", true));
        assert!(!marked("aéé", &[], 5).cut);
    }
}
