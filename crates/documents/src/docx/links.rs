//! The addresses that a part's links lead to.

use crate::unread::Unread;
use crate::xml::{Node, attribute, local, nodes};
use crate::{Media, link};
use std::collections::HashMap;

/// Addresses by relation id.
#[derive(Debug, Default)]
pub(super) struct Links(HashMap<String, String>);

impl Links {
    /// Reads the relations of a part (`word/_rels/document.xml.rels`).
    pub(super) fn read(relations: &str) -> Result<Self, Unread> {
        let mut links = HashMap::new();
        for node in nodes(relations, Media::Docx) {
            if let Node::Open(start) = node?
                && local(&start) == "Relationship"
                && let (Some(id), Some(target)) = (attribute(&start, "Id"), attribute(&start, "Target"))
            {
                links.extend(link::followed(&target).map(|target| (id, target)));
            }
        }
        Ok(Self(links))
    }

    pub(super) fn get(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }
}
