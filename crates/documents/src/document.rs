//! What reading gives: text, and where each part of it stood.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;

/// A part turned into text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Document {
    /// What the content turned out to be.
    pub media: Media,
    /// The text; lines end in `\n` and it holds no NUL.
    pub text: String,
    /// Where the text stood; in order, never overlapping.
    pub places: Vec<Place>,
    /// Bold and coloured runs; marks of different kinds may overlap.
    pub marks: Vec<Mark>,
    /// One sentence each: what was left out or could not be read, and what to do.
    pub warnings: Vec<String>,
}

/// The kind of content, decided by its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Media {
    /// Text, or anything textual that is neither HTML nor a table.
    Plain,
    /// A web page or the formatted body of a message.
    Html,
    /// ISO 32000.
    Pdf,
    /// A Word document of 2007 or later (ECMA-376).
    Docx,
    /// An Excel workbook of 2007 or later (ECMA-376).
    Xlsx,
    /// A table separated by commas, semicolons or tabs (RFC 4180).
    Csv,
    /// Anything no text is read from: pictures, archives, old Office files; the warning names it.
    #[default]
    Other,
}

/// A stretch of text that stood in one place of the original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Bytes of [`Document::text`].
    pub range: Range<usize>,
    /// Where that was.
    pub at: At,
}

/// A place in the original, as a person would name it: every number counts from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// A page of a PDF.
    Page(u32),
    /// A cell of a spreadsheet (`sheet` is the sheet's name), of a CSV file (`sheet` is empty), or of the n-th table
    /// of a DOCX or HTML document (`sheet` is `table n`).
    Cell { sheet: String, row: u32, column: u32 },
    /// A paragraph of a DOCX document, tables not counted.
    Paragraph(u32),
    /// A line of the text.
    Line(u32),
}

/// A run that looks different from its surroundings ("answers in red below").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Bytes of [`Document::text`].
    pub range: Range<usize>,
    /// In what way.
    pub kind: MarkKind,
}

/// How a run looks different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkKind {
    /// Bold type, also of headings.
    Bold,
    /// A text colour other than black, as `#rrggbb`.
    Coloured(String),
}

impl Document {
    /// Where `range` begins: the place that holds its first byte, else the first place it reaches.
    pub fn place(&self, range: &Range<usize>) -> Option<&At> {
        let first = self.places.partition_point(|place| place.range.end <= range.start);
        let place = self.places.get(first)?;
        let reached = place.range.start <= range.start || place.range.start < range.end;
        reached.then_some(&place.at)
    }
}

impl fmt::Display for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain => "plain text",
            Self::Html => "HTML",
            Self::Pdf => "PDF",
            Self::Docx => "Word document",
            Self::Xlsx => "Excel workbook",
            Self::Csv => "CSV table",
            Self::Other => "file",
        })
    }
}

impl fmt::Display for At {
    /// `page 3`, `Staff!B7` (`B7` where the sheet has no name), `paragraph 12`, `line 4`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(page) => write!(f, "page {page}"),
            Self::Cell { sheet, row, column } if sheet.is_empty() => write!(f, "{}{row}", letters(*column)),
            Self::Cell { sheet, row, column } => write!(f, "{sheet}!{}{row}", letters(*column)),
            Self::Paragraph(number) => write!(f, "paragraph {number}"),
            Self::Line(number) => write!(f, "line {number}"),
        }
    }
}

/// 1 is A, 26 is Z, 27 is AA.
fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while let Some(rest) = column.checked_sub(1) {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        column = rest / 26;
    }
    letters.iter().rev().collect()
}
