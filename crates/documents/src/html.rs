//! HTML: text as a person would see it, tables as a line per row with tabs between cells.
//!
//! Only the tokeniser of html5ever is used, no tree: its work is linear, and a stack of our own, bounded, knows what
//! is open. Nesting a million elements deep costs nothing.

mod lines;
mod page;
mod style;
mod tokens;

use crate::draft::Draft;
use crate::{Document, Limits, Media, plain};
use encoding_rs::Encoding;
use page::Page;

/// HTML says of itself which characters it uses within its first bytes (HTML standard, 4.2.5.4).
const CHARSET_WITHIN: usize = 1024;

/// Reads a page; each line outside a table is a place, and each cell of a table.
pub(crate) fn read(bytes: &[u8], charset: Option<&str>, limits: &Limits) -> Document {
    let mut draft = Draft::new(limits);
    let own = own_charset(bytes);
    let text = plain::decode(bytes, charset.or(own.as_deref()), &mut draft);
    let (events, tables) = tokens::read(&text);
    let mut page = Page::new(draft, tables, limits.depth);
    for event in events {
        page.take(event);
        if page.is_full() {
            break;
        }
    }
    let mut draft = page.finish();
    draft.number_free_lines();
    draft.finish(Media::Html)
}

/// The set named by `<meta charset=…>` or by its older form.
fn own_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(CHARSET_WITHIN)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let label = label.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).next()?;
    // A page whose `charset=` could be read byte by byte is not in UTF-16, whatever it says.
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())?;
    Some(label.to_owned())
}

#[cfg(test)]
mod tests;
