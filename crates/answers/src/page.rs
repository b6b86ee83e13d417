//! A reply cut into answers: which stretch of text answers which question.

use std::ops::Range;

use crate::asked::Asked;
use crate::boilerplate;
use crate::marks::{self, Key, Mark};
use crate::repeat;
use crate::source::{blanked, lines, sentences};
use crate::topic;

/// A stretch of text under a mark.
#[derive(Debug, Clone)]
pub(crate) struct Segment {
    /// The mark it stands under.
    pub(crate) mark: Mark,
    /// Its bytes.
    pub(crate) body: Range<usize>,
}

/// A reply cut into answers.
#[derive(Debug)]
pub(crate) struct Page {
    /// The text with all that is not the authority's own answer blanked: the same length.
    pub(crate) own: String,
    /// The answers, in order.
    pub(crate) segments: Vec<Segment>,
    /// What stands under no question.
    pub(crate) rest: Vec<Range<usize>>,
}

impl Page {
    /// Cuts `text` into answers to the questions; `taken` has been read already.
    pub(crate) fn new(text: &str, asked: &[Asked<'_>], taken: &[Range<usize>]) -> Page {
        let visible = blanked(text, taken);
        let lines = lines(&visible);
        let repeats = repeat::repeats(&visible, asked);
        let found = repeats.iter().filter_map(|repeat| marks::of_repeat(&visible, asked, &lines, repeat));
        let mut repeated: Vec<Mark> = found.collect();
        let headings: Vec<Range<usize>> = repeated.iter().map(|mark| mark.heading.clone()).collect();
        let mut hidden = boilerplate::foreign(&visible);
        repeated.extend(marks::of_requester(&visible, asked, &lines, &hidden, &headings));
        hidden.extend(headings.iter().cloned());
        hidden.extend(announcements(&visible, &lines));
        let own = blanked(&visible, &hidden);
        let numbered = marks::of_lines(&own, asked, &lines, &headings);
        let mut all = merged(&own, &repeated, &numbered);
        if !all.iter().any(|mark| mark.key >= Key::Number && has_answer(&own, &all, mark)) {
            all.extend(topic::marks(&own, asked, &lines));
        }
        all.sort_by_key(|mark| mark.heading.start);
        let ends = all.iter().skip(1).map(|mark| mark.heading.start).chain([own.len()]).collect::<Vec<_>>();
        all.iter_mut().zip(ends).for_each(|(mark, end)| take_question(&own, mark, end));
        cut(own, &all)
    }
}

fn announcements(text: &str, lines: &[crate::source::Line]) -> Vec<Range<usize>> {
    let contents = lines.iter().map(|line| line.content.clone());
    contents.filter(|content| boilerplate::announces(&text[content.clone()])).collect()
}

/// Where questions are answered under their own words, numbers inside an answer are a list of its own.
fn merged(own: &str, repeated: &[Mark], numbered: &[Mark]) -> Vec<Mark> {
    let mut all: Vec<Mark> = repeated.iter().chain(numbered).cloned().collect();
    all.sort_by_key(|mark| mark.heading.start);
    let answered: Vec<usize> = repeated
        .iter()
        .filter(|mark| has_answer(own, &all, mark))
        .flat_map(|mark| mark.targets.clone())
        .collect();
    let inline = !repeated.is_empty() && answered.len() * 2 > repeated.len();
    all.retain(|mark| {
        let again = mark.key == Key::Number
            && !mark.asks
            && !mark.others
            && mark.targets.iter().all(|target| answered.contains(target));
        let list = mark.key == Key::Closing && !mark.heading.is_empty();
        !(inline && (again && mark.targets.len() == 1 || list))
    });
    all
}

fn has_answer(own: &str, all: &[Mark], mark: &Mark) -> bool {
    let next = all.iter().map(|other| other.heading.start).find(|start| *start >= mark.heading.end);
    own[mark.heading.end..next.unwrap_or(own.len())].contains(char::is_alphanumeric)
}

/// A number with a question behind it is a question repeated in words too different to recognise.
fn take_question(own: &str, mark: &mut Mark, end: usize) {
    let body = mark.heading.end.min(end)..end;
    let first = sentences(own, body).into_iter().next();
    if let Some(question) = first.filter(|first| mark.key == Key::Number && own[first.clone()].ends_with('?'))
    {
        mark.heading.end = question.end;
        mark.asks = true;
    }
}

fn cut(own: String, all: &[Mark]) -> Page {
    let mut page = Page { own, segments: Vec::new(), rest: Vec::new() };
    let first = all.first().map_or(page.own.len(), |mark| mark.heading.start);
    page.rest.push(0..first);
    let mut silent = 0;
    let mut spoken = false;
    for (at, mark) in all.iter().enumerate() {
        let end = all.get(at + 1).map_or(page.own.len(), |next| next.heading.start);
        let body = mark.heading.end.min(end)..end;
        let filled = page.own[body.clone()].contains(char::is_alphanumeric);
        // After a block of questions without answers, what follows the last one is said of all of them.
        let tail = mark.asks && filled && !spoken && silent > 0;
        spoken |= filled && mark.key != Key::Closing;
        silent += usize::from(mark.asks && !filled);
        if mark.key == Key::Closing && mark.heading.is_empty() {
            continue; // the end of a letter answers nothing
        }
        if tail || mark.key == Key::Closing {
            page.rest.push(body);
        } else if filled {
            page.segments.push(Segment { mark: mark.clone(), body });
        }
    }
    page
}
