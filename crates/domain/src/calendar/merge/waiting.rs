//! What a person has to look at: changes that wait, and departures from the rules.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::{Calendar, Holiday, rules};
use crate::moment::in_words;

/// A day and its title.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day {
    /// The day.
    pub date: NaiveDate,
    /// Its title, as its source has it.
    pub title: String,
}

/// A change of a day to come that a feed makes and that only a person accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Waiting {
    /// The feed no longer lists the day.
    Removed {
        /// Whose holiday it is.
        division: String,
        /// The day that would be a working day again.
        day: Day,
    },
    /// The feed lists another day instead.
    Moved {
        /// Whose holiday it is.
        division: String,
        /// The day that would be a working day again.
        from: Day,
        /// The day that would be a holiday.
        to: Day,
    },
}

/// A day on which a feed and the rules of the 1971 Act disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Whose holiday it is.
    pub division: String,
    /// The day.
    pub date: NaiveDate,
    /// Its title, as its source has it.
    pub title: String,
    /// Which of the two has it.
    pub what: What,
}

/// Which side has a day that the other has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The feed has it and the rules do not: proclaimed once, or a mistake of the feed.
    Extra,
    /// The rules have it, and the feed does not.
    Missing,
}

impl Day {
    pub(super) fn of(holiday: &Holiday) -> Day {
        Day { date: holiday.date, title: holiday.title.clone() }
    }

    fn in_words(&self) -> String {
        format!("{} ({})", in_words(self.date), self.title)
    }
}

impl Waiting {
    /// Whose holiday it is, such as `scotland`.
    pub fn division(&self) -> &str {
        let (Waiting::Removed { division, .. } | Waiting::Moved { division, .. }) = self;
        division
    }

    /// The days that would change: the one that would go, then the one that would come.
    pub fn days(&self) -> Vec<NaiveDate> {
        match self {
            Waiting::Removed { day, .. } => vec![day.date],
            Waiting::Moved { from, to, .. } => vec![from.date, to.date],
        }
    }

    /// The change in a sentence for people, without its full stop.
    pub fn sentence(&self) -> String {
        let place = place(self.division());
        match self {
            Waiting::Removed { day, .. } => format!("{place}: the feed no longer lists {}", day.in_words()),
            Waiting::Moved { from, to, .. } => {
                let new = if from.title == to.title { in_words(to.date) } else { to.in_words() };
                format!("{place}: the feed no longer lists {} and lists {new} instead", from.in_words())
            }
        }
    }

    /// Makes the change. `source` says where a new day came from and who accepted it.
    pub fn accept(&self, calendar: &mut Calendar, source: &str) {
        match self {
            Waiting::Removed { division, day } => calendar.remove(division, day.date),
            Waiting::Moved { division, from, to } => {
                calendar.remove(division, from.date);
                let rule = rules::holiday_on(division, to.date);
                calendar.add(Holiday {
                    division: division.clone(),
                    date: to.date,
                    title: to.title.clone(),
                    basis: rule.map(|rule| rule.basis).unwrap_or_default(),
                    source: source.into(),
                });
            }
        }
    }
}

impl Difference {
    pub(super) fn of(holiday: &Holiday, what: What) -> Difference {
        let Holiday { division, date, title, .. } = holiday.clone();
        Difference { division, date, title, what }
    }

    /// The difference in a sentence for people, without its full stop.
    pub fn sentence(&self) -> String {
        let (place, day) = (place(&self.division), in_words(self.date));
        match self.what {
            What::Extra => {
                format!("{place}: the feed lists {day} ({}), which the rules do not give", self.title)
            }
            What::Missing => {
                format!("{place}: the feed does not list {day} ({}), which the rules give", self.title)
            }
        }
    }
}

/// A division as people write it: `Northern Ireland` for `northern-ireland`.
fn place(division: &str) -> String {
    let word = |word: &str| match word.chars().next() {
        Some(first) if word != "and" => first.to_uppercase().chain(word.chars().skip(1)).collect(),
        _ => word.to_string(),
    };
    division.split('-').map(word).collect::<Vec<String>>().join(" ")
}
