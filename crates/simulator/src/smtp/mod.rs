//! Simple Mail Transfer Protocol (RFC 5321) over loopback: a server for letters, a client for replies.

mod client;
mod server;

pub(crate) use client::deliver;
pub(crate) use server::{is_invalid, serve};
