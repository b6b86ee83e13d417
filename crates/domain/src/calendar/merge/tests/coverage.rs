//! Which years of a feed make the calendar reach further.

use super::*;

/// The outcome for a calendar of 2026 to 2028 and a feed of the rules of these years, edited; only of England and Wales.
fn reach(years: RangeInclusive<i32>, edits: &str) -> Vec<String> {
    let english =
        |days: Vec<Holiday>| days.into_iter().filter(|day| day.division == "england-and-wales").collect();
    let known = calendar(english(ruled(2026..=2028)), 2026..=2028);
    let merge = merge(&known, &feed(english(edited(ruled(years), edits))), date("2026-11-24"));
    lines(&merge).into_iter().filter(|line| line.starts_with("england")).collect()
}

#[test]
fn a_year_counts_as_known_when_it_is_whole_and_beside_the_known_ones() {
    for (case, years, edits, expected) in [
        ("whole", 2028..=2029, "", vec!["england-and-wales from 2026-01-01 to 2029-12-31"]),
        ("two more", 2028..=2030, "", vec!["england-and-wales from 2026-01-01 to 2030-12-31"]),
        ("two before", 2024..=2028, "", vec!["england-and-wales from 2024-01-01 to 2028-12-31"]),
        ("both ends", 2025..=2029, "", vec!["england-and-wales from 2025-01-01 to 2029-12-31"]),
        ("apart", 2030..=2031, "", vec![]),
        ("known already", 2026..=2028, "", vec![]),
        ("known already and short", 2026..=2028, "-england-and-wales 2028-12-26", vec![]),
        (
            "more than the rules",
            2028..=2029,
            "+england-and-wales 2029-06-04 A coronation",
            vec!["england-and-wales from 2026-01-01 to 2029-12-31"],
        ),
        (
            "short",
            2028..=2029,
            "-england-and-wales 2029-12-26; -england-and-wales 2029-05-07",
            vec!["england-and-wales 2029 lacks 2029-05-07 Early May bank holiday, 2029-12-26 Boxing Day"],
        ),
        (
            "whole behind a short one",
            2028..=2030,
            "-england-and-wales 2029-12-26",
            vec!["england-and-wales 2029 lacks 2029-12-26 Boxing Day"],
        ),
        (
            "short behind a whole one",
            2028..=2030,
            "-england-and-wales 2030-12-26",
            vec![
                "england-and-wales from 2026-01-01 to 2029-12-31",
                "england-and-wales 2030 lacks 2030-12-26 Boxing Day",
            ],
        ),
    ] {
        assert_eq!(reach(years, edits), expected, "{case}");
    }
}

#[test]
fn the_days_of_a_short_year_are_added_all_the_same() {
    let mut known = calendar(ruled(2026..=2028), 2026..=2028);
    let short = edited(ruled(2029..=2029), "-scotland 2029-12-26");
    let merge = merge(&known, &feed(short), date("2026-11-24"));
    assert_eq!(merge.added.len(), 26);
    merge.apply(&mut known);
    let last = |division: &str| known.covers()[division].last.to_string();
    assert_eq!((last("scotland"), last("northern-ireland")), ("2028-12-31".into(), "2029-12-31".into()));
    assert_eq!(known.on(date("2029-12-25")).len(), 3);
}

#[test]
fn a_year_is_not_known_while_its_right_day_waits_to_replace_a_wrong_one() {
    let mut known = calendar(ruled(2026..=2028), 2026..=2028);
    let today = date("2026-11-24");
    let wrong = "-scotland 2029-08-06; +scotland 2029-08-27 Summer bank holiday";
    merge(&known, &feed(edited(ruled(2026..=2029), wrong)), today).apply(&mut known);
    let right = feed(ruled(2026..=2029));
    let second = merge(&known, &right, today);
    assert_eq!((second.waiting.len(), &second.covers, &second.incomplete), (1, &vec![], &vec![]));
    second.waiting[0].accept(&mut known, "accepted");
    let third = merge(&known, &right, today);
    assert_eq!(lines(&third), ["scotland from 2026-01-01 to 2029-12-31"]);
}

#[test]
fn a_division_without_rules_is_known_for_the_years_that_a_feed_names() {
    let mut known = calendar(ruled(2026..=2028), 2026..=2028);
    for (days, reaches) in [
        (
            "+ireland 2026-02-02 St Brigid’s Day; +ireland 2027-02-01 St Brigid’s Day",
            "2026-01-01 to 2027-12-31",
        ),
        ("+ireland 2028-02-07 St Brigid’s Day", "2026-01-01 to 2028-12-31"),
    ] {
        let merge = merge(&known, &feed(edited(Vec::new(), days)), date("2026-01-01"));
        assert_eq!((merge.incomplete.len(), merge.differences.len()), (0, 0));
        merge.apply(&mut known);
        let Covered { first, last } = known.covers()["ireland"];
        assert_eq!(format!("{first} to {last}"), reaches);
    }
}

#[test]
fn an_empty_calendar_takes_up_the_latest_whole_years_of_a_feed() {
    let fed = feed(edited(ruled(2020..=2026), "-scotland 2023-05-29"));
    let mut known = Calendar::default();
    merge(&known, &fed, date("2026-11-24")).apply(&mut known);
    let first = |division: &str| known.covers()[division].first.to_string();
    assert_eq!((first("scotland"), first("northern-ireland")), ("2024-01-01".into(), "2020-01-01".into()));
}

#[test]
fn a_year_before_the_rules_is_added_and_not_covered() {
    let known = calendar(ruled(2005..=2028), 2005..=2028);
    let fed = feed(edited(Vec::new(), "+scotland 2004-01-01 New Year’s Day"));
    assert_eq!(lines(&merge(&known, &fed, date("2026-11-24"))), ["+ scotland 2004-01-01 New Year’s Day"]);
}
