//! What surrounds every page.

use askama::Template;
use axum::response::Html;
use chrono::NaiveDate;
use domain::moment::in_words;

use crate::problem::Problem;

/// What surrounds every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    /// The day for which the page holds, in words; empty on pages that hold for any day.
    pub(crate) today: String,
    /// Which entry of the navigation is this one.
    pub(crate) place: &'static str,
}

impl Frame {
    /// A page that holds for this day, below the campaigns.
    pub(crate) fn on(date: NaiveDate) -> Frame {
        Frame { today: in_words(date), place: "campaigns" }
    }

    /// A page at another place of the navigation.
    pub(crate) fn at(self, place: &'static str) -> Frame {
        Frame { place, ..self }
    }

    /// A page that holds for any day.
    pub(crate) fn without_date() -> Frame {
        Frame { today: String::new(), place: "" }
    }
}

/// What a handler of a page gives.
pub(crate) type Shown = Result<Html<String>, Problem>;

/// The page as HTML.
pub(crate) fn html(page: &impl Template) -> Shown {
    Ok(Html(page.render()?))
}
