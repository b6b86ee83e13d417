//! Opening a line to a server: TCP, TLS, EHLO, login.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, AsyncTokioStream};
use lettre::transport::smtp::extension::ClientId;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

use super::reply::{Failure, Step};
use super::{Server, Tls};
use crate::account::{dial, encrypt, within};

/// Longest reply that is read before TLS, in bytes.
const PLAIN_REPLY: usize = 8 * 1024;

/// Opens a connection that is ready for MAIL FROM.
pub(super) async fn open(server: &Server) -> Result<AsyncSmtpConnection, Failure> {
    server.check().map_err(|error| Failure::unreached(&error))?;
    let place = |error: io::Error| Failure::unreached(&format!("{}:{}: {error}", server.host, server.port));
    let stream = stream(server).await.map_err(place)?;
    let hello = ClientId::Domain(server.hello.clone());
    let greeting = AsyncSmtpConnection::connect_with_transport(stream, &hello);
    let mut connection = match tokio::time::timeout(server.timeout, greeting).await {
        Ok(opened) => opened.map_err(|error| Failure::from_lettre(Step::Connect, &error))?,
        Err(_) => return Err(Failure::silent(Step::Connect, server.timeout)),
    };
    log_in(server, &mut connection).await?;
    Ok(connection)
}

async fn log_in(server: &Server, connection: &mut AsyncSmtpConnection) -> Result<(), Failure> {
    let Some(login) = &server.login else { return Ok(()) };
    let credentials = Credentials::new(login.user.clone(), login.secret.clone());
    let auth = connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials);
    match tokio::time::timeout(server.timeout, auth).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(Failure::from_lettre(Step::Connect, &error)),
        Err(_) => Err(Failure::silent(Step::Connect, server.timeout)),
    }
}

async fn stream(server: &Server) -> io::Result<Box<dyn AsyncTokioStream>> {
    let mut plain = dial(&server.host, server.port, server.timeout).await?;
    match server.tls {
        Tls::None => Ok(Box::new(plain)),
        Tls::Implicit => {
            let stream = encrypt(plain, &server.host, server.timeout).await?;
            Ok(Box::new(Encrypted { greeting: b"", stream }))
        }
        Tls::StartTls => {
            within(server.timeout, "STARTTLS", start_tls(&mut plain, &server.hello)).await?;
            let stream = encrypt(plain, &server.host, server.timeout).await?;
            Ok(Box::new(Encrypted { greeting: b"220 encrypted\r\n", stream }))
        }
    }
}

/// The conversation before TLS. Replies are read byte by byte, so that nothing sent in the clear can be taken for a
/// reply that came encrypted.
async fn start_tls(stream: &mut TcpStream, hello: &str) -> io::Result<()> {
    expect(stream, "220").await?;
    stream.write_all(format!("EHLO {hello}\r\n").as_bytes()).await?;
    let offers = expect(stream, "250").await?;
    if !offers.lines().any(|line| line.get(4..).is_some_and(|word| word.eq_ignore_ascii_case("STARTTLS"))) {
        return Err(io::Error::other(
            "the server offers no STARTTLS: set tls to `implicit`, or another port",
        ));
    }
    stream.write_all(b"STARTTLS\r\n").await?;
    expect(stream, "220").await.map(drop)
}

async fn expect(stream: &mut TcpStream, code: &str) -> io::Result<String> {
    let reply = plain_reply(stream).await?;
    if reply.lines().all(|line| line.starts_with(code)) {
        Ok(reply)
    } else {
        Err(io::Error::other(format!("before TLS the server says {}", reply.trim_end().escape_debug())))
    }
}

async fn plain_reply(stream: &mut TcpStream) -> io::Result<String> {
    let (mut reply, mut line) = (String::new(), String::new());
    while reply.len() + line.len() < PLAIN_REPLY {
        line.push(char::from(stream.read_u8().await?));
        if line.ends_with('\n') {
            reply.push_str(&line);
            if line.as_bytes().get(3) != Some(&b'-') {
                return Ok(reply);
            }
            line.clear();
        }
    }
    Err(io::Error::other("the server's reply before TLS is too long"))
}

/// A TLS stream as lettre takes it. After STARTTLS a server does not greet again (RFC 3207, 4.2), but lettre waits for a
/// greeting, so one is put in front.
#[derive(Debug)]
struct Encrypted {
    greeting: &'static [u8],
    stream: TlsStream<TcpStream>,
}

impl AsyncTokioStream for Encrypted {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.get_ref().0.peer_addr()
    }
}

impl AsyncRead for Encrypted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.greeting.is_empty() {
            return Pin::new(&mut self.stream).poll_read(cx, buffer);
        }
        let (now, later) = self.greeting.split_at(self.greeting.len().min(buffer.remaining()));
        buffer.put_slice(now);
        self.greeting = later;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Encrypted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
