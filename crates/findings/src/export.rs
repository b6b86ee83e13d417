//! CSV: RFC 4180, UTF-8, a header line, one row for each request, answer or figure.
//!
//! Text that a spreadsheet would run as a formula gets a leading `'` (see [`safe`]); numbers stay numbers.

use chrono::NaiveDate;
use csv::{Terminator, Writer, WriterBuilder};
use domain::answer::Outcome;
use domain::authority::Measure;
use domain::question::Question;
use domain::results::By;
use rust_decimal::Decimal;

use crate::data::{Accepted, Asked, Data};
use crate::figures::Computed;

const REQUESTS: [&str; 14] = [
    "reference",
    "authority_code",
    "authority",
    "nation",
    "kind",
    "regime",
    "standing",
    "sent_on",
    "due",
    "acknowledged_on",
    "responded_on",
    "late",
    "bounced",
    "sizes",
];
const ANSWERS: [&str; 19] = [
    "reference",
    "authority_code",
    "authority",
    "question",
    "question_name",
    "status",
    "low",
    "high",
    "value",
    "unit",
    "period",
    "exemptions",
    "words",
    "place",
    "message_id",
    "part_sha256",
    "accepted_by",
    "accepted_on",
    "as_of",
];
const FIGURES: [&str; 11] =
    ["id", "title", "value", "shown", "n", "asked", "base", "rule", "rows", "published", "note"];

/// One row for each authority of the campaign, unanswered requests too.
pub fn requests_csv(data: &Data) -> Result<Vec<u8>, csv::Error> {
    table(&REQUESTS, data.asked.iter().map(request))
}

/// One row for each authority and question, silence too: the long form.
pub fn answers_csv(data: &Data) -> Result<Vec<u8>, csv::Error> {
    let questions = &data.campaign.questions;
    let rows = data.asked.iter().flat_map(|asked| questions.iter().map(move |question| (asked, question)));
    table(&ANSWERS, rows.map(|(asked, question)| answer(data, asked, question)))
}

/// One row for each figure, with its rule and the codes of the authorities behind it.
pub fn figures_csv(figures: &[Computed]) -> Result<Vec<u8>, csv::Error> {
    table(&FIGURES, figures.iter().map(figure))
}

fn table<const N: usize>(
    header: &[&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<Vec<u8>, csv::Error> {
    let mut writer: Writer<Vec<u8>> =
        WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(|unfinished| csv::Error::from(unfinished.into_error()))
}

fn request(asked: &Asked) -> [String; 14] {
    let authority = &asked.authority;
    [
        asked.reference.to_string(),
        authority.code.to_string(),
        safe(&authority.name),
        safe(&authority.nation),
        safe(&authority.kind),
        authority.regime.to_string(),
        safe(&asked.standing),
        day(asked.sent_on),
        day(asked.due),
        day(asked.acknowledged_on),
        day(asked.responded_on),
        asked.late.to_string(),
        asked.bounced.to_string(),
        safe(&sizes(asked)),
    ]
}

/// `fte 2018-06: 4312.5; beds 2018-04: 600`.
fn sizes(asked: &Asked) -> String {
    let size =
        |size: &Measure| format!("{} {}: {}", size.name, size.month.format("%Y-%m"), size.value.normalize());
    asked.authority.measures.iter().map(size).collect::<Vec<_>>().join("; ")
}

fn answer(data: &Data, asked: &Asked, question: &Question) -> [String; 19] {
    let accepted = asked.answers.get(&question.number);
    let outcome = accepted.map(|accepted| &accepted.outcome);
    let words = |part: fn(&Accepted) -> &str| accepted.map_or(String::new(), |accepted| safe(part(accepted)));
    let (low, high) = outcome.map_or((String::new(), String::new()), bounds);
    [
        asked.reference.to_string(),
        asked.authority.code.to_string(),
        safe(&asked.authority.name),
        question.number.to_string(),
        safe(&question.name),
        asked.status(question.number).name.to_string(),
        low,
        high,
        outcome.map_or(String::new(), in_words),
        safe(question.unit.as_deref().unwrap_or("")),
        safe(question.period.as_deref().unwrap_or("")),
        safe(&outcome.map_or(String::new(), exemptions)),
        words(|accepted| &accepted.words),
        words(|accepted| &accepted.place),
        words(|accepted| &accepted.message_id),
        words(|accepted| &accepted.part),
        accepted.map_or(String::new(), |accepted| by(accepted.by).to_string()),
        accepted.map_or(String::new(), |accepted| accepted.on.to_string()),
        data.as_of.to_string(),
    ]
}

fn figure(figure: &Computed) -> [String; 11] {
    let codes: Vec<String> = figure.rows.iter().map(ToString::to_string).collect();
    [
        safe(&figure.id),
        safe(&figure.title),
        figure.value.map_or(String::new(), |value| value.to_string()),
        safe(&figure.shown),
        figure.n.to_string(),
        figure.asked.to_string(),
        safe(&figure.base),
        safe(&figure.rule),
        codes.join(" "),
        safe(figure.published.as_deref().unwrap_or("")),
        safe(figure.note.as_deref().unwrap_or("")),
    ]
}

/// Text as a spreadsheet may show it.
///
/// A `'` goes before text that begins with `=`, `+`, `-`, `@`, their full-width forms, a tab, CR, LF or NUL,
/// or with `'` itself; so taking one leading `'` away always gives the text back.
pub fn safe(text: &str) -> String {
    const LEADS: [char; 13] =
        ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '\'', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'];
    if text.starts_with(LEADS) { format!("'{text}") } else { text.to_string() }
}

/// Least and most; zero said in words is 0 and 0.
fn bounds(outcome: &Outcome) -> (String, String) {
    let text = |number: Decimal| number.normalize().to_string();
    match (outcome, outcome.number()) {
        (_, Some(exact)) => (text(exact), text(exact)),
        (Outcome::Number { low, high }, None) => (text(*low), text(*high)),
        _ => (String::new(), String::new()),
    }
}

/// The answer itself where it is no number.
fn in_words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::YesNo { .. } | Outcome::Text { .. } => safe(&outcome.to_string()),
        _ => String::new(),
    }
}

fn exemptions(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Refused { exemptions } | Outcome::NeitherConfirmNorDeny { exemptions } => {
            exemptions.join("; ")
        }
        _ => String::new(),
    }
}

fn by(by: By) -> &'static str {
    match by {
        By::Rule => "rule",
        By::Person => "person",
    }
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or(String::new(), |day| day.to_string())
}

#[cfg(test)]
mod tests;
