//! The mail server of all trusts. It takes letters from addresses under `.invalid` only.

use std::io;
use std::sync::Arc;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::office::{Office, Receipt, Verdict};

/// The longest line and the largest letter taken, in bytes; RFC 5321 asks for at least 1,000 and 64 KiB.
const LINE: u64 = 4_096;
const LETTER: usize = 2 * 1024 * 1024;
const RECIPIENTS: usize = 100;
/// Sessions at once; more wait.
const SESSIONS: usize = 64;

/// Serves until the task is dropped.
pub(crate) async fn serve(listener: TcpListener, office: Arc<Office>) {
    let mut sessions = JoinSet::new();
    loop {
        while sessions.len() >= SESSIONS {
            sessions.join_next().await;
        }
        while sessions.try_join_next().is_some() {}
        match listener.accept().await {
            // A broken line ends its session; whoever sent the letter sees it break, which is the report.
            Ok((stream, _)) => drop(sessions.spawn(converse(stream, Arc::clone(&office)))),
            // No file descriptor left, or the peer has gone: the sessions under way free them.
            Err(_) => drop(sessions.join_next().await),
        }
    }
}

async fn converse(stream: TcpStream, office: Arc<Office>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    let mut session = Session::default();
    say(&mut stream, "220 mx.trusts.invalid ESMTP").await?;
    while let Some(line) = read_line(&mut stream).await? {
        let reply = match session.step(&line, &office) {
            Step::Say(reply) => reply,
            Step::Quit => return say(&mut stream, "221 2.0.0 Bye").await,
            Step::Data => {
                say(&mut stream, "354 End data with <CR><LF>.<CR><LF>").await?;
                let Some(letter) = read_letter(&mut stream).await? else { return Ok(()) };
                match session.keep(&letter, &office) {
                    Some(reply) => reply,
                    None => return Ok(()),
                }
            }
        };
        say(&mut stream, reply).await?;
    }
    Ok(())
}

async fn say(stream: &mut BufReader<TcpStream>, reply: &str) -> io::Result<()> {
    stream.write_all(format!("{reply}\r\n").as_bytes()).await
}

/// A line with its end; none when the other side has gone.
async fn read_line(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    stream.take(LINE).read_until(b'\n', &mut line).await?;
    Ok((!line.is_empty()).then_some(line))
}

/// The letter without its final dot and with doubled dots undone; empty if it was too large, none if the line
/// broke.
async fn read_letter(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Vec<u8>>> {
    let mut letter = Vec::new();
    let mut starts_line = true;
    let mut too_large = false;
    while let Some(line) = read_line(stream).await? {
        if starts_line && (line == b".\r\n" || line == b".\n") {
            return Ok(Some(if too_large { Vec::new() } else { letter }));
        }
        let line_text = if starts_line { line.strip_prefix(b".").unwrap_or(&line) } else { &line };
        too_large |= letter.len() + line_text.len() > LETTER;
        if !too_large {
            letter.extend(line_text);
        }
        starts_line = line.ends_with(b"\n");
    }
    Ok(None)
}

#[derive(Debug, Default)]
struct Session {
    sender: Option<String>,
    recipients: Vec<String>,
}

enum Step {
    Say(&'static str),
    Data,
    Quit,
}

impl Session {
    fn step(&mut self, line: &[u8], office: &Office) -> Step {
        let line = String::from_utf8_lossy(line);
        let (verb, rest) = line.trim_end().split_once(' ').unwrap_or((line.trim_end(), ""));
        Step::Say(match verb.to_ascii_uppercase().as_str() {
            "EHLO" => {
                "250-mx.trusts.invalid\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SIZE 2097152\r\n250 ENHANCEDSTATUSCODES"
            }
            "HELO" => "250 mx.trusts.invalid",
            "MAIL" => self.mail(rest),
            "RCPT" => self.recipient(rest, office),
            "DATA" if self.recipients.is_empty() => "503 5.5.1 RCPT TO comes first",
            "DATA" => return Step::Data,
            "RSET" => {
                *self = Session::default();
                "250 2.0.0 Ok"
            }
            "NOOP" => "250 2.0.0 Ok",
            "VRFY" => "252 2.5.2 Cannot verify",
            "QUIT" => return Step::Quit,
            _ => "502 5.5.2 Command not recognised",
        })
    }

    fn mail(&mut self, rest: &str) -> &'static str {
        match path(rest, "FROM:") {
            Some(sender) if is_invalid(&sender) => {
                *self = Session { sender: Some(sender), recipients: Vec::new() };
                "250 2.1.0 Ok"
            }
            Some(_) => "553 5.1.8 Only senders under .invalid: this is a simulated world",
            None => "501 5.5.4 MAIL FROM:<address>",
        }
    }

    fn recipient(&mut self, rest: &str, office: &Office) -> &'static str {
        let Some(address) = path(rest, "TO:") else { return "501 5.5.4 RCPT TO:<address>" };
        if self.sender.is_none() {
            return "503 5.5.1 MAIL FROM comes first";
        }
        if self.recipients.len() >= RECIPIENTS {
            return "452 4.5.3 Too many recipients";
        }
        match office.recipient(&address) {
            Verdict::Accepted => {
                self.recipients.push(address);
                "250 2.1.5 Ok"
            }
            Verdict::Deferred => "450 4.2.0 Greylisted, please try again later",
            Verdict::Refused => "550 5.1.1 Recipient address rejected: user unknown",
        }
    }

    /// Hands the letter over to every recipient; no reply where the line is to drop.
    fn keep(&mut self, letter: &[u8], office: &Office) -> Option<&'static str> {
        let session = std::mem::take(self);
        if letter.is_empty() {
            return Some("552 5.3.4 Message empty or too large");
        }
        let sender = session.sender.unwrap_or_default();
        let receipts: Vec<Receipt> =
            session.recipients.iter().map(|address| office.keep(&sender, address, letter)).collect();
        (!receipts.contains(&Receipt::Dropped)).then_some("250 2.0.0 Ok: queued")
    }
}

/// The address in `FROM:<address> parameters` or `TO:<address>`.
fn path(rest: &str, keyword: &str) -> Option<String> {
    let head = rest.get(..keyword.len()).filter(|head| head.eq_ignore_ascii_case(keyword))?;
    let address = rest[head.len()..].trim_start().strip_prefix('<')?.split_once('>')?.0;
    Some(address.to_owned())
}

/// Whether the address lies under the domain that never resolves (RFC 2606).
pub(crate) fn is_invalid(address: &str) -> bool {
    address.contains('@') && address.to_ascii_lowercase().ends_with(".invalid")
}
