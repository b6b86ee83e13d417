//! What a feed changes about the known holidays: additions at once, removals and moves only when a person says so.
//!
//! Feeds of holidays misbehave: they drop ageing years and put them back, list a wrong day for weeks and a proclaimed
//! one late. So a merge is a union. A holiday too many makes nobody late who was in time; a holiday too few accuses an
//! authority wrongly.

mod waiting;
mod year;

use chrono::NaiveDate;

pub use waiting::{Day, Difference, Waiting, What};

use super::feed::Feed;
use super::{Calendar, Covered, Holiday};
use year::{Year, by_year};

/// What follows from a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merge {
    /// Holidays that the feed lists and the calendar does not have, by division and date. Where the feed does not say
    /// on what a day rests and the rules know it, its basis is theirs.
    pub added: Vec<Holiday>,
    /// What the feed would take away or move, by division and date: nothing of it happens before a person accepts it.
    pub waiting: Vec<Waiting>,
    /// Divisions that are known for more days than before, with all the days for which they are known then. A year in
    /// which a new day waits is known only once that is decided and the feed is merged again.
    pub covers: Vec<(String, Covered)>,
    /// How many known holidays, today's included, are missing from years that the feed lists. They stay.
    pub kept_past: usize,
    /// Years (division, year, missing days) that the feed lists, but not every day that the rules expect: their days
    /// are added, yet no count may run into them.
    pub incomplete: Vec<(String, i32, Vec<Day>)>,
    /// Where the feed departs from the rules of the 1971 Act in something that the calendar does not have settled: a
    /// day is gone from here once it is added, accepted, listed again or past.
    pub differences: Vec<Difference>,
}

/// Compares a feed with the known holidays and with the rules of the 1971 Act; changes nothing.
///
/// A division or a year of it that the feed does not name says nothing. The order of the feed's rows does not matter.
pub fn merge(known: &Calendar, feed: &Feed, today: NaiveDate) -> Merge {
    let mut merge = Merge::default();
    let mut complete = Vec::new();
    let mut ours = by_year(known.holidays());
    for (place, listed) in by_year(&feed.holidays) {
        let year = Year::new(place, ours.remove(&place).unwrap_or_default(), listed, today);
        merge.compare(&year);
        if year.is_complete() {
            complete.push((year.division, year.span()));
        } else {
            merge.fall_short(&year, known);
        }
    }
    merge.covers = wider(known, &complete);
    merge
}

impl Merge {
    /// Takes the additions and the coverage into the calendar, and nothing of what waits.
    pub fn apply(&self, calendar: &mut Calendar) {
        self.added.iter().cloned().for_each(|holiday| calendar.add(holiday));
        for (division, covered) in &self.covers {
            calendar.cover(division, *covered);
        }
    }

    fn compare(&mut self, year: &Year) {
        self.added.extend(year.added());
        self.waiting.extend(year.waiting());
        self.kept_past += year.kept_past();
        self.differences.extend(year.differences());
    }

    /// Notes the missing days of a year, unless it is covered already: then what is missing waits or is past.
    fn fall_short(&mut self, year: &Year, known: &Calendar) {
        let Covered { first, last } = year.span();
        let is_within = |covered: &Covered| covered.first <= first && last <= covered.last;
        if !known.covers().get(year.division).is_some_and(is_within) && !year.missing().is_empty() {
            self.incomplete.push((year.division.into(), year.number, year.missing()));
        }
    }
}

/// The divisions that these years make known for more days.
fn wider(known: &Calendar, years: &[(&str, Covered)]) -> Vec<(String, Covered)> {
    let mut covers = Calendar::of([], known.covers().clone());
    // A year counts only beside a covered one: down first, so that a new division begins with its latest years.
    for (division, year) in years.iter().rev().chain(years) {
        covers.cover(division, *year);
    }
    let is_new = |(division, covered): &(&String, &Covered)| known.covers().get(*division) != Some(*covered);
    covers.covers().iter().filter(is_new).map(|(division, covered)| (division.clone(), *covered)).collect()
}

#[cfg(test)]
mod tests;
