//! Undoing transfer encodings (RFC 2045) and character sets, with patience for what is broken.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;

/// Labels that are so often wrong that well-formed UTF-8 is believed first.
const DOUBTFUL: [&str; 6] = ["us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252", "cp1252"];

/// The content of a part, and whether some of it was damaged.
pub(super) fn decode(encoding: &str, bytes: &[u8]) -> (Vec<u8>, bool) {
    match encoding {
        "base64" => base64(bytes),
        "quoted-printable" => quoted_printable(bytes),
        _ => (bytes.to_vec(), false),
    }
}

/// Mailing lists put plain lines below base64, gateways put blanks into it: what is no base64 is left out.
fn base64(bytes: &[u8]) -> (Vec<u8>, bool) {
    if let Some(decoded) = base64_decode(bytes) {
        return (decoded, false);
    }
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let good: Vec<u8> = lines.filter(|line| line.iter().all(is_base64)).flatten().copied().collect();
    (base64_decode(&good).unwrap_or_default(), true)
}

/// An `=` that starts no code stands for itself (RFC 2045, 6.7, note 1).
fn quoted_printable(bytes: &[u8]) -> (Vec<u8>, bool) {
    let (mut decoded, mut damaged) = (Vec::with_capacity(bytes.len()), false);
    let mut rest = bytes;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'=' {
            decoded.push(*byte);
        } else if let Some((code, after)) = hexadecimal(after) {
            decoded.push(code);
            rest = after;
        } else if let Some(after) = soft_break(after) {
            rest = after;
        } else {
            decoded.push(b'=');
            damaged = true;
        }
    }
    (decoded, damaged)
}

fn hexadecimal(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let (pair, after) = bytes.split_at_checked(2)?;
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some((digit(pair[0])? << 4 | digit(pair[1])?, after))
}

fn soft_break(bytes: &[u8]) -> Option<&[u8]> {
    let end = bytes.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    match end {
        Some(end) if bytes[end] == b'\n' => Some(&bytes[end + 1..]),
        Some(_) => None,
        None => Some(&[]),
    }
}

/// The text in UTF-8 with LF line ends, and a warning where the label could not be followed.
pub(super) fn text(bytes: &[u8], label: Option<&str>) -> (String, Option<String>) {
    let label = label.map(str::trim).filter(|label| !label.is_empty()).map(str::to_ascii_lowercase);
    let (text, warning) = decoded(bytes, label.as_deref());
    (text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}"), warning)
}

fn decoded(bytes: &[u8], label: Option<&str>) -> (String, Option<String>) {
    let utf8 = std::str::from_utf8(bytes).ok();
    match (label, utf8) {
        (None | Some("utf-8" | "utf8"), Some(text)) => (text.to_string(), None),
        (Some(label), Some(text)) if DOUBTFUL.contains(&label) => (text.to_string(), None),
        (Some("utf-8" | "utf8"), None) => {
            (western(bytes), Some("text labelled UTF-8 is not: read as Windows-1252".to_string()))
        }
        (None, None) => {
            (western(bytes), Some("text without a character set: read as Windows-1252".to_string()))
        }
        (Some(label), utf8) => {
            if let Some(decode) = charset_decoder(label.as_bytes()) {
                return (decode(bytes), None);
            }
            let shown: String = label.chars().filter(|c| !c.is_control()).take(40).collect();
            let text = utf8.map_or_else(|| western(bytes), str::to_string);
            (text, Some(format!("the character set `{shown}` is not known: check £ signs and accents")))
        }
    }
}

/// Windows-1252, what British senders use where nothing is said.
fn western(bytes: &[u8]) -> String {
    let lossy = || String::from_utf8_lossy(bytes).into_owned();
    charset_decoder(b"windows-1252").map_or_else(lossy, |decode| decode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_encodings_give_what_can_be_read() {
        for (encoding, bytes, expected, damaged) in [
            ("base64", "MTQs\r\nMjEy\r\n", "14,212", false),
            ("base64", "MTQsMjEy\n-- list footer --\n", "14,212", true),
            ("quoted-printable", "=C2=A35,=\r\n356", "£5,356", false),
            ("quoted-printable", "a = b =zz =", "a = b =zz ", true),
            ("quoted-printable", "a=  \nb", "ab", false),
            ("8bit", "£", "£", false),
            ("x-unknown", "as it is", "as it is", false),
        ] {
            let (decoded, was_damaged) = decode(encoding, bytes.as_bytes());
            assert_eq!(
                (String::from_utf8(decoded).unwrap().as_str(), was_damaged),
                (expected, damaged),
                "{bytes}"
            );
        }
    }

    #[test]
    fn pound_signs_survive_wrong_and_missing_labels() {
        for (bytes, label, expected, warned) in [
            (b"\xa3238".as_slice(), Some("iso-8859-1"), "£238", false),
            (b"\x93ok\x94 \x80".as_slice(), Some("ISO-8859-1"), "“ok” €", false),
            (b"\xa3238".as_slice(), None, "£238", true),
            (b"\xa3238".as_slice(), Some("utf-8"), "£238", true),
            ("£238".as_bytes(), Some("us-ascii"), "£238", false),
            ("£238".as_bytes(), Some("x-foo"), "£238", true),
            ("£238".as_bytes(), None, "£238", false),
            (b"a\r\nb\rc\0".as_slice(), None, "a\nb\nc\u{fffd}", false),
        ] {
            let (read, warning) = text(bytes, label);
            assert_eq!((read.as_str(), warning.is_some()), (expected, warned), "{label:?}");
        }
    }
}
