//! Letters out, replies in.
//!
//! Out: [`letter`] makes the bytes, [`post`] hands them to a mail server and says what became of them. In: [`source`]
//! (files), [`imap`] and [`listen`] (an SMTP or LMTP listener of our own) give raw bytes, which `messages` reads.
//!
//! *Invariant:* nothing in here sends a letter of its own accord, follows a link, or changes a mailbox it reads.
//! *Invariant:* a login never leaves this machine without TLS.

mod account;
pub mod imap;
pub mod letter;
pub mod listen;
pub mod post;
pub mod source;
