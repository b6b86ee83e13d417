//! One client's conversation.

use std::io;

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::net::tcp::OwnedWriteHalf;
use tokio::sync::watch;

use super::input::{Command, Data, Input};
use super::{Envelope, Limits, Protocol};

/// Wrong commands before the client is sent away.
const PATIENCE: usize = 20;

pub(super) struct Session {
    input: Input,
    output: OwnedWriteHalf,
    protocol: Protocol,
    limits: Limits,
    stopped: watch::Receiver<bool>,
    greeted: bool,
    /// The message being announced: `None` before MAIL.
    envelope: Option<Envelope>,
    faults: usize,
}

impl Session {
    pub(super) fn new(
        stream: TcpStream,
        protocol: Protocol,
        limits: Limits,
        stopped: watch::Receiver<bool>,
    ) -> Session {
        let (reader, output) = stream.into_split();
        let input = Input::new(reader, limits.idle);
        Session { input, output, protocol, limits, stopped, greeted: false, envelope: None, faults: 0 }
    }

    pub(super) async fn turn_away(mut self) {
        // Whether the client hears it changes nothing: it has to come again.
        drop(self.say("421 4.3.2 too many connections, try again later").await);
    }

    /// Talks until the client leaves, is silent too long, or the service stops. A line that breaks needs no answer: the
    /// client has no 250 and keeps its message.
    pub(super) async fn run<F, Fut>(mut self, accept_rcpt: &(impl Fn(&str) -> bool + Sync), deliver: &F)
    where
        F: Fn(Envelope, Vec<u8>) -> Fut + Sync,
        Fut: Future<Output = Result<(), String>> + Send,
    {
        match self.converse(accept_rcpt, deliver).await {
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                drop(self.say("421 4.4.2 silent for too long").await);
            }
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                drop(self.say("552 5.3.4 the message is far too big").await);
            }
            _ => {}
        }
    }

    async fn converse<F, Fut>(
        &mut self,
        accept_rcpt: &(impl Fn(&str) -> bool + Sync),
        deliver: &F,
    ) -> io::Result<()>
    where
        F: Fn(Envelope, Vec<u8>) -> Fut + Sync,
        Fut: Future<Output = Result<(), String>> + Send,
    {
        self.say(if self.protocol == Protocol::Lmtp { "220 foi LMTP" } else { "220 foi ESMTP" }).await?;
        loop {
            let Some(command) = self.command_or_stop().await? else {
                return self.say("421 4.3.2 the service is stopping").await;
            };
            match command {
                Command::End => return Ok(()),
                Command::TooLong => self.fault("500 5.5.2 the line is too long").await?,
                Command::Line(line) if is_verb(&line, "QUIT") => return self.say("221 2.0.0 bye").await,
                Command::Line(line) if is_verb(&line, "DATA") => self.data(deliver).await?,
                Command::Line(line) => self.obey(&line, accept_rcpt).await?,
            }
            if self.faults > PATIENCE {
                return self.say("421 4.7.0 too many wrong commands").await;
            }
        }
    }

    /// The next command; none when the service stops. A message under way is not interrupted.
    async fn command_or_stop(&mut self) -> io::Result<Option<Command>> {
        tokio::select! {
            biased;
            command = self.input.command(self.limits.line) => command.map(Some),
            _ = self.stopped.wait_for(|stopped| *stopped) => Ok(None),
        }
    }

    /// Every command that needs no message.
    async fn obey(&mut self, line: &str, accept_rcpt: &impl Fn(&str) -> bool) -> io::Result<()> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "HELO" if self.protocol == Protocol::Smtp => self.hello("250 foi\r\n".to_string()).await,
            "EHLO" if self.protocol == Protocol::Smtp => self.hello(self.offers()).await,
            "LHLO" if self.protocol == Protocol::Lmtp => self.hello(self.offers()).await,
            "MAIL" => self.mail(rest).await,
            "RCPT" => self.rcpt(rest, accept_rcpt).await,
            "RSET" => {
                self.envelope = None;
                self.say("250 2.0.0 forgotten").await
            }
            "NOOP" => self.say("250 2.0.0 here").await,
            "VRFY" => self.say("252 2.5.0 try it").await,
            _ => self.fault("500 5.5.1 unknown command").await,
        }
    }

    fn offers(&self) -> String {
        format!(
            "250-foi\r\n250-8BITMIME\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE {}\r\n",
            self.limits.bytes
        )
    }

    async fn hello(&mut self, reply: String) -> io::Result<()> {
        self.greeted = true;
        self.envelope = None;
        self.output.write_all(reply.as_bytes()).await
    }

    async fn mail(&mut self, rest: &str) -> io::Result<()> {
        if !self.greeted || self.envelope.is_some() {
            return self.fault("503 5.5.1 not now").await;
        }
        let Some((from, parameters)) = path(rest, "FROM:") else {
            return self.fault("501 5.1.7 say MAIL FROM:<address>").await;
        };
        if announced_size(parameters).is_some_and(|size| size > self.limits.bytes) {
            return self.say(&self.too_big()).await;
        }
        self.envelope = Some(Envelope { from: from.to_string(), to: vec![] });
        self.say("250 2.1.0 sender ok").await
    }

    async fn rcpt(&mut self, rest: &str, accept_rcpt: &impl Fn(&str) -> bool) -> io::Result<()> {
        let limit = self.limits.recipients;
        let Some(envelope) = &mut self.envelope else {
            return self.fault("503 5.5.1 say MAIL first").await;
        };
        let Some((to, _)) = path(rest, "TO:").filter(|(to, _)| !to.is_empty()) else {
            return self.fault("501 5.1.3 say RCPT TO:<address>").await;
        };
        if envelope.to.len() >= limit {
            return self.say("452 4.5.3 too many recipients").await;
        }
        if !accept_rcpt(to) {
            return self.fault("550 5.1.1 no such mailbox here").await;
        }
        envelope.to.push(to.to_string());
        self.say("250 2.1.5 recipient ok").await
    }

    async fn data<F, Fut>(&mut self, deliver: &F) -> io::Result<()>
    where
        F: Fn(Envelope, Vec<u8>) -> Fut + Sync,
        Fut: Future<Output = Result<(), String>> + Send,
    {
        let Some(envelope) = self.envelope.take_if(|envelope| !envelope.to.is_empty()) else {
            return self.fault("503 5.5.1 say MAIL and RCPT first").await;
        };
        self.say("354 end with a dot on a line of its own").await?;
        let recipients = envelope.to.len();
        let reply = match self.input.data(self.limits.bytes).await? {
            Data::TooBig => self.too_big(),
            Data::Whole(content) => {
                let message = [envelope.trace(), content].concat();
                match deliver(envelope, message).await {
                    Ok(()) => "250 2.0.0 stored".to_string(),
                    Err(why) => format!("451 4.3.0 not stored, try again later: {}", one_line(&why)),
                }
            }
        };
        let answers = if self.protocol == Protocol::Lmtp { recipients } else { 1 };
        self.output.write_all(format!("{reply}\r\n").repeat(answers).as_bytes()).await
    }

    fn too_big(&self) -> String {
        format!("552 5.3.4 at most {} bytes are taken", self.limits.bytes)
    }

    async fn fault(&mut self, reply: &str) -> io::Result<()> {
        self.faults += 1;
        self.say(reply).await
    }

    async fn say(&mut self, reply: &str) -> io::Result<()> {
        self.output.write_all(format!("{reply}\r\n").as_bytes()).await
    }
}

fn is_verb(line: &str, verb: &str) -> bool {
    line.trim_end().eq_ignore_ascii_case(verb)
}

/// The address of `FROM:<address> parameters`, without a source route (RFC 5321, 4.1.1.3), and the parameters.
fn path<'x>(rest: &'x str, keyword: &str) -> Option<(&'x str, &'x str)> {
    let head = rest.get(..keyword.len()).filter(|head| head.eq_ignore_ascii_case(keyword))?;
    let inside = rest[head.len()..].trim_start().strip_prefix('<')?;
    let (address, parameters) = inside.split_once('>')?;
    let address = match address.strip_prefix('@') {
        Some(route) => route.split_once(':')?.1,
        None => address,
    };
    let clean = address.chars().all(|c| c.is_ascii_graphic() || !c.is_ascii()) && !address.contains('<');
    clean.then_some((address, parameters))
}

/// The size in bytes that the client announces (RFC 1870).
fn announced_size(parameters: &str) -> Option<usize> {
    let mut words = parameters.split_whitespace();
    words.find_map(|word| word.to_ascii_uppercase().strip_prefix("SIZE=")?.parse().ok())
}

fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}
