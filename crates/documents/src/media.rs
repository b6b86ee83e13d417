//! What a part is, by its bytes; the declared type decides only between kinds of text.

use crate::unread::Unread;
use crate::{Hint, Media, plain, table};

const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// A PDF may begin after other bytes (ISO 32000-1, Annex H, note 13).
const PDF_WITHIN: usize = 1024;

/// The kind of content, or why nothing can be read from it.
pub(crate) fn of(bytes: &[u8], hint: &Hint<'_>) -> Result<Media, Unread> {
    let head = &bytes[..bytes.len().min(PDF_WITHIN)];
    if holds(head, b"%PDF-") {
        return Ok(Media::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(bytes);
    }
    if bytes.starts_with(OLE) {
        return Err(compound(bytes));
    }
    if is_text(bytes, hint) { Ok(textual(bytes, hint)) } else { Err(unknown(bytes)) }
}

fn zipped(bytes: &[u8]) -> Result<Media, Unread> {
    let parts = crate::archive::names(bytes);
    let has = |name: &str| parts.iter().any(|part| part == name);
    let under = |folder: &str| parts.iter().any(|part| is_xml_in(folder, part));
    if under("word/") {
        Ok(Media::Docx)
    } else if has("xl/workbook.xml") || under("xl/worksheets/") {
        Ok(Media::Xlsx)
    } else if has("xl/workbook.bin") {
        Err(Unread::Unknown("a binary Excel workbook (.xlsb)".to_owned()))
    } else if has("mimetype") || under("ppt/") {
        Err(unknown(bytes))
    } else {
        Err(Unread::Unknown("an archive (application/zip)".to_owned()))
    }
}

/// Part names are compared as written: Office writes them in one way only.
pub(crate) fn is_xml_in(start: &str, part: &str) -> bool {
    part.strip_prefix(start).is_some_and(|rest| rest.rsplit_once('.').is_some_and(|(_, kind)| kind == "xml"))
}

/// Office files before 2007, and newer ones behind a password, share one container.
fn compound(bytes: &[u8]) -> Unread {
    let has = |stream: &str| holds(bytes, &stream.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>());
    if has("EncryptedPackage") {
        return Unread::Unknown("an Office document locked with a password".to_owned());
    }
    let kind = match (has("WordDocument"), has("Workbook")) {
        (true, _) => "an old Word document (.doc)",
        (_, true) => "an old Excel workbook (.xls)",
        _ => "an old Office or Outlook file",
    };
    Unread::Unknown(kind.to_owned())
}

fn textual(bytes: &[u8], hint: &Hint<'_>) -> Media {
    let declared = declared(hint);
    let name = hint.name.unwrap_or_default().to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    match declared.as_str() {
        "text/html" | "application/xhtml+xml" => Media::Html,
        "text/csv" | "text/tab-separated-values" | "application/csv" => Media::Csv,
        "text/plain" if !ends(&[".csv", ".tsv"]) => Media::Plain,
        _ if looks_like_html(bytes) => Media::Html,
        // A name alone decides nothing: the content must be a table too.
        _ if ends(&[".csv", ".tsv"]) && looks_like_table(bytes) => Media::Csv,
        _ => Media::Plain,
    }
}

/// The declared type without its parameters.
fn declared(hint: &Hint<'_>) -> String {
    let media_type = hint.media_type.unwrap_or_default().split(';').next().unwrap_or_default();
    media_type.trim().to_ascii_lowercase()
}

fn looks_like_table(bytes: &[u8]) -> bool {
    let sample = String::from_utf8_lossy(&bytes[..bytes.len().min(1 << 16)]);
    table::delimiter_of(&sample).is_some()
}

fn looks_like_html(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_ascii_lowercase();
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|start| head.starts_with(start))
}

