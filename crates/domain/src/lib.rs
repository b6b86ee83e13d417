//! What can happen to a request and what it means: pure, no I/O, no async, no clock.
//!
//! A request has a *timeline* of dated facts ([`fact`]). The statutory clock ([`clock`]) and the standing
//! ([`standing`]) are folds over it; decisions ([`request`]) read it and say what is to be appended, or refuse in a
//! sentence. Today is always an argument.
//!
//! *Invariant:* chrono is used without its `clock` feature, so this crate cannot know what day it is.

pub mod answer;
pub mod authority;
pub mod calendar;
pub mod campaign;
pub mod clock;
mod count;
pub mod deadlines;
pub mod due;
pub mod events;
pub mod explain;
pub mod fact;
pub mod figure;
pub mod law;
pub mod message;
pub mod moment;
pub mod outbox;
pub mod plan;
pub mod query;
pub mod question;
pub mod reference;
pub mod regime;
pub mod register;
pub mod request;
pub mod results;
pub mod standing;

#[cfg(test)]
mod tests;
