//! Writes plain PDF letters (ISO 32000-1): standard Helvetica in Windows-1252, one line after another,
//! several pages.

use crate::winansi;

/// Lines on an A4 page, and characters on a line.
const LINES: usize = 52;
const WIDTH: usize = 88;
const FIRST_PAGE: usize = 5;

/// The bytes of a PDF file with this text; long lines are wrapped, long texts run over several pages.
pub(crate) fn write(text: &str) -> Vec<u8> {
    let lines: Vec<String> = text.lines().flat_map(|line| wrapped(line, WIDTH)).collect();
    let pages: Vec<&[String]> = lines.chunks(LINES).collect();
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R ", FIRST_PAGE + 2 * page)).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [ {}] /Count {} >>", kids.concat(), pages.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        b"<< /Title (Response to request) /Producer (Letter writer) >>".to_vec(),
    ];
    for (lines, nth) in pages.into_iter().zip(0..) {
        let contents = FIRST_PAGE + 2 * nth + 1;
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> \
                 /Contents {contents} 0 R >>"
            )
            .into_bytes(),
        );
        objects.push(stream(&content(lines)));
    }
    file(&objects)
}

fn stream(content: &[u8]) -> Vec<u8> {
    let head = format!("<< /Length {} >>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

fn content(lines: &[String]) -> Vec<u8> {
    let mut content = b"BT\n/F1 11 Tf\n14 TL\n56 786 Td\n".to_vec();
    for line in lines {
        content.push(b'(');
        content.extend(winansi::encode(line).into_iter().flat_map(escaped));
        content.extend(b") Tj\nT*\n");
    }
    content.extend(b"ET");
    content
}

fn escaped(byte: u8) -> Vec<u8> {
    match byte {
        b'(' | b')' | b'\\' => vec![b'\\', byte],
        b' '..=b'~' => vec![byte],
        _ => format!("\\{byte:03o}").into_bytes(),
    }
}

/// Objects numbered from 1, their table of offsets and the trailer.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut offsets = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        offsets.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    let size = objects.len() + 1;
    bytes.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
    for offset in offsets {
        bytes.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    let trailer = format!("trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{table}\n%%EOF\n");
    bytes.extend(trailer.bytes());
    bytes
}

/// The line broken at spaces, so that no piece is longer than `width` characters where that can be helped.
pub(crate) fn wrapped(line: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        match lines.last_mut() {
            Some(last) if last.is_empty() => last.push_str(word),
            Some(last) if last.chars().count() + 1 + word.chars().count() <= width => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(bytes: &[u8], what: &str) -> usize {
        bytes.windows(what.len()).rposition(|window| window == what.as_bytes()).unwrap()
    }

    #[test]
    fn every_offset_of_the_table_points_at_its_object() {
        for text in ["One line: £5 – the trust’s (own)", &"word ".repeat(4000), ""] {
            let bytes = write(text);
            let table = find(&bytes, "\nxref\n") + 1;
            assert!(String::from_utf8_lossy(&bytes).ends_with(&format!("startxref\n{table}\n%%EOF\n")));
            let rows = String::from_utf8_lossy(&bytes[table..]).into_owned();
            let rows: Vec<&str> = rows.lines().skip(3).take_while(|row| row.ends_with(" n ")).collect();
            assert!(rows.len() >= 4);
            for (row, number) in rows.iter().zip(1..) {
                let offset: usize = row[..10].parse().unwrap();
                assert!(bytes[offset..].starts_with(format!("{number} 0 obj\n").as_bytes()), "{row}");
            }
        }
    }

    #[test]
    fn a_long_text_takes_several_pages_and_keeps_its_signs() {
        let bytes = write(&"£5 – the trust’s\n".repeat(120));
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(text.contains("/Count 3"));
        assert_eq!(text.matches(r"(\2435 \226 the trust\222s) Tj").count(), 120);
    }
}
