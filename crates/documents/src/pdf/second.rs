//! A second try at a page over which the extractor gave up: most often a colour space it does not know, and colours
//! say nothing about the words.

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, ObjectId};

/// Operators that place and show text, and what they need to be placed rightly (ISO 32000-1, table 51).
const KEPT: [&str; 19] = [
    "BT", "ET", "Tf", "Td", "TD", "Tm", "T*", "Tj", "TJ", "'", "\"", "Tc", "Tw", "Tz", "TL", "Ts", "q", "Q",
    "Do",
];

/// Leaves only text in the page and in every form, since any form may be drawn by it.
pub(super) fn leave_only_text(file: &mut Document, page: ObjectId) {
    if let Some(content) = file.get_page_content(page).ok().and_then(|content| only_text(&content)) {
        // A page that cannot take new content keeps the old, and the second try fails like the first.
        let _kept = file.change_page_content(page, content).is_err();
    }
    for stream in file.objects.values_mut().filter_map(|object| object.as_stream_mut().ok()) {
        if !stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form") {
            continue;
        }
        let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        if let Some(content) = only_text(&content) {
            stream.dict.remove(b"Filter");
            stream.dict.remove(b"DecodeParms");
            stream.set_content(content);
        }
    }
}

fn only_text(content: &[u8]) -> Option<Vec<u8>> {
    let mut content = Content::decode(content).ok()?;
    content.operations.retain(is_kept);
    content.encode().ok()
}

fn is_kept(operation: &Operation) -> bool {
    let matrix = operation.operator == "cm" && operation.operands.len() == 6;
    matrix || KEPT.contains(&operation.operator.as_str())
}
