//! Writes spreadsheets (ECMA-376, SpreadsheetML): one sheet, shared strings, numbers with a format.

use crate::docx::{escaped, pack};

/// A cell of a sheet.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    Text(String),
    /// A number as it is stored, shown with thousands separators.
    Number(String),
    /// Pounds, shown with the pound sign and pence.
    Pounds(String),
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Response" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="&quot;£&quot;#,##0.00"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>"#;
const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
const XML: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// The bytes of an .xlsx file with these rows from cell A1 on; at most 26 columns are written.
pub(crate) fn write(rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut strings: Vec<String> = Vec::new();
    let data: String = rows.iter().zip(1..).map(|(cells, number)| row(cells, number, &mut strings)).collect();
    let items: Vec<String> =
        strings.iter().map(|text| format!("<si><t>{}</t></si>", escaped(text))).collect();
    let count = strings.len();
    let sheet = format!("{XML}<worksheet {MAIN}><sheetData>{data}</sheetData></worksheet>");
    let shared =
        format!(r#"{XML}<sst {MAIN} count="{count}" uniqueCount="{count}">{}</sst>"#, items.concat());
    pack(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", &shared),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

fn row(cells: &[Cell], number: u32, strings: &mut Vec<String>) -> String {
    let cells: String =
        cells.iter().zip('A'..='Z').map(|(cell, column)| written(cell, column, number, strings)).collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

fn written(cell: &Cell, column: char, row: u32, strings: &mut Vec<String>) -> String {
    match cell {
        Cell::Text(text) => {
            strings.push(text.clone());
            format!(r#"<c r="{column}{row}" t="s"><v>{}</v></c>"#, strings.len() - 1)
        }
        Cell::Number(number) => format!(r#"<c r="{column}{row}" s="1"><v>{number}</v></c>"#),
        Cell::Pounds(pounds) => format!(r#"<c r="{column}{row}" s="2"><v>{pounds}</v></c>"#),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    #[test]
    fn a_sheet_opens_and_holds_its_cells() {
        let bytes = write(&[
            vec![Cell::Text("Question".into()), Cell::Text("Answer".into())],
            vec![Cell::Text("Spent & how".into()), Cell::Pounds("1234.5".into())],
        ]);
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let mut read = |name: &str| {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        assert!(read("xl/sharedStrings.xml").contains("<si><t>Spent &amp; how</t></si>"));
        assert!(read("xl/worksheets/sheet1.xml").contains(r#"<c r="B2" s="2"><v>1234.5</v></c>"#));
    }
}
