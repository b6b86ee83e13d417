//! `/requests/{reference}`: everything about one request.

mod answers;
mod clock;
mod deadlines;
mod facts;
mod letters;
mod replies;
mod timeline;

use askama::Template;
use axum::extract::State;
use store::campaigns;
use store::requests;

use self::deadlines::{LastDay, last_days};
use crate::extract::Named;
use crate::frame::{Frame, Shown, html};
use crate::highlight::MOST;
use crate::problem::Problem;
use crate::tag::{self, Tag};
use crate::{Pages, links};

pub(crate) use replies::{Message, message};

/// Everything about one request.
#[derive(Debug, PartialEq, Eq, Template)]
#[template(path = "pages/request.html")]
struct RequestPage {
    frame: Frame,
    reference: String,
    authority: String,
    code: String,
    campaign: String,
    board: String,
    list: String,
    tag: Tag,
    sentence: String,
    clock: clock::Told,
    last_days: Vec<LastDay>,
    entries: Vec<timeline::Line>,
    letters: Vec<letters::Sheet>,
    messages: Vec<Message>,
    answers: Vec<answers::Line>,
}

/// Shows everything about one request.
pub(crate) async fn show(State(pages): State<Pages>, Named(reference): Named) -> Shown {
    let (desk, today) = (&pages.desk, pages.date());
    let file = requests::file(desk, &reference, today).await.map_err(Problem::with_the_named)?;
    let campaign = campaigns::by_id(desk, file.campaign).await?.campaign;
    let law = desk.law().await?;
    let terms = law.terms(&file.row.regime);
    let timeline: Vec<_> = file.entries.iter().map(|entry| entry.dated.clone()).collect();
    html(&RequestPage {
        frame: Frame::on(today),
        board: links::board(&campaign.name),
        list: links::list(&campaign.name, "", "", 1),
        tag: tag::named(file.row.standing.name()),
        sentence: tag::sentence(file.row.standing),
        clock: clock::told(&timeline, &law, terms, today),
        last_days: terms.map_or_else(Vec::new, |terms| last_days(&timeline, terms, today)),
        entries: timeline::lines(&file, terms),
        letters: letters::sheets(desk, &file.letters).await,
        answers: answers::lines(&campaign, &file),
        messages: file.arrivals.iter().map(|arrival| message(arrival, &campaign.questions, MOST)).collect(),
        reference: file.row.reference,
        authority: file.row.authority,
        code: file.row.code,
        campaign: campaign.title,
    })
}
