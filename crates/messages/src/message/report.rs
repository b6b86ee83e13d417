//! What became of a letter: delivery reports (RFC 3464) and the commoner ways of not writing one.

use std::sync::LazyLock;

use mail_parser::HeaderName;
use regex::Regex;

use super::Role;
use super::head::Head;
use super::tree::Gathered;

/// What a mail server reports about a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryReport {
    /// `failed`, `delayed`, `delivered`, `relayed` or `expanded` (RFC 3464, 2.3.3), in lower case.
    pub action: String,
    /// The status code, such as `5.1.1`; never invented.
    pub status: Option<String>,
    /// The recipient it is about.
    pub recipient: Option<String>,
    /// The words of the server that refused.
    pub diagnostic: Option<String>,
    /// The letter's Message-ID without angle brackets.
    pub original_message_id: Option<String>,
}

/// Subjects of reports written in prose, and whether they say that the letter is only late.
const SUBJECTS: [(&str, bool); 12] = [
    ("delayed", true),
    ("delivery status notification (delay)", true),
    ("warning: could not send", true),
    ("undeliver", false),
    ("delivery status notification (failure)", false),
    ("mail delivery failed", false),
    ("mail delivery failure", false),
    ("delivery failure", false),
    ("delivery has failed", false),
    ("returned mail", false),
    ("failure notice", false),
    ("message could not be delivered", false),
];

static STATUS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b[245]\.\d{1,3}\.\d{1,3}\b").ok());
static ADDRESS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+").ok());
static MESSAGE_ID: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?im)^[> \t]*Message-ID:\s*<([^<>\s]+)>").ok());

/// The report in a message, if it is one. A sentence that quotes a status code makes no report: it takes the report's own
/// form, or a mail server as the sender and a subject that says so.
pub(super) fn read(head: &Head, subject: &str, gathered: &Gathered) -> Option<DeliveryReport> {
    let text = || body_text(gathered);
    let mut report = match gathered.statuses.iter().find_map(|status| standard(status)) {
        Some(report) => report,
        None => exim(head, &text()).or_else(|| prose(head, subject, &text()))?,
    };
    let returned = gathered.returned.as_deref().and_then(Head::read);
    let returned_id = returned.and_then(|head| head.ids(HeaderName::MessageId).into_iter().next());
    report.original_message_id =
        returned_id.or(report.original_message_id).or_else(|| first(&MESSAGE_ID, &text()));
    Some(report)
}

/// A delivery status: blocks of fields, the first about the message, the others about a recipient each. A failure counts
/// before a delay, a delay before anything else.
fn standard(status: &str) -> Option<DeliveryReport> {
    let blocks: Vec<Vec<(String, String)>> = status.split("\n\n").map(fields).collect();
    let original = blocks.iter().find_map(|block| value(block, "x-original-message-id"));
    let mut reports: Vec<DeliveryReport> = blocks.iter().filter_map(|block| recipient_block(block)).collect();
    reports.sort_by_key(|report| match report.action.as_str() {
        "failed" => 0,
        "delayed" => 1,
        _ => 2,
    });
    let mut report = reports.into_iter().next()?;
    report.original_message_id = original.map(|id| id.trim_matches(['<', '>']).to_string());
    Some(report)
}

fn recipient_block(block: &[(String, String)]) -> Option<DeliveryReport> {
    let action = value(block, "action")?.split_whitespace().next()?.to_ascii_lowercase();
    let recipient = value(block, "final-recipient").or_else(|| value(block, "original-recipient"));
    Some(DeliveryReport {
        action,
        status: value(block, "status").and_then(|status| first(&STATUS, &status)),
        recipient: recipient.map(|recipient| after_type(&recipient).trim_matches(['<', '>']).to_string()),
        diagnostic: value(block, "diagnostic-code").map(|words| after_type(&words).to_string()),
        original_message_id: None,
    })
}

/// Exim names the recipients in a header of its own and explains in prose.
fn exim(head: &Head, text: &str) -> Option<DeliveryReport> {
    let failed = head.raw("X-Failed-Recipients").into_iter().next()?;
    let recipient = failed.split(',').next().map(|address| address.trim().to_string());
    Some(DeliveryReport {
        action: "failed".to_string(),
        status: first(&STATUS, text),
        recipient,
        diagnostic: None,
        original_message_id: None,
    })
}

fn prose(head: &Head, subject: &str, text: &str) -> Option<DeliveryReport> {
    let subject = subject.to_lowercase();
    let (_, late) = SUBJECTS.into_iter().find(|(words, _)| subject.contains(words))?;
    if !is_from_a_mail_server(head) {
        return None;
    }
    Some(DeliveryReport {
        action: if late { "delayed" } else { "failed" }.to_string(),
        status: first(&STATUS, text),
        recipient: first(&ADDRESS, text),
        diagnostic: None,
        original_message_id: None,
    })
}

fn is_from_a_mail_server(head: &Head) -> bool {
    let from = head.addresses(HeaderName::From).into_iter().next().map(|(_, address)| address.to_lowercase());
    let server =
        from.is_some_and(|from| from.starts_with("mailer-daemon@") || from.starts_with("postmaster@"));
    server || head.raw("Return-Path").iter().any(|path| path == "<>")
}

/// The fields of a block, unfolded, names in lower case.
fn fields(block: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_string()));
        }
    }
    fields
}

fn value(block: &[(String, String)], name: &str) -> Option<String> {
    block.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())
}

/// `rfc822; someone@somewhere` without its type.
fn after_type(value: &str) -> &str {
    value.split_once(';').map_or(value, |(_, rest)| rest).trim()
}

fn body_text(gathered: &Gathered) -> String {
    let bodies = gathered.parts.iter().filter(|part| part.role == Role::Body);
    bodies.map(|part| String::from_utf8_lossy(&part.bytes)).collect::<Vec<_>>().join("\n")
}

fn first(pattern: &LazyLock<Option<Regex>>, text: &str) -> Option<String> {
    let found = pattern.as_ref()?.captures(text)?;
    found.get(1).or_else(|| found.get(0)).map(|words| words.as_str().to_string())
}
