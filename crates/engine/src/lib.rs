//! The steps (launch, post, collect, read) and the loop that repeats them.
//!
//! A worker is a step that does one thing and says whether there was anything to do; [`repeat::repeat`] is the only
//! loop, and tests call the steps. Time is handed to each step.
//!
//! *Invariant:* no letter is on the wire while a transaction is open, and no attachment is parsed in this process
//! ([`reader::Reader::Child`]).

pub mod collect;
mod error;
pub mod launch;
pub mod post;
pub mod read;
pub mod reader;
pub mod repeat;
pub mod understand;

pub use error::Error;

/// Whether a step found anything to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It did one thing; there may be more.
    Done,
    /// There was nothing to do.
    Idle,
}
