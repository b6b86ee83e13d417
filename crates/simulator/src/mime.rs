//! Writes messages (RFC 5322, 2045-2047) in the ways that mail systems do.

use crate::dice::hash;
use crate::winansi;

/// A message before it is bytes.
#[derive(Debug)]
pub(crate) struct Mail {
    pub(crate) fields: Vec<(&'static str, String)>,
    pub(crate) body: Part,
}

/// A part of a message.
#[derive(Debug)]
pub(crate) enum Part {
    Text {
        subtype: &'static str,
        charset: Charset,
        text: String,
    },
    File {
        name: String,
        media: &'static str,
        bytes: Vec<u8>,
    },
    /// Text of a type of its own, such as `message/delivery-status`; plain ASCII.
    Raw {
        media: &'static str,
        text: String,
    },
    /// `subtype` with its parameters, such as `mixed`.
    Several {
        subtype: &'static str,
        parts: Vec<Part>,
    },
}

/// The character set and transfer encoding of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    Utf8,
    Utf8Base64,
    /// As Exchange and Outlook wrote in 2018; where the text does not fit, UTF-8.
    Windows1252,
}

impl Mail {
    /// The message as it goes over the wire, lines ended by CR LF.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut written = Vec::new();
        let label: String = self.fields.iter().map(|(_, value)| value.as_str()).collect();
        for (name, value) in &self.fields {
            written.extend(format!("{name}: {}\r\n", folded(name, &encoded(value))).into_bytes());
        }
        written.extend(b"MIME-Version: 1.0\r\n");
        self.body.write(&mut written, hash(&label));
        written
    }
}

impl Part {
    pub(crate) fn plain(text: impl Into<String>) -> Part {
        Part::Text { subtype: "plain", charset: Charset::Utf8, text: text.into() }
    }

    fn write(&self, out: &mut Vec<u8>, seed: u64) {
        match self {
            Part::Text { subtype, charset, text } => write_text(out, subtype, *charset, text),
            Part::Raw { media, text } => {
                let head = format!("Content-Type: {media}\r\n\r\n");
                out.extend(head.bytes().chain(crlf(text).bytes()));
            }
            Part::File { name, media, bytes } => {
                let head = format!(
                    "Content-Type: {media}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\
                     Content-Transfer-Encoding: base64\r\n\r\n"
                );
                out.extend(head.bytes().chain(base64(bytes).bytes()));
            }
            Part::Several { subtype, parts } => write_several(out, subtype, parts, seed),
        }
    }
}

fn write_several(out: &mut Vec<u8>, subtype: &str, parts: &[Part], seed: u64) {
    let boundary = format!("----=_NextPart_{seed:016x}");
    out.extend(format!("Content-Type: multipart/{subtype};\r\n\tboundary=\"{boundary}\"\r\n\r\n").bytes());
    for (part, nth) in parts.iter().zip(1..) {
        out.extend(format!("--{boundary}\r\n").bytes());
        part.write(out, seed.rotate_left(nth).wrapping_add(u64::from(nth)));
        out.extend(b"\r\n");
    }
    out.extend(format!("--{boundary}--\r\n").bytes());
}

fn write_text(out: &mut Vec<u8>, subtype: &str, charset: Charset, text: &str) {
    let short = text.lines().all(|line| line.len() < 900);
    let (name, bytes) = match charset {
        Charset::Windows1252 if winansi::holds(text) => ("windows-1252", winansi::encode(&crlf(text))),
        _ if text.is_ascii() && short => ("us-ascii", crlf(text).into_bytes()),
        _ => ("utf-8", crlf(text).into_bytes()),
    };
    let (coding, body) = match charset {
        Charset::Utf8Base64 => ("base64", base64(&bytes)),
        _ if bytes.is_ascii() && short => ("7bit", String::from_utf8_lossy(&bytes).into_owned()),
        _ => ("quoted-printable", quoted_printable(&bytes)),
    };
    let head = format!(
        "Content-Type: text/{subtype}; charset=\"{name}\"\r\nContent-Transfer-Encoding: {coding}\r\n\r\n"
    );
    out.extend(head.bytes().chain(body.bytes()));
}

/// The text with every line ended by CR LF.
pub(crate) fn crlf(text: &str) -> String {
    text.lines().flat_map(|line| [line, "\r\n"]).collect()
}

