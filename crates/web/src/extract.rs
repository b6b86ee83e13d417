//! What an address names, or a page that says what is wrong with it.

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use serde::Deserialize;

use crate::problem::Problem;

/// The one name in the address: a campaign, a reference, a hash.
pub(crate) struct Named(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Named, Problem> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        path.map(|Path(name)| Named(name)).map_err(|_| Problem::Address("its name is not text".into()))
    }
}

/// No list has more pages; a database takes only so large an offset.
const LAST: u64 = 1_000_000;

/// Which requests a list shows, as the address says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Selection {
    /// A standing's name; empty for all.
    pub(crate) standing: String,
    /// Words to look for in authority, code or reference.
    pub(crate) q: String,
    /// The page, from one.
    page: String,
}

impl Selection {
    /// The page, from one; anything odd is the first, and none is beyond [`LAST`].
    pub(crate) fn page(&self) -> u64 {
        self.page.parse().unwrap_or(1).clamp(1, LAST)
    }

    /// The standing asked for.
    pub(crate) fn standing(&self) -> Option<String> {
        Some(self.standing.clone()).filter(|standing| !standing.is_empty())
    }

    /// The words asked for.
    pub(crate) fn words(&self) -> Option<String> {
        Some(self.q.trim().to_string()).filter(|words| !words.is_empty())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Selection {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Selection, Problem> {
        let query = Query::<Selection>::from_request_parts(parts, state).await;
        query
            .map(|Query(selection)| selection)
            .map_err(|_| Problem::Address("after the ? it takes standing, q and page, each once".into()))
    }
}
