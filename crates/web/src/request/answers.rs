//! The answers that count, each with the words that say it.

use domain::campaign::Campaign;
use domain::question::Question;
use domain::results::By;
use findings::Status;
use store::requests::{File, PartFile, ReadingFile};
use store::results::Answer;

use super::replies::anchor;
use crate::shown;

/// One question and its answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) number: u32,
    pub(super) text: String,
    pub(super) status: Status,
    /// What counts; empty where nothing does.
    pub(super) says: String,
    pub(super) words: String,
    pub(super) place: String,
    /// Where the words stand on the page; empty where they do not.
    pub(super) link: String,
    /// How sure the reader was and by which rule; empty for a ruling by hand.
    pub(super) strength: String,
    /// Who accepted it and when.
    pub(super) by: String,
}

/// A line for each question that was asked.
pub(super) fn lines(campaign: &Campaign, file: &File) -> Vec<Line> {
    let line = |question: &Question| match file.answers.get(&question.number) {
        Some(answer) => answered(question, answer, file),
        None => unanswered(question, file),
    };
    campaign.questions.iter().map(line).collect()
}

fn unanswered(question: &Question, file: &File) -> Line {
    let status = if file.answers.is_empty() { Status::SILENT } else { Status::NOTHING_ACCEPTED };
    Line {
        number: question.number,
        text: question.text.clone(),
        status,
        says: String::new(),
        words: String::new(),
        place: String::new(),
        link: String::new(),
        strength: String::new(),
        by: String::new(),
    }
}

fn answered(question: &Question, answer: &Answer, file: &File) -> Line {
    let by = match answer.by {
        By::Rule => "the campaign's rule",
        By::Person => "a person",
    };
    let source = source(file, question.number, answer);
    Line {
        number: question.number,
        text: question.text.clone(),
        status: Status::of(&answer.outcome),
        says: shown::outcome(&answer.outcome, Some(question)),
        words: shown::excerpt(&answer.words),
        place: answer.place.clone(),
        link: source.as_ref().map_or(String::new(), |(anchor, _)| format!("#{anchor}")),
        strength: source
            .map_or(String::new(), |(_, reading)| format!("{}: {}", reading.strength, reading.rule)),
        by: format!("{by}, {}", shown::instant(answer.at)),
    }
}

/// The reading behind an answer and where its part stands on the page.
fn source<'a>(file: &'a File, question: u32, answer: &Answer) -> Option<(String, &'a ReadingFile)> {
    let is_it = |reading: &&ReadingFile| {
        i64::from(reading.question) == i64::from(question) && reading.outcome == answer.outcome
    };
    let parts = file.arrivals.iter().flat_map(|arrival| {
        arrival.parts.iter().enumerate().map(move |(number, part)| (anchor(arrival.id, number), part))
    });
    let same = parts.filter(|(_, part): &(String, &PartFile)| part.hash == answer.part);
    same.into_iter().find_map(|(anchor, part)| Some((anchor, part.readings.iter().find(is_it)?)))
}
