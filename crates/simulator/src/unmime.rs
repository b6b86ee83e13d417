//! Reads the little of a message (RFC 5322, 2045-2047) that a trust needs: header fields and the first plain
//! text. Never fails: what cannot be read is left as it is or out.

/// How deep a message within a message is followed.
const DEPTH: usize = 6;

/// The fields of a header and the body behind it.
#[derive(Debug)]
pub(crate) struct Parts<'a> {
    fields: Vec<(String, String)>,
    pub(crate) body: &'a [u8],
}

impl<'a> Parts<'a> {
    /// Splits at the first empty line; field names in lower case, values unfolded.
    pub(crate) fn split(bytes: &'a [u8]) -> Parts<'a> {
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut rest = bytes;
        while let Some((line, after)) = next_line(rest) {
            rest = after;
            let text = String::from_utf8_lossy(line);
            if text.is_empty() {
                break;
            }
            match fields.last_mut() {
                Some((_, value)) if text.starts_with([' ', '\t']) => value.extend([" ", text.trim()]),
                _ => {
                    if let Some((name, value)) = text.split_once(':') {
                        fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                    }
                }
            }
        }
        Parts { fields, body: rest }
    }

    /// The first field of this (lower-case) name; encoded words are decoded.
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| words(value))
    }

    /// The first `text/plain` part, decoded as UTF-8; empty if there is none.
    pub(crate) fn text(&self) -> String {
        self.plain(DEPTH).unwrap_or_default()
    }

    fn plain(&self, depth: usize) -> Option<String> {
        let kind = self.field("content-type").unwrap_or_else(|| "text/plain".to_owned());
        let lower = kind.to_ascii_lowercase();
        if lower.starts_with("multipart/") && depth > 0 {
            let boundary = format!("--{}", parameter(&kind, "boundary")?);
            return sections(self.body, &boundary)
                .into_iter()
                .find_map(|part| Parts::split(part).plain(depth - 1));
        }
        let coding = self.field("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
        lower
            .starts_with("text/plain")
            .then(|| String::from_utf8_lossy(&decode(self.body, &coding)).into_owned())
    }
}

fn next_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    if bytes.is_empty() {
        return None;
    }
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let line = bytes[..end].strip_suffix(b"\r").unwrap_or(&bytes[..end]);
    Some((line, bytes.get(end + 1..).unwrap_or_default()))
}

fn parameter(value: &str, name: &str) -> Option<String> {
    let found = value.split(';').skip(1).filter_map(|part| part.split_once('='));
    let mut found = found.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name));
    found.next().map(|(_, value)| value.trim().trim_matches('"').to_owned())
}

/// What stands between the boundary lines.
fn sections<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mut sections = Vec::new();
    let (mut rest, mut start) = (body, None);
    while let Some((line, after)) = next_line(rest) {
        if line.starts_with(boundary.as_bytes()) {
            let here = body.len() - rest.len();
            sections.extend(start.map(|start| &body[start..here]));
            start = Some(body.len() - after.len());
        }
        rest = after;
    }
    sections
}

pub(crate) fn decode(body: &[u8], coding: &str) -> Vec<u8> {
    match coding {
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => body.to_vec(),
    }
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match (first, after) {
            (b'=', [b'\r', b'\n', after @ ..] | [b'\n', after @ ..]) => rest = after,
            (b'=', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                decoded.extend(hex(*high).zip(hex(*low)).map(|(high, low)| high << 4 | low));
                rest = after;
            }
            _ => decoded.push(*first),
        }
    }
    decoded
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn base64(body: &[u8]) -> Vec<u8> {
    let digits: Vec<u32> = body.iter().filter_map(|byte| sextet(*byte)).collect();
    let bytes = digits.chunks(4).flat_map(|chunk| {
        let group = chunk.iter().fold(0, |group, digit| group << 6 | digit) << (6 * (4 - chunk.len()));
        let [_, one, two, three] = group.to_be_bytes();
        [one, two, three].into_iter().take(chunk.len() * 3 / 4)
    });
    bytes.collect()
}

fn sextet(byte: u8) -> Option<u32> {
    let digit = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(digit))
}

/// Decodes `=?charset?Q or B?text?=` (RFC 2047); the charset is taken for UTF-8.
fn words(value: &str) -> String {
    let Some((before, encoded)) = value.split_once("=?") else { return value.to_owned() };
    let mut fields = encoded.splitn(4, '?');
    let (Some(_), Some(coding), Some(text), Some(after)) =
        (fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return value.to_owned();
    };
    let bytes = match coding {
        "Q" | "q" => quoted_printable(text.replace('_', " ").as_bytes()),
        _ => base64(text.as_bytes()),
    };
    let after = after.strip_prefix('=').unwrap_or(after);
    let after = if after.trim_start().starts_with("=?") { after.trim_start() } else { after };
    format!("{before}{}{}", String::from_utf8_lossy(&bytes), words(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_plain_text_is_found_in_any_wrapping() {
        for (message, expected) in [
            ("Subject: x\r\n\r\nHello\r\n", "Hello\r\n"),
            ("Content-Transfer-Encoding: quoted-printable\r\n\r\n=C2=A35 so=\r\nft", "£5 soft"),
            (
                "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nwqM1IHBv\r\ndW5k\r\n",
                "£5 pound",
            ),
            ("Content-Type: text/html\r\n\r\n<p>no</p>", ""),
            (
                "Content-Type: multipart/mixed;\r\n boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\nno\r\n\
                 --b\r\n\r\nyes\r\n--b--\r\n",
                "yes\r\n",
            ),
        ] {
            assert_eq!(Parts::split(message.as_bytes()).text(), expected, "{message}");
        }
    }

    #[test]
    fn encoded_words_and_folded_fields_are_put_together() {
        for (value, expected) in [
            ("plain", "plain"),
            ("=?utf-8?Q?a_=C2=A3?= b", "a £ b"),
            ("=?utf-8?B?wqM=?=\r\n =?utf-8?Q?5?=", "£5"),
            ("=?broken", "=?broken"),
        ] {
            let message = format!("Subject: {value}\r\n\r\n");
            assert_eq!(
                Parts::split(message.as_bytes()).field("subject").as_deref(),
                Some(expected),
                "{value}"
            );
        }
    }
}
