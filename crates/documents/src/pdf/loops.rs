//! Loops in a page's objects: the text extractor follows parents and drawn forms without counting, until its stack
//! or everybody's patience ends. So the same walk is made first, counted.

use crate::Limits;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// More forms than any letter draws on one page.
const MOST_FORMS: usize = 10_000;

/// Whether drawing the page comes to an end within the limits.
pub(super) fn page_ends(file: &Document, page: ObjectId, limits: &Limits) -> bool {
    let Some(resources) = inherited(file, page, limits.depth) else { return false };
    let Ok(content) = file.get_page_content(page) else { return false };
    let mut walk = Walk { file, deepest: limits.depth, forms: MOST_FORMS, bytes: limits.expanded };
    walk.ends(&content, resources, 0)
}

/// The resources the page draws with, its own or its parents' (where nobody has any: the page, which lists no forms);
/// `None` when the parents form a loop.
fn inherited(file: &Document, page: ObjectId, deepest: usize) -> Option<&Dictionary> {
    let mut found = None;
    let mut next = Some(page);
    let nothing = file.get_dictionary(page).ok();
    for _ in 0..=deepest {
        let Some(dictionary) = next.and_then(|id| file.get_dictionary(id).ok()) else {
            return found.or(nothing);
        };
        found = found.or_else(|| resources_of(file, dictionary));
        next = dictionary.get(b"Parent").and_then(Object::as_reference).ok();
    }
    None
}

fn resources_of<'a>(file: &'a Document, dictionary: &'a Dictionary) -> Option<&'a Dictionary> {
    dictionary.get_deref(b"Resources", file).and_then(Object::as_dict).ok()
}

struct Walk<'a> {
    file: &'a Document,
    deepest: usize,
    /// What may still be drawn.
    forms: usize,
    bytes: usize,
}

impl<'a> Walk<'a> {
    fn ends(&mut self, content: &[u8], resources: &'a Dictionary, depth: usize) -> bool {
        match self.bytes.checked_sub(content.len()) {
            Some(left) if depth <= self.deepest => self.bytes = left,
            _ => return false,
        }
        let draws = crate::media::holds(content, b"Do");
        !draws || drawn(content).iter().all(|name| self.form_ends(name, resources, depth))
    }

    /// A form without resources of its own draws with those it was drawn from.
    fn form_ends(&mut self, name: &[u8], resources: &'a Dictionary, depth: usize) -> bool {
        let file = self.file;
        let forms = resources.get_deref(b"XObject", file).and_then(Object::as_dict);
        let Ok(form) = forms.and_then(|forms| forms.get_deref(name, file)).and_then(Object::as_stream) else {
            return true;
        };
        let Some(left) = self.forms.checked_sub(1) else { return false };
        self.forms = left;
        let content = form.decompressed_content().unwrap_or_else(|_| form.content.clone());
        self.ends(&content, resources_of(file, &form.dict).unwrap_or(resources), depth + 1)
    }
}

/// The names that `Do` is applied to, in order.
fn drawn(content: &[u8]) -> Vec<Vec<u8>> {
    let Ok(content) = Content::decode(content) else { return Vec::new() };
    let draws = content.operations.into_iter().filter(|operation| operation.operator == "Do");
    draws.filter_map(|operation| operation.operands.first()?.as_name().ok().map(<[u8]>::to_vec)).collect()
}
