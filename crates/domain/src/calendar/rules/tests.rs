//! The rules against the published days, and in years for which none are published yet.

use super::super::{Calendar, UNITED_KINGDOM};
use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_rules_give_exactly_the_published_days_and_titles_of_2005_to_2028() {
    let calendar = Calendar::parse(include_str!("../../../../../config/bank-holidays.csv")).unwrap();
    let mut published: Vec<_> =
        calendar.holidays().map(|day| (&day.division, day.date, &day.title)).collect();
    published.sort();
    let every = UNITED_KINGDOM.iter().flat_map(|division| (2005..=2028).map(move |year| (division, year)));
    let mut computed: Vec<Holiday> =
        every.flat_map(|(division, year)| holidays_of(division, year).unwrap()).collect();
    computed.sort();
    let computed: Vec<_> = computed.iter().map(|day| (&day.division, day.date, &day.title)).collect();
    assert_eq!(computed.len(), 662);
    assert_eq!(computed, published);
}

#[test]
fn good_friday_and_easter_monday_follow_easter_as_the_almanacs_have_it() {
    for (friday, monday) in [
        ("2005-03-25", "2005-03-28"),
        ("2008-03-21", "2008-03-24"),
        ("2024-03-29", "2024-04-01"),
        ("2030-04-19", "2030-04-22"),
        ("2038-04-23", "2038-04-26"),
        ("2049-04-16", "2049-04-19"),
        ("2076-04-17", "2076-04-20"),
    ] {
        for division in UNITED_KINGDOM {
            let of_scotland = division == "scotland";
            let good_friday = holiday_on(division, date(friday)).map(|day| (day.title, day.basis));
            let basis = if of_scotland { "B" } else { "C" };
            assert_eq!(good_friday, Some((GOOD_FRIDAY.into(), basis.into())), "{division} {friday}");
            assert_eq!(holiday_on(division, date(monday)).is_none(), of_scotland, "{division} {monday}");
        }
    }
}

#[test]
fn a_day_at_a_weekend_is_moved_in_the_years_to_come() {
    for (division, title, observed, basis) in [
        ("england-and-wales", NEW_YEAR, "2029-01-01", "P"),
        ("scotland", SECOND, "2029-01-02", "B"),
        ("northern-ireland", "St Patrick’s Day", "2029-03-19", "P"), // a Saturday
        ("northern-ireland", "St Patrick’s Day", "2030-03-18", "B"), // a Sunday
        ("scotland", "St Andrew’s Day", "2030-12-02", "B"),
        ("scotland", "St Andrew’s Day", "2031-12-01", "B"),
        ("northern-ireland", "Battle of the Boyne (Orangemen’s Day)", "2031-07-14", "P"),
        ("scotland", SECOND, "2032-01-02", "B"),
        ("england-and-wales", CHRISTMAS, "2032-12-27", "B"),
        ("scotland", CHRISTMAS, "2032-12-27", "P"),
        ("england-and-wales", BOXING_DAY, "2032-12-28", "P"),
        ("england-and-wales", NEW_YEAR, "2033-01-03", "P"),
        ("scotland", NEW_YEAR, "2033-01-03", "B/P"),
        ("scotland", SECOND, "2033-01-04", "P"),
        ("scotland", CHRISTMAS, "2033-12-27", "P"),
        ("scotland", BOXING_DAY, "2033-12-26", "B"),
        ("england-and-wales", CHRISTMAS, "2033-12-27", "B"),
    ] {
        let holiday = holiday_on(division, date(observed)).unwrap_or_else(|| panic!("{division} {observed}"));
        assert_eq!((holiday.title.as_str(), holiday.basis.as_str()), (title, basis), "{division} {observed}");
    }
}

#[test]
fn a_year_has_as_many_days_as_the_law_names_and_none_at_a_weekend() {
    for (division, days) in [("england-and-wales", 8), ("scotland", 9), ("northern-ireland", 10)] {
        for year in 2029..=2100 {
            let holidays = holidays_of(division, year).unwrap();
            assert_eq!(holidays.len(), days, "{division} {year}");
            assert!(holidays.iter().all(|day| !crate::moment::is_weekend(day.date)), "{division} {year}");
            assert!(holidays.windows(2).all(|pair| pair[0].date < pair[1].date), "{division} {year}");
        }
    }
}

#[test]
fn a_day_proclaimed_once_says_so_and_takes_the_place_of_the_day_it_moved() {
    let world_cup = holiday_on("scotland", date("2026-06-15")).unwrap();
    assert_eq!((world_cup.basis.as_str(), world_cup.source.as_str()), ("X", "one-off proclamation"));
    for (division, gone) in [
        ("england-and-wales", "2026-06-15"),
        ("scotland", "2012-05-28"),
        ("england-and-wales", "2020-05-04"),
        ("northern-ireland", "2022-05-30"),
    ] {
        assert_eq!(holiday_on(division, date(gone)), None, "{division} {gone}");
    }
}

#[test]
fn another_division_and_a_year_before_the_table_are_not_known() {
    for (division, year) in [("ireland", 2026), ("", 2026), ("scotland", 2004), ("scotland", i32::MAX)] {
        assert_eq!(holidays_of(division, year), None, "{division} {year}");
    }
}
