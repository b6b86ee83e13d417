//! Filled-in form fields: their values are not part of any page's content.

use crate::draft::Draft;
use lopdf::{Dictionary, Document, Object, decode_text_string};

/// Appends `name: value` lines for the fields of an interactive form (ISO 32000-1, 12.7).
pub(super) fn push(file: &Document, draft: &mut Draft, deepest: usize) {
    let form =
        file.catalog().and_then(|catalog| catalog.get_deref(b"AcroForm", file)).and_then(Object::as_dict);
    let Ok(form) = form else { return };
    let fields = children(file, form, b"Fields");
    let mut waiting: Vec<(String, &Dictionary)> = fields.map(|field| (String::new(), field)).collect();
    waiting.reverse();
    let mut left = file.objects.len() + waiting.len();
    while let Some((path, field)) = waiting.pop() {
        let name = joined(&path, text(file, field, b"T"));
        if let Some(value) = text(file, field, b"V").filter(|value| !value.trim().is_empty()) {
            draft.push(&format!("{name}: {value}\n"));
        }
        // Kids that point back at their parents would never end.
        if name.matches('.').count() < deepest && !draft.is_full() {
            let kids: Vec<_> =
                children(file, field, b"Kids").take(left).map(|kid| (name.clone(), kid)).collect();
            left = left.saturating_sub(kids.len());
            waiting.extend(kids.into_iter().rev());
        }
    }
}

fn children<'a>(
    file: &'a Document,
    parent: &'a Dictionary,
    key: &[u8],
) -> impl Iterator<Item = &'a Dictionary> {
    let list = parent.get_deref(key, file).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(|child| file.dereference(child).ok()?.1.as_dict().ok())
}

/// A text string, or the name of a chosen button (`Yes`, `Off`).
fn text(file: &Document, field: &Dictionary, key: &[u8]) -> Option<String> {
    match field.get_deref(key, file).ok()? {
        string @ Object::String(..) => decode_text_string(string).ok(),
        Object::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
        _ => None,
    }
}

fn joined(path: &str, name: Option<String>) -> String {
    match name {
        Some(name) if path.is_empty() => name,
        Some(name) => format!("{path}.{name}"),
        None => path.to_owned(),
    }
}
