//! Where answers begin and whom they answer: repeated questions, labels, topics and the ends of letters.

use std::ops::Range;

use crate::asked::Asked;
use crate::boilerplate;
use crate::label::{self, Label, Named};
use crate::repeat::Repeat;
use crate::source::{Line, sentences};
use crate::table;

/// By what an answer is tied to its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// Nothing: the text between belongs to no question.
    Closing,
    /// A heading that names the thing asked for.
    Topic,
    /// The question's number or place.
    Number,
    /// The question's own words.
    Text,
}

/// A place where an answer begins.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// Where its heading begins and ends; the answer follows.
    pub(crate) heading: Range<usize>,
    /// Places of the questions it names.
    pub(crate) targets: Vec<usize>,
    /// Whether it names all that are left over.
    pub(crate) others: bool,
    /// By what.
    pub(crate) key: Key,
    /// Whether nothing speaks against it.
    pub(crate) sure: bool,
    /// Whether it is the requester's question, not the beginning of an answer.
    pub(crate) asks: bool,
}

impl Mark {
    /// The end of a letter or of an answer.
    pub(crate) fn closing(heading: Range<usize>) -> Mark {
        Mark { heading, targets: Vec::new(), others: false, key: Key::Closing, sure: true, asks: false }
    }
}

/// Where the heading of a repeated question begins: its line or sentence, with label and lead-in, unless
/// these hold a figure ("There were 6,895 …" is an answer, not a heading).
pub(crate) fn of_repeat(text: &str, asked: &[Asked<'_>], lines: &[Line], repeat: &Repeat) -> Option<Mark> {
    let line = lines.iter().find(|line| line.content.contains(&repeat.range.start))?;
    let label = label::at_line(&text[line.content.clone()]);
    let taken = label.as_ref().map_or(0, |label| label.length);
    let after = (line.content.start + taken).min(repeat.range.start);
    let ended = text[after..repeat.range.start].trim_end().ends_with(['.', '?', '!']);
    let (start, lead) =
        if ended { (repeat.range.start, "") } else { (line.content.start, &text[after..repeat.range.start]) };
    let number = asked[repeat.asked].question.number;
    let numbered = label::before_question(lead) == Some(number);
    let figures = lead.contains(|c: char| c.is_ascii_digit()) && !numbered;
    let plain = !figures && lead.split_whitespace().count() <= 8;
    let agrees = label
        .is_none_or(|label| matches!(&label.named, Named::Numbers(numbers) if numbers.contains(&number)));
    plain.then(|| Mark {
        heading: start..repeat.range.end,
        targets: vec![repeat.asked],
        others: false,
        key: Key::Text,
        sure: repeat.sure || agrees,
        asks: true,
    })
}

/// The mark that a label makes at `at`, if it names questions of the campaign; a number that none has ends
/// the answer before it.
pub(crate) fn of_label(asked: &[Asked<'_>], at: usize, label: &Label) -> Mark {
    let heading = at..at + label.length;
    let place = |number: &u32| asked.iter().position(|asked| asked.question.number == *number);
    let (targets, others) = match &label.named {
        Named::Numbers(numbers) => (numbers.iter().filter_map(place).collect(), false),
        Named::Last => (asked.len().checked_sub(1).into_iter().collect(), false),
        Named::Others => (Vec::new(), true),
    };
    let key = if targets.is_empty() && !others { Key::Closing } else { Key::Number };
    Mark { heading, targets, others, key, sure: true, asks: false }
}

/// Marks at the beginnings of lines and sentences that no repeated question covers.
pub(crate) fn of_lines(text: &str, asked: &[Asked<'_>], lines: &[Line], taken: &[Range<usize>]) -> Vec<Mark> {
    let free = |at: usize| !taken.iter().any(|range| range.contains(&at));
    let dashed = dashes_count_up(text, lines);
    let numbers = table::may_number(text, lines);
    let mut marks: Vec<Mark> = Vec::new();
    let own = lines.iter().zip(numbers).filter(|(line, _)| !line.quoted && free(line.content.start));
    for (line, may_number) in own {
        let content = &text[line.content.clone()];
        if boilerplate::closes(content) {
            marks.push(Mark::closing(line.content.start..line.content.start));
        } else if let Some(label) = label::at_line(content).filter(|label| !label.dashed || dashed) {
            if !label.worded && !may_number {
                continue;
            }
            if is_label(text, asked, line, &label, marks.last()) {
                marks.push(of_label(asked, line.content.start, &label));
            }
        } else {
            marks.extend(in_prose(text, asked, line));
        }
    }
    marks
}

/// Labels among the requester's words: the question may be too reworded to recognise, but its number stays.
pub(crate) fn of_requester(
    text: &str,
    asked: &[Asked<'_>],
    lines: &[Line],
    foreign: &[Range<usize>],
    taken: &[Range<usize>],
) -> Vec<Mark> {
    let within = |ranges: &[Range<usize>], at: usize| ranges.iter().any(|range| range.contains(&at));
    let theirs =
        lines.iter().filter(|line| within(foreign, line.content.start) && !within(taken, line.content.start));
    let labels = theirs.filter_map(|line| Some((line, label::at_line(&text[line.content.clone()])?)));
    labels
        .filter(|(_, label)| !label.range && !label.dashed)
        .map(|(line, label)| {
            let mark = of_label(asked, line.content.start, &label);
            Mark { heading: line.content.clone(), asks: true, ..mark }
        })
        .filter(|mark| mark.key == Key::Number)
        .collect()
}

/// "In answer to your second question, …" and "Question 2: …" where sentences begin.
fn in_prose(text: &str, asked: &[Asked<'_>], line: &Line) -> Vec<Mark> {
    let beginnings = sentences(text, line.content.clone()).into_iter();
    let found = beginnings.filter_map(|sentence| {
        let words = &text[sentence.clone()];
        let first = sentence.start == line.content.start;
        let label = label::at_sentence(words)
            .or_else(|| label::at_line(words).filter(|label| label.worded && !first))?;
        Some(of_label(asked, sentence.start, &label))
    });
    found.filter(|mark| mark.key != Key::Closing).collect()
}

/// `1 - 12` is a label only where such numbers count up; else it may be an amount.
fn dashes_count_up(text: &str, lines: &[Line]) -> bool {
    let labels = lines
        .iter()
        .filter(|line| !line.quoted)
        .filter_map(|line| label::at_line(&text[line.content.clone()]));
    let numbers: Vec<u32> = labels
        .filter(|label| label.dashed)
        .filter_map(|label| match label.named {
            Named::Numbers(numbers) => numbers.first().copied(),
            Named::Last | Named::Others => None,
        })
        .collect();
    numbers.len() >= 2 && numbers.windows(2).all(|pair| pair[0] < pair[1]) && numbers[0] <= 2
}

/// A lone "6." under another label is its answer, not a label, unless it is next in turn or the answers are
/// elsewhere.
fn is_label(text: &str, asked: &[Asked<'_>], line: &Line, label: &Label, before: Option<&Mark>) -> bool {
    let bare = label.length >= text[line.content.clone()].trim_end().len() && !label.worded;
    let Named::Numbers(numbers) = &label.named else { return true };
    let known = numbers.iter().any(|number| asked.iter().any(|asked| asked.question.number == *number));
    let Some(before) = before.filter(|_| bare) else { return known || label.worded || !bare };
    let open = text[before.heading.end..line.content.start].trim().is_empty();
    let next = before.targets.last().and_then(|last| asked.get(*last)).map(|asked| asked.question.number + 1);
    known && (!open || next == numbers.first().copied())
}
