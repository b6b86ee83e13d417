//! What holds for every kind of document, and the small documents that the other tests are made of.

use super::*;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A ZIP container with these parts.
pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Reads without hints and with usual limits.
pub(crate) fn plainly(bytes: &[u8]) -> Document {
    read(bytes, &Hint::default(), &Limits::default())
}

/// The words of every place with its name, one a line.
pub(crate) fn placed(document: &Document) -> String {
    let line = |place: &Place| format!("{}: {}\n", place.at, document.text[place.range.clone()].trim_end());
    document.places.iter().map(line).collect()
}

/// The words of every mark with its kind, one a line.
pub(crate) fn marked(document: &Document) -> String {
    let line = |mark: &Mark| format!("{:?}: {}\n", mark.kind, &document.text[mark.range.clone()]);
    document.marks.iter().map(line).collect()
}

fn samples() -> Vec<Vec<u8>> {
    vec![
        docx::sample(),
        sheets::sample(),
        pdf::sample(),
        b"Question,Answer\n\"How many,\",\xa33\n".to_vec(),
        b"<table><tr><td>1<td><b>two</b></table><ol><li>a<li><a href='https://x.invalid'>b</a></ol>".to_vec(),
        "1. How many? £3\r\n\0".encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ]
}

const DECLARED: [Option<&str>; 5] =
    [None, Some("text/html"), Some("text/csv"), Some("text/plain"), Some("application/pdf")];
const CHARSETS: [Option<&str>; 4] = [None, Some("utf-8"), Some("utf-16"), Some("iso-2022-jp")];

/// Small limits are hit by small documents, so every cut is tried.
fn limits() -> impl Strategy<Value = Limits> {
    (0_usize..3000, 0_usize..40, 0_usize..6).prop_map(|(text, cells, depth)| Limits {
        text,
        cells,
        depth,
        pages: 3,
        ..Limits::default()
    })
}

fn holds(document: &Document, limits: &Limits) -> Result<(), TestCaseError> {
    let text = &document.text;
    prop_assert!(text.len() <= limits.text && !text.contains(['\r', '\0']));
    for range in document.places.iter().map(|p| &p.range).chain(document.marks.iter().map(|m| &m.range)) {
        prop_assert!(
            text.get(range.clone()).is_some_and(|words| !words.trim().is_empty()),
            "{range:?} of {text:?}"
        );
    }
    prop_assert!(document.places.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
    let told = serde_json::to_string(document).unwrap();
    prop_assert_eq!(&serde_json::from_str::<Document>(&told).unwrap(), document);
    Ok(())
}

fn hint(kind: usize) -> Hint<'static> {
    let name = [None, Some("reply.csv")][kind % 2];
    Hint { name, media_type: DECLARED[kind % 5], charset: CHARSETS[kind % 4] }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, rng_seed: RngSeed::Fixed(2018), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_a_document_whose_ranges_fit(
        bytes in proptest::collection::vec(any::<u8>(), 0..600), kind in 0_usize..20, limits in limits(),
    ) {
        holds(&read(&bytes, &hint(kind), &limits), &limits)?;
    }

    #[test]
    fn any_text_gives_a_document_whose_ranges_fit(text in "(<(/?(table|tr|td|b|p|li|ol|pre)|br|p hidden|a href='http://a'|td colspan=3|font color=red)>|[a£😀,;\t\r\n ]){0,60}", kind in 0_usize..20, limits in limits()) {
        holds(&read(text.as_bytes(), &hint(kind), &limits), &limits)?;
    }

    #[test]
    fn damaged_documents_give_a_document_whose_ranges_fit(
        which in 0_usize..6, damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in any::<prop::sample::Index>(), keep in any::<bool>(), kind in 0_usize..20, limits in limits(),
    ) {
        let mut bytes = samples().swap_remove(which);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if !keep {
            bytes.truncate(cut.index(bytes.len()));
        }
        holds(&read(&bytes, &hint(kind), &limits), &limits)?;
    }
}

fn refuses(bytes: &[u8], limits: &Limits, sentence: &str) {
    let document = read(bytes, &Hint::default(), limits);
    assert_eq!((document.text.as_str(), document.warnings.join("|")), ("", sentence.to_owned()));
}

#[test]
fn what_cannot_be_read_is_refused_in_a_sentence() {
    let usual = Limits::default();
    refuses(b"", &usual, "this part is empty (0 bytes): ask for it again if it should hold something");
    refuses(
        b"four",
        &Limits { bytes: 3, ..usual },
        "this part has 4 bytes, more than the 3 allowed: open it by hand",
    );
    refuses(b"GIF89a\0\0", &usual, "an image (image/gif): no text is read from it");
    refuses(
        &zipped(&[("notes.txt", "hello")]),
        &usual,
        "an archive (application/zip): no text is read from it",
    );
}

#[test]
fn a_container_that_expands_too_far_is_refused_before_it_is_parsed() {
    let limits = Limits { expanded: 1_000_000, ..Limits::default() };
    let blank = " ".repeat(1_100_000);
    for (media, main) in [("Word document", "word/document.xml"), ("Excel workbook", "xl/workbook.xml")] {
        let sentence = format!(
            "this {media} expands to more than 1000000 bytes, as a ZIP bomb would: no text is read from it"
        );
        refuses(&zipped(&[(main, "<a/>"), ("padding.bin", &blank)]), &limits, &sentence);
        let half = &blank[..600_000];
        refuses(&zipped(&[(main, "<a/>"), ("one.bin", half), ("two.bin", half)]), &limits, &sentence);
    }
}

#[test]
fn a_container_that_lies_about_its_size_is_counted() {
    let mut bytes = zipped(&[("word/document.xml", &" ".repeat(1_100_000))]);
    let size = 1_100_000_u32.to_le_bytes();
    for at in (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect::<Vec<_>>() {
        bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    let document = read(&bytes, &Hint::default(), &Limits { expanded: 1_000_000, ..Limits::default() });
    assert_eq!(document.text, "");
    assert_eq!(document.warnings.len(), 1, "{:?}", document.warnings);
}

#[test]
fn a_range_is_found_in_the_place_where_it_begins() {
    let place = |range, at| Place { range, at };
    let document = Document {
        text: "0123456789".to_owned(),
        places: vec![place(1..3, At::Line(1)), place(3..5, At::Line(2)), place(7..9, At::Page(1))],
        ..Document::default()
    };
    for (range, at) in [
        (0..1, None),
        (0..2, Some("line 1")),
        (1..2, Some("line 1")),
        (2..8, Some("line 1")),
        (3..4, Some("line 2")),
        (5..6, None),
        (5..8, Some("page 1")),
        (9..10, None),
    ] {
        assert_eq!(document.place(&range).map(At::to_string).as_deref(), at, "{range:?}");
    }
}

#[test]
fn places_are_named_as_a_person_would() {
    let cell = |sheet: &str, column| At::Cell { sheet: sheet.to_owned(), row: 7, column };
    for (at, name) in [
        (At::Page(3), "page 3"),
        (cell("Staff", 2), "Staff!B7"),
        (cell("", 27), "AA7"),
        (cell("", 16_384), "XFD7"),
        (At::Paragraph(12), "paragraph 12"),
        (At::Line(4), "line 4"),
    ] {
        assert_eq!(at.to_string(), name);
    }
}
