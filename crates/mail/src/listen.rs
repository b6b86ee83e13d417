//! A small SMTP and LMTP server of our own (RFC 5321, RFC 2033): an MTA delivers replies to it, and so does the demo.
//!
//! *Invariant:* 250 after the final dot is sent only once `deliver` has stored the message; until then the sender keeps
//! it. There is no relaying, no login and no TLS: it is for a mail server on the same machine or network.

mod input;
mod session;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use session::Session;

/// Which protocol is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// RFC 5321: one answer for all recipients.
    Smtp,
    /// RFC 2033: one answer for each recipient.
    Lmtp,
}

/// Whom a message comes from and goes to, as the sending server says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The reverse path; empty for a delivery report.
    pub from: String,
    /// The recipients that were accepted.
    pub to: Vec<String>,
}

impl Envelope {
    /// The trace headers of final delivery (RFC 5321, 4.4): without them a hidden recipient would be lost.
    fn trace(&self) -> Vec<u8> {
        let recipients = self.to.iter().map(|to| format!("Delivered-To: {to}\r\n"));
        let lines: String =
            std::iter::once(format!("Return-Path: <{}>\r\n", self.from)).chain(recipients).collect();
        lines.into_bytes()
    }
}

/// What a client may use up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest message, in bytes.
    pub bytes: usize,
    /// Most recipients of one message; RFC 5321, 4.5.3.1.8 wants 100.
    pub recipients: usize,
    /// Longest command line, in bytes; RFC 5321, 4.5.3.1.4 wants 512 and extensions more.
    pub line: usize,
    /// Most clients at once.
    pub sessions: usize,
    /// Longest silence of a client.
    pub idle: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { bytes: 50_000_000, recipients: 100, line: 2048, sessions: 32, idle: Duration::from_mins(5) }
    }
}

/// A socket that takes messages in.
#[derive(Debug)]
pub struct Listener {
    socket: TcpListener,
    protocol: Protocol,
    limits: Limits,
}

impl Listener {
    /// Opens the socket; port 0 takes any free one.
    pub async fn bind(address: SocketAddr, protocol: Protocol, limits: Limits) -> io::Result<Listener> {
        Ok(Listener { socket: TcpListener::bind(address).await?, protocol, limits })
    }

    /// Where it listens.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// Takes messages in until `stop` ends, then lets each client finish the message it is sending.
    ///
    /// `accept_rcpt` says whether a recipient is ours. `deliver` stores a message, which begins with Return-Path and
    /// Delivered-To from the envelope; its error becomes 451, so the sender keeps the message and tries again.
    pub async fn serve<A, F, Fut>(self, accept_rcpt: A, deliver: F, stop: impl Future<Output = ()> + Send)
    where
        A: Fn(&str) -> bool + Send + Sync + 'static,
        F: Fn(Envelope, Vec<u8>) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<(), String>> + Send + 'static,
    {
        let accept_rcpt = Arc::new(accept_rcpt);
        let places = Arc::new(Semaphore::new(self.limits.sessions));
        let (stopping, stopped) = watch::channel(false);
        let mut clients = JoinSet::new();
        tokio::pin!(stop);
        loop {
            tokio::select! {
                () = &mut stop => break,
                Some(_ended) = clients.join_next() => {}
                accepted = self.socket.accept() => {
                    let Some(stream) = usable(accepted).await else { continue };
                    let place = Arc::clone(&places).try_acquire_owned().ok();
                    let session = Session::new(stream, self.protocol, self.limits, stopped.clone());
                    let (accept_rcpt, deliver) = (Arc::clone(&accept_rcpt), deliver.clone());
                    clients.spawn(async move {
                        match place {
                            Some(_place) => session.run(&*accept_rcpt, &deliver).await,
                            None => session.turn_away().await,
                        }
                    });
                }
            }
        }
        drop(self.socket);
        stopping.send_replace(true);
        while clients.join_next().await.is_some() {}
    }
}

/// A failed accept (a client gone at once, no file descriptors left) is waited out, not an end of service.
async fn usable(accepted: io::Result<(TcpStream, SocketAddr)>) -> Option<TcpStream> {
    let Ok((stream, _)) = accepted else {
        tokio::time::sleep(Duration::from_millis(50)).await;
        return None;
    };
    stream.set_nodelay(true).is_ok().then_some(stream)
}

#[cfg(test)]
mod tests;
