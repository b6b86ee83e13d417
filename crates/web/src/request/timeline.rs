//! What happened to a request, entry by entry.

use domain::fact::Fact;
use domain::law::Terms;
use domain::moment::in_words;
use store::requests::{Entry, File};

use super::facts::{source, told};
use crate::shown;

/// One entry.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The date that counts at law.
    pub(super) on: String,
    /// What happened.
    pub(super) what: String,
    /// Particulars: a server's words, a reference, a reason.
    pub(super) more: String,
    /// Its source in the request's law; empty where it has none of its own.
    pub(super) source: String,
    /// Because of what it was recorded.
    pub(super) cause: String,
    /// Where that stands on the page; empty where it does not.
    pub(super) cause_link: String,
    /// When it was recorded.
    pub(super) recorded: String,
    /// Whether a later entry says that it was a mistake.
    pub(super) struck: bool,
}

/// The entries in the order in which they were recorded.
pub(super) fn lines(file: &File, terms: Option<&Terms>) -> Vec<Line> {
    file.entries.iter().enumerate().map(|(number, entry)| line(file, number, entry, terms)).collect()
}

fn line(file: &File, number: usize, entry: &Entry, terms: Option<&Terms>) -> Line {
    let (what, more) = told(&entry.dated.fact);
    let (cause, cause_link) = cause(file, &entry.cause);
    let strikes =
        |later: &Entry| matches!(later.dated.fact, Fact::Corrected { entry, .. } if entry == number);
    Line {
        on: in_words(entry.dated.on),
        what,
        more: shown::excerpt(&more),
        source: terms.and_then(|terms| source(&entry.dated.fact, terms)).unwrap_or_default(),
        cause,
        cause_link,
        recorded: shown::instant(entry.recorded_at),
        struck: file.entries.iter().any(strikes),
    }
}

/// `arrival 17` and `letter 3` stand on the same page.
fn cause(file: &File, cause: &str) -> (String, String) {
    let arrival = cause.strip_prefix("arrival ").and_then(|id| id.parse::<i64>().ok());
    if let Some(id) = arrival.filter(|id| file.arrivals.iter().any(|arrival| arrival.id == *id)) {
        return (format!("message {id}"), format!("#message-{id}"));
    }
    match cause.strip_prefix("letter ") {
        Some(_) => ("sending our letter".into(), "#letters".into()),
        None => (cause.into(), String::new()),
    }
}
