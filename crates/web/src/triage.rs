//! `/triage`: mail that no request could be found for, with the reasons.

use askama::Template;
use axum::extract::State;
use store::requests;

use crate::Pages;
use crate::frame::{Frame, Shown, html};
use crate::request::{Message, message};

/// The most messages on the page; the oldest come first.
const MESSAGES: usize = 100;
/// The most bytes of each of their texts.
const TEXT: usize = 2_000;

/// Mail that a person must file.
#[derive(Debug, PartialEq, Eq, Template)]
#[template(path = "pages/triage.html")]
struct TriagePage {
    frame: Frame,
    total: usize,
    messages: Vec<Message>,
}

/// Shows mail that a person must file.
pub(crate) async fn show(State(pages): State<Pages>) -> Shown {
    let waiting = requests::triage(&pages.desk).await?;
    html(&TriagePage {
        frame: Frame::on(pages.date()).at("triage"),
        total: waiting.len(),
        messages: waiting.iter().take(MESSAGES).map(|arrival| message(arrival, &[], TEXT)).collect(),
    })
}
