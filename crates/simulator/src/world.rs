//! The world: a mail server for letters, a truth, and replies that come due.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::draw;
use crate::office::Office;
use crate::schedule::at;
use crate::smtp::{deliver, is_invalid, serve};
use crate::truth::{Trust, Truth};

/// Messages that belong to no request, for 226 trusts.
const STRAYS: usize = 14;

/// A seeded world of trusts. It stops when dropped or by [`World::stop`].
#[derive(Debug)]
pub struct World {
    office: Arc<Office>,
    address: SocketAddr,
    server: JoinHandle<()>,
}

/// What came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// Request letters accepted; messages that follow up on one are not counted.
    pub letters: usize,
    /// Letters of which a trust has got two: the same message again, or a second request.
    pub duplicates: usize,
}

impl World {
    /// Draws the truth for these trusts and listens on a free port of 127.0.0.1. Replies come due between
    /// `first` and `last`; the clock stands at the start of `first`.
    ///
    /// For 226 trusts the published figures of 2018 hold exactly; for fewer or more, roughly.
    ///
    /// Errors: an address that is not under `.invalid`, two trusts of one address or code, `last` before
    /// `first`, or no port.
    pub async fn start(
        seed: u64,
        trusts: Vec<Trust>,
        first: NaiveDate,
        last: NaiveDate,
    ) -> io::Result<World> {
        check(&trusts, first, last)?;
        let strays = (trusts.len() * STRAYS).div_ceil(226);
        let office = Arc::new(Office::open(seed, draw::cast(seed, trusts), last, strays));
        office.clock(at(first, 0));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let server = tokio::spawn(serve(listener, Arc::clone(&office)));
        Ok(World { office, address, server })
    }

    /// Where letters go, over SMTP.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Sets the time at which letters arrive from now on.
    pub fn clock(&self, now: DateTime<Utc>) {
        self.office.clock(now);
    }

    /// Delivers every message due by `now`, in order, over SMTP to a listener on loopback; returns how many.
    ///
    /// Errors: a listener that is not on loopback, or one that refuses a message or breaks off; that message
    /// and those behind it wait for the next call.
    pub async fn post_due(&self, now: DateTime<Utc>, to: SocketAddr) -> io::Result<usize> {
        if !to.ip().is_loopback() {
            return Err(refused(format!(
                "{to} is not on loopback: a simulated world writes to this machine only"
            )));
        }
        self.clock(now);
        let mut due = self.office.take_due(now);
        let (taken, ended) = deliver(&due, to).await;
        self.office.put_back(due.split_off(taken));
        ended.map(|()| taken)
    }

    /// What was drawn, and who has written which message so far (those that wait included).
    pub fn truth(&self) -> Truth {
        Truth { roles: self.office.roles.clone(), written: self.office.written() }
    }

    /// What came in so far.
    pub fn received(&self) -> Received {
        let (letters, duplicates) = self.office.counts();
        Received { letters, duplicates }
    }

    /// Stops listening and waits until the server has ended.
    pub async fn stop(mut self) {
        self.server.abort();
        // Either it was cancelled just now or it had ended: both are what was asked for.
        drop((&mut self.server).await);
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn check(trusts: &[Trust], first: NaiveDate, last: NaiveDate) -> io::Result<()> {
    if last < first {
        return Err(refused(format!("the last day {last} lies before the first day {first}: swap them")));
    }
    let (mut codes, mut addresses) = (BTreeSet::new(), BTreeSet::new());
    for trust in trusts {
        if !is_invalid(&trust.address) {
            let (code, address) = (&trust.code, &trust.address);
            return Err(refused(format!(
                "`{address}` of {code} is not under .invalid: give a simulated trust such an address"
            )));
        }
        if !codes.insert(&trust.code) || !addresses.insert(trust.address.to_lowercase()) {
            return Err(refused(format!("{} stands twice, by code or by address: remove one", trust.code)));
        }
    }
    Ok(())
}

fn refused(says: String) -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, says)
}
