//! The one style sheet.

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

/// The style sheet, from within the binary.
pub(crate) async fn show() -> impl IntoResponse {
    const SHEET: &str = include_str!("../../../templates/pages/style.css");
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], SHEET)
}
