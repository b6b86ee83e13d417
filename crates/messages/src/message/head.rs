//! The header block of a message or part.

use chrono::{DateTime, Utc};
use mail_parser::{ContentType, HeaderName, HeaderValue, MessageParser};

/// Longest header block that is read, in bytes.
const LONGEST: usize = 1_000_000;

/// Fields of which a message has at least one. Prose such as "Note: see below" has none.
const KNOWN: [&str; 12] = [
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "received",
    "return-path",
    "delivered-to",
    "mime-version",
    "content-type",
    "reply-to",
];

/// A message or part, cut in two.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Split<'x> {
    pub(super) head: &'x [u8],
    pub(super) body: &'x [u8],
    pub(super) warning: Option<String>,
}

/// Cuts at the first empty line, or before the first line that can be no header field.
pub(super) fn split(bytes: &[u8]) -> Split<'_> {
    let mut at = 0;
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        if matches!(line, b"\n" | b"\r\n") {
            return Split { head: &bytes[..at], body: &bytes[at + line.len()..], warning: None };
        }
        let goes_on = lines.peek().is_some_and(|next| is_known_field(next));
        if at + line.len() > LONGEST || !(is_field(line) || goes_on) {
            let warning = "the header block ends without an empty line".to_string();
            return Split { head: &bytes[..at], body: &bytes[at..], warning: Some(warning) };
        }
        at += line.len();
    }
    Split { head: bytes, body: &[], warning: None }
}

/// A field, or the further line of one (RFC 5322, 2.2).
fn is_field(line: &[u8]) -> bool {
    line.starts_with(b" ") || line.starts_with(b"\t") || field_name(line).is_some()
}

fn is_known_field(line: &[u8]) -> bool {
    field_name(line).is_some_and(|name| KNOWN.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(name)))
}

fn field_name(line: &[u8]) -> Option<&[u8]> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let name = line[..colon].trim_ascii_end();
    (!name.is_empty() && name.iter().all(u8::is_ascii_graphic)).then_some(name)
}

/// The fields of a header block.
#[derive(Debug)]
pub(super) struct Head<'x> {
    bytes: &'x [u8],
    fields: mail_parser::Message<'x>,
}

impl<'x> Head<'x> {
    /// The fields, if there are any.
    pub(super) fn read(bytes: &'x [u8]) -> Option<Head<'x>> {
        let fields = MessageParser::default().parse_headers(bytes)?;
        (!fields.parts.is_empty()).then_some(Head { bytes, fields })
    }

    pub(super) fn is_of_a_message(&self) -> bool {
        self.fields
            .headers()
            .iter()
            .any(|field| KNOWN.iter().any(|known| field.name().eq_ignore_ascii_case(known)))
    }

    /// The values of all fields of this name, unfolded, otherwise as they stand.
    pub(super) fn raw(&self, name: &str) -> Vec<String> {
        let named = self.fields.headers().iter().filter(|field| field.name().eq_ignore_ascii_case(name));
        let value = |start: u32, end: u32| self.bytes.get(start as usize..end as usize).unwrap_or_default();
        let unfold =
            |bytes: &[u8]| String::from_utf8_lossy(bytes).split_whitespace().collect::<Vec<_>>().join(" ");
        named.map(|field| unfold(value(field.offset_start, field.offset_end))).collect()
    }

    pub(super) fn subject(&self) -> String {
        let text = self.fields.header(HeaderName::Subject).and_then(HeaderValue::as_text).unwrap_or_default();
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_string()
    }

    pub(super) fn date(&self) -> Option<DateTime<Utc>> {
        let date = self.fields.header(HeaderName::Date)?.as_datetime()?;
        date.is_valid().then(|| DateTime::from_timestamp(date.to_timestamp(), 0)).flatten()
    }

    /// Names and addresses of every field of this name. What has no `@` is no address.
    pub(super) fn addresses(&self, name: HeaderName<'x>) -> Vec<(String, String)> {
        let lists = self.fields.header_values(name).filter_map(HeaderValue::as_address);
        let pair = |address: &mail_parser::Addr| {
            let plain = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>();
            let mailbox = plain(address.address()?).trim().to_string();
            mailbox.contains('@').then(|| (plain(address.name().unwrap_or_default()), mailbox))
        };
        lists.flat_map(|list| list.iter().filter_map(pair).collect::<Vec<_>>()).collect()
    }

    /// Message ids without angle brackets. Old programs write sentences here; those are left out.
    pub(super) fn ids(&self, name: HeaderName<'x>) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for value in self.fields.header_values(name) {
            let words = match value {
                HeaderValue::Text(id) => vec![id.as_ref()],
                HeaderValue::TextList(list) => list.iter().map(AsRef::as_ref).collect(),
                _ => vec![],
            };
            let fits =
                |id: &&str| !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || c.is_control());
            ids.extend(words.into_iter().map(str::trim).filter(fits).map(str::to_string));
        }
        ids
    }

    /// Whom the servers on the way said it was for.
    pub(super) fn received_for(&self) -> Vec<String> {
        let received = self.fields.header_values(HeaderName::Received).filter_map(HeaderValue::as_received);
        received.filter_map(|hop| hop.for_().map(str::to_string)).collect()
    }

    pub(super) fn content_type(&self) -> Option<&ContentType<'x>> {
        self.fields.header(HeaderName::ContentType)?.as_content_type()
    }

    pub(super) fn disposition(&self) -> Option<&ContentType<'x>> {
        self.fields.header(HeaderName::ContentDisposition)?.as_content_type()
    }

    pub(super) fn transfer_encoding(&self) -> String {
        let value = self.raw("Content-Transfer-Encoding").pop().unwrap_or_default().to_ascii_lowercase();
        value.split([';', ' ', '(']).next().unwrap_or_default().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_block_ends_at_an_empty_line_or_where_fields_end() {
        for (text, head, body, warned) in [
            ("A: 1\n\nx", "A: 1\n", "x", false),
            ("A: 1\r\n b\r\n\r\nx", "A: 1\r\n b\r\n", "x", false),
            ("A: 1\nhello there\nx", "A: 1\n", "hello there\nx", true),
            ("A: 1\n>From someone\nSubject: s\n\nx", "A: 1\n>From someone\nSubject: s\n", "x", false),
            ("\nx", "", "x", false),
            ("A: 1", "A: 1", "", false),
            ("", "", "", false),
        ] {
            let split = split(text.as_bytes());
            assert_eq!((split.head, split.body), (head.as_bytes(), body.as_bytes()), "{text}");
            assert_eq!(split.warning.is_some(), warned, "{text}");
        }
    }
}
