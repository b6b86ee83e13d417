//! When the letters of a campaign go out: never on a day that starts a dispute about the day of receipt.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::{BeyondCalendar, easter};

use crate::law::Terms;
use crate::moment::{in_london, in_words, london, london_time};

/// The window and the pace in which letters go out: working days only, London time, a pilot first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SendPlan {
    /// The first day on which a letter may go; nothing goes on a day that is no working day.
    pub starts: NaiveDate,
    /// The hour from which letters go, London time.
    pub from: NaiveTime,
    /// The hour at which sending stops for the day.
    pub until: NaiveTime,
    /// Letters an hour, at least one.
    pub per_hour: u32,
    /// Letters in the pilot.
    pub pilot: usize,
    /// Working days between the pilot's day and the rest, so that a fault can show.
    pub pilot_days: usize,
}

impl Default for SendPlan {
    fn default() -> SendPlan {
        SendPlan {
            starts: NaiveDate::MIN,
            from: NaiveTime::MIN + TimeDelta::minutes(9 * 60 + 30),
            until: NaiveTime::MIN + TimeDelta::minutes(15 * 60 + 30),
            per_hour: 120,
            pilot: 10,
            pilot_days: 2,
        }
    }
}

/// The days on which letters may go: those that are working days under every law that the campaign's authorities answer
/// under. An arrival on another day is received that day by the Act and on the next by the Code (s.45 Code, 4.2).
#[derive(Debug, Clone, Copy)]
pub struct SendDays<'a>(pub &'a [&'a Terms]);

impl SendDays<'_> {
    /// Whether letters may go on this day. A day that may become a holiday is none.
    ///
    /// Errors: it is not known.
    pub fn is_open(&self, day: NaiveDate) -> Result<bool, BeyondCalendar> {
        for terms in self.0 {
            if !terms.cautious.counts(day).ok_or(terms.cautious.beyond())? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The first such day on or after `day`.
    ///
    /// Errors: the search leaves the known days.
    pub fn first_from(&self, day: NaiveDate) -> Result<NaiveDate, BeyondCalendar> {
        let mut day = day;
        while !self.is_open(day)? {
            day = day + chrono::Days::new(1);
        }
        Ok(day)
    }

    fn next(&self, day: NaiveDate) -> Result<NaiveDate, BeyondCalendar> {
        self.first_from(day + chrono::Days::new(1))
    }
}

impl SendPlan {
    /// Whether a letter may go at this instant: on such a day, within the plan's hours, London time.
    ///
    /// Errors: it is not known whether the day is a working day.
    pub fn is_open(&self, now: DateTime<Utc>, days: SendDays<'_>) -> Result<bool, BeyondCalendar> {
        Ok(self.is_open_at(london_time(now)) && days.is_open(london(now))?)
    }

    /// Whether this is within the plan's hours, London time.
    pub fn is_open_at(&self, time: NaiveTime) -> bool {
        self.from <= time && time < self.until
    }
}

/// Send times for `letters` letters, in order: the pilot's, then the rest; none before `now`.
///
/// Errors: the plan leaves the days whose holidays are known.
pub fn schedule(
    plan: &SendPlan,
    letters: usize,
    days: SendDays<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>, BeyondCalendar> {
    let pilot = plan.pilot.min(letters);
    let first = days.first_from(plan.starts.max(london(now)))?;
    let mut times = fill(plan, pilot, first, days, now)?;
    let mut rest = times.last().map_or(first, |last| london(*last));
    for _ in 0..(if pilot == 0 { 0 } else { plan.pilot_days }) {
        rest = days.next(rest)?;
    }
    let after = times.last().map_or(now, |last| now.max(*last + TimeDelta::seconds(1)));
    times.extend(fill(plan, letters - pilot, rest, days, after)?);
    Ok(times)
}

/// `letters` times from `day` on, evenly paced in each working day's window.
fn fill(
    plan: &SendPlan,
    letters: usize,
    day: NaiveDate,
    days: SendDays<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>, BeyondCalendar> {
    let mut times = Vec::with_capacity(letters);
    let mut day = day;
    while times.len() < letters {
        times.extend(slots(plan, day).filter(|time| *time >= now).take(letters - times.len()));
        day = days.next(day)?;
    }
    Ok(times)
}

fn slots(plan: &SendPlan, day: NaiveDate) -> impl Iterator<Item = DateTime<Utc>> {
    let window = (plan.until - plan.from).num_seconds().max(1);
    let gap = (3600 / i64::from(plan.per_hour.max(1))).max(1);
    let opens = in_london(day, plan.from);
    (0..)
        .map(move |n| n * gap)
        .take_while(move |after| *after < window)
        .map(move |after| opens + TimeDelta::seconds(after))
}

/// Authorities whose time for the answer would run over Christmas or Easter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverHolidays {
    /// `Christmas` or `Easter`.
    pub season: &'static str,
    /// Its first day: Christmas Day or Good Friday.
    pub day: NaiveDate,
    /// How many authorities.
    pub authorities: usize,
    /// The first day on which one of them is asked.
    pub asked: NaiveDate,
    /// The latest last day for an answer among them.
    pub due: NaiveDate,
}

impl OverHolidays {
    /// The warning in a sentence, with what to do.
    pub fn sentence(&self, of: usize) -> String {
        format!(
            "{} of {of} authorities would count over {} ({}): asked from {} on, the last would have until {}; set \
             plan.starts so that all are due before, or after the holidays",
            self.authorities,
            self.season,
            in_words(self.day),
            in_words(self.asked),
            in_words(self.due)
        )
    }
}

/// How many authorities these send times would put over Christmas or Easter, season by season.
///
/// Errors: a last day lies past the known holidays.
pub fn over_holidays<'a>(
    letters: impl IntoIterator<Item = (DateTime<Utc>, &'a Terms)>,
) -> Result<Vec<OverHolidays>, BeyondCalendar> {
    let mut seasons: BTreeMap<NaiveDate, OverHolidays> = BTreeMap::new();
    for (at, terms) in letters {
        let asked = london(at);
        let due = terms.regime.answer.period.end(asked, &terms.days, &[])?;
        for (season, day) in seasons_between(asked, due) {
            let fresh = OverHolidays { season, day, authorities: 0, asked, due };
            let entry = seasons.entry(day).or_insert(fresh);
            entry.authorities += 1;
            (entry.asked, entry.due) = (entry.asked.min(asked), entry.due.max(due));
        }
    }
    Ok(seasons.into_values().collect())
}

/// Christmas Days and Good Fridays after `asked`, up to `due`.
fn seasons_between(asked: NaiveDate, due: NaiveDate) -> impl Iterator<Item = (&'static str, NaiveDate)> {
    let years = asked.year()..=due.year();
    let each = years.flat_map(|year| {
        let good_friday = easter(year) - chrono::Days::new(2);
        let christmas = NaiveDate::from_ymd_opt(year, 12, 25).map(|day| ("Christmas", day));
        christmas.into_iter().chain([("Easter", good_friday)])
    });
    each.filter(move |(_, day)| asked < *day && *day <= due)
}
