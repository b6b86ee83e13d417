//! Delivers replies to `foi`'s listener.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::post::Outgoing;

/// How long an answer is awaited.
const PATIENCE: Duration = Duration::from_mins(1);
/// Messages over one connection; servers limit it.
const BATCH: usize = 50;
/// The longest reply line read, in bytes.
const LINE: u64 = 4_096;

/// Hands the messages over one after another. Returns how many were taken, and the fault that stopped it.
///
/// A message whose receipt was lost counts as not taken, as with any mail server: it will be sent again.
pub(crate) async fn deliver(messages: &[Outgoing], to: SocketAddr) -> (usize, io::Result<()>) {
    let mut taken = 0;
    for batch in messages.chunks(BATCH) {
        let ended = connection(batch, to, &mut taken).await;
        if ended.is_err() {
            return (taken, ended);
        }
    }
    (taken, Ok(()))
}

async fn connection(batch: &[Outgoing], to: SocketAddr, taken: &mut usize) -> io::Result<()> {
    let stream = TcpStream::connect(to).await?;
    // Each command waits for its reply: there is nothing to collect a packet for.
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    expect(&mut stream, '2').await?;
    command(&mut stream, "EHLO mx.trusts.invalid", '2').await?;
    for message in batch {
        hand_over(&mut stream, message).await?;
        *taken += 1;
    }
    command(&mut stream, "QUIT", '2').await
}

async fn hand_over(stream: &mut BufReader<TcpStream>, message: &Outgoing) -> io::Result<()> {
    command(stream, &format!("MAIL FROM:<{}>", message.sender), '2').await?;
    command(stream, &format!("RCPT TO:<{}>", message.recipient), '2').await?;
    command(stream, "DATA", '3').await?;
    stream.write_all(&stuffed(&message.bytes)).await?;
    expect(stream, '2').await
}

async fn command(stream: &mut BufReader<TcpStream>, line: &str, wanted: char) -> io::Result<()> {
    stream.write_all(format!("{line}\r\n").as_bytes()).await?;
    expect(stream, wanted).await
}

/// Reads a reply, which may have several lines, and refuses any that does not begin with this digit.
async fn expect(stream: &mut BufReader<TcpStream>, wanted: char) -> io::Result<()> {
    loop {
        let mut line = Vec::new();
        let late =
            || io::Error::new(ErrorKind::TimedOut, "the listener did not answer: is it still running?");
        timeout(PATIENCE, stream.take(LINE).read_until(b'\n', &mut line)).await.map_err(|_| late())??;
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        if line.is_empty() {
            return Err(io::Error::new(
                ErrorKind::UnexpectedEof,
                "the listener closed the line: start it again",
            ));
        }
        if !line.starts_with(wanted) {
            return Err(io::Error::other(format!("the listener refused a reply with `{line}`: see its log")));
        }
        if line.as_bytes().get(3) != Some(&b'-') {
            return Ok(());
        }
    }
}

/// The message with dots at the start of a line doubled (RFC 5321 section 4.5.2), CR LF and the final dot.
fn stuffed(bytes: &[u8]) -> Vec<u8> {
    let mut stuffed = Vec::with_capacity(bytes.len() + 64);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b".") {
            stuffed.push(b'.');
        }
        stuffed.extend(line);
    }
    if !stuffed.ends_with(b"\r\n") {
        stuffed.extend(b"\r\n");
    }
    stuffed.extend(b".\r\n");
    stuffed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_at_the_start_of_a_line_are_doubled_and_a_dot_ends_the_message() {
        for (bytes, expected) in [
            ("a\r\n", "a\r\n.\r\n"),
            (".\r\n.b\r\n", "..\r\n..b\r\n.\r\n"),
            ("a", "a\r\n.\r\n"),
            ("a.b\r\n", "a.b\r\n.\r\n"),
        ] {
            assert_eq!(stuffed(bytes.as_bytes()), expected.as_bytes(), "{bytes:?}");
        }
    }
}
