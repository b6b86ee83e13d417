//! One year of one division: what is known of it, what the feed lists, and what the rules expect.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::super::{Covered, Holiday, UNITED_KINGDOM, rules};
use super::waiting::{Day, Difference, Waiting, What};

/// How far a day may be moved within its year, in days, and still be taken for the same holiday under a new title.
const FARTHEST_MOVE: i64 = 31;

type ByDate<'a> = BTreeMap<NaiveDate, &'a Holiday>;
type Pair<'a> = (&'a Holiday, &'a Holiday);

pub(super) struct Year<'a> {
    pub(super) division: &'a str,
    pub(super) number: i32,
    today: NaiveDate,
    known: ByDate<'a>,
    listed: ByDate<'a>,
    /// Nothing for a division or a year that the rules do not know.
    expected: Option<BTreeMap<NaiveDate, Holiday>>,
    /// Days to come that the feed does not list, each with the new day that it has instead.
    moved: Vec<Pair<'a>>,
    /// Days to come that the feed does not list, and for which it has none instead.
    removed: Vec<&'a Holiday>,
}

/// The holidays by division and year, each day once; of two rows for one day the lesser, whatever their order.
pub(super) fn by_year<'a>(
    holidays: impl IntoIterator<Item = &'a Holiday>,
) -> BTreeMap<(&'a str, i32), ByDate<'a>> {
    let mut years: BTreeMap<(&str, i32), ByDate> = BTreeMap::new();
    for holiday in holidays {
        let year = years.entry((&holiday.division, holiday.date.year())).or_default();
        let kept = year.entry(holiday.date).or_insert(holiday);
        *kept = holiday.min(*kept);
    }
    years
}

impl<'a> Year<'a> {
    pub(super) fn new(
        (division, number): (&'a str, i32),
        known: ByDate<'a>,
        listed: ByDate<'a>,
        today: NaiveDate,
    ) -> Year<'a> {
        let by_date = |days: Vec<Holiday>| days.into_iter().map(|day| (day.date, day)).collect();
        let expected = rules::holidays_of(division, number).map(by_date);
        let (moved, removed) = (Vec::new(), Vec::new());
        let mut year = Year { division, number, today, known, listed, expected, moved, removed };
        year.pair();
        year
    }

    /// Pairs what is gone with what is new: by title, then by distance.
    fn pair(&mut self) {
        let mut gone: Vec<_> = self.absent().filter(|day| day.date > self.today).collect();
        let mut new: Vec<_> = self.unknown().collect();
        let mut moved = pairs(&mut gone, &mut new, |from, to| loosely(&from.title) == loosely(&to.title));
        moved.extend(pairs(&mut gone, &mut new, |from, to| self.displaces(from, to)));
        (self.moved, self.removed) = (moved, gone);
    }

    /// Its first day and its last.
    pub(super) fn span(&self) -> Covered {
        let at = |month, day| NaiveDate::from_ymd_opt(self.number, month, day).unwrap_or_default();
        Covered { first: at(1, 1), last: at(12, 31) }
    }

    /// New days that are no half of a move, each with the basis that the rules give to it where it has none.
    pub(super) fn added(&self) -> Vec<Holiday> {
        let waits = |day: &Holiday| self.moved.iter().any(|(_, to)| to.date == day.date);
        self.unknown().filter(|day| !waits(day)).map(|day| self.with_basis(day)).collect()
    }

    /// What a person has to decide, by date.
    pub(super) fn waiting(&self) -> Vec<Waiting> {
        let division = || self.division.to_string();
        let moved = self.moved.iter().map(|(from, to)| Waiting::Moved {
            division: division(),
            from: Day::of(from),
            to: Day::of(to),
        });
        let removed =
            self.removed.iter().map(|day| Waiting::Removed { division: division(), day: Day::of(day) });
        let mut waiting: Vec<Waiting> = moved.chain(removed).collect();
        waiting.sort_by_key(Waiting::days);
        waiting
    }

    /// How many known days up to today the feed does not list.
    pub(super) fn kept_past(&self) -> usize {
        self.absent().filter(|day| day.date <= self.today).count()
    }

    /// Days that the feed lists and that are not known.
    fn unknown(&self) -> impl Iterator<Item = &'a Holiday> {
        self.listed.values().copied().filter(|day| !self.known.contains_key(&day.date))
    }

    /// Known days that the feed does not list.
    fn absent(&self) -> impl Iterator<Item = &'a Holiday> {
        self.known.values().copied().filter(|day| !self.listed.contains_key(&day.date))
    }

    /// Whether the feed may have put `to` in place of `from` under a new title: the rules expect the one and not the
    /// other, and they are near. A new day that the rules expect stands for itself and is added.
    fn displaces(&self, from: &Holiday, to: &Holiday) -> bool {
        let expects = |day: &Holiday| self.expected.as_ref().map(|days| days.contains_key(&day.date));
        let is_near = (from.date - to.date).num_days().abs() <= FARTHEST_MOVE;
        is_near && expects(from) == Some(true) && expects(to) == Some(false)
    }

    /// Whether every holiday of the year is known once the additions are taken: as many as the rules expect, or
    /// whichever the feed names where no rules are known.
    pub(super) fn is_complete(&self) -> bool {
        let names_all = match self.expected {
            Some(_) => self.missing().is_empty(),
            None => !UNITED_KINGDOM.contains(&self.division),
        };
        // The new day of a move is not in the calendar yet, so a count over this year could run past it.
        names_all && self.moved.is_empty()
    }

    /// Days that the rules expect and the feed does not list.
    pub(super) fn missing(&self) -> Vec<Day> {
        let expected = self.expected.iter().flat_map(BTreeMap::values);
        expected.filter(|day| !self.listed.contains_key(&day.date)).map(Day::of).collect()
    }

    fn with_basis(&self, holiday: &Holiday) -> Holiday {
        let mut holiday = holiday.clone();
        let rule = self.expected.as_ref().and_then(|days| days.get(&holiday.date));
        if let Some(rule) = rule.filter(|_| holiday.basis.is_empty()) {
            holiday.basis.clone_from(&rule.basis);
        }
        holiday
    }

    /// Where the feed departs from the rules and the calendar neither follows it nor has the day behind it.
    pub(super) fn differences(&self) -> Vec<Difference> {
        let Some(expected) = &self.expected else {
            return Vec::new();
        };
        let extra =
            self.unknown().filter(|day| !expected.contains_key(&day.date)).map(|day| (day, What::Extra));
        let gone = self.absent().filter(|day| day.date > self.today && expected.contains_key(&day.date));
        let both = extra.chain(gone.map(|day| (day, What::Missing)));
        let mut differences: Vec<_> = both.map(|(day, what)| Difference::of(day, what)).collect();
        differences.sort_by_key(|difference| difference.date);
        differences
    }
}

/// Takes from `gone` each day for which `new` has one that fits, with the nearest that fits, which leaves `new`.
fn pairs<'a>(
    gone: &mut Vec<&'a Holiday>,
    new: &mut Vec<&'a Holiday>,
    fits: impl Fn(&Holiday, &Holiday) -> bool,
) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    gone.retain(|from| {
        let distance = |to: &Holiday| (from.date - to.date).num_days().abs();
        let nearest = (0..new.len()).filter(|at| fits(from, new[*at])).min_by_key(|at| distance(new[*at]));
        pairs.extend(nearest.map(|at| (*from, new.remove(at))));
        nearest.is_none()
    });
    pairs
}

/// A title as it is compared: without case, apostrophes, white space and anything in brackets.
fn loosely(title: &str) -> String {
    let mut depth = 0_usize;
    let outside = title.chars().filter(|char| {
        let was_outside = depth == 0;
        match char {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        was_outside && char.is_alphanumeric()
    });
    outside.flat_map(char::to_lowercase).collect()
}
