//! PDF: the text of each page in the order of its content stream, each page a place.
//!
//! That order is exact for what word processors write. Text is extracted behind a guard, page by page, since the
//! library panics on odd fonts; loops that would overflow its stack are looked for first.

mod bombs;
mod fields;
mod loops;
mod second;
mod words;

use crate::draft::Draft;
use crate::unread::Unread;
use crate::{At, Document, Limits, Media, guarded};
use lopdf::{Document as File, Object, ObjectId};
use pdf_extract::output_doc_page;
use words::Words;

/// Reads a PDF, also one that is encrypted with an empty password.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unread> {
    if bombs::in_objects(bytes, limits.expanded) {
        return Err(Unread::Expands { media: Media::Pdf, limit: limits.expanded });
    }
    let mut file = open(bytes)?;
    let pages = file.get_pages();
    if pages.is_empty() {
        return Err(Unread::broken(Media::Pdf, &"it has no pages"));
    }
    if bombs::in_pages(&file, limits.expanded) {
        return Err(Unread::Expands { media: Media::Pdf, limit: limits.expanded });
    }
    let mut draft = Draft::new(limits);
    let mut empty = Vec::new();
    for (page, id) in pages.iter().take(limits.pages).map(|(page, id)| (*page, *id)) {
        let start = draft.len();
        let whole = loops::page_ends(&file, id, limits) && push_page(&mut file, page, id, &mut draft);
        draft.place(start, At::Page(page));
        if !whole && !draft.is_full() {
            draft.warn(format!("page {page} could not be read to its end: open the original"));
        } else if draft.text()[start..].trim().is_empty() && !draft.is_full() {
            empty.push(page);
        }
    }
    fields::push(&file, &mut draft, limits.depth);
    about_pages(&mut draft, pages.len(), &empty, limits);
    Ok(draft.finish(Media::Pdf))
}

fn open(bytes: &[u8]) -> Result<File, Unread> {
    let mut file = File::load_mem(bytes).map_err(|error| Unread::broken(Media::Pdf, &error))?;
    if file.is_encrypted() {
        file.decrypt("").map_err(|_| Unread::Encrypted { media: Media::Pdf })?;
    }
    file.objects.values_mut().for_each(blank_picture);
    Ok(file)
}

/// The library reads a drawn picture as if it were text operators, and panics over most; letters have logos.
fn blank_picture(object: &mut Object) {
    let Ok(stream) = object.as_stream_mut() else { return };
    if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image") {
        stream.dict.remove(b"Filter");
        stream.set_content(Vec::new());
    }
}

/// Pushes what the page says and tells whether it was read to its end.
fn push_page(file: &mut File, page: u32, id: ObjectId, draft: &mut Draft) -> bool {
    let room = draft.room();
    let (mut text, mut whole) = extract(file, page, room);
    if !whole && text.len() < room {
        second::leave_only_text(file, id);
        let again = extract(file, page, room);
        if again.1 || again.0.len() > text.len() {
            (text, whole) = again;
        }
    }
    draft.push(text.trim_end_matches('\n'));
    draft.push_char('\n');
    if text.len() >= room {
        draft.cut();
    }
    whole
}

fn extract(file: &File, page: u32, room: usize) -> (String, bool) {
    let mut text = String::new();
    let whole = guarded(|| {
        let mut words = Words::new(&mut text, room);
        output_doc_page(file, &mut words, page).is_ok()
    });
    (text, whole == Some(true))
}

fn about_pages(draft: &mut Draft, count: usize, empty: &[u32], limits: &Limits) {
    let read = count.min(limits.pages);
    if count > read {
        draft.warn(format!(
            "only the first {read} of {count} pages were read: open the original for the rest"
        ));
    }
    if draft.text().trim().is_empty() && !empty.is_empty() {
        draft.warn(format!("scanned: needs OCR ({count} pages hold no text)"));
    } else if !empty.is_empty() {
        let pages = empty.iter().take(20).map(u32::to_string).collect::<Vec<_>>().join(", ");
        draft.warn(format!("pages without text: {pages}; if they are scanned, they need OCR"));
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use tests::sample;