/// Text holds no NUL and hardly any other control character; a declared UTF-16 holds both.
fn is_text(bytes: &[u8], hint: &Hint<'_>) -> bool {
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let wide = hint.charset.is_some_and(|label| label.to_ascii_lowercase().contains("utf-16"));
    if wide || encoding_rs::Encoding::for_bom(sample).is_some() || plain::unmarked_utf16(sample).is_some() {
        return true;
    }
    let odd = sample.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    let declared_text = declared(hint).starts_with("text/");
    let allowed = if declared_text { sample.len() / 10 } else { sample.len() / 100 };
    odd <= allowed && !bytes.starts_with(b"{\\rtf")
}

fn unknown(bytes: &[u8]) -> Unread {
    let media_type = infer::get(bytes).map_or("application/octet-stream", |kind| kind.mime_type());
    let what = match media_type.split('/').next().unwrap_or_default() {
        "image" => "an image",
        "audio" => "a sound recording",
        "video" => "a video",
        "font" => "a font",
        _ => plain_words(media_type),
    };
    Unread::Unknown(format!("{what} ({media_type})"))
}

fn plain_words(media_type: &str) -> &'static str {
    match media_type {
        "application/octet-stream" => "a file of unknown kind",
        "application/rtf" => "a rich text document",
        "application/vnd.oasis.opendocument.text" => "an OpenDocument text",
        "application/vnd.oasis.opendocument.spreadsheet" => "an OpenDocument spreadsheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation" => "a presentation",
        _ => "a file",
    }
}

pub(crate) fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], hint: (&str, &str), kind: &str) {
        let hint = Hint { name: Some(hint.0), media_type: Some(hint.1), charset: None };
        let told = of(bytes, &hint).map_or_else(|refusal| refusal.to_string(), |media| media.to_string());
        assert_eq!(told, kind, "{hint:?}");
    }

    #[test]
    fn content_decides_and_the_declared_type_settles_the_rest() {
        check(b"%PDF-1.4", ("reply.txt", "text/plain"), "PDF");
        check(b"junk\n%PDF-1.4", ("reply.pdf", "application/pdf"), "PDF");
        check(b"no pdf at all", ("reply.pdf", "application/pdf"), "plain text");
        check(b"<p>None</p>", ("", "text/html"), "HTML");
        check(b"<p>None</p>", ("", "Text/HTML; charset=utf-8"), "HTML");
        check(b"<p>None</p>", ("", "text/plain"), "plain text");
        check(b"BMI is not recorded", ("", "text/plain"), "plain text");
        check(b"MZ", ("", ""), "plain text");
        check(b"\n<!DOCTYPE HTML><p>None", ("page", "application/octet-stream"), "HTML");
        check(b"a,b\n1,2\n", ("x", "text/csv"), "CSV table");
        check(b"a,b\n1,2\n", ("x.csv", "application/vnd.ms-excel"), "CSV table");
        check(b"Dear Sir\nnothing", ("x.csv", "application/octet-stream"), "plain text");
        check(b"n\0i\0l\0", ("", "text/plain"), "plain text");
        check(
            b"\x89PNG\r\n\x1a\n\0\0",
            ("a.pdf", "application/pdf"),
            "an image (image/png): no text is read from it",
        );
        check(
            b"{\\rtf1 hello}",
            ("a.doc", "application/msword"),
            "a rich text document (application/rtf): no text is read from it",
        );
        check(
            b"\x00\x01\x02\x03",
            ("", ""),
            "a file of unknown kind (application/octet-stream): no text is read from it",
        );
        check(b"PK\x05\x06 cut", ("a.docx", ""), "an archive (application/zip): no text is read from it");
    }

    #[test]
    fn old_office_files_are_told_apart() {
        let ole = |stream: &str| [OLE, &stream.bytes().flat_map(|b| [b, 0]).collect::<Vec<u8>>()].concat();
        check(&ole("WordDocument"), ("", ""), "an old Word document (.doc): no text is read from it");
        check(&ole("Workbook"), ("", ""), "an old Excel workbook (.xls): no text is read from it");
        check(
            &ole("EncryptedPackage"),
            ("", ""),
            "an Office document locked with a password: no text is read from it",
        );
        check(OLE, ("", ""), "an old Office or Outlook file: no text is read from it");
    }
}
