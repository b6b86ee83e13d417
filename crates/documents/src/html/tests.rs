use crate::tests::{marked, placed};
use crate::{Document, Hint, Limits, Media, read};
use expect_test::expect;

fn reading(html: &str) -> Document {
    let hint = Hint { media_type: Some("text/html"), charset: Some("utf-8"), ..Hint::default() };
    let document = read(html.as_bytes(), &hint, &Limits::default());
    assert_eq!(document.media, Media::Html);
    document
}

fn check(html: &str, text: &str) {
    let document = reading(html);
    assert_eq!((document.text.as_str(), document.warnings), (text, vec![]), "{html}");
}

#[test]
fn blocks_break_lines_and_spaces_collapse() {
    check("<p>Dear  Sir,</p>\n<p>We hold\n it.</p>", "Dear Sir,\n\nWe hold it.\n");
    check("<div>one</div><div>two<br>three</div>", "one\ntwo\nthree\n");
    check("<div>one<br><br>two</div>", "one\n\ntwo\n");
    check("a<b>b</b>c <i> d</i>", "abc d\n");
    check("spent&nbsp;&pound;1,200 &amp; more&#8203;", "spent £1,200 & more\n");
    check("<pre>a\n  b</pre>c", "a\n  b\n\nc\n");
    check("<br>", "");
    check("<!DOCTYPE html><html><head><title>Reply</title><style>p{}</style></head><body>x</body>", "x\n");
}

#[test]
fn what_a_person_would_not_see_is_left_out() {
    check("a<script>if (1 < 2) { '</p>' }</script>b", "ab\n");
    check("a<!-- c --><![if !mso]>b<![endif]>", "ab\n");
    check("<div style='display:none'>pre <div>view</div></div>seen", "seen\n");
    check("<p hidden>gone<p>here", "here\n");
    check("<input hidden>x<br hidden>y", "x\ny\n");
}

#[test]
fn lists_keep_their_numbers() {
    check("<ol><li>Three<li>None</ol>", "1. Three\n2. None\n");
    check("<ol start=4 type=a><li>x</li></ol><ul><li>y</ul>", "d. x\n• y\n");
    check("<ol><li>a<ol type=i><li>b</ol><li>c</ol>", "1. a\ni. b\n2. c\n");
}

#[test]
fn quotes_are_prefixed() {
    check(
        "Three.<blockquote>How many?<br>Since when?</blockquote>Yours",
        "Three.\n\n> How many?\n> Since when?\n\nYours\n",
    );
}

#[test]
fn links_show_their_address_unless_the_text_does() {
    check("See <a href='https://trust.invalid/foi'>here</a>.", "See here <https://trust.invalid/foi>.\n");
    check("<a href='https://trust.invalid/'>trust.invalid</a>", "trust.invalid\n");
    check("<a href='mailto:a@trust.invalid'>mail</a> <a href='#x'>top</a>", "mail top\n");
}

#[test]
fn tables_of_data_become_tabbed_lines() {
    check("<table><tr><th>Year<th>Staff<tr><td>2017<td>3</table>after", "Year\tStaff\n2017\t3\n\nafter\n");
    check(
        "<table><tr><td colspan=2>Total</td><td><p>5</p><p>or 6</p></td></tr></table>",
        "Total\t\t5 or 6\n",
    );
    check("<table><tr><td></td><td>x</td></tr></table>", "\tx\n");
    check("x<table><tr><td><p>1</p><td> <p>2</p> </table>", "x\n\n1\t2\n");
    check("<table><td>1<td>2</table>", "1\t2\n");
}

#[test]
fn tables_that_only_arrange_the_page_become_blocks() {
    check("<table><tr><td><p>1. How many?</p><p>Three</p></td></tr></table>", "1. How many?\n\nThree\n");
    check(
        "<table><tr><td>logo</td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>",
        "logo\n\na\tb\n",
    );
}

#[test]
fn bold_and_colour_are_marked() {
    let document = reading(
        "<b>How many?</b><p style='color:#C00'>Three <strong>in all</strong><p>plain<font color=red>no<i style='color:black'>t</i></font><table><tr><td><b>x<td>y</table>",
    );
    expect![[r##"
        Bold: How many?
        Coloured("#cc0000"): Three in all
        Bold: in all
        Coloured("#ff0000"): no
        Bold: x
    "##]]
    .assert_eq(&marked(&document));
}

#[test]
fn cells_and_lines_have_places() {
    let document = reading("Dear Sir<table><tr><td>2017</td><td>£3</td></tr></table>Yours");
    expect![[r"
        line 1: Dear Sir
        table 1!A1: 2017
        table 1!B1: £3
        line 5: Yours
    "]]
    .assert_eq(&placed(&document));
}

#[test]
fn the_page_may_name_its_own_characters() {
    let page = b"<meta charset=\"windows-1252\"><p>\xa35 \x96 none";
    let hint = Hint { media_type: Some("text/html"), ..Hint::default() };
    assert_eq!(read(page, &hint, &Limits::default()).text, "£5 – none\n");
}

#[test]
fn nesting_costs_nothing_and_is_told() {
    let deep = reading(&("<div><b>".repeat(200_000) + "bottom" + &"</i></b></div>".repeat(200_000)));
    assert_eq!(deep.text, "bottom\n");
    assert!(deep.warnings[0].contains("deeper than 200 levels"));
    let tables = reading(&("<table><tr><td>".repeat(100_000) + "bottom"));
    assert_eq!(tables.text, "bottom\n");
    assert!(reading("<p>seen<script>never closed").warnings[0].contains("hides everything"));
}
