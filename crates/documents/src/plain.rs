//! Plain text, and how bytes become characters.

use crate::draft::Draft;
use crate::{At, Document, Limits, Media};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Reads plain text; each line is a place.
pub(crate) fn read(bytes: &[u8], charset: Option<&str>, limits: &Limits) -> Document {
    let mut draft = Draft::new(limits);
    for (line, number) in decode(bytes, charset, &mut draft).split_inclusive(['\n']).zip(1..) {
        let start = draft.len();
        draft.push(line);
        draft.place(start, At::Line(number));
    }
    draft.finish(Media::Plain)
}

/// The characters of `bytes`: by byte order mark, by the declared set where the bytes fit it, else by what they look
/// like. Warns when some bytes are no characters in any of these.
pub(crate) fn decode(bytes: &[u8], charset: Option<&str>, draft: &mut Draft) -> String {
    let encoding = encoding_of(bytes, charset);
    let (text, used, damaged) = encoding.decode(bytes);
    if damaged {
        draft.warn(format!(
            "some characters are not valid {} and show as \u{fffd}: compare with the original",
            used.name()
        ));
    }
    text.into_owned()
}

fn encoding_of(bytes: &[u8], charset: Option<&str>) -> &'static Encoding {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked;
    }
    let declared = charset.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let valid_utf8 = std::str::from_utf8(bytes).is_ok();
    match declared.or_else(|| unmarked_utf16(bytes)) {
        // Senders label UTF-8 as Latin-1 far more often than "Â£" is meant.
        Some(encoding) if encoding.is_single_byte() && valid_utf8 => UTF_8,
        Some(encoding) if encoding != UTF_8 => encoding,
        _ if valid_utf8 => UTF_8,
        _ => guess(bytes),
    }
}

/// Every other byte of western text in UTF-16 is NUL.
pub(crate) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let nuls = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let many = |count: usize| count * 2 > sample.len() / 2;
    match (nuls(0), nuls(1)) {
        (0, odd) if many(odd) => Some(UTF_16LE),
        (even, 0) if many(even) => Some(UTF_16BE),
        _ => None,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    let guessed = detector.guess(Some(b"uk"), Utf8Detection::Deny);
    if guessed.is_single_byte() { guessed } else { WINDOWS_1252 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], charset: Option<&str>, text: &str) {
        let document = read(bytes, charset, &Limits::default());
        assert_eq!((document.text.as_str(), document.warnings), (text, vec![]), "{bytes:?}");
    }

    #[test]
    fn text_in_any_character_set_becomes_the_same_characters() {
        for (bytes, charset, text) in [
            (&b"We spent \xc2\xa31,200"[..], Some("utf-8"), "We spent £1,200"),
            (b"We spent \xa31,200", Some("iso-8859-1"), "We spent £1,200"),
            (b"We spent \xa31,200", None, "We spent £1,200"),
            (b"We spent \xa31,200 on training", Some("utf-8"), "We spent £1,200 on training"),
            (b"We spent \xc2\xa31,200", Some("iso-8859-1"), "We spent £1,200"),
            (b"We spent \xa31,200", Some("no-such-set"), "We spent £1,200"),
            (b"\xef\xbb\xbfnone", None, "none"),
            (b"\xff\xfen\0i\0l\0", None, "nil"),
            (b"\0n\0i\0l", None, "nil"),
            (b"n\0i\0l\0", Some("utf-16"), "nil"),
            (b"It\x92s \x96 none", Some("us-ascii"), "It’s – none"),
            (b"\x1b$B%F%9%H\x1b(B", Some("iso-2022-jp"), "テスト"),
        ] {
            check(bytes, charset, text);
        }
    }

    #[test]
    fn line_ends_become_one_and_nul_vanishes() {
        check(b"a\r\nb\rc\nd\0e\r\n\r\nf", Some("us-ascii"), "a\nb\nc\nde\n\nf");
    }

    #[test]
    fn every_line_has_its_number() {
        let document = read(b"1. How many?\r\n\r\nThree.", None, &Limits::default());
        let at = document.text.find("Three").unwrap();
        assert_eq!(document.place(&(at..at + 5)).unwrap().to_string(), "line 3");
    }

    #[test]
    fn undecodable_bytes_are_reported() {
        let document = read(b"\x81\x40\xff\xff", Some("shift_jis"), &Limits::default());
        assert!(document.warnings[0].starts_with("some characters are not valid Shift_JIS"));
    }

    #[test]
    fn long_text_is_cut_between_characters_with_a_warning() {
        let document = read("££££".as_bytes(), None, &Limits { text: 5, ..Limits::default() });
        assert_eq!(document.text, "££");
        assert!(document.warnings[0].contains("longer than 5 bytes"));
    }
}
