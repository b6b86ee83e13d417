use crate::tests::{marked, placed, plainly, zipped};
use crate::{Document, Limits, Media, read};
use expect_test::{Expect, expect};

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const NUMBERS: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>"#;

const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:styleId="Base"><w:rPr><w:color w:val="C00000"/></w:rPr></w:style><w:style w:styleId="Answer"><w:basedOn w:val="Base"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>"#;

fn document(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let main =
        format!(r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    let mut parts = vec![("_rels/.rels", RELATIONS), ("word/document.xml", &main)];
    parts.extend_from_slice(more);
    zipped(&parts)
}

pub(crate) fn sample() -> Vec<u8> {
    let rows = row(&["Year", "Staff"]) + &row(&["2017", "£3"]);
    let body =
        p("Dear requester") + &format!("<w:tbl>{rows}</w:tbl>") + &item(1, 0, "Three") + &item(1, 1, "None");
    document(
        &body,
        &[("word/numbering.xml", NUMBERS), ("word/styles.xml", STYLES), ("word/header1.xml", &p("Trust"))],
    )
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|cell| ["<w:tc>", &p(cell), "</w:tc>"].concat()).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn reading(body: &str, more: &[(&str, &str)]) -> Document {
    let document = plainly(&document(body, more));
    assert_eq!((document.media, &document.warnings), (Media::Docx, &vec![]));
    document
}

fn check(body: &str, text: &str) {
    let numbers = [("word/numbering.xml", NUMBERS), ("word/styles.xml", STYLES)];
    assert_eq!(reading(body, &numbers).text, text, "{body}");
}

#[test]
fn paragraphs_become_lines() {
    check(&(p("One") + &p("Two &amp; three &#163;4")), "One\nTwo & three £4\n");
    check(
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r></w:p>",
        "a\tb\nc-\n",
    );
    check(
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>\n <w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>",
        "link\n",
    );
    check(
        "<w:sdt><w:sdtContent><w:p><w:sdt><w:sdtContent><w:r><w:t>filled in</w:t></w:r></w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>",
        "filled in\n",
    );
}

#[test]
fn links_show_their_address_unless_the_text_does() {
    let relations = r#"<Relationships><Relationship Id="rId7" Target="https://trust.invalid/foi" TargetMode="External"/></Relationships>"#;
    let linked = |text: &str| {
        format!(r#"<w:p><w:hyperlink r:id="rId7"><w:r><w:t>{text}</w:t></w:r></w:hyperlink></w:p>"#)
    };
    let body = linked("published here") + &linked("trust.invalid/foi") + &linked("");
    let document = reading(&body, &[("word/_rels/document.xml.rels", relations)]);
    assert_eq!(document.text, "published here <https://trust.invalid/foi>\ntrust.invalid/foi\n\n");
}

#[test]
fn what_track_changes_removed_is_left_out_and_what_it_added_is_kept() {
    check(
        "<w:p><w:r><w:t>We have </w:t></w:r><w:del><w:r><w:delText>four</w:delText></w:r></w:del><w:ins><w:r><w:t>five</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> gone</w:t></w:r></w:moveFrom></w:p>",
        "We have five\n",
    );
}

#[test]
fn field_codes_and_the_second_copy_of_a_drawing_are_left_out() {
    check("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>1</w:t></w:r></w:p>", "1\n");
    let boxed = format!("<w:txbxContent>{}</w:txbxContent>", p("In a box"));
    check(
        &format!(
            "<w:p><w:r><mc:AlternateContent xmlns:mc=\"mc\"><mc:Choice>{boxed}</mc:Choice><mc:Fallback>{boxed}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>after</w:t></w:r></w:p>"
        ),
        "In a box\nafter\n",
    );
}

#[test]
fn tables_become_tabbed_lines_and_boxes_keep_their_lines() {
    check(
        &format!("<w:tbl>{}{}</w:tbl>", row(&["Year", "Staff"]), row(&["2017", "3"])),
        "Year\tStaff\n2017\t3\n",
    );
    let two = format!("<w:tbl><w:tr><w:tc>{}{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("a"), p("b"), p("c"));
    check(&two, "a b\tc\n");
    let alone = format!("<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>", p("1. How many?"), p("Three"));
    check(&alone, "1. How many?\nThree\n");
    let wide = format!(
        r#"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"#,
        p("Total"),
        p("5")
    );
    check(&wide, "Total\t\t5\n");
    let nested = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc><w:tbl>{}</w:tbl>{}</w:tc></w:tr></w:tbl>",
        p("out"),
        row(&["in", "side"]),
        p("")
    );
    check(&nested, "out\tin side\n");
    check(&format!("<w:tbl>{}</w:tbl>", row(&["", ""])), "");
}

#[test]
fn list_numbers_are_printed_and_count_on() {
    let list =
        [item(1, 0, "Three"), item(1, 1, "x"), item(1, 1, "y"), p("so"), item(1, 0, "None"), item(1, 1, "z")];
    check(&list.concat(), "1. Three\n1a) x\n1b) y\nso\n2. None\n2a) z\n");
    check(&(item(2, 0, "a") + &item(2, 0, "b")), "• a\n• b\n");
    check(&(item(1, 0, "a") + &item(3, 0, "b") + &item(3, 0, "c")), "1. a\n7. b\n8. c\n");
    check(&(item(0, 0, "a") + &item(99, 0, "b") + &item(1, 8, "c") + &item(1, 99, "d")), "a\nb\nc\nd\n");
    check(r#"<w:p><w:pPr><w:pStyle w:val="Answer"/></w:pPr><w:r><w:t>five</w:t></w:r></w:p>"#, "1. five\n");
}

fn looks(body: &str, marks: &Expect) {
    marks.assert_eq(&marked(&reading(body, &[("word/numbering.xml", NUMBERS), ("word/styles.xml", STYLES)])));
}

#[test]
fn bold_and_coloured_runs_are_marked() {
    looks(
        r#"<w:p><w:r><w:t>How many? </w:t></w:r><w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>Three</w:t></w:r><w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t> staff</w:t></w:r><w:r><w:rPr><w:b w:val="0"/><w:color w:val="auto"/></w:rPr><w:t> in all</w:t></w:r></w:p>"#,
        &expect![[r##"
            Coloured("#ff0000"): Three staff
            Bold:  staff
        "##]],
    );
    looks(
        r#"<w:p><w:pPr><w:pStyle w:val="Answer"/><w:rPr><w:b w:val="0"/></w:rPr></w:pPr><w:r><w:t>five</w:t></w:r><w:r><w:rPr><w:b w:val="false"/></w:rPr><w:t> six</w:t></w:r></w:p>"#,
        &expect![[r##"
            Bold: five
            Coloured("#c00000"): five six
        "##]],
    );
    looks(
        r"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>q</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a£</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        &expect![[r"
            Bold: a£
        "]],
    );
}

#[test]
fn headers_come_first_and_notes_and_footers_last() {
    let body = p("Body") + &format!("<w:tbl>{}</w:tbl>", row(&["2017", "£3"])) + &p("End");
    let more = [
        ("word/header1.xml", p("Trust")),
        ("word/footer1.xml", p("Page")),
        (
            "word/footnotes.xml",
            format!("<w:footnotes><w:footnote>{}</w:footnote></w:footnotes>", p("As at March")),
        ),
    ];
    let more: Vec<(&str, &str)> = more.iter().map(|(name, part)| (*name, part.as_str())).collect();
    expect![[r"
        paragraph 1: Trust
        paragraph 2: Body
        table 1!A1: 2017
        table 1!B1: £3
        paragraph 3: End
        paragraph 4: As at March
        paragraph 5: Page
    "]]
    .assert_eq(&placed(&reading(&body, &more)));
}

fn warned(bytes: &[u8], text: &str, warning: &str) {
    let document = plainly(bytes);
    assert_eq!(document.text, text);
    assert!(document.warnings.iter().any(|sentence| sentence.contains(warning)), "{:?}", document.warnings);
}

#[test]
fn faults_are_told_and_what_was_read_is_kept() {
    let hidden =
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>open</w:t></w:r></w:p>";
    warned(&document(hidden, &[]), "open\n", "hides was left out");
    warned(&document("<w:p><w:r><w:t>kept</w:t></w:r></w:p><w:p></w:oops>", &[]), "kept\n\n", "breaks off");
    let entities =
        r#"<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>"#;
    warned(&zipped(&[("word/document.xml", entities)]), "", "document type declaration");
    warned(&zipped(&[("word/other.xml", "<a/>")]), "", "damaged");
    warned(b"PK\x03\x04word/document.xml", "", "archive");
}

#[test]
fn nesting_is_followed_only_so_far() {
    let deep =
        |open: &str, close: &str| document(&(open.repeat(5000) + &p("deep") + &close.repeat(5000)), &[]);
    let limits = Limits::default();
    let tables =
        read(&deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), &crate::Hint::default(), &limits);
    assert!(tables.warnings[0].contains("nested deeper than 200 levels"));
    assert_eq!(read(&deep("<w:sdt>", "</w:sdt>"), &crate::Hint::default(), &limits).text, "deep\n");
}
