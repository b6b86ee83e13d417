//! Reading a message (RFC 5322, MIME): headers that matter, parts, delivery reports. Reading never fails: what is odd
//! becomes a warning.
//!
//! The tree of parts is walked here, with limits on depth and number, so that no message can exhaust the stack; the
//! library reads header fields and character sets only.

mod automatic;
mod head;
mod recipients;
mod report;
mod transfer;
mod tree;

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};
use mail_parser::HeaderName;

use head::Head;
pub use report::DeliveryReport;

/// Largest message whose parts are read, in bytes.
const LARGEST: usize = 100_000_000;

/// What a message says. Text that cannot be read is replaced, never dropped in silence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// Its Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// The messages it answers, by id.
    pub in_reply_to: Vec<String>,
    /// The thread it belongs to, by ids, oldest first.
    pub references: Vec<String>,
    /// The sender: display name (may be empty) and address.
    pub from: Option<(String, String)>,
    /// Where the sender wants the answer, if elsewhere.
    pub reply_to: Option<String>,
    /// The addresses in To.
    pub to: Vec<String>,
    /// The addresses in Cc.
    pub cc: Vec<String>,
    /// Every address it was sent to that any header names, in lower case, each once: To, Cc, Delivered-To,
    /// X-Original-To, Envelope-To and the `for` of Received.
    pub recipients: Vec<String>,
    /// The subject, decoded; empty where there is none.
    pub subject: String,
    /// The Date header: what the sender's clock said, which may be wrong.
    pub date: Option<DateTime<Utc>>,
    /// The parts in their order, nested messages taken apart.
    pub parts: Vec<Part>,
    /// What became of a letter, where the message is a delivery report.
    pub report: Option<DeliveryReport>,
    /// The header that says a machine wrote it, such as `Auto-Submitted: auto-replied`. A sign, not a verdict: ticket
    /// systems put it on answers too.
    pub automatic: Option<String>,
    /// What could not be read or was left out, a sentence each.
    pub warnings: Vec<String>,
}

impl Message {
    /// The bodies that are text, in order, as one text. HTML bodies are not in it: `documents` reads those.
    pub fn plain_text(&self) -> String {
        let plain =
            self.parts.iter().filter(|part| part.role == Role::Body && part.media_type == "text/plain");
        let texts: Vec<_> = plain.map(|part| String::from_utf8_lossy(&part.bytes)).collect();
        texts.join("\n")
    }
}

/// One part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Whether it is read as the letter or as something enclosed.
    pub role: Role,
    /// Its file name without folders; for the text of an enclosed message, that message's subject.
    pub name: Option<String>,
    /// Its declared type in lower case, such as `application/pdf`. Not to be believed.
    pub media_type: String,
    /// Its character set: `utf-8` for bodies and enclosed messages' texts, which are decoded; as declared otherwise.
    pub charset: Option<String>,
    /// Its content, with the transfer encoding undone.
    pub bytes: Vec<u8>,
}

/// What a part is to its message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The text of the message.
    Body,
    /// Something enclosed: a file, or a part of an enclosed message.
    Attachment,
}

/// Reads a message. Bytes that are no message at all become its body, with a warning; a message nested too deep or too
/// large keeps its headers only, with a warning.
pub fn parse(raw: &[u8]) -> Message {
    // mail-parser has panicked on corrupt messages before; the bytes are stored, so nothing is lost by going on.
    catch_unwind(AssertUnwindSafe(|| read(raw))).unwrap_or_else(|_| {
        let warning =
            "the message could not be parsed: it is shown as plain text, look at the stored original";
        unstructured(raw, warning)
    })
}

fn read(raw: &[u8]) -> Message {
    let raw = without_envelope_line(raw);
    let split = head::split(raw);
    if !split.head.is_empty() && !split.head.ends_with(b"\n") {
        return read(&[raw, b"\n"].concat()); // the library wants each field to end with a line end
    }
    let Some(head) = Head::read(split.head).filter(Head::is_of_a_message) else {
        let warning =
            "this is no e-mail message (no header such as From or Subject): all of it is taken as the text";
        return unstructured(raw, warning);
    };
    let mut message = headers(&head);
    message.warnings.extend(split.warning);
    if raw.len() > LARGEST {
        message.warnings.push(format!(
            "the message has {} MB: only its headers were read, open the stored original",
            raw.len() / 1_000_000
        ));
        return message;
    }
    let gathered = tree::walk(&head, split.body);
    message.report = report::read(&head, &message.subject, &gathered);
    message.parts = gathered.parts;
    message.warnings.extend(gathered.warnings);
    message
}

/// The first line of a message taken from an mbox.
fn without_envelope_line(raw: &[u8]) -> &[u8] {
    if !raw.starts_with(b"From ") && !raw.starts_with(b">From ") {
        return raw;
    }
    raw.iter().position(|byte| *byte == b'\n').map_or(raw, |end| &raw[end + 1..])
}

fn headers(head: &Head) -> Message {
    let addresses = |name| head.addresses(name).into_iter().map(|(_, address)| address).collect::<Vec<_>>();
    let mut message = Message {
        message_id: head.ids(HeaderName::MessageId).into_iter().next(),
        in_reply_to: head.ids(HeaderName::InReplyTo),
        references: head.ids(HeaderName::References),
        from: head.addresses(HeaderName::From).into_iter().next(),
        reply_to: addresses(HeaderName::ReplyTo).into_iter().next(),
        to: addresses(HeaderName::To),
        cc: addresses(HeaderName::Cc),
        recipients: recipients::all(head),
        subject: head.subject(),
        date: head.date(),
        automatic: automatic::sign(head),
        ..Message::default()
    };
    if message.from.is_none() {
        message.warnings.push("the message names no sender".to_string());
    }
    message
}

fn unstructured(raw: &[u8], warning: &str) -> Message {
    let (text, _) = transfer::text(&raw[..raw.len().min(LARGEST)], None);
    let body = Part {
        role: Role::Body,
        name: None,
        media_type: "text/plain".to_string(),
        charset: Some("utf-8".to_string()),
        bytes: text.into_bytes(),
    };
    Message { parts: vec![body], warnings: vec![warning.to_string()], ..Message::default() }
}

#[cfg(test)]
mod tests;
