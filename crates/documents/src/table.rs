//! CSV: a line per record, its cells separated by tabs, each cell a place.

use crate::draft::Draft;
use crate::{At, Document, Limits, Media, plain};

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
const SAMPLE_RECORDS: usize = 50;

/// Reads a table separated by commas, semicolons or tabs, whichever splits its records most evenly.
pub(crate) fn read(bytes: &[u8], charset: Option<&str>, limits: &Limits) -> Document {
    let mut draft = Draft::new(limits);
    let text = plain::decode(bytes, charset, &mut draft);
    let delimiter = delimiter_of(&text).unwrap_or(b',');
    let mut records = records(&text, delimiter);
    let mut record = csv::StringRecord::new();
    // The text was decoded, so the only error left is one that ends the file.
    while matches!(records.read_record(&mut record), Ok(true)) && !draft.is_full() {
        let line = record.position().map_or(0, csv::Position::record);
        row(&mut draft, &record, u32::try_from(line + 1).unwrap_or(u32::MAX));
    }
    draft.finish(Media::Csv)
}

fn row(draft: &mut Draft, record: &csv::StringRecord, row: u32) {
    for (cell, column) in record.iter().zip(1..) {
        if column > 1 {
            draft.push_char('\t');
        }
        let start = draft.len();
        push_cell(draft, cell);
        draft.place(start, At::Cell { sheet: String::new(), row, column });
    }
    draft.push_char('\n');
}

/// Pushes a cell's text as one line: a break or tab inside it would look like the next row or cell.
pub(crate) fn push_cell(draft: &mut Draft, cell: &str) {
    let cell = cell.trim();
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}');
    for (words, number) in cell.split(breaks).filter(|words| !words.is_empty()).zip(0..) {
        if number > 0 {
            draft.push_char(' ');
        }
        draft.push(words);
    }
}

fn records(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// The delimiter under which most of the first records have the same number of cells, more than one; `None` when no
/// delimiter makes a table of it.
pub(crate) fn delimiter_of(text: &str) -> Option<u8> {
    let scored = DELIMITERS.map(|delimiter| (evenness(text, delimiter), delimiter));
    let best = scored.into_iter().rev().max_by_key(|(score, _)| *score)?;
    (best.0 > (0, 0)).then_some(best.1)
}

/// How many of the first records have the commonest width, and that width; zero for tables one cell wide.
fn evenness(text: &str, delimiter: u8) -> (usize, usize) {
    let widths: Vec<usize> = records(text, delimiter)
        .into_records()
        .take(SAMPLE_RECORDS)
        .map_while(Result::ok)
        .map(|record| record.len())
        .collect();
    let same = |width: usize| widths.iter().filter(|other| **other == width).count();
    let commonest = widths.iter().filter(|width| **width > 1).map(|width| (same(*width), *width)).max();
    commonest.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(csv: &str, text: &str) {
        let document = read(csv.as_bytes(), Some("utf-8"), &Limits::default());
        assert_eq!((document.text.as_str(), document.media), (text, Media::Csv));
        assert_eq!(document.warnings, Vec::<String>::new());
    }

    #[test]
    fn tables_with_any_usual_delimiter_become_tabbed_lines() {
        check("Year,Staff\n2017,3\n2018,5\n", "Year\tStaff\n2017\t3\n2018\t5\n");
        check("Year;Spend\r\n2017;1,200\r\n2018;5,356\r\n", "Year\tSpend\n2017\t1,200\n2018\t5,356\n");
        check("Year\tStaff\n2017\t3", "Year\tStaff\n2017\t3\n");
        check(
            "Question,Answer\n\"How many,\nif any?\",\"\"\"three\"\"\"\n",
            "Question\tAnswer\nHow many, if any?\t\"three\"\n",
        );
        check("a,b,c\nshort\n,,x\n", "a\tb\tc\nshort\n\t\tx\n");
        check("one column\nonly\n", "one column\nonly\n");
        check("\"never closed,1\n2,3", "never closed,1 2,3\n");
    }

    #[test]
    fn a_cell_knows_its_row_and_column() {
        let document = read(b"Year,Staff\n2017,3\n", None, &Limits::default());
        let at = document.text.rfind('3').unwrap();
        assert_eq!(document.place(&(at..at + 1)).unwrap().to_string(), "B2");
    }
}
