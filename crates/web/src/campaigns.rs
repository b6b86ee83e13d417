//! `/`: the campaigns of the desk.

use askama::Template;
use axum::extract::State;
use domain::moment::london;
use store::campaigns::{self, Stored};

use crate::frame::{Frame, Shown, html};
use crate::{Pages, links, shown};

/// The campaigns of the desk.
#[derive(Debug, PartialEq, Eq, Template)]
#[template(path = "pages/campaigns.html")]
struct CampaignsPage {
    frame: Frame,
    campaigns: Vec<Line>,
}

#[derive(Debug, PartialEq, Eq)]
struct Line {
    name: String,
    title: String,
    link: String,
    state: String,
    questions: usize,
    requests: u64,
}

/// Shows the campaigns of the desk.
pub(crate) async fn show(State(pages): State<Pages>) -> Shown {
    let stored = campaigns::list(&pages.desk).await?;
    let campaigns = stored.into_iter().map(line).collect();
    html(&CampaignsPage { frame: Frame::on(pages.date()), campaigns })
}

fn line(stored: Stored) -> Line {
    Line {
        link: links::board(&stored.campaign.name),
        state: state(&stored),
        questions: stored.campaign.questions.len(),
        requests: stored.requests,
        name: stored.campaign.name,
        title: stored.campaign.title,
    }
}

/// Whether letters go out, in words.
pub(crate) fn state(stored: &Stored) -> String {
    let day = |at| shown::day(Some(london(at)));
    match (stored.launched_at, stored.paused_since) {
        (None, _) => "Not launched".into(),
        (Some(_), Some(since)) => format!("Paused since {}", day(since)),
        (Some(at), None) => format!("Launched on {}", day(at)),
    }
}
