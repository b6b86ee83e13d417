//! The days that were proclaimed once: moved from their place in the year, or added to it.

use chrono::NaiveDate;

use super::super::{Holiday, UNITED_KINGDOM};
use super::{EARLY_MAY, SPRING};

/// A day of one year, and the yearly day whose place it took.
struct Once {
    date: (i32, u32, u32),
    title: &'static str,
    divisions: &'static [&'static str],
    instead_of: Option<&'static str>,
}

const ONCE: [Once; 9] = [
    extra((2011, 4, 29), "Royal wedding"),
    moved((2012, 6, 4), SPRING, SPRING),
    extra((2012, 6, 5), "Queen’s Diamond Jubilee"),
    moved((2020, 5, 8), "Early May bank holiday (VE day)", EARLY_MAY),
    moved((2022, 6, 2), SPRING, SPRING),
    extra((2022, 6, 3), "Platinum Jubilee bank holiday"),
    extra((2022, 9, 19), "Bank Holiday for the State Funeral of Queen Elizabeth II"),
    extra((2023, 5, 8), "Bank holiday for the coronation of King Charles III"),
    Once { divisions: &["scotland"], ..extra((2026, 6, 15), "World Cup bank holiday") },
];

const fn extra(date: (i32, u32, u32), title: &'static str) -> Once {
    Once { date, title, divisions: &UNITED_KINGDOM, instead_of: None }
}

const fn moved(date: (i32, u32, u32), title: &'static str, instead_of: &'static str) -> Once {
    Once { date, title, divisions: &UNITED_KINGDOM, instead_of: Some(instead_of) }
}

/// Puts the one-off days of the year among the yearly ones of the division, each in place of the day that it moved.
pub(super) fn put_in(holidays: &mut Vec<Holiday>, division: &str, year: i32) {
    for once in ONCE.iter().filter(|once| once.date.0 == year && once.divisions.contains(&division)) {
        holidays.retain(|holiday| Some(holiday.title.as_str()) != once.instead_of);
        holidays.extend(once.holiday(division));
    }
}

impl Once {
    fn holiday(&self, division: &str) -> Option<Holiday> {
        let (year, month, day) = self.date;
        Some(Holiday {
            division: division.into(),
            date: NaiveDate::from_ymd_opt(year, month, day)?,
            title: self.title.into(),
            basis: "X".into(),
            source: "one-off proclamation".into(),
        })
    }
}
