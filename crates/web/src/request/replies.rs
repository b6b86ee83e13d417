//! Messages from outside: where they came from, what they are and why, and their text with the words that
//! count.

use domain::answer::Outcome;
use domain::question::Question;
use store::requests::{ArrivalFile, PartFile, ReadingFile};

use crate::highlight::{Marked, marked};
use crate::shown;

/// The most parts of one message that a page shows.
const PARTS: usize = 50;

/// A message from outside.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) id: i64,
    pub(crate) hash: String,
    pub(crate) received: String,
    pub(crate) sender: String,
    pub(crate) subject: String,
    pub(crate) kind: String,
    pub(crate) kind_why: String,
    pub(crate) route: String,
    pub(crate) route_why: String,
    pub(crate) note: Option<String>,
    pub(crate) parts: Vec<Part>,
    /// How many further parts are not shown.
    pub(crate) more: usize,
}

/// A part of a message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its place on the page.
    pub(crate) anchor: String,
    /// What it is: the message's own text, or an attachment by its file name.
    pub(crate) what: String,
    pub(crate) media_type: String,
    pub(crate) size: String,
    pub(crate) text: Marked,
    pub(crate) warnings: Vec<String>,
    pub(crate) readings: Vec<Found>,
    /// Whether it is unfolded at first: the message's own text, and whatever holds words that count.
    pub(crate) open: bool,
}

/// What a reader found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) question: i32,
    pub(crate) says: String,
    pub(crate) place: String,
    pub(crate) strength: String,
    pub(crate) rule: String,
}

/// The message, read in the light of these questions, with at most `most` bytes of each text.
pub(crate) fn message(arrival: &ArrivalFile, questions: &[Question], most: usize) -> Message {
    let or_none = |text: &Option<String>, none: &str| {
        text.as_deref().filter(|text| !text.trim().is_empty()).map_or(none.into(), shown::visible)
    };
    let parts = arrival.parts.iter().enumerate().take(PARTS);
    Message {
        id: arrival.id,
        hash: arrival.hash.clone(),
        received: shown::instant(arrival.received_at),
        sender: or_none(&arrival.sender, "(no sender)"),
        subject: or_none(&arrival.subject, "(no subject)"),
        kind: or_none(&arrival.kind, "not read yet"),
        kind_why: or_none(&arrival.kind_why, ""),
        route: or_none(&arrival.route_key, "undecided"),
        route_why: or_none(&arrival.route_why, ""),
        note: arrival.note.as_deref().map(shown::visible),
        more: arrival.parts.len().saturating_sub(PARTS),
        parts: parts.map(|(number, file)| part(arrival.id, number, file, questions, most)).collect(),
    }
}

/// Where a part stands on the page.
pub(super) fn anchor(arrival: i64, number: usize) -> String {
    format!("part-{arrival}-{number}")
}

fn part(arrival: i64, number: usize, file: &PartFile, questions: &[Question], most: usize) -> Part {
    let body = file.role == "body";
    let what = match (&file.name, body) {
        (Some(name), _) => shown::visible(name),
        (None, true) => "Text of the message".into(),
        (None, false) => "Attachment without a name".into(),
    };
    Part {
        anchor: anchor(arrival, number),
        what,
        media_type: file.media_type.clone(),
        size: shown::size(file.size),
        text: marked(&file.text, &file.readings, most),
        warnings: file.warnings.iter().map(|warning| shown::visible(warning)).collect(),
        readings: file.readings.iter().map(|reading| found(reading, questions)).collect(),
        open: body || !file.readings.is_empty(),
    }
}

fn found(reading: &ReadingFile, questions: &[Question]) -> Found {
    Found {
        question: reading.question,
        says: says(&reading.outcome, reading.question, questions),
        place: reading.place.clone(),
        strength: reading.strength.clone(),
        rule: reading.rule.clone(),
    }
}

fn says(outcome: &Outcome, number: i32, questions: &[Question]) -> String {
    let question = questions.iter().find(|question| i64::from(question.number) == i64::from(number));
    shown::outcome(outcome, question)
}
