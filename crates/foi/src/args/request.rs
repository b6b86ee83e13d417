//! The arguments of `foi request`.

use clap::Subcommand;

/// One request.
#[derive(Debug, Subcommand)]
pub(crate) enum Request {
    /// Show its timeline, how it stands, and its last days
    Show {
        /// Its reference
        reference: String,
    },
    /// Record what happened to it: a fee paid, a review asked for, an arrival on another day
    ///
    /// `foi clock regimes --events` lists the events. One written without a date happened today.
    Record {
        /// Its reference
        reference: String,
        /// What happened, as in fee_paid=2026-09-18: given again for each, or with ; between them
        #[arg(long = "event", value_name = "KEY=DATE", required = true)]
        events: Vec<String>,
        /// How you know
        #[arg(long, value_name = "TEXT")]
        why: Option<String>,
    },
    /// Strike an entry of its timeline that was a mistake; the entry stays and no longer counts
    Correct {
        /// Its reference
        reference: String,
        /// The entry's number in `foi request show`
        number: usize,
        /// What was wrong with it
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
}
