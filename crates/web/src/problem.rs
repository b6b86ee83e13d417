//! What a page says when it cannot be shown: what is wrong and the way on, never how it is built.

use std::net::SocketAddr;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use thiserror::Error;

use crate::frame::Frame;

/// Why a page is not shown.
#[derive(Debug, Error)]
pub(crate) enum Problem {
    /// Nothing of that name; the sentence says of what.
    #[error("{0}")]
    NotFound(String),
    /// The address has a part that cannot be understood.
    #[error("the address cannot be understood: {0}")]
    Address(String),
    /// The request names another host than ours.
    #[error("this desk answers only to its own address")]
    OtherHost {
        /// Ours.
        ours: SocketAddr,
    },
    /// The request comes from a page of another site.
    #[error("another site sent you here")]
    OtherOrigin,
    /// Pages are read only.
    #[error("pages can only be read here")]
    ReadOnly,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A page could not be written.
    #[error(transparent)]
    Page(#[from] askama::Error),
    /// A table could not be written.
    #[error(transparent)]
    Sheet(#[from] csv::Error),
}

impl Problem {
    /// The problem with something that the address names: not found, where the store has nothing of that
    /// name.
    pub(crate) fn with_the_named(error: store::Error) -> Problem {
        match error {
            store::Error::Missing { what, .. } => {
                Problem::NotFound(format!("There is no {what} at this desk."))
            }
            error => Problem::Store(error),
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Problem::NotFound(_) => StatusCode::NOT_FOUND,
            Problem::Address(_) => StatusCode::BAD_REQUEST,
            Problem::OtherHost { .. } => StatusCode::MISDIRECTED_REQUEST,
            Problem::OtherOrigin => StatusCode::FORBIDDEN,
            Problem::ReadOnly => StatusCode::METHOD_NOT_ALLOWED,
            Problem::Store(_) | Problem::Page(_) | Problem::Sheet(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn page(&self) -> ProblemPage {
        let (title, says, next) = match self {
            Problem::NotFound(says) => (
                "Page not found",
                says.clone(),
                "Look for it in the list of campaigns, or check the address for a typing mistake.".into(),
            ),
            Problem::Address(what) => (
                "The address cannot be understood",
                what.clone(),
                "Correct it, or start from the list of campaigns.".into(),
            ),
            Problem::OtherHost { ours } => (
                "Not this address",
                "This desk answers only to its own address, so that no other site can read it.".into(),
                format!("Open http://{ours}/ or http://localhost:{}/ instead.", ours.port()),
            ),
            Problem::OtherOrigin => (
                "Refused",
                "Another site asked for this page in your name.".into(),
                "If you meant to come here, open the desk by typing its address.".into(),
            ),
            Problem::ReadOnly => (
                "Only reading is possible here",
                "These pages show what is stored and change nothing.".into(),
                "Use the foi command to change a campaign: foi help lists what it can do.".into(),
            ),
            Problem::Store(_) | Problem::Page(_) | Problem::Sheet(_) => (
                "Something went wrong",
                "The page cannot be shown. Nothing was changed, and no mail was lost.".into(),
                "Try again in a moment; if it stays, run foi verify in the desk folder: it names what is wrong.".into(),
            ),
        };
        ProblemPage { frame: Frame::without_date(), title, says, next }
    }
}

/// A page that says what is wrong and the way on.
#[derive(Debug, PartialEq, Eq, Template)]
#[template(path = "pages/problem.html")]
struct ProblemPage {
    frame: Frame,
    title: &'static str,
    says: String,
    next: String,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status();
        if status.is_server_error() {
            tracing::error!(error = %self, "a page failed");
        }
        let body = self.page().render().unwrap_or_else(|_| "Something went wrong: run foi verify.".into());
        let mut response = (status, Html(body)).into_response();
        if status == StatusCode::METHOD_NOT_ALLOWED {
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        response
    }
}

/// Any address that no page has.
pub(crate) async fn no_such_page() -> Problem {
    Problem::NotFound("There is no page at this address.".into())
}
