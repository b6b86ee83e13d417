//! The one place that reads the system clock.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::{DateTime, Utc};

/// Gives the present instant.
pub type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The clock of this process, set once when it starts.
static CLOCK: OnceLock<Now> = OnceLock::new();

/// The clock that commands read: the system's, unless the process was started with another.
pub(crate) fn clock() -> Now {
    CLOCK.get_or_init(system).clone()
}

/// Starts the process with this clock; too late once a clock was read.
pub(crate) fn start_with(now: Now) {
    let _ = CLOCK.set(now);
}

fn system() -> Now {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one clock read of the product; everything else takes time as an argument"
    )]
    Arc::new(Utc::now)
}

/// A clock that stands where it was last set: fast time.
#[derive(Debug, Clone)]
pub(crate) struct Hand(Arc<Mutex<DateTime<Utc>>>);

impl Hand {
    /// A clock that stands at `at`.
    pub(crate) fn at(at: DateTime<Utc>) -> Hand {
        Hand(Arc::new(Mutex::new(at)))
    }

    /// Sets the clock.
    pub(crate) fn set(&self, at: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }

    /// The clock as others read it.
    pub(crate) fn now(&self) -> Now {
        let hand = self.0.clone();
        Arc::new(move || *hand.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
