//! Writes Word documents (ECMA-376, WordprocessingML): paragraphs and tables, nothing else.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// A block of a document.
#[derive(Debug)]
pub(crate) enum Block {
    Heading(String),
    Paragraph(String),
    Table(Vec<Vec<String>>),
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;
const TAIL: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>"#;
const BORDERS: &str = r#"<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>"#;

/// The bytes of a .docx file.
pub(crate) fn write(blocks: &[Block]) -> Vec<u8> {
    let body: String = blocks.iter().map(block).collect();
    let document = format!("{HEAD}{body}{TAIL}");
    pack(&[("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &document)])
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(text) => paragraph(text, "<w:rPr><w:b/></w:rPr>"),
        Block::Paragraph(text) => text.split('\n').map(|line| paragraph(line, "")).collect(),
        Block::Table(rows) => {
            let rows: Vec<String> = rows.iter().map(|row| format!("<w:tr>{}</w:tr>", cells(row))).collect();
            format!("<w:tbl>{BORDERS}{}</w:tbl>", rows.concat())
        }
    }
}

fn cells(row: &[String]) -> String {
    let cells: Vec<String> = row.iter().map(|text| format!("<w:tc>{}</w:tc>", paragraph(text, ""))).collect();
    cells.concat()
}

fn paragraph(text: &str, style: &str) -> String {
    format!(r#"<w:p><w:r>{style}<w:t xml:space="preserve">{}</w:t></w:r></w:p>"#, escaped(text))
}

/// The text with what XML and HTML reserve written as entities.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A zip archive of these files; always the same bytes for the same files.
pub(crate) fn pack(files: &[(&str, &str)]) -> Vec<u8> {
    // In memory it can fail only for two files of one name, and no caller has those: a test opens each archive.
    try_pack(files).unwrap_or_default()
}

fn try_pack(files: &[(&str, &str)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, text) in files {
        archive.start_file(*name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_document_opens_and_holds_its_words() {
        let row = vec!["1".to_owned(), "£5 & <more>".to_owned()];
        let bytes = write(&[
            Block::Heading("Response".into()),
            Block::Table(vec![row]),
            Block::Paragraph("a\nb".into()),
        ]);
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let mut document = String::new();
        archive.by_name("word/document.xml").unwrap().read_to_string(&mut document).unwrap();
        assert!(document.contains("£5 &amp; &lt;more&gt;"));
        assert_eq!(document.matches("<w:p>").count(), document.matches("</w:p>").count());
        assert_eq!(document.matches("<w:p>").count(), 5);
    }
}
