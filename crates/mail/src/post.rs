//! Letters out over SMTP (RFC 5321), one connection for many letters, and an honest verdict for each.
//!
//! Commands are sent one by one, so that it is known which step failed. Before the final dot a failure is safe to
//! repeat; after it, without an answer, the letter may have arrived (RFC 1047) and only a person may send it again.

mod connect;
mod reply;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::authority::Address;
use domain::outbox::{Receipt, Verdict};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;
use thiserror::Error;
use tokio::time::error::Elapsed;

pub use crate::account::{Login, Tls};
use reply::{Failure, Step};

type Answer = Result<Response, lettre::transport::smtp::Error>;

/// A mail server that takes our letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name or address.
    pub host: String,
    /// Its port: 465 with implicit TLS, 587 with STARTTLS, 25 on this machine.
    pub port: u16,
    /// How the connection is encrypted.
    pub tls: Tls,
    /// The login, where it wants one.
    pub login: Option<Login>,
    /// How we introduce ourselves (EHLO): our host name.
    pub hello: String,
    /// How long each step may take. RFC 5321, 4.5.3.2 wants minutes.
    pub timeout: Duration,
}

/// A server that must not be used as it is set up.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ServerError {
    /// The password would cross the network in the clear.
    #[error("a login to {0} without TLS is refused: set tls to `start-tls` or `implicit`")]
    BareLogin(String),
    /// The name we introduce ourselves by could smuggle in a command.
    #[error("`{0}` cannot follow EHLO: set hello to a host name")]
    Hello(String),
}

impl Server {
    /// Whether the settings are safe to use.
    pub fn check(&self) -> Result<(), ServerError> {
        if self.tls == Tls::None && self.login.is_some() && !crate::account::is_loopback(&self.host) {
            return Err(ServerError::BareLogin(self.host.clone()));
        }
        if self.hello.is_empty() || !self.hello.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(ServerError::Hello(self.hello.escape_debug().to_string()));
        }
        Ok(())
    }
}

/// A line to a server, opened when it is first needed and kept for the letters that follow.
pub struct Line {
    server: Server,
    open: Option<AsyncSmtpConnection>,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line").field("server", &self.server).field("open", &self.open.is_some()).finish()
    }
}

impl Line {
    /// A line that is not open yet.
    pub fn new(server: Server) -> Line {
        Line { server, open: None }
    }

    /// Sends one letter to one recipient and says what became of it. A connection that the server has closed since the
    /// last letter is opened again, once, and only if nothing of this letter was sent.
    pub async fn post(&mut self, from: &Address, to: &Address, bytes: &[u8]) -> Verdict {
        let reused = self.open.is_some();
        let mut outcome = self.attempt(from, to, bytes).await;
        if reused && outcome.as_ref().is_err_and(|failure| failure.step == Step::Mail && failure.is_lost()) {
            self.open = None;
            outcome = self.attempt(from, to, bytes).await;
        }
        outcome.map_or_else(Failure::into_verdict, Verdict::Accepted)
    }

    /// Says goodbye to the server.
    pub async fn quit(mut self) {
        if let Some(mut connection) = self.open.take() {
            // The letters are settled; whether the server hears the goodbye changes nothing.
            drop(tokio::time::timeout(self.server.timeout, connection.quit()).await);
        }
    }

    async fn attempt(&mut self, from: &Address, to: &Address, bytes: &[u8]) -> Result<Receipt, Failure> {
        let body = reply::checked(bytes)?;
        let (from, to) = (reply::wire_address(from)?, reply::wire_address(to)?);
        let mut connection = match self.open.take() {
            Some(connection) => connection,
            None => connect::open(&self.server).await?,
        };
        let outcome = self.transaction(&mut connection, from, to, body).await;
        if self.may_keep(&mut connection, &outcome).await {
            self.open = Some(connection);
        }
        outcome
    }

    async fn transaction(
        &self,
        connection: &mut AsyncSmtpConnection,
        from: lettre::Address,
        to: lettre::Address,
        body: &[u8],
    ) -> Result<Receipt, Failure> {
        let parameters = body_parameter(connection, body)?;
        let mail = Mail::new(Some(from), parameters);
        self.step(Step::Mail, connection.command(mail)).await?;
        self.step(Step::Rcpt, connection.command(Rcpt::new(to, vec![]))).await?;
        self.step(Step::Data, connection.command(Data)).await?;
        let response = self.content(connection, body).await?;
        Ok(reply::receipt(&self.server.host, &response))
    }

    /// Sends the content and the dot. The iterator's end is reached only after all of the content was written and
    /// before the dot is, which tells a line that died on the way from one that died waiting for the answer.
    async fn content(&self, connection: &mut AsyncSmtpConnection, body: &[u8]) -> Result<Response, Failure> {
        let dotted = AtomicBool::new(false);
        let end = std::iter::from_fn(|| {
            dotted.store(true, Ordering::Relaxed);
            None
        });
        let sending = connection.message_iter(std::iter::once(body).chain(end));
        let outcome = tokio::time::timeout(self.server.timeout, sending).await;
        let step = if dotted.load(Ordering::Relaxed) { Step::Dot } else { Step::Content };
        self.judge(step, outcome)
    }

    async fn step(&self, step: Step, work: impl Future<Output = Answer>) -> Result<Response, Failure> {
        self.judge(step, tokio::time::timeout(self.server.timeout, work).await)
    }

    fn judge(&self, step: Step, outcome: Result<Answer, Elapsed>) -> Result<Response, Failure> {
        match outcome {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(Failure::from_lettre(step, &error)),
            Err(_) => Err(Failure::silent(step, self.server.timeout)),
        }
    }

    /// Whether the next letter may use this connection; an open transaction is taken back first.
    async fn may_keep(
        &self,
        connection: &mut AsyncSmtpConnection,
        outcome: &Result<Receipt, Failure>,
    ) -> bool {
        let Err(failure) = outcome else { return true };
        match failure.step {
            _ if failure.is_lost() => false,
            Step::Rcpt | Step::Data => self.step(failure.step, connection.command(Rset)).await.is_ok(),
            _ => true,
        }
    }
}

/// Letters of ours are ASCII; what is not needs a server that says it can carry it (RFC 6152).
fn body_parameter(connection: &AsyncSmtpConnection, body: &[u8]) -> Result<Vec<MailParameter>, Failure> {
    if body.is_ascii() {
        return Ok(vec![]);
    }
    if connection.server_info().supports_feature(Extension::EightBitMime) {
        return Ok(vec![MailParameter::Body(MailBodyParameter::EightBitMime)]);
    }
    Err(Failure::unfit("the letter is not ASCII and the server offers no 8BITMIME: encode the letter"))
}

#[cfg(test)]
mod tests;
