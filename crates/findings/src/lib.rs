//! Accepted answers to figures, charts, report and exports: pure, byte-for-byte repeatable.
//!
//! [`Data`] is everything that was asked and accepted as of a day. [`figures`] computes what the campaign
//! declared, each number with its n, its N, its rule and its rows; [`report`] writes one HTML file;
//! [`requests_csv`], [`answers_csv`] and [`figures_csv`] write the tables behind it.
//!
//! *Invariant:* the same [`Data`] gives the same bytes: no clock, no randomness, no map without an order.
//! *Invariant:* only [`chart`] names kuva, whose interface changes with each version.

pub mod chart;
mod classes;
mod data;
mod export;
mod figures;
mod number;
mod report;
mod status;

#[cfg(test)]
mod sample;

pub use data::{Accepted, Asked, Data};
pub use export::{answers_csv, figures_csv, requests_csv, safe};
pub use figures::{Computed, figures};
pub use report::report;
pub use status::Status;
