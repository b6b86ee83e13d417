//! The bank holidays that the law itself gives: Schedule 1 of the Banking and Financial Dealings Act 1971 with the days
//! of common law, the proclamations that come every year, and a table of the days that were proclaimed once.
//!
//! What the rules expect is no source of holidays: a feed is checked against it, since a day of a yearly proclamation is
//! a holiday only once it has been proclaimed.

mod once;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{Holiday, easter};

/// The first year whose one-off days are in the table.
const FIRST_YEAR: i32 = 2005;

const SCHEDULE: &str = "B";
const YEARLY: &str = "P";
const COMMON_LAW: &str = "C";
/// A day that stands partly in the Schedule and partly in a proclamation.
const MIXED: &str = "B/P";

const NEW_YEAR: &str = "New Year’s Day";
const SECOND: &str = "2nd January";
const GOOD_FRIDAY: &str = "Good Friday";
const EARLY_MAY: &str = "Early May bank holiday";
const SPRING: &str = "Spring bank holiday";
const SUMMER: &str = "Summer bank holiday";
const CHRISTMAS: &str = "Christmas Day";
const BOXING_DAY: &str = "Boxing Day";

/// A day of the rules with its title and its basis.
type Day = (NaiveDate, &'static str, &'static str);

/// The bank holidays of `england-and-wales`, `scotland` or `northern-ireland` in this year, by date, on the weekdays on
/// which they are observed. `None` for any other division, and for a year before 2005.
///
/// Law: section 1 of the Banking and Financial Dealings Act 1971 and its Schedule 1. The basis of each day is as in
/// [`Holiday::basis`]; `B/P` where both give it.
pub fn holidays_of(division: &str, year: i32) -> Option<Vec<Holiday>> {
    if year < FIRST_YEAR {
        return None;
    }
    let yearly = match division {
        "england-and-wales" => england_and_wales(year)?,
        "scotland" => scotland(year)?,
        "northern-ireland" => northern_ireland(year)?,
        _ => return None,
    };
    let holiday = |(date, title, basis): Day| Holiday {
        division: division.into(),
        date,
        title: title.into(),
        basis: basis.into(),
        source: "rules of the 1971 Act".into(),
    };
    let mut holidays: Vec<Holiday> = yearly.into_iter().map(holiday).collect();
    once::put_in(&mut holidays, division, year);
    holidays.sort();
    Some(holidays)
}

/// The holiday that the rules give to this division on this day, if they give one.
pub fn holiday_on(division: &str, date: NaiveDate) -> Option<Holiday> {
    holidays_of(division, date.year())?.into_iter().find(|holiday| holiday.date == date)
}

fn england_and_wales(year: i32) -> Option<Vec<Day>> {
    let easter = easter(year);
    let mut days = vec![
        (off_the_weekend(day(year, 1, 1)?), NEW_YEAR, YEARLY),
        (easter - Days::new(2), GOOD_FRIDAY, COMMON_LAW),
        (easter + Days::new(1), "Easter Monday", SCHEDULE),
        (first_monday(year, 5)?, EARLY_MAY, YEARLY),
        (last_monday(year, 5)?, SPRING, SCHEDULE),
        (last_monday(year, 8)?, SUMMER, SCHEDULE),
    ];
    days.extend(christmas(year, &ENGLISH_CHRISTMAS)?);
    Some(days)
}

fn northern_ireland(year: i32) -> Option<Vec<Day>> {
    let patrick = day(year, 3, 17)?;
    // The Schedule moves a Sunday only.
    let patrick_basis = if patrick.weekday() == Weekday::Sat { YEARLY } else { SCHEDULE };
    let mut days = england_and_wales(year)?;
    days.push((off_the_weekend(patrick), "St Patrick’s Day", patrick_basis));
    days.push((off_the_weekend(day(year, 7, 12)?), "Battle of the Boyne (Orangemen’s Day)", YEARLY));
    Some(days)
}

fn scotland(year: i32) -> Option<Vec<Day>> {
    let mut days = vec![
        (easter(year) - Days::new(2), GOOD_FRIDAY, SCHEDULE),
        (first_monday(year, 5)?, EARLY_MAY, SCHEDULE),
        (last_monday(year, 5)?, SPRING, YEARLY),
        (first_monday(year, 8)?, SUMMER, SCHEDULE),
    ];
    days.extend(scottish_new_year(year)?);
    // St Andrew's Day Bank Holiday (Scotland) Act 2007
    if year >= 2007 {
        days.push((off_the_weekend(day(year, 11, 30)?), "St Andrew’s Day", SCHEDULE));
    }
    days.extend(christmas(year, &SCOTTISH_CHRISTMAS)?);
    Some(days)
}

fn scottish_new_year(year: i32) -> Option<[Day; 2]> {
    let january = |date| day(year, 1, date);
    Some(match january(1)?.weekday() {
        Weekday::Fri => [(january(1)?, NEW_YEAR, SCHEDULE), (january(4)?, SECOND, YEARLY)],
        Weekday::Sat => [(january(3)?, NEW_YEAR, MIXED), (january(4)?, SECOND, YEARLY)],
        Weekday::Sun => [(january(2)?, SECOND, SCHEDULE), (january(3)?, NEW_YEAR, SCHEDULE)],
        _ => [(january(1)?, NEW_YEAR, SCHEDULE), (january(2)?, SECOND, SCHEDULE)],
    })
}

/// On what the two days after Christmas Eve rest in a part of the country.
struct Christmas {
    on_its_day: &'static str,
    moved: &'static str,
    boxing_day: &'static str,
}

const ENGLISH_CHRISTMAS: Christmas =
    Christmas { on_its_day: COMMON_LAW, moved: SCHEDULE, boxing_day: SCHEDULE };
const SCOTTISH_CHRISTMAS: Christmas = Christmas { on_its_day: SCHEDULE, moved: YEARLY, boxing_day: YEARLY };

fn christmas(year: i32, basis: &Christmas) -> Option<[Day; 2]> {
    let december = |date| day(year, 12, date);
    let (christmas, boxing_day) = match december(25)?.weekday() {
        Weekday::Fri => ((december(25)?, basis.on_its_day), (december(28)?, YEARLY)),
        Weekday::Sat => ((december(27)?, basis.moved), (december(28)?, YEARLY)),
        // The Schedule names 26 December in place of a Sunday in Scotland too.
        Weekday::Sun => ((december(27)?, basis.moved), (december(26)?, SCHEDULE)),
        _ => ((december(25)?, basis.on_its_day), (december(26)?, basis.boxing_day)),
    };
    Some([(christmas.0, CHRISTMAS, christmas.1), (boxing_day.0, BOXING_DAY, boxing_day.1)])
}

fn first_monday(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 1)
}

/// The last Monday of a month of 31 days.
fn last_monday(year: i32, month: u32) -> Option<NaiveDate> {
    let end = day(year, month, 31)?;
    Some(end - Days::new(end.weekday().num_days_from_monday().into()))
}

fn off_the_weekend(date: NaiveDate) -> NaiveDate {
    match date.weekday() {
        Weekday::Sat => date + Days::new(2),
        Weekday::Sun => date + Days::new(1),
        _ => date,
    }
}

fn day(year: i32, month: u32, date: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, date)
}

#[cfg(test)]
mod tests;
