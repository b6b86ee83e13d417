//! The parts of a message (RFC 2046), found without trusting any of it.

use mail_parser::decoders::html::html_to_text;

use super::head::{Head, split};
use super::transfer;
use super::{Part, Role};

/// Deepest nesting that is followed; real messages stay below ten.
const DEEPEST: usize = 20;
/// Most parts that are kept.
const MOST: usize = 1000;

/// What was found in the tree.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) parts: Vec<Part>,
    /// The text of each `message/delivery-status` (RFC 3464).
    pub(super) statuses: Vec<String>,
    /// The header block of the letter that a delivery report returns.
    pub(super) returned: Option<Vec<u8>>,
    pub(super) warnings: Vec<String>,
    too_deep: bool,
}

/// Where in the tree a part stands.
#[derive(Debug, Clone, Copy)]
struct Place<'p> {
    depth: usize,
    /// The type of a part that names none.
    default: &'static str,
    /// The subject of the enclosed message it belongs to.
    enclosed: Option<&'p str>,
    /// Whether it is part of a `multipart/report`, whose enclosed message is ours.
    report: bool,
}

/// Every part of the message. Nested too deep, none.
pub(super) fn walk(head: &Head, body: &[u8]) -> Gathered {
    let mut gathered = Gathered::default();
    let top = Place { depth: 0, default: "text/plain", enclosed: None, report: false };
    gathered.entity(Some(head), body, top);
    if gathered.too_deep {
        let warning = format!("the message is nested more than {DEEPEST} deep: only its headers were read");
        return Gathered { warnings: vec![warning], ..Gathered::default() };
    }
    gathered
}

impl Gathered {
    fn entity(&mut self, head: Option<&Head>, body: &[u8], place: Place) {
        if place.depth > DEEPEST {
            self.too_deep = true;
        }
        if self.too_deep || self.parts.len() >= MOST {
            return self.note("the message has too many parts: the rest was left out", !self.too_deep);
        }
        let media_type = media_type(head, place.default);
        match media_type.as_str() {
            multipart if multipart.starts_with("multipart/") => self.multipart(head, body, multipart, place),
            "message/rfc822" | "message/global" if !place.report => self.enclosed_message(head, body, place),
            _ => self.leaf(head, body, media_type, place),
        }
    }

    fn multipart(&mut self, head: Option<&Head>, body: &[u8], media_type: &str, place: Place) {
        let boundary = head.and_then(Head::content_type).and_then(|kind| kind.attribute("boundary"));
        let pieces = boundary.map_or_else(Vec::new, |boundary| pieces(body, boundary.as_bytes()));
        if pieces.is_empty() {
            self.note("a part says it has parts but none can be found: it is read as text", true);
            return self.leaf(None, body, "text/plain".to_string(), place);
        }
        let first = self.parts.len();
        let default = if media_type == "multipart/digest" { "message/rfc822" } else { "text/plain" };
        let report = place.report || media_type == "multipart/report";
        for piece in pieces {
            let inner = Place { depth: place.depth + 1, default, report, ..place };
            let split = split(piece);
            self.entity(Head::read(split.head).as_ref(), split.body, inner);
        }
        if media_type == "multipart/alternative" {
            self.choose(first);
        }
    }

    /// A message within the message: its parts are attachments of this one.
    fn enclosed_message(&mut self, head: Option<&Head>, body: &[u8], place: Place) {
        let (content, _) = transfer::decode(&encoding(head), body);
        let split = split(&content);
        let inner_head = Head::read(split.head);
        let subject = inner_head.as_ref().map(Head::subject).filter(|subject| !subject.is_empty());
        let name = subject.or_else(|| file_name(head)).unwrap_or_else(|| "enclosed message".to_string());
        let inner =
            Place { depth: place.depth + 1, default: "text/plain", enclosed: Some(&name), report: false };
        self.entity(inner_head.as_ref(), split.body, inner);
    }

    fn leaf(&mut self, head: Option<&Head>, body: &[u8], media_type: String, place: Place) {
        let (bytes, damaged) = transfer::decode(&encoding(head), body);
        self.note("a part's encoding is damaged: compare it with the stored original", damaged);
        self.keep_report(&media_type, &bytes, place);
        let name = file_name(head);
        let enclosed_file =
            head.and_then(Head::disposition).is_some_and(mail_parser::ContentType::is_attachment);
        let charset = head.and_then(Head::content_type).and_then(|kind| kind.attribute("charset"));
        let is_text =
            matches!(media_type.as_str(), "text/plain" | "text/html") && name.is_none() && !enclosed_file;
        if !is_text {
            let charset = charset.map(str::to_ascii_lowercase);
            let name = name.or_else(|| place.enclosed.map(plain_name));
            return self.parts.push(Part { role: Role::Attachment, name, media_type, charset, bytes });
        }
        let (text, warning) = transfer::text(&bytes, charset);
        self.warnings.extend(warning);
        let role = if place.enclosed.is_some() { Role::Attachment } else { Role::Body };
        let name = place.enclosed.map(plain_name);
        let charset = Some("utf-8".to_string());
        self.parts.push(Part { role, name, media_type, charset, bytes: text.into_bytes() });
    }

