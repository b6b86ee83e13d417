//! What a client sends, read within limits.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::tcp::OwnedReadHalf;

/// A data line is handled in pieces of at most this many bytes.
const PIECE: usize = 64 * 1024;
/// A message that is too big is read on to its end, but not further than this many times the limit.
const PATIENCE: usize = 4;

/// One line of the client.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    Line(String),
    TooLong,
    End,
}

/// One message of the client.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Data {
    Whole(Vec<u8>),
    TooBig,
}

#[derive(Debug)]
pub(super) struct Input {
    reader: BufReader<OwnedReadHalf>,
    idle: Duration,
}

impl Input {
    pub(super) fn new(reader: OwnedReadHalf, idle: Duration) -> Input {
        Input { reader: BufReader::new(reader), idle }
    }

    /// A command line without its end. The rest of a line that is too long is read and left out.
    pub(super) async fn command(&mut self, limit: usize) -> io::Result<Command> {
        let mut line = Vec::new();
        let mut whole = true;
        loop {
            let piece_ends = self.piece(&mut line, limit).await?;
            match piece_ends {
                Piece::Line if whole => return Ok(Command::Line(text(&line))),
                Piece::Line => return Ok(Command::TooLong),
                Piece::Full => whole = false,
                Piece::End => return Ok(Command::End),
            }
            line.clear();
        }
    }

    /// A message up to the line that holds a dot only, its dots unstuffed (RFC 5321, 4.5.2). Only CRLF ends a line: a
    /// bare LF before a dot is content, or a second message could be smuggled in.
    pub(super) async fn data(&mut self, limit: usize) -> io::Result<Data> {
        let (mut content, mut line) = (Vec::new(), Vec::new());
        let (mut line_start, mut after_cr, mut read) = (true, false, 0usize);
        loop {
            line.clear();
            if self.piece(&mut line, PIECE).await? == Piece::End {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if line_start && line == b".\r\n" {
                return Ok(if read > limit { Data::TooBig } else { Data::Whole(content) });
            }
            let unstuffed = if line_start && line.starts_with(b".") { &line[1..] } else { &line[..] };
            read = read.saturating_add(unstuffed.len());
            if read <= limit {
                content.extend_from_slice(unstuffed);
            } else if read / PATIENCE > limit {
                return Err(io::ErrorKind::FileTooLarge.into());
            } else {
                content = Vec::new();
            }
            line_start = line.ends_with(b"\r\n") || (after_cr && line == b"\n");
            after_cr = line.ends_with(b"\r");
        }
    }

    /// Appends to `line` up to and with the next LF, or until it holds `limit` bytes.
    async fn piece(&mut self, line: &mut Vec<u8>, limit: usize) -> io::Result<Piece> {
        loop {
            let waiting = tokio::time::timeout(self.idle, self.reader.fill_buf()).await;
            let available = waiting.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
            if available.is_empty() {
                return Ok(Piece::End);
            }
            let room = &available[..available.len().min(limit.saturating_sub(line.len()).max(1))];
            let end = room.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
            let taken = end.unwrap_or(room.len());
            line.extend_from_slice(&room[..taken]);
            self.reader.consume(taken);
            if end.is_some() {
                return Ok(Piece::Line);
            }
            if line.len() >= limit {
                return Ok(Piece::Full);
            }
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Line,
    Full,
    End,
}

fn text(line: &[u8]) -> String {
    String::from_utf8_lossy(line).trim_end_matches(['\r', '\n']).to_string()
}
