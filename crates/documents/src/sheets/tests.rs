use crate::tests::{placed, plainly, zipped};
use crate::{Document, Hint, Limits, Media, read};
use expect_test::expect;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const PACKAGE: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Staff" sheetId="1" r:id="rId1"/><sheet name="Notes" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="&quot;£&quot;#,##0"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="9" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>"#;

fn sheet(rows: &str) -> String {
    format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

fn workbook(staff: &str, notes: &str) -> Vec<u8> {
    zipped(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", PACKAGE),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet(staff)),
        ("xl/worksheets/sheet2.xml", &sheet(notes)),
    ])
}

const STAFF: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Year</t></is></c><c r="B1" t="inlineStr"><is><t>Staff
(FTE)</t></is></c></row><row r="2"><c r="A2" s="1"><v>43332</v></c><c r="B2"><v>3</v></c><c r="D2"><v>90.42</v></c></row><row r="5"><c r="A5" s="2"><v>0.12</v></c><c r="B5" s="3"><v>5356</v></c><c r="C5" t="b"><v>1</v></c></row>"#;
const NOTES: &str = r#"<row r="7"><c r="B7" t="str"><f>A1&amp;"x"</f><v>as at March</v></c><c r="C7"><f>SUM(A1:A3)</f></c></row>"#;

pub(crate) fn sample() -> Vec<u8> {
    workbook(STAFF, NOTES)
}

#[test]
fn every_sheet_gives_a_line_per_row() {
    let document = plainly(&sample());
    assert_eq!(document.media, Media::Xlsx);
    assert_eq!(
        document.text,
        "Year\tStaff (FTE)\n2018-08-20\t3\t\t90.42\n\n12%\t£5356\tTRUE\n\n\tas at March\n"
    );
    assert_eq!(
        document.warnings,
        [
            "the sheet \"Notes\" is hidden; its text is read too",
            "1 formulas in the sheet \"Notes\" have no stored value: open it in Excel"
        ]
    );
}

#[test]
fn each_cell_has_its_place() {
    expect![[r"
        Staff!A1: Year
        Staff!B1: Staff (FTE)
        Staff!A2: 2018-08-20
        Staff!B2: 3
        Staff!D2: 90.42
        Staff!A5: 12%
        Staff!B5: £5356
        Staff!C5: TRUE
        Notes!B7: as at March
    "]]
    .assert_eq(&placed(&plainly(&sample())));
}

#[test]
fn cells_in_opposite_corners_take_no_memory() {
    let corners =
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let document = plainly(&workbook(corners, ""));
    assert_eq!(document.text.trim_end().len(), "1\n\n".len() + 64 + 1);
    assert_eq!(document.places[1].at.to_string(), "Staff!XFD1048576");
}

fn told(document: &Document, warning: &str) {
    assert!(document.warnings.iter().any(|sentence| sentence.contains(warning)), "{:?}", document.warnings);
}

#[test]
fn faults_are_told_and_the_other_sheets_are_kept() {
    let broken = plainly(&workbook(r#"<row r="1"><c r="A1"><v>1</v></c><c r="?"><v>2</v></c></row>"#, NOTES));
    told(&broken, "sheet \"Staff\"");
    assert_eq!(broken.text, "1\n\n\tas at March\n");
    told(&plainly(&zipped(&[("xl/workbook.xml", "not XML at all <")])), "damaged");
}

#[test]
fn many_cells_are_cut_with_a_warning() {
    let limits = Limits { text: 20, ..Limits::default() };
    let document = read(&sample(), &Hint::default(), &limits);
    assert_eq!(document.text, "Year\tStaff (FTE)\n201");
    told(&document, "longer than 20 bytes");
    told(&read(&sample(), &Hint::default(), &Limits { cells: 3, ..Limits::default() }), "first 3 cells");
}
