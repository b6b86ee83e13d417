//! The database: the one door, outbox, inbox, blobs, results, board; SQLite and PostgreSQL.
//!
//! Facts about a request are appended to its timeline by one function, [`door::change`]. Everything that lists show
//! is derived from timelines in the same transaction ([`board`]).
//!
//! *Invariant:* only this crate names `sea_orm`; no function here talks to the network while a transaction is open.

pub mod blobs;
pub mod board;
pub mod campaigns;
mod desk;
pub mod door;
pub mod entity;
mod error;
pub mod holidays;
pub mod inbox;
mod law;
pub mod outbox;
mod recount;
pub mod register;
pub mod requests;
pub mod results;
pub mod verify;

pub use desk::{Act, Desk};
pub use error::{ChangeError, Error};
