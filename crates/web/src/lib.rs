//! The desk: server-rendered pages over what the store holds.
//!
//! A page is a struct directly above its handler; the handler loads, asks the domain and fills it, the
//! template prints it. Everything is readable without JavaScript, and there is none.
//!
//! *Invariant:* nothing here writes: pages are read with GET and HEAD, anything else is refused (`guard`).
//! *Invariant:* text from outside reaches a page only through askama's escaping; `|safe` stands for our own
//! chart alone.
//! *Invariant:* the clock is handed in ([`Today`]); nothing in a message is ever fetched.

mod board;
mod calendar;
mod campaigns;
mod curve;
mod extract;
mod frame;
mod guard;
mod help;
mod highlight;
mod laws;
mod links;
mod list;
mod messages;
mod notice;
mod problem;
mod request;
mod sheet;
mod shown;
mod style;
mod tag;
mod triage;

#[cfg(test)]
mod tests;

use std::fmt;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use chrono::{DateTime, NaiveDate, Utc};
use domain::moment::london;
use store::Desk;

/// What the time is; only the binary knows.
pub type Today = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// What the pages need.
#[derive(Clone)]
pub struct Pages {
    /// What they show.
    pub desk: Desk,
    /// The instant for which they show it.
    pub today: Today,
    /// The address they are served on: requests that name another host are refused.
    pub bound: SocketAddr,
}

impl Pages {
    /// The date in London for which the pages hold.
    fn date(&self) -> NaiveDate {
        london((self.today)())
    }
}

impl fmt::Debug for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("bound", &self.bound).finish_non_exhaustive()
    }
}

/// Every page, behind the checks and with the headers that each response bears.
pub fn router(pages: Pages) -> Router {
    let bound = pages.bound;
    let routes = Router::new()
        .route("/", get(campaigns::show))
        .route("/campaigns/{name}", get(board::show))
        .route("/campaigns/{name}/requests", get(list::show))
        .route("/campaigns/{name}/requests.csv", get(sheet::download))
        .route("/requests/{reference}", get(request::show))
        .route("/messages/{hash}", get(messages::download))
        .route("/calendar", get(calendar::show))
        .route("/triage", get(triage::show))
        .route("/help", get(help::show))
        .route("/style.css", get(style::show))
        .fallback(problem::no_such_page)
        .with_state(pages);
    guard::around(routes, bound)
}

/// Serves the pages until `stop` is done; responses under way are finished first.
///
/// Errors: the listener fails.
pub async fn serve(
    listener: tokio::net::TcpListener,
    pages: Pages,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, router(pages)).with_graceful_shutdown(stop).await
}
