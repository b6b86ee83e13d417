//! Feeds in their three shapes, and feeds as nobody should write them.

use super::*;

const SOURCE: &str = "https://feed.invalid/days.json, fetched 2026-11-24";

fn read(text: &str) -> Result<Feed, FeedError> {
    Feed::read(text, SOURCE)
}

fn events(list: &[(&str, &str)]) -> String {
    let event = |(title, date): &(&str, &str)| {
        serde_json::json!({"title": title, "date": date, "notes": "", "bunting": true}).to_string()
    };
    list.iter().map(event).collect::<Vec<_>>().join(",")
}

fn part(division: &str, list: &[(&str, &str)]) -> String {
    format!(r#"{{"division": "{division}", "events": [{}]}}"#, events(list))
}

fn whole(division: &str, list: &[(&str, &str)]) -> String {
    format!(r#"{{"{division}": {}}}"#, part(division, list))
}

fn days(feed: &Feed) -> Vec<String> {
    let line = |day: &Holiday| format!("{} {} {}", day.division, day.date, day.title);
    feed.holidays.iter().map(line).collect()
}

#[test]
fn each_of_the_three_shapes_is_told_by_its_content() {
    let day = [("Summer bank holiday", "2027-08-02")];
    for text in [
        whole("scotland", &day),
        part("scotland", &day),
        format!("\u{feff}\n {}", part("scotland", &day)),
        "division,date,title\nscotland,2027-08-02,Summer bank holiday\n".into(),
        "Division, Date, Title, Basis\r\nscotland,2027-08-02,Summer bank holiday,B\r\n".into(),
    ] {
        let feed = read(&text).unwrap();
        assert_eq!(days(&feed), ["scotland 2027-08-02 Summer bank holiday"], "{text}");
        assert_eq!(feed.holidays[0].source, SOURCE, "{text}");
    }
}

#[test]
fn all_divisions_are_read_and_their_days_sorted() {
    let england = part("england-and-wales", &[("Boxing Day", "2027-12-28"), ("Christmas Day", "2027-12-27")]);
    let scotland = part("scotland", &[("2nd January", "2027-01-04")]);
    let feed = read(&format!(r#"{{"scotland": {scotland}, "england-and-wales": {england}}}"#)).unwrap();
    let expected = [
        "england-and-wales 2027-12-27 Christmas Day",
        "england-and-wales 2027-12-28 Boxing Day",
        "scotland 2027-01-04 2nd January",
    ];
    assert_eq!(days(&feed), expected);
}

#[test]
fn a_row_with_a_source_and_a_basis_keeps_them() {
    let feed = read(
        "division,date,title,basis,source\nireland,2027-02-01,St Brigid’s Day,,\nireland,2027-03-17,St Patrick’s Day,B,a statute\n",
    );
    let kept: Vec<_> = feed.unwrap().holidays.into_iter().map(|day| (day.basis, day.source)).collect();
    assert_eq!(kept, [(String::new(), SOURCE.to_string()), ("B".into(), "a statute".into())]);
}

#[test]
fn a_day_at_a_weekend_is_left_out_and_counted() {
    let feed = read(&part("scotland", &[("New Year’s Day", "2028-01-01"), ("New Year’s Day", "2028-01-03")]));
    let feed = feed.unwrap();
    assert_eq!((days(&feed), feed.skipped), (vec!["scotland 2028-01-03 New Year’s Day".to_string()], 1));
}

#[test]
fn a_day_listed_twice_is_one_day_whichever_comes_first() {
    let (one, other) = (("Spring bank holiday", "2027-05-31"), ("A second title", "2027-05-31"));
    let feed = read(&part("scotland", &[one, other])).unwrap();
    assert_eq!(days(&feed), ["scotland 2027-05-31 A second title"]);
    assert_eq!(read(&part("scotland", &[other, one, one])).unwrap(), feed);
}

#[test]
fn a_title_loses_its_control_characters_and_what_nobody_would_read() {
    let long = format!("Good\u{1b}[31m\nFriday {}", "é".repeat(300));
    let feed = read(&part("scotland", &[])).unwrap_err();
    assert_eq!(feed, FeedError::not_a_feed("it lists no holiday"));
    let feed = read(&part("scotland", &[(&long, "2027-03-26")])).unwrap();
    let title = &feed.holidays[0].title;
    assert!(title.starts_with("Good [31m Friday é"), "{title}");
    assert_eq!(title.chars().count(), 200);
}

#[test]
fn a_refusal_names_what_is_wrong_and_what_to_do() {
    for (text, expected) in [
        (
            whole("scotland", &[("St Andrew’s Day", "30/11/11")]),
            "`30/11/11` is not a date (`St Andrew’s Day` in scotland), and the feed writes YYYY-MM-DD: try again",
        ),
        (part("scotland", &[("St Andrew’s Day", "2027-11-31")]), "`2027-11-31` is not a date"),
        (part("scotland", &[("St Andrew’s Day", "2027-8-2")]), "`2027-8-2` is not a date"),
        (
            part("scotland", &[("Long ago", "1970-12-25")]),
            "1970-12-25 (`Long ago` in scotland) lies outside the years 1971 to 2100",
        ),
        (part("scotland", &[("Never", "2101-01-03")]), "2101-01-03 (`Never` in scotland) lies outside"),
        (
            whole("atlantis", &[("Flood", "2027-08-02")]),
            "the feed names the division `atlantis`, and only england",
        ),
        (
            part("atlantis", &[("Flood", "2027-08-02")]),
            "the feed names the division `atlantis`, and only england",
        ),
        (r#"{"error": "not found"}"#.into(), "the feed names the division `error`"),
        (
            format!(r#"{{"scotland": {}}}"#, part("northern-ireland", &[])),
            "this is no feed of holidays: under `scotland` it has the division `northern-ireland`",
        ),
        (
            r#"{"division": "scotland", "events": [{"title": "x"}]}"#.into(),
            "this is no feed of holidays: missing field `date` at line 1",
        ),
        (r#"{"scotland": "#.into(), "this is no feed of holidays: EOF"),
        ("{}".into(), "this is no feed of holidays: it lists no holiday"),
        ("[]".into(), "this is no feed of holidays: it begins neither"),
        (String::new(), "this is no feed of holidays: it begins neither"),
        ("<!doctype html><title>Not found</title>".into(), "this is no feed of holidays: it begins neither"),
        (
            "scotland,2027-08-02,Summer bank holiday\n".into(),
            "this is no feed of holidays: it begins neither",
        ),
        (
            "division,date,title\nscotland,30/11/11,St Andrew’s Day\n".into(),
            "line 2 of the holidays: `30/11/11` is not a date",
        ),
        ("division,date,title\n".into(), "line 1 of the holidays: it names no holiday"),
        (
            "division,date,title\nNew\u{7} Zealand,2027-08-02,x\n".into(),
            "`New Zealand` cannot be the name of a division",
        ),
        ("division,date,title\n,2027-08-02,x\n".into(), "`` cannot be the name of a division"),
    ] {
        let refusal = read(&text).unwrap_err().to_string();
        assert!(refusal.starts_with(expected), "{text}\n{refusal}");
    }
}

#[test]
fn a_feed_without_end_is_refused_before_it_is_read() {
    let long = " ".repeat(MOST_BYTES + 1);
    assert_eq!(read(&long), Err(FeedError::TooLong { bytes: MOST_BYTES + 1 }));
    let rows = "a,2027-08-02,x\n".repeat(MOST_EVENTS + 1);
    let refusal = read(&format!("division,date,title\n{rows}"));
    assert_eq!(refusal, Err(FeedError::TooMany { events: MOST_EVENTS + 1 }));
    let deep = format!("{{\"scotland\": {}", "[".repeat(100_000));
    assert!(read(&deep).unwrap_err().to_string().contains("recursion limit"));
}

#[test]
fn a_refusal_quotes_little_of_a_long_text() {
    let long = "z".repeat(100_000);
    for text in [
        whole(&long, &[("x", "2027-08-02")]),
        part("scotland", &[(&long, &long)]),
        format!("division,date,title\n{long},2027-08-02,x\n"),
    ] {
        assert!(read(&text).unwrap_err().to_string().len() < 1_000);
    }
}
