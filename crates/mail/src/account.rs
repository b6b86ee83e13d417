//! How a mail server is reached: address, TLS and login, shared by SMTP and IMAP.

use std::fmt;
use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls::pki_types::ServerName;
use rustls_platform_verifier::BuilderVerifierExt;
use serde::{Deserialize, Serialize};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// How a connection is encrypted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tls {
    /// Not at all: only for servers that need no login, or that run on this machine.
    None,
    /// Plain first, then encrypted by STARTTLS (RFC 3207); without it nothing is sent.
    StartTls,
    /// Encrypted from the first byte (RFC 8314).
    #[default]
    Implicit,
}

/// A user name and its secret. Printing it never shows the secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// The user name.
    pub user: String,
    /// The password.
    pub secret: String,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("user", &self.user).finish_non_exhaustive()
    }
}

/// Whether a host name or address is this machine.
pub(crate) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Awaits one step for at most `limit`; `step` names it in the error.
pub(crate) async fn within<T>(
    limit: Duration,
    step: &str,
    work: impl Future<Output = io::Result<T>>,
) -> io::Result<T> {
    match tokio::time::timeout(limit, work).await {
        Ok(done) => done,
        Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, format!("no answer to {step} in {limit:?}"))),
    }
}

/// A TCP connection without Nagle's delay, which would cost 40 ms a letter.
pub(crate) async fn dial(host: &str, port: u16, limit: Duration) -> io::Result<TcpStream> {
    let stream = within(limit, "the connection", TcpStream::connect((host, port))).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Encrypts a connection; the certificate is checked against the machine's own trust store.
pub(crate) async fn encrypt(
    stream: TcpStream,
    host: &str,
    limit: Duration,
) -> io::Result<TlsStream<TcpStream>> {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(io::Error::other)?
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_string()).map_err(io::Error::other)?;
    within(limit, "the TLS handshake", TlsConnector::from(Arc::new(config)).connect(name, stream)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_printed_without_its_secret() {
        let login = Login { user: "desk".into(), secret: "canary".into() };
        assert_eq!(format!("{login:?}"), "Login { user: \"desk\", .. }");
    }

    #[test]
    fn only_this_machine_is_loopback() {
        for (host, expected) in [
            ("127.0.0.1", true),
            ("127.9.9.9", true),
            ("::1", true),
            ("[::1]", true),
            ("localhost", true),
            ("localhost.evil.invalid", false),
            ("127.0.0.1.invalid", false),
            ("10.0.0.1", false),
        ] {
            assert_eq!(is_loopback(host), expected, "{host}");
        }
    }
}
