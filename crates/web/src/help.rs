//! `/help`: how the clock counts, and what the words mean.

use askama::Template;
use axum::extract::State;
use domain::moment::in_words;
use findings::Status;

use crate::Pages;
use crate::frame::{Frame, Shown, html};
use crate::tag::{TAGS, Tag};

/// How the clock counts, and what the words mean.
#[derive(Debug, PartialEq, Eq, Template)]
#[template(path = "pages/help.html")]
struct HelpPage {
    frame: Frame,
    standings: [Tag; TAGS.len()],
    statuses: Vec<Status>,
    calendar_ends: String,
}

/// Shows how the clock counts, and what the words mean.
pub(crate) async fn show(State(pages): State<Pages>) -> Shown {
    html(&HelpPage {
        frame: Frame::on(pages.date()).at("help"),
        standings: TAGS,
        statuses: Status::all().collect(),
        calendar_ends: in_words(pages.desk.calendar().ends()),
    })
}
