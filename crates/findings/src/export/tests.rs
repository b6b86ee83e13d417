use super::*;
use crate::figures::figures;
use crate::sample;

fn read(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_string).collect()).collect()
}

/// The cells of one column, by its header.
fn column(bytes: &[u8], name: &str) -> Vec<String> {
    let rows = read(bytes);
    let at = rows[0].iter().position(|header| header == name).unwrap();
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

#[test]
fn formulas_in_text_are_made_harmless_and_can_be_had_back() {
    for (text, expected) in [
        ("=HYPERLINK(\"http://x.invalid\")", "'=HYPERLINK(\"http://x.invalid\")"),
        ("+44", "'+44"),
        ("-5 people", "'-5 people"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tcmd", "'\tcmd"),
        ("\rcmd", "'\rcmd"),
        ("\ncmd", "'\ncmd"),
        ("\0cmd", "'\0cmd"),
        ("＝1+1", "'＝1+1"),
        ("＠x", "'＠x"),
        ("'quoted'", "''quoted'"),
        ("5 = five", "5 = five"),
        ("£5", "£5"),
        ("", ""),
    ] {
        let cell = safe(text);
        assert_eq!(cell, expected);
        assert_eq!(cell.strip_prefix('\'').unwrap_or(&cell), text);
    }
}

#[test]
fn numbers_stay_numbers_even_below_zero() {
    let mut data = sample::data();
    sample::answer(&mut data, "AA2", 4, Outcome::exactly(-5));
    let low = column(&answers_csv(&data).unwrap(), "low");
    assert!(low.contains(&"-5".to_string()));
}

#[test]
fn lines_end_as_rfc_4180_says_and_quotes_are_doubled() {
    let mut data = sample::data();
    data.asked[0].authority.name = "A \"great\", old\ntrust".into();
    let bytes = requests_csv(&data).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains("\"A \"\"great\"\", old\ntrust\""));
    assert!(text.ends_with("\r\n"));
    assert_eq!(column(&bytes, "authority")[0], data.asked[0].authority.name);
}

#[test]
fn unanswered_requests_and_questions_are_rows_too() {
    let data = sample::data();
    let requests = requests_csv(&data).unwrap();
    assert_eq!(read(&requests).len(), 1 + 12);
    assert_eq!(column(&requests, "bounced").iter().filter(|cell| *cell == "true").count(), 1);
    let answers = answers_csv(&data).unwrap();
    let statuses = column(&answers, "status");
    for (status, expected) in [
        ("value", 30 - 1),
        ("interval", 1),
        ("zero in words", 1),
        ("refused", 2),
        ("cost limit", 6),
        ("neither confirm nor deny", 1),
        ("not held", 1),
        ("published elsewhere", 1),
        ("not addressed", 1),
        ("unclear", 1),
        ("nothing accepted", 1),
        ("silent", 15),
    ] {
        assert_eq!(statuses.iter().filter(|cell| *cell == status).count(), expected, "{status}");
    }
}

#[test]
fn figures_carry_their_rule_and_rows() {
    let data = sample::data();
    let bytes = figures_csv(&figures(&data)).unwrap();
    assert_eq!(column(&bytes, "id").len(), data.campaign.figures.len());
    assert_eq!(column(&bytes, "rows")[4], "AA1 AA4");
    assert_eq!(column(&bytes, "shown")[5], "2 of 5");
}
