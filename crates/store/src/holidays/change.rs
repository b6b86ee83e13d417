//! A change of the holidays as it is told.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::Error;
use crate::entity::holiday_change;

/// A change of the holidays: one that was made, or one that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its row.
    pub id: i64,
    /// When it became known here.
    pub made_at: DateTime<Utc>,
    /// Where it came from: a file, a feed with its date.
    pub source: String,
    /// Whose holiday it is, such as `scotland`.
    pub division: String,
    /// What it is, in a sentence without its full stop.
    pub sentence: String,
    /// What became of it.
    pub state: ChangeState,
    /// Who accepted or refused it.
    pub decided_by: Option<String>,
    /// When that was, or when a newer feed no longer asked for it.
    pub decided_at: Option<DateTime<Utc>>,
    /// How many requests have another last day for the answer because of it.
    pub moved: i64,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeState {
    /// A new holiday, in force since it became known.
    Taken,
    /// Nothing of it is in force before a person says so.
    Waiting,
    /// A person accepted it: it is in force.
    Accepted,
    /// A person refused it; the same change in a later feed stays refused.
    Refused,
    /// A newer feed no longer asks for it.
    Gone,
}

impl ChangeState {
    const ALL: [ChangeState; 5] = [
        ChangeState::Taken,
        ChangeState::Waiting,
        ChangeState::Accepted,
        ChangeState::Refused,
        ChangeState::Gone,
    ];

    /// The state's name in the database and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            ChangeState::Taken => "taken",
            ChangeState::Waiting => "waiting",
            ChangeState::Accepted => "accepted",
            ChangeState::Refused => "refused",
            ChangeState::Gone => "gone",
        }
    }
}

impl Change {
    pub(super) fn of(row: holiday_change::Model) -> Result<Change, Error> {
        let what = format!("change {} of the holidays", row.id);
        let unknown = || Error::Corrupt { what, why: format!("its state is `{}`", row.state) };
        let state = ChangeState::ALL.into_iter().find(|state| state.name() == row.state);
        Ok(Change {
            state: state.ok_or_else(unknown)?,
            id: row.id,
            made_at: row.made_at,
            source: row.source,
            division: row.division,
            sentence: row.sentence,
            decided_by: row.decided_by,
            decided_at: row.decided_at,
            moved: row.moved,
        })
    }
}