    fn keep_report(&mut self, media_type: &str, bytes: &[u8], place: Place) {
        match media_type {
            "message/delivery-status" | "message/global-delivery-status" => {
                self.statuses.push(transfer::text(bytes, None).0);
            }
            "message/rfc822"
            | "message/global"
            | "text/rfc822-headers"
            | "message/rfc822-headers"
            | "message/global-headers"
                if place.report =>
            {
                let head = split(bytes).head;
                self.returned = Some([head, b"\n"].concat());
            }
            _ => {}
        }
    }

    /// Of alternatives the plain text is kept, and HTML only where there is no plain text worth reading.
    fn choose(&mut self, first: usize) {
        let is = |part: &Part, media_type: &str| {
            part.charset.as_deref() == Some("utf-8") && part.media_type == media_type
        };
        let texts = |media_type: &str| -> Vec<String> {
            let parts = self.parts[first..].iter().filter(|part| is(part, media_type));
            parts.map(|part| String::from_utf8_lossy(&part.bytes).into_owned()).collect()
        };
        let (plain, html) = (texts("text/plain"), texts("text/html"));
        if plain.is_empty() || html.is_empty() {
            return;
        }
        let dropped = if is_stub(&plain.concat(), &html.concat()) { "text/plain" } else { "text/html" };
        let mut at = 0;
        self.parts.retain(|part| {
            at += 1;
            at <= first || !is(part, dropped)
        });
    }

    fn note(&mut self, warning: &str, holds: bool) {
        if holds && !self.warnings.iter().any(|known| known == warning) {
            self.warnings.push(warning.to_string());
        }
    }
}

/// Whether the plain text only stands in for the HTML: "please view this message in HTML".
fn is_stub(plain: &str, html: &str) -> bool {
    let plain = plain.trim().len();
    plain == 0 || (plain < 200 && html_to_text(html).trim().len() > 3 * plain + 200)
}

fn media_type(head: Option<&Head>, default: &str) -> String {
    let Some(declared) = head.and_then(Head::content_type) else { return default.to_string() };
    let kind = declared.ctype().trim().to_ascii_lowercase();
    match declared.subtype().map(|subtype| subtype.trim().to_ascii_lowercase()) {
        Some(subtype) if !kind.is_empty() && !subtype.is_empty() => format!("{kind}/{subtype}"),
        _ if kind == "text" => "text/plain".to_string(),
        _ => default.to_string(),
    }
}

fn encoding(head: Option<&Head>) -> String {
    head.map(Head::transfer_encoding).unwrap_or_default()
}

fn file_name(head: Option<&Head>) -> Option<String> {
    let head = head?;
    let filename = head.disposition().and_then(|disposition| disposition.attribute("filename"));
    let name = filename.or_else(|| head.content_type().and_then(|kind| kind.attribute("name")))?;
    Some(plain_name(name)).filter(|name| !name.is_empty())
}

/// A name that can never be a path.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).take(200).collect();
    clean.trim().trim_start_matches('.').to_string()
}

/// The pieces between the boundary lines; a missing last one is forgiven.
fn pieces<'b>(body: &'b [u8], boundary: &[u8]) -> Vec<&'b [u8]> {
    let mut pieces = Vec::new();
    let (mut at, mut open) = (0, None);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        if let Some(last) = delimiter(line, boundary) {
            if let Some(start) = open {
                pieces.push(without_line_end(&body[start..at]));
            }
            open = (!last).then_some(at + line.len());
            if last {
                break;
            }
        }
        at += line.len();
    }
    pieces.extend(open.map(|start| &body[start..]).filter(|rest| !rest.is_empty()));
    pieces
}

/// Whether the line is a boundary line, and if so, whether it is the last (RFC 2046, 5.1.1).
fn delimiter(line: &[u8], boundary: &[u8]) -> Option<bool> {
    let rest = line.strip_prefix(b"--")?.strip_prefix(boundary)?.trim_ascii();
    match rest {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}

fn without_line_end(piece: &[u8]) -> &[u8] {
    let piece = piece.strip_suffix(b"\n").unwrap_or(piece);
    piece.strip_suffix(b"\r").unwrap_or(piece)
}
