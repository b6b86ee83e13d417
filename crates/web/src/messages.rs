//! `/messages/{hash}`: a message as it came, as a file to keep.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use store::requests;

use crate::Pages;
use crate::extract::Named;
use crate::problem::Problem;

/// Gives the raw bytes of a message that arrived; other blobs have no address.
pub(crate) async fn download(State(pages): State<Pages>, Named(hash): Named) -> Result<Response, Problem> {
    if !requests::has_arrived(&pages.desk, &hash).await? {
        return Err(Problem::NotFound("There is no message of this name at this desk.".into()));
    }
    let bytes = pages.desk.blobs.get(&hash).await?;
    let file: String = hash.chars().filter(char::is_ascii_hexdigit).take(16).collect();
    let headers = [
        (CONTENT_TYPE, "text/plain".to_string()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{file}.eml\"")),
    ];
    Ok((headers, bytes).into_response())
}
