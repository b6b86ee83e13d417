//! What a board says of holidays that moved due dates, and of those that wait for a person.

use chrono::{DateTime, TimeDelta, Utc};
use domain::explain::place;
use store::holidays::{Change, ChangeState};

use crate::shown;

/// For how long a board tells that due dates moved.
const RECENT: TimeDelta = TimeDelta::days(14);

/// What there is to say; nothing in quiet times.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    /// Changes that moved due dates lately, newest first.
    pub(crate) moved: Vec<Moved>,
    /// How many changes wait for a person.
    pub(crate) waiting: usize,
}

/// A change of the holidays that moved due dates.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    /// Which day and where, in a sentence.
    pub(crate) says: String,
    pub(crate) source: String,
    /// How many due dates of the whole desk, in words.
    pub(crate) dates: String,
}

/// What the changes of the holidays mean for a board at this instant.
pub(crate) fn of(changes: &[Change], now: DateTime<Utc>) -> Notice {
    // what waited moved dates on the day on which a person accepted it
    let since = |change: &Change| change.decided_at.unwrap_or(change.made_at);
    let recent = changes.iter().filter(|change| change.moved > 0 && since(change) > now - RECENT);
    Notice {
        moved: recent.map(moved).collect(),
        waiting: changes.iter().filter(|change| change.state == ChangeState::Waiting).count(),
    }
}

fn moved(change: &Change) -> Moved {
    Moved {
        says: says(change),
        source: shown::excerpt(&change.source),
        dates: match change.moved {
            1 => "1 due date on this desk moved".into(),
            many => format!("{many} due dates on this desk moved"),
        },
    }
}

/// Which day and where, in a sentence without its full stop.
pub(crate) fn says(change: &Change) -> String {
    let (sentence, place) = (shown::excerpt(&change.sentence), place(&change.division));
    if sentence.contains(&place) { sentence } else { format!("{place}: {sentence}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(days_ago: i64, moved: i64, state: ChangeState) -> Change {
        Change {
            id: 1,
            made_at: now() - TimeDelta::days(days_ago),
            source: "a feed".into(),
            division: "northern-ireland".into(),
            sentence: "Wed 12 September 2018 is a holiday".into(),
            state,
            decided_by: None,
            decided_at: None,
            moved,
        }
    }

    fn now() -> DateTime<Utc> {
        "2018-09-10T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn only_what_moved_dates_lately_or_waits_is_on_the_board() {
        for (days_ago, moved, state, expected) in [
            (0, 1, ChangeState::Taken, (vec!["1 due date on this desk moved"], 0)),
            (13, 2, ChangeState::Accepted, (vec!["2 due dates on this desk moved"], 0)),
            (14, 2, ChangeState::Taken, (vec![], 0)),
            (0, 0, ChangeState::Taken, (vec![], 0)),
            (90, 0, ChangeState::Waiting, (vec![], 1)),
            (0, 0, ChangeState::Refused, (vec![], 0)),
        ] {
            let notice = of(&[change(days_ago, moved, state)], now());
            let dates = notice.moved.iter().map(|moved| moved.dates.as_str()).collect();
            assert_eq!((dates, notice.waiting), expected, "{days_ago} days ago, {moved} moved, {state:?}");
        }
    }

    #[test]
    fn what_waited_for_long_is_told_from_the_day_of_its_decision() {
        let waited = change(90, 3, ChangeState::Accepted);
        for (days_ago, told) in [(1, 1), (15, 0)] {
            let decided = Change { decided_at: Some(now() - TimeDelta::days(days_ago)), ..waited.clone() };
            assert_eq!(of(&[decided], now()).moved.len(), told, "decided {days_ago} days ago");
        }
    }

    #[test]
    fn a_change_names_its_place_once() {
        let unnamed = change(0, 1, ChangeState::Taken);
        let named = Change { sentence: format!("Northern Ireland: {}", unnamed.sentence), ..unnamed.clone() };
        for change in [unnamed, named] {
            assert_eq!(says(&change), "Northern Ireland: Wed 12 September 2018 is a holiday");
        }
    }
}
