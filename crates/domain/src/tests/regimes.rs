//! The files of laws.

use super::law;
use crate::regime::{RegimeCode, read};

const SMALL: &str = r#"
code = "xx"
short = "X"
title = "The X Act"
checked = "2026-04-30"
sources = []
in_force = { from = "2005-01-01" }
jurisdictions = { x = "" }
calendar = { divisions = ["scotland"], says = "x", source = "s.1" }
receipt = { says = "x" }
answer = { count = 20, unit = "working-days", source = "s.2" }
"#;

#[test]
fn a_file_that_cannot_be_read_says_where_and_what() {
    for (spoilt, expected) in [
        ("code", "`code` is missing"),
        ("count = 20, ", "missing field `count`"),
        ("unit = \"working-days\", ", "missing field `unit`"),
    ] {
        let text = SMALL.replacen(spoilt, if spoilt == "code" { "name" } else { "" }, 1);
        let error = read([("x.toml", text.as_str())]).unwrap_err().to_string();
        assert!(error.starts_with("x.toml: ") && error.contains(expected), "{error}");
    }
    for (added, expected) in [
        ("ends = 3", "unknown field `ends`"),
        ("extends = \"yy\"", "it extends `yy`, which is no law"),
        ("fees = { lapses = \"never\", source = \"s.3\" }", "fees.lapses names `never`"),
        ("answer = { count = 0, unit = \"working-days\", source = \"s.2\" }", "answer.count is 0"),
    ] {
        let text = if added.starts_with("answer") {
            SMALL.replacen("answer = { count = 20, unit = \"working-days\", source = \"s.2\" }", added, 1)
        } else {
            format!("{SMALL}{added}\n")
        };
        let error = read([("x.toml", text.as_str())]).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn a_file_that_extends_another_says_only_what_differs() {
    let child = "extends = \"xx\"\ncode = \"yy\"\n[answer]\ncount = 30\n";
    let laws = read([("x.toml", SMALL), ("y.toml", child)]).unwrap();
    let of = |code: &str| laws[&code.parse::<RegimeCode>().unwrap()].clone();
    assert_eq!((of("xx").answer.period.count, of("yy").answer.period.count), (20, 30));
    assert_eq!(of("yy").answer.period.source, "s.2");
    let later = SMALL.replace("count = 20", "count = 25");
    let replaced = read([("x.toml", SMALL), ("own.toml", later.as_str())]).unwrap();
    assert_eq!(
        replaced.values().next().unwrap().answer.period.count,
        25,
        "a later file replaces an earlier one"
    );
}

#[test]
fn every_law_that_comes_with_the_product_has_its_holidays_and_its_sources() {
    let law = law();
    for terms in law.all() {
        let code = &terms.regime.code;
        assert!(law.calendar().covered(&terms.regime.calendar.divisions).is_some(), "{code}");
        assert!(!terms.regime.sources.is_empty(), "{code}");
        assert!(terms.regime.deadlines.values().all(|deadline| !deadline.period.source.is_empty()), "{code}");
        assert!(
            terms.regime.deadlines.values().all(|deadline| {
                ["statute", "code", "guideline", "policy"].contains(&deadline.binds.as_str())
            }),
            "{code}"
        );
    }
    assert_eq!(law.all().count(), 17);
}

#[test]
fn the_law_of_an_authority_follows_from_its_nation() {
    for (nation, code) in [("scotland", "foisa"), ("Scotland ", "foisa"), ("wales", "foia"), ("", "foia")] {
        assert_eq!(RegimeCode::of_nation(nation).as_str(), code);
    }
}
