//! Who does what a command does.

use store::Act;

use crate::now;

/// An act of the person at the terminal, now.
pub(crate) fn of_person(cause: impl Into<String>) -> Act {
    Act { at: now::clock()(), actor: "desk".into(), cause: cause.into() }
}
