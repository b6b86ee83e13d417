//! Feeds as they really misbehaved, and what may never happen whatever a feed says.

mod absent;
mod coverage;
mod properties;
mod waiting;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::super::{UNITED_KINGDOM, rules};
use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Every day that the rules give to the United Kingdom in these years.
fn ruled(years: RangeInclusive<i32>) -> Vec<Holiday> {
    let places = UNITED_KINGDOM.iter().flat_map(|division| years.clone().map(move |year| (division, year)));
    places.flat_map(|(division, year)| rules::holidays_of(division, year).unwrap()).collect()
}

/// The days with these edits, such as `-all 2020-05-08; +scotland 2027-08-30 Summer bank holiday`.
fn edited(mut days: Vec<Holiday>, edits: &str) -> Vec<Holiday> {
    for edit in edits.split(';').map(str::trim).filter(|edit| !edit.is_empty()) {
        let mut words = edit[1..].splitn(3, ' ');
        let (place, on) = (words.next().unwrap(), date(words.next().unwrap()));
        let divisions = if place == "all" { UNITED_KINGDOM.to_vec() } else { vec![place] };
        days.retain(|day| day.date != on || !divisions.contains(&day.division.as_str()));
        if let Some(title) = words.next() {
            days.extend(divisions.iter().map(|division| holiday(division, on, title)));
        }
    }
    days
}

fn holiday(division: &str, date: NaiveDate, title: &str) -> Holiday {
    Holiday {
        division: division.into(),
        date,
        title: title.into(),
        basis: String::new(),
        source: "a test".into(),
    }
}

fn calendar(days: Vec<Holiday>, years: RangeInclusive<i32>) -> Calendar {
    let at = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let covered = Covered { first: at(*years.start(), 1, 1), last: at(*years.end(), 12, 31) };
    let covers: BTreeMap<String, Covered> = days.iter().map(|day| (day.division.clone(), covered)).collect();
    Calendar::of(days, covers)
}

fn feed(holidays: Vec<Holiday>) -> Feed {
    Feed { holidays, skipped: 0 }
}

/// What a merge comes to, a line for each thing.
fn lines(merge: &Merge) -> Vec<String> {
    let added = merge.added.iter().map(|day| format!("+ {} {} {}", day.division, day.date, day.title));
    let waiting = merge.waiting.iter().map(|one| format!("? {}", one.sentence()));
    let kept = (merge.kept_past > 0).then(|| format!("kept {}", merge.kept_past));
    let covers =
        merge.covers.iter().map(|(division, to)| format!("{division} from {} to {}", to.first, to.last));
    let short = merge.incomplete.iter().map(|(division, year, days)| {
        let days: Vec<_> = days.iter().map(|day| format!("{} {}", day.date, day.title)).collect();
        format!("{division} {year} lacks {}", days.join(", "))
    });
    let differences = merge.differences.iter().map(|one| format!("! {}", one.sentence()));
    added.chain(waiting).chain(kept).chain(covers).chain(short).chain(differences).collect()
}

/// The line that each division gives, in their order.
fn each(line: impl Fn(&str, &str) -> String) -> Vec<String> {
    let places = [
        ("england-and-wales", "England and Wales"),
        ("northern-ireland", "Northern Ireland"),
        ("scotland", "Scotland"),
    ];
    places.map(|(division, place)| line(division, place)).into()
}

/// The outcome for a calendar and a feed that both start from the rules of 2019 to 2028.
fn outcome(today: &str, known: &str, fed: &str) -> Vec<String> {
    let known = calendar(edited(ruled(2019..=2028), known), 2019..=2028);
    lines(&merge(&known, &feed(edited(ruled(2019..=2028), fed)), date(today)))
}

#[test]
fn years_that_are_dropped_and_put_back_change_nothing() {
    let known = calendar(ruled(2005..=2028), 2005..=2028);
    for (today, years) in [("2025-08-07", 2024..=2028), ("2026-01-05", 2019..=2028)] {
        let merge = merge(&known, &feed(ruled(years)), date(today));
        assert_eq!(merge, Merge::default(), "{today}");
    }
}

#[test]
fn an_empty_feed_and_a_feed_of_one_division_say_nothing_of_the_rest() {
    let known = calendar(ruled(2005..=2028), 2005..=2028);
    let scottish: Vec<_> = ruled(2024..=2028).into_iter().filter(|day| day.division == "scotland").collect();
    for holidays in [Vec::new(), scottish] {
        assert_eq!(merge(&known, &feed(holidays), date("2026-11-24")), Merge::default());
    }
}

#[test]
fn a_wrong_summer_holiday_waits_as_a_move_and_the_next_right_feed_ends_that() {
    let wrong = "-scotland 2027-08-02; +scotland 2027-08-30 Summer bank holiday";
    let expected = [
        "? Scotland: the feed no longer lists Mon 2 August 2027 (Summer bank holiday) and lists Mon 30 August 2027 instead",
        "! Scotland: the feed does not list Mon 2 August 2027 (Summer bank holiday), which the rules give",
        "! Scotland: the feed lists Mon 30 August 2027 (Summer bank holiday), which the rules do not give",
    ];
    assert_eq!(outcome("2024-11-27", "", wrong), expected);
    assert_eq!(outcome("2025-01-09", "", ""), [""; 0]);
}

#[test]
fn a_day_proclaimed_at_short_notice_is_added_at_once() {
    let world_cup = outcome("2026-02-25", "-scotland 2026-06-15", "");
    assert_eq!(world_cup, ["+ scotland 2026-06-15 World Cup bank holiday"]);
    let funeral = outcome("2022-09-10", "-all 2022-09-19", "");
    let title = "Bank Holiday for the State Funeral of Queen Elizabeth II";
    assert_eq!(funeral, each(|division, _| format!("+ {division} 2022-09-19 {title}")));
}

#[test]
fn an_early_may_holiday_moved_by_proclamation_waits() {
    let moved = outcome("2019-06-07", "-all 2020-05-08; +all 2020-05-04 Early May bank holiday", "");
    assert_eq!(
        moved,
        each(|_, place| format!(
            "? {place}: the feed no longer lists Mon 4 May 2020 (Early May bank holiday) and lists Fri 8 May 2020 (Early May bank holiday (VE day)) instead"
        ))
    );
}

#[test]
fn a_spring_holiday_moved_beside_an_extra_day_waits_and_the_extra_day_is_added() {
    let before = "-all 2022-06-02; -all 2022-06-03; +all 2022-05-30 Spring bank holiday";
    let added = each(|division, _| format!("+ {division} 2022-06-03 Platinum Jubilee bank holiday"));
    let waits = each(|_, place| {
        format!(
            "? {place}: the feed no longer lists Mon 30 May 2022 (Spring bank holiday) and lists Thu 2 June 2022 instead"
        )
    });
    assert_eq!(outcome("2021-01-11", before, ""), [added, waits].concat());
}

#[test]
fn a_difference_is_gone_once_its_day_is_added() {
    let mut known = calendar(ruled(2019..=2028), 2019..=2028);
    let fed = feed(edited(ruled(2019..=2028), "+scotland 2027-09-06 A fair"));
    let first = merge(&known, &fed, date("2026-11-24"));
    assert_eq!(first.differences.len(), 1);
    first.apply(&mut known);
    assert_eq!(merge(&known, &fed, date("2026-11-24")), Merge::default());
}
