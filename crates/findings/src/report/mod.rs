//! The report: one HTML file without scripts, outside links or images.
//!
//! The structs here are what the templates of `templates/reports/` print; they compute, the templates do not.

mod authorities;
mod charts;
mod flow;
mod limits;
mod questions;
mod text;

#[cfg(test)]
mod tests;

use askama::Template;
use domain::campaign::{Acceptance, LetterText};
use domain::question::Question;

use crate::data::Data;
use crate::figures::Computed;
use crate::status::Status;

#[derive(Debug, Template)]
#[template(path = "reports/report.html")]
struct Report<'a> {
    title: String,
    about: String,
    sender: String,
    sent: String,
    as_of: String,
    asked: usize,
    steps: Vec<flow::Step>,
    figures: &'a [Computed],
    printed: bool,
    charts: Vec<charts::Chart>,
    outcomes: Vec<questions::OutcomeRow>,
    sections: Vec<questions::Section>,
    refusals: authorities::Refusals,
    rows: Vec<authorities::Row>,
    questions: &'a [Question],
    headings: Vec<String>,
    limits: Vec<String>,
    acceptance: &'static str,
    statuses: Vec<Status>,
    letter: &'a LetterText,
}

/// The report on a campaign as one HTML file: open it, print it, send it on.
///
/// `figures` are those of [`crate::figures`] for the same data. Everything that came from outside is escaped.
/// Errors: a template that cannot be written, which does not happen in memory.
pub fn report(data: &Data, figures: &[Computed]) -> Result<String, askama::Error> {
    let campaign = &data.campaign;
    let report = Report {
        title: text::visible(&campaign.title),
        about: text::visible(&campaign.about),
        sender: sender(data),
        sent: flow::sent_between(data),
        as_of: text::long_date(data.as_of),
        asked: data.asked.len(),
        steps: flow::steps(data),
        figures,
        printed: figures.iter().any(|figure| figure.published.is_some()),
        charts: charts::of(data, figures),
        outcomes: questions::outcomes(data),
        sections: campaign.questions.iter().map(|question| questions::section(data, question)).collect(),
        refusals: authorities::refusals(data),
        rows: data.asked.iter().map(|asked| authorities::row(data, asked)).collect(),
        questions: &campaign.questions,
        headings: campaign.questions.iter().map(heading).collect(),
        limits: limits::of(data, figures),
        acceptance: acceptance(campaign.acceptance),
        statuses: Status::all().collect(),
        letter: &campaign.letter,
    };
    report.render()
}

fn sender(data: &Data) -> String {
    let sender = &data.campaign.sender;
    match &sender.organisation {
        Some(organisation) => text::visible(&format!("{}, for {organisation}", sender.name)),
        None => text::visible(&sender.name),
    }
}

/// `2. qualified`, for the head of a column.
fn heading(question: &Question) -> String {
    format!("{}. {}", question.number, text::visible(&question.name))
}

fn acceptance(rule: Acceptance) -> &'static str {
    match rule {
        Acceptance::Person => "A reading counts once a person has looked at it and accepted it.",
        Acceptance::Stated => {
            "A reading that the reply says in so many words counts at once; any other once a person says so."
        }
    }
}
