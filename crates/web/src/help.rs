//! `/help`: how the clock counts, and what the words mean.

use askama::Template;
use axum::extract::State;
use domain::law::Terms;
use domain::regime::{Means, RegimeCode};
use findings::Status;

use crate::frame::{Frame, Shown, html};
use crate::laws::{Named, known_to, named};
use crate::tag::{TAGS, Tag};
use crate::{Pages, shown};

/// How the clock counts, and what the words mean.
#[derive(Debug, PartialEq, Eq, Template)]
#[template(path = "pages/help.html")]
struct HelpPage {
    frame: Frame,
    standings: [Tag; TAGS.len()],
    statuses: Vec<Status>,
    /// The law that is explained as the example; none where the desk does not know it.
    example: Option<Rules>,
    laws: Vec<Rules>,
}

/// What one law says about time, from its file.
#[derive(Debug, PartialEq, Eq)]
struct Rules {
    law: Named,
    /// The time for the answer, with its source.
    time: String,
    /// What day zero is.
    zero: String,
    /// Whose holidays count, with the source.
    days: String,
    known_to: String,
    clarification: String,
    fees: String,
    longer: String,
    /// Whether an arrival on a day that is no working day is read in two ways.
    two_readings: bool,
}

/// Shows how the clock counts, and what the words mean.
pub(crate) async fn show(State(pages): State<Pages>) -> Shown {
    let law = pages.desk.law().await?;
    html(&HelpPage {
        frame: Frame::on(pages.date()).at("help"),
        standings: TAGS,
        statuses: Status::all().collect(),
        example: law.terms(&RegimeCode::default()).map(rules),
        laws: law.all().map(rules).collect(),
    })
}

fn rules(terms: &Terms) -> Rules {
    let law = &terms.regime;
    Rules {
        law: named(terms),
        time: format!("{} ({})", law.answer.period.in_words(), law.answer.period.source),
        zero: law.receipt.says.clone(),
        days: format!("{} ({})", law.calendar.says, law.calendar.source),
        known_to: shown::day(known_to(terms)),
        clarification: clarification(terms),
        fees: fees(terms),
        longer: longer(terms),
        two_readings: law.receipt.code45,
    }
}

fn clarification(terms: &Terms) -> String {
    let Some(rule) = &terms.regime.clarification else {
        return "what the law says is not established here".into();
    };
    let does = match rule.means {
        Means::Restarts => "its time stands still; when it has our answer, a new day zero begins",
        Means::Pauses => "its time stands still; the days from its question to our answer are left out",
    };
    format!("{does} ({})", rule.source)
}

fn fees(terms: &Terms) -> String {
    let Some(rule) = &terms.regime.fees else {
        return "what the law says is not established here".into();
    };
    let last = terms.regime.deadlines.get(&rule.lapses).map(|deadline| &deadline.period);
    let ends = last.map_or(String::new(), |period| {
        format!("; a fee not paid within {} ends its duty to answer ({})", period.in_words(), period.source)
    });
    format!("the days from its notice to the payment are left out ({}){ends}", rule.source)
}

fn longer(terms: &Terms) -> String {
    let Some(rule) = &terms.regime.extension else {
        return "the law knows no longer time".into();
    };
    let notice = if rule.needs_notice { ", if it says so within the first time" } else { "" };
    let most = if rule.is_limit { "at most " } else { "as a rule " };
    format!("{most}{} in all{notice} ({})", rule.period.in_words(), rule.period.source)
}
