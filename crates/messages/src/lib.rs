//! The bytes of a message to what it says, what is new in it, and which request it belongs to.
//!
//! Pure, and never fails: what is odd becomes a warning. [`message`] takes a message apart, [`history`] finds what is new
//! in the text, and [`route`] says which request the message belongs to and why.
//!
//! *Invariant:* nothing in here follows a link, and no input can exhaust the stack or more memory than its limits say.

pub mod history;
pub mod message;
pub mod route;
