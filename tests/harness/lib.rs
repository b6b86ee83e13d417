//! What the tests share: a fresh desk on each database, the servers that `tests/run` starts, and samples.
//!
//! *Invariant:* every instant is handed in and every address ends in `.invalid`.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test whose surroundings cannot be set up fails there and then"
)]

mod desks;
pub mod samples;
pub mod servers;

pub use desks::{TestDesk, on_each_database};
