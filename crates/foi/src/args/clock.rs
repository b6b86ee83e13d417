//! The arguments of `foi clock`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use domain::query::Query;

/// The statutory clock.
#[derive(Debug, Subcommand)]
pub(crate) enum Clock {
    /// Compute a last day: for the answer, or any other that the law knows
    ///
    /// Needs no desk; in a desk's folder its own holidays are used. `foi clock regimes --events` lists the events and
    /// what each takes, `foi clock regimes CODE` the last days (--quantity) that a law knows.
    Due(Question),
    /// Count a last day out loud: each day with its number, or why it is left out
    ///
    /// Takes what `foi clock due` takes.
    Explain(Question),
    /// Check a file of worked dates; exit status 1 if any differs
    ///
    /// Columns: id, regime, jurisdiction, received, events (with ; between them), quantity, profile and expected;
    /// others are ignored.
    Check {
        /// The CSV file
        file: PathBuf,
    },
    /// Bring further holidays into the desk, and recount every open request
    ///
    /// What is new is added at once. A day to come that would vanish or move waits for you: see `foi clock changes`.
    /// Days past stay.
    Refresh {
        /// A file or an address: the JSON of gov.uk, or CSV of division,date,title; `calendar.feed` of foi.toml where
        /// it is left out
        #[arg(value_name = "FILE or URL")]
        from: Option<String>,
    },
    /// List what changed about the holidays, what waits for a decision first
    Changes,
    /// Make a change of the holidays that waits
    Accept {
        /// Its number in `foi clock changes`
        id: i64,
    },
    /// Keep the holidays as they are, against a change that waits
    Refuse {
        /// Its number in `foi clock changes`
        id: i64,
    },
    /// List the laws, or show one in full
    Regimes {
        /// The law's code
        code: Option<String>,
        /// List the events that --event takes
        #[arg(long, conflicts_with = "code")]
        events: bool,
    },
}

/// What is asked of the clock.
#[derive(Debug, Clone, Args)]
pub(crate) struct Question {
    /// The law, by its code: `foi clock regimes` lists them
    #[arg(long, value_name = "CODE", default_value = "foia")]
    pub(crate) regime: String,
    /// Where the authority is, as in england, scotland or uk-wide; left open where it is left out
    #[arg(long, value_name = "PLACE", default_value = "", hide_default_value = true)]
    pub(crate) jurisdiction: String,
    /// The day on which the authority received the request, or the instant, as in 2026-09-02T23:30:00Z
    #[arg(long, value_name = "DATE")]
    pub(crate) received: String,
    /// What happened, as in fee_paid=2026-09-18: given again for each, or with ; between them. `foi clock regimes
    /// --events` lists the events
    #[arg(long = "event", value_name = "KEY=DATE")]
    pub(crate) events: Vec<String>,
    /// Which last day: `foi clock regimes CODE` lists those of a law
    #[arg(long, value_name = "NAME", default_value = "response_due")]
    pub(crate) quantity: String,
    /// How an arrival on a day that is no working day is counted
    #[arg(long, value_enum, default_value_t = Profile::Act)]
    pub(crate) profile: Profile,
}

impl Question {
    /// The question as the clock takes it.
    pub(crate) fn query(&self) -> Query<'_> {
        Query {
            regime: &self.regime,
            jurisdiction: self.jurisdiction.trim(),
            received: self.received.trim(),
            events: self.events.iter().flat_map(|events| events.split(';')).collect(),
            quantity: self.quantity.trim(),
            profile: match self.profile {
                Profile::Act => domain::clock::Profile::Act,
                Profile::Code45 => domain::clock::Profile::Code45,
            },
        }
    }
}

/// How an arrival on a day that is no working day is counted.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Profile {
    /// Received on that day: the Act
    Act,
    /// Received on the next working day: paragraph 4.2 of the section 45 Code
    Code45,
}
