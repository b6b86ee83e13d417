//! Headings and labels that name the thing asked for in a few words: "Qualified staff: 6".

use domain::question::AnswerType;

use crate::asked::Asked;
use crate::boilerplate;
use crate::claim::claim;
use crate::figure::figures;
use crate::marks::{Key, Mark};
use crate::pattern::patterns;
use crate::source::Line;
use crate::values::zero;
use crate::words::stems;

patterns! {
    /// "Qualified staff: 6", "Training spend – £4,500", "Staff | 6".
    LABELLED = r"^(?P<label>[^:\t|=\n]{2,120}?)(?P<mark>\s*[:=\t|]|\s[-–—]\s|\.{3,})\s*\S";
    /// "Full-time: 6,895": a part of an answer, not another answer.
    PART = r"(?i)\b(?:full[\s-]*time|part[\s-]*time|f/?t|p/?t|total|of\s+which|bank|agency|permanent|note)\b";
}

/// No label is longer, in bytes.
const LONGEST: usize = 250;

/// The question that the words of a label name best, and whether no other one comes as near.
pub(crate) fn named(label: &str, asked: &[Asked<'_>]) -> Option<(usize, bool)> {
    named_beside(label, asked, &[])
}

/// The same, where the questions at `taken` have a label of their own.
pub(crate) fn named_beside(label: &str, asked: &[Asked<'_>], taken: &[usize]) -> Option<(usize, bool)> {
    let found = stems(label);
    let score = |(at, asked): (usize, &Asked<'_>)| if taken.contains(&at) { 0 } else { asked.score(&found) };
    let scores: Vec<u32> = asked.iter().enumerate().map(score).collect();
    let (best, score) = scores.iter().enumerate().max_by_key(|(at, score)| (**score, usize::MAX - at))?;
    let second = scores.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, score)| *score).max();
    let known = asked.get(best)?.known(&found) * 10 >= found.len() * 6;
    let apart = second.is_none_or(|second| *score > second);
    (*score >= 2 && known).then_some((best, apart))
}

/// Marks of lines that begin with a label, or are a heading of their own. A label that fits two questions
/// belongs to the one that no other label names.
pub(crate) fn marks(text: &str, asked: &[Asked<'_>], lines: &[Line]) -> Vec<Mark> {
    let own = || lines.iter().filter(|line| !line.quoted && !text[line.content.clone()].trim().is_empty());
    let first = own().filter_map(|line| mark(text, asked, line, &[]));
    let taken: Vec<usize> = first.filter(|mark| mark.sure).flat_map(|mark| mark.targets).collect();
    let settled = |line: &Line| {
        let found = mark(text, asked, line, &[])?;
        let open = !found.sure && found.key == Key::Topic;
        Some(if open { mark(text, asked, line, &taken).unwrap_or(found) } else { found })
    };
    own().filter_map(settled).collect()
}

/// A line that says something itself is no heading: "No money has been spent".
fn speaks(text: &str, line: &Line) -> bool {
    let content = line.content.clone();
    let last = text[content.end..].trim().is_empty();
    let kinds = [AnswerType::Count, AnswerType::Money];
    last || claim(text, content.clone()).is_some()
        || kinds.into_iter().any(|kind| zero(text, content.clone(), kind).is_some())
}

fn mark(text: &str, asked: &[Asked<'_>], line: &Line, taken: &[usize]) -> Option<Mark> {
    let content = &text[line.content.clone()];
    let lead = content.len() - content.trim_start_matches(['|', '•', '*', '-', '–', ' ']).len();
    let found = LABELLED.captures(&content[lead..]);
    let (label, length) = match &found {
        Some(found) => (found.name("label")?.as_str(), found.name("mark")?.end()),
        None => (content[lead..].trim_end_matches([':', '|', ' ']), content.len() - lead),
    };
    if boilerplate::leads(&content[lead..]) {
        return None; // "Response: 6" stands under the heading before it
    }
    let short =
        label.len() <= LONGEST && label.split_whitespace().count() <= 12 && !label.ends_with(['.', ',', ';']);
    if !short
        || !figures(label).is_empty()
        || found.is_none() && speaks(text, line)
        || found.is_none() && label.len() > 70
    {
        return None;
    }
    let heading = line.content.start..line.content.start + lead + length;
    match named_beside(label, asked, taken) {
        _ if PART.is_match(label) && found.is_some() && stems(label).len() < 2 => None,
        Some((best, apart)) => Some(Mark {
            heading,
            targets: vec![best],
            others: false,
            key: Key::Topic,
            sure: apart && !PART.is_match(label),
            asks: false,
        }),
        None if found.is_some() => Some(Mark { key: Key::Closing, ..Mark::closing(heading) }),
        None => None,
    }
}
