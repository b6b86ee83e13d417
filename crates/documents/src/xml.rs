//! The little XML that Office parts need: elements by local name, text with its entities, nothing declared.

use crate::Media;
use crate::unread::Unread;
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// One step through a part.
pub(crate) enum Node<'a> {
    Open(BytesStart<'a>),
    Close(String),
    Text(String),
}

/// A part as a list of steps. An empty element opens and closes.
pub(crate) struct Nodes<'a> {
    reader: Reader<&'a [u8]>,
    empty: Option<String>,
    media: Media,
}

/// Reads a part. Breaks off with an error at the first fault and at a document type declaration: entities of a file's
/// own are the oldest bomb there is.
pub(crate) fn nodes(part: &str, media: Media) -> Nodes<'_> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().allow_dangling_amp = true;
    Nodes { reader, empty: None, media }
}

impl<'a> Iterator for Nodes<'a> {
    type Item = Result<Node<'a>, Unread>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(name) = self.empty.take() {
            return Some(Ok(Node::Close(name)));
        }
        loop {
            let node = match self.reader.read_event() {
                Ok(Event::Start(start)) => Node::Open(start),
                Ok(Event::Empty(start)) => {
                    self.empty = Some(local(&start).to_owned());
                    Node::Open(start)
                }
                Ok(Event::End(end)) => Node::Close(end.local_name().as_ref().to_owned()),
                Ok(Event::Text(text)) => Node::Text(text.xml10_content().into_owned()),
                Ok(Event::CData(text)) => Node::Text(text.xml10_content().into_owned()),
                Ok(Event::GeneralRef(entity)) => Node::Text(character(&entity)),
                Ok(Event::DocType(_)) => return Some(Err(Unread::Doctype { media: self.media })),
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => continue,
                Ok(Event::Eof) => return None,
                Err(error) => return Some(Err(Unread::broken(self.media, &error))),
            };
            return Some(Ok(node));
        }
    }
}

/// A predefined entity or a character reference; an unknown one stays as it was written.
fn character(entity: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return character.to_string();
    }
    resolve_xml_entity(entity).map_or_else(|| format!("&{};", &**entity), str::to_owned)
}

/// The element's name without its prefix.
pub(crate) fn local<'a>(start: &'a BytesStart<'_>) -> &'a str {
    start.local_name().into_inner()
}

/// The attribute's value, whatever its prefix.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(
        quick_xml::escape::unescape(&found.value)
            .map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned),
    )
}
