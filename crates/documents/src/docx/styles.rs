//! Named styles: what they say about bold, colour and list numbers.

use super::format::Format;
use super::numbering::Item;
use crate::Media;
use crate::unread::Unread;
use crate::xml::{Node, attribute, local, nodes};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Word itself allows fewer.
const LONGEST_CHAIN: usize = 16;

#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
}

#[derive(Debug, Default, Clone)]
struct Style {
    based_on: Option<String>,
    format: Format,
    item: Item,
}

impl Styles {
    pub(super) fn read(part: &str) -> Result<Self, Unread> {
        let mut styles = Self::default();
        let mut current: Option<(String, Style)> = None;
        for node in nodes(part, Media::Docx) {
            match node? {
                Node::Open(start) if local(&start) == "style" => {
                    current = attribute(&start, "styleId").map(|id| (id, Style::default()));
                }
                Node::Open(start) => current.iter_mut().for_each(|(_, style)| style.take(&start)),
                Node::Close(name) if name == "style" => styles.styles.extend(current.take()),
                Node::Close(_) | Node::Text(_) => {}
            }
        }
        Ok(styles)
    }

    /// What a style and those it is based on say together.
    pub(super) fn resolve(&self, id: &str) -> (Format, Item) {
        let mut format = Format::default();
        let mut item = Item::default();
        let mut next = self.styles.get(id);
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = next else { break };
            format = format.over(&style.format);
            item = item.over(style.item);
            next = style.based_on.as_deref().and_then(|id| self.styles.get(id));
        }
        (format, item)
    }
}

impl Style {
    fn take(&mut self, start: &BytesStart<'_>) {
        match local(start) {
            "basedOn" => self.based_on = attribute(start, "val"),
            "numId" | "ilvl" => self.item.take(start),
            _ => self.format.take(start),
        }
    }
}
