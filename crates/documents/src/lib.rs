//! Bytes of a message part or attachment to text with positions; hostile input, bounded in size, depth and time.
//!
//! [`read`] is the only door. It never fails: what cannot be read gives an empty text and one sentence that says why
//! and what to do. Every range is a byte range of [`Document::text`] on character boundaries.
//!
//! Output, expansion and nesting are bounded here. Time and memory inside the libraries are not (a PDF's fonts, a tag
//! with a million attributes), so callers run [`read`] in a child process with limits of its own. A library that
//! panics is caught, which prints the panic to standard error and needs a build that unwinds.

mod archive;
mod colour;
mod document;
mod docx;
mod draft;
mod html;
mod limits;
mod link;
mod media;
mod pdf;
mod plain;
mod sheets;
mod table;
mod unread;
mod xml;

#[cfg(test)]
mod tests;

pub use document::{At, Document, Mark, MarkKind, Media, Place};
pub use limits::Limits;

use std::panic::{AssertUnwindSafe, catch_unwind};
use unread::Unread;

/// What the message says about a part. The content decides; this only settles what content leaves open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hint<'a> {
    /// The file name, for instance `reply.csv`.
    pub name: Option<&'a str>,
    /// The declared type without parameters, for instance `text/html`.
    pub media_type: Option<&'a str>,
    /// The declared character set, for instance `windows-1252`.
    pub charset: Option<&'a str>,
}

/// Reads one part. Never fails and never panics: an unreadable part gives an empty text and a warning in one sentence.
pub fn read(bytes: &[u8], hint: &Hint<'_>, limits: &Limits) -> Document {
    if let Some(refusal) = unread::by_size(bytes, limits) {
        return refused(Media::Other, &refusal);
    }
    let media = match media::of(bytes, hint) {
        Ok(media) => media,
        Err(refusal) => return refused(Media::Other, &refusal),
    };
    guarded(|| read_as(media, bytes, hint, limits))
        .unwrap_or(Err(Unread::Panicked { media }))
        .unwrap_or_else(|refusal| refused(media, &refusal))
}

/// Text that is characters already, such as the plain body of a message: whatever it begins with, no format is looked
/// for in it, so nothing is parsed.
pub fn read_plain(text: &str, limits: &Limits) -> Document {
    match unread::by_size(text.as_bytes(), limits) {
        Some(refusal) => refused(Media::Plain, &refusal),
        None => plain::read(text.as_bytes(), Some("utf-8"), limits),
    }
}

fn read_as(media: Media, bytes: &[u8], hint: &Hint<'_>, limits: &Limits) -> Result<Document, Unread> {
    match media {
        Media::Plain | Media::Other => Ok(plain::read(bytes, hint.charset, limits)),
        Media::Html => Ok(html::read(bytes, hint.charset, limits)),
        Media::Csv => Ok(table::read(bytes, hint.charset, limits)),
        Media::Pdf => pdf::read(bytes, limits),
        Media::Docx => docx::read(bytes, limits),
        Media::Xlsx => sheets::read(bytes, limits),
    }
}

fn refused(media: Media, refusal: &Unread) -> Document {
    Document { media, warnings: vec![refusal.to_string()], ..Document::default() }
}

/// `None` when a library underneath panicked. The stack unwinds, so the workspace must never abort on panic.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
