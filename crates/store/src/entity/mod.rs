//! The tables, one module each; see `migrations/sql` for keys and meaning.

pub mod account;
pub mod arrival;
pub mod authority;
pub mod authority_measure;
pub mod board;
pub mod calendar;
pub mod campaign;
pub mod contact;
pub mod covered;
pub mod entry;
pub mod holiday;
pub mod holiday_change;
pub mod lease;
pub mod letter;
pub mod mailbox;
pub mod part;
pub mod question;
pub mod reading;
pub mod request;
pub mod ruling;
pub mod session;
pub mod token;
pub mod wave;
