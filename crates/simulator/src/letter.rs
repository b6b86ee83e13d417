//! A letter as a trust's officer reads it: who wrote, under which reference, and the numbered questions.

use crate::unmime::Parts;

/// A letter that came in.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    /// Without angle brackets.
    pub(crate) message_id: String,
    /// The From field as written.
    pub(crate) author: String,
    /// The address in From.
    pub(crate) from: String,
    /// The address in Reply-To, or else the one in From.
    pub(crate) reply_to: String,
    pub(crate) subject: String,
    /// The Date field as written.
    pub(crate) date: String,
    /// The reference that the subject or the text gives, such as `GHJK-MNPQ`.
    pub(crate) reference: Option<String>,
    /// The lines of the text, without line ends.
    pub(crate) lines: Vec<String>,
    pub(crate) questions: Vec<Question>,
    /// It belongs to a thread: a chaser or another follow-up.
    pub(crate) follows_up: bool,
    /// The header as it came, for delivery reports.
    pub(crate) header: String,
}

/// A numbered question of the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) number: usize,
    /// Its words on one line, without the number.
    pub(crate) text: String,
    /// The place of its last line.
    pub(crate) last_line: usize,
}

impl Letter {
    /// Reads a message as it came over SMTP. Never fails: what is missing is empty.
    pub(crate) fn read(bytes: &[u8]) -> Letter {
        let parts = Parts::split(bytes);
        let field = |name: &str| parts.field(name).unwrap_or_default();
        let text = parts.text();
        let lines: Vec<String> = text.lines().map(|line| line.trim_end().to_owned()).collect();
        let (author, subject) = (field("from"), field("subject"));
        let from = address(&author);
        let reply_to = parts.field("reply-to").map_or_else(|| from.clone(), |field| address(&field));
        let header = &bytes[..bytes.len() - parts.body.len()];
        let message_id = field("message-id").trim_matches(['<', '>']).to_owned();
        Letter {
            follows_up: parts.field("in-reply-to").is_some()
                || names_another(&field("references"), &message_id),
            message_id,
            reference: reference(&subject).or_else(|| lines.iter().find_map(|line| reference(line))),
            date: field("date"),
            questions: questions(&lines),
            header: String::from_utf8_lossy(header).trim_end().to_owned(),
            author,
            from,
            reply_to,
            subject,
            lines,
        }
    }
}

/// Whether References names any message but the letter itself: a first letter may name itself.
fn names_another(references: &str, own: &str) -> bool {
    references.split_whitespace().any(|id| id.trim_matches(['<', '>']) != own)
}

/// The bare address in a field such as `Name <a@b.invalid>`.
fn address(field: &str) -> String {
    let inner = field.rsplit_once('<').map_or(field, |(_, rest)| rest.split('>').next().unwrap_or_default());
    inner.trim().to_owned()
}

/// A word of twice four capital letters with a hyphen between: the letter says to quote it.
fn reference(text: &str) -> Option<String> {
    let capitals = |half: &str| half.len() == 4 && half.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let found =
        words.find(|word| word.split_once('-').is_some_and(|(one, two)| capitals(one) && capitals(two)));
    found.map(str::to_owned)
}

/// Paragraphs numbered 1, 2, 3 and so on; each runs to the next number or an empty line.
fn questions(lines: &[String]) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    let mut open = false;
    for (place, line) in lines.iter().enumerate() {
        if let Some(text) = numbered(line, questions.len() + 1) {
            let number = questions.len() + 1;
            questions.push(Question { number, text: text.to_owned(), last_line: place });
            open = true;
        } else if line.trim().is_empty() {
            open = false;
        } else if let Some(last) = questions.last_mut().filter(|_| open) {
            last.text = format!("{} {}", last.text, line.trim());
            last.last_line = place;
        }
    }
    questions
}

fn numbered(line: &str, number: usize) -> Option<&str> {
    let rest = line.trim_start().strip_prefix(&number.to_string())?;
    let rest = rest.strip_prefix(['.', ')'])?;
    rest.starts_with([' ', '\t']).then(|| rest.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "Message-ID: <a.1@desk.invalid>\r\nFrom: Desk <desk@desk.invalid>\r\n\
        Reply-To: desk+ghjkmnpq@desk.invalid\r\nSubject: Request [Ref GHJK-MNPQ]\r\n\r\nDear Sir or Madam,\r\n\r\n\
        1. How many employees\r\n   at 1 August 2018?\r\n2. Of these, how many?\r\n\r\nIn 2018 we ask\r\n3) Pounds?\r\n\r\nYours\r\n";

    #[test]
    fn a_letter_is_read_as_an_officer_would() {
        let letter = Letter::read(LETTER.as_bytes());
        assert_eq!(letter.message_id, "a.1@desk.invalid");
        assert_eq!(
            (letter.from.as_str(), letter.reply_to.as_str()),
            ("desk@desk.invalid", "desk+ghjkmnpq@desk.invalid")
        );
        assert_eq!(letter.reference.as_deref(), Some("GHJK-MNPQ"));
        let texts: Vec<(usize, &str, usize)> =
            letter.questions.iter().map(|q| (q.number, q.text.as_str(), q.last_line)).collect();
        let expected = [
            (1, "How many employees at 1 August 2018?", 3),
            (2, "Of these, how many?", 4),
            (3, "Pounds?", 7),
        ];
        assert_eq!(texts, expected);
        assert!(!letter.follows_up);
    }

    #[test]
    fn bytes_that_are_no_letter_are_read_without_harm() {
        for bytes in [&b""[..], b"\xff\xfe\x00", b"\r\n\r\n", b":\n:", b"From: <<<>>>\r\n\r\n1. \r\n"] {
            let letter = Letter::read(bytes);
            assert_eq!(letter.reference, None, "{bytes:?}");
        }
    }
}