/// A field's value as encoded words, where it is not plain ASCII.
fn encoded(value: &str) -> String {
    if value.is_ascii() {
        return value.to_owned();
    }
    // An address after an encoded name has to stay readable.
    let (name, address) =
        value.rsplit_once(" <").map_or((value, String::new()), |(n, a)| (n, format!(" <{a}")));
    let letters: Vec<char> = name.trim_matches('"').chars().collect();
    let words: Vec<String> =
        letters.chunks(14).map(|word| encoded_word(&word.iter().collect::<String>())).collect();
    format!("{}{address}", words.join(" "))
}

fn encoded_word(word: &str) -> String {
    format!("=?utf-8?B?{}?=", base64(word.as_bytes()).trim_end())
}

/// Folded at spaces, so that no line is longer than 78 characters where that can be helped.
fn folded(name: &str, value: &str) -> String {
    let mut width = name.len() + 1;
    let mut folded = String::new();
    for word in value.split(' ') {
        if folded.is_empty() {
            width += word.len() + 1;
        } else if width + word.len() > 76 {
            folded.push_str("\r\n ");
            width = word.len() + 1;
        } else {
            folded.push(' ');
            width += word.len() + 1;
        }
        folded.push_str(word);
    }
    folded
}

/// Quoted-printable (RFC 2045 section 6.7), lines of at most 76 characters.
fn quoted_printable(bytes: &[u8]) -> String {
    let mut written = String::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let (line, end) = line.strip_suffix(b"\r\n").map_or((line, ""), |line| (line, "\r\n"));
        let mut width = 0;
        for (place, byte) in line.iter().enumerate() {
            let last = place + 1 == line.len();
            let plain = matches!(byte, b'!'..=b'<' | b'>'..=b'~') || (*byte == b' ' && !last);
            let token = if plain { char::from(*byte).to_string() } else { format!("={byte:02X}") };
            if width + token.len() > 75 {
                written.push_str("=\r\n");
                width = 0;
            }
            width += token.len();
            written.push_str(&token);
        }
        written.push_str(end);
    }
    written
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64 (RFC 2045 section 6.8) in lines of 76 characters.
pub(crate) fn base64(bytes: &[u8]) -> String {
    let mut written = String::with_capacity(bytes.len() * 4 / 3 + bytes.len() / 28 + 8);
    for line in bytes.chunks(57) {
        for chunk in line.chunks(3) {
            let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
            let group = byte(0) << 16 | byte(1) << 8 | byte(2);
            for digit in 0..4 {
                let value = group >> (18 - 6 * digit) & 63;
                let used = digit <= chunk.len();
                written.push(if used { char::from(DIGITS[value as usize]) } else { '=' });
            }
        }
        written.push_str("\r\n");
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unmime::Parts;

    fn mail(body: Part) -> Mail {
        Mail {
            fields: vec![(
                "Subject",
                "£5 – a long subject that goes on for more than one line of text".into(),
            )],
            body,
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = "Dear Sir,\n\n£1,234.50 – “quoted” ’ = and a long line: ".to_owned()
            + &"word ".repeat(200)
            + "\nend\n";
        for charset in [Charset::Utf8, Charset::Utf8Base64] {
            let bytes = mail(Part::Text { subtype: "plain", charset, text: text.clone() }).bytes();
            let parts = Parts::split(&bytes);
            assert_eq!(parts.text().replace("\r\n", "\n"), text, "{charset:?}");
            assert_eq!(parts.field("subject").unwrap(), mail(Part::plain("")).fields[0].1);
            assert!(bytes.split(|byte| *byte == b'\n').all(|line| line.len() < 100));
        }
    }

    #[test]
    fn base64_agrees_with_the_examples_of_rfc_4648() {
        for (plain, coded) in [("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()).trim_end(), coded);
        }
    }

    #[test]
    fn office_text_is_one_byte_a_character() {
        let part =
            Part::Text {
                subtype: "plain", charset: Charset::Windows1252, text: "£5 – the trust’s".into()
            };
        let bytes = mail(part).bytes();
        assert!(String::from_utf8(bytes).unwrap().ends_with(
            "windows-1252\"\r\nContent-Transfer-Encoding: \
            quoted-printable\r\n\r\n=A35 =96 the trust=92s\r\n"
        ));
    }
}
