//! Letters against a server that follows a script over a real socket.

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::*;

/// A server's part: `< text` is sent, `> text` is what the client must say, `body` reads up to the final dot, `silence`
/// waits for the client to give up. At the end of a script the connection is closed.
type Script = &'static [&'static str];

const GREETING: [&str; 3] = ["< 220 mx", "> EHLO desk.invalid", "< 250-mx\r\n250 8BITMIME"];

async fn follow(script: Script, stream: TcpStream) {
    let mut stream = BufReader::new(stream);
    for act in GREETING.iter().chain(script) {
        match act.split_once(' ') {
            Some(("<", words)) => stream.write_all(format!("{words}\r\n").as_bytes()).await.unwrap(),
            Some((">", words)) => {
                let mut line = String::new();
                stream.read_line(&mut line).await.unwrap();
                assert_eq!(line.trim_end(), words);
            }
            _ if *act == "body" => {
                let mut line = String::new();
                while line != ".\r\n" {
                    line.clear();
                    assert!(stream.read_line(&mut line).await.unwrap() > 0, "no dot");
                }
            }
            _ => {
                assert_eq!(*act, "silence");
                drop(stream.read_to_end(&mut Vec::new()).await);
                return;
            }
        }
    }
}

/// Posts letters over one line to a server that takes one connection a script; the verdicts, shortened.
async fn verdicts(letters: usize, scripts: &'static [Script]) -> Vec<String> {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = socket.local_addr().unwrap().port();
    let server = tokio::spawn(async move {
        for script in scripts {
            follow(script, socket.accept().await.unwrap().0).await;
        }
    });
    let mut line = Line::new(server_at(port));
    let (from, to) = ("desk@desk.invalid".parse().unwrap(), "foi@rj1.invalid".parse().unwrap());
    let mut shown = Vec::new();
    for _ in 0..letters {
        shown.push(show(line.post(&from, &to, b"Subject: s\r\n\r\n.text\r\n").await));
    }
    drop(line);
    server.await.expect("the client keeps to the script");
    shown
}

fn server_at(port: u16) -> Server {
    Server {
        host: "127.0.0.1".into(),
        port,
        tls: Tls::None,
        login: None,
        hello: "desk.invalid".into(),
        timeout: Duration::from_millis(300),
    }
}

fn show(verdict: Verdict) -> String {
    match verdict {
        Verdict::Accepted(receipt) => {
            format!("accepted {} {} {}", receipt.host, receipt.reply, receipt.queue_id.unwrap_or_default())
        }
        Verdict::Deferred { why } => format!("deferred {why}"),
        Verdict::Refused { why } => format!("refused {why}"),
        Verdict::InDoubt { why } => format!("in doubt {why}"),
    }
}

/// Checks each verdict's beginning.
async fn check(scripts: &'static [Script], expected: &[&str]) {
    let shown = verdicts(expected.len(), scripts).await;
    for (shown, expected) in shown.iter().zip(expected) {
        assert!(shown.starts_with(expected), "{shown}\nexpected {expected}");
    }
}

macro_rules! letter {
    ($($end:literal),+) => {
        &["> MAIL FROM:<desk@desk.invalid>", "< 250 ok", "> RCPT TO:<foi@rj1.invalid>", "< 250 ok", "> DATA", "< 354 go",
            $($end),+]
    };
}

#[tokio::test]
async fn two_letters_share_a_connection_and_the_receipt_is_kept() {
    check(
        &[&[
            "> MAIL FROM:<desk@desk.invalid>",
            "< 250 ok",
            "> RCPT TO:<foi@rj1.invalid>",
            "< 250 ok",
            "> DATA",
            "< 354 go",
            "> Subject: s",
            "> ",
            "> ..text",
            "> .",
            "< 250 2.0.0 Ok: queued as ABC123",
            "> MAIL FROM:<desk@desk.invalid>",
            "< 250 ok",
            "> RCPT TO:<foi@rj1.invalid>",
            "< 250 ok",
            "> DATA",
            "< 354 go",
            "body",
            "< 250-first\r\n250 id=2nd",
        ]],
        &[
            "accepted 127.0.0.1 250 2.0.0 Ok: queued as ABC123 ABC123",
            "accepted 127.0.0.1 250 first\nid=2nd 2nd",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_refused_recipient_is_taken_back_and_the_connection_kept() {
    check(
        &[&[
            "> MAIL FROM:<desk@desk.invalid>",
            "< 250 ok",
            "> RCPT TO:<foi@rj1.invalid>",
            "< 550 5.1.1 no such user",
            "> RSET",
            "< 250 ok",
            "> MAIL FROM:<desk@desk.invalid>",
            "< 250 ok",
            "> RCPT TO:<foi@rj1.invalid>",
            "< 450 4.2.0 greylisted",
            "> RSET",
            "< 250 ok",
            "> MAIL FROM:<desk@desk.invalid>",
            "< 552 5.3.4 too big",
            "> MAIL FROM:<desk@desk.invalid>",
            "< 530 5.7.0 log in first",
        ]],
        &[
            "refused 550 5.1.1 no such user (at RCPT TO)",
            "deferred 450 4.2.0 greylisted (at RCPT TO)",
            "refused 552 5.3.4 too big (at MAIL FROM)",
            "deferred 530 5.7.0 log in first",
        ],
    )
    .await;
}

#[tokio::test]
async fn what_fails_before_the_dot_may_be_sent_again() {
    check(&[&["> MAIL FROM:<desk@desk.invalid>"]], &["deferred the line failed at MAIL FROM"]).await;
    check(
        &[&["> MAIL FROM:<desk@desk.invalid>", "< 250 ok", "> RCPT TO:<foi@rj1.invalid>", "< 250 ok"]],
        &["deferred the line failed at"],
    )
    .await;
    check(
        &[&["> MAIL FROM:<desk@desk.invalid>", "< 250 ok", "silence"]],
        &["deferred no answer to RCPT TO in 300ms"],
    )
    .await;
    check(
        &[&[
            "> MAIL FROM:<desk@desk.invalid>",
            "< 250 ok",
            "> RCPT TO:<foi@rj1.invalid>",
            "< 250 ok",
            "> DATA",
            "< 554 no",
        ]],
        &["refused 554 no (at DATA)"],
    )
    .await;
}

#[tokio::test]
async fn after_the_dot_silence_is_doubt_and_an_answer_is_an_answer() {
    check(&[letter!("body")], &["in doubt the line failed at the final dot"]).await;
    check(&[letter!("body", "silence")], &["in doubt no answer to the final dot in 300ms"]).await;
    check(&[letter!("body", "< 451 4.3.0 disk full")], &["deferred 451 4.3.0 disk full (at the final dot)"])
        .await;
    check(&[letter!("body", "< 554 5.7.1 spam")], &["refused 554 5.7.1 spam (at the final dot)"]).await;
    check(&[letter!("body", "< gibberish")], &["in doubt the line failed at the final dot"]).await;
}

#[tokio::test]
async fn a_stale_connection_is_opened_again_once() {
    check(
        &[
            letter!("body", "< 250 one", "< 421 4.4.2 idle too long"),
            letter!("body", "< 250 two"),
            letter!("body", "< 250 three"),
        ],
        &["accepted 127.0.0.1 250 one", "accepted 127.0.0.1 250 two", "accepted 127.0.0.1 250 three"],
    )
    .await;
    check(
        &[&["> MAIL FROM:<desk@desk.invalid>", "< 421 4.3.2 going down"]],
        &["deferred 421 4.3.2 going down"],
    )
    .await;
}

#[tokio::test]
async fn no_server_and_an_unfriendly_one_say_nothing_about_the_letter() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let mut line = Line::new(server_at(gone));
    let (from, to) = ("desk@desk.invalid".parse().unwrap(), "foi@rj1.invalid".parse().unwrap());
    assert!(show(line.post(&from, &to, b"a: b\r\n").await).starts_with("deferred 127.0.0.1:"));
    assert!(
        show(line.post(&from, &to, b"a: b\n").await).starts_with("refused the letter has a bare CR or LF")
    );
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut line = Line::new(server_at(socket.local_addr().unwrap().port()));
    let greet = async {
        let (mut stream, _) = socket.accept().await.unwrap();
        stream.write_all(b"554 5.7.1 go away\r\n").await.unwrap();
        stream
    };
    let (verdict, _stream) = tokio::join!(line.post(&from, &to, b"a: b\r\n"), greet);
    assert!(show(verdict).starts_with("deferred 554 5.7.1 go away"));
}

#[tokio::test]
async fn without_starttls_nothing_is_said_and_what_follows_in_the_clear_is_not_believed() {
    for (offer, expected) in
        [("250 8BITMIME", "the server offers no STARTTLS"), ("250 STARTTLS", "deferred 127.0.0.1:")]
    {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Server { tls: Tls::StartTls, ..server_at(socket.local_addr().unwrap().port()) };
        let serve = async {
            let mut stream = BufReader::new(socket.accept().await.unwrap().0);
            stream.write_all(b"220 mx\r\n").await.unwrap();
            stream.read_line(&mut String::new()).await.unwrap();
            stream.write_all(format!("{offer}\r\n").as_bytes()).await.unwrap();
            stream.read_line(&mut String::new()).await.unwrap();
            // A forged answer right behind the one to STARTTLS.
            drop(
                stream
                    .write_all(b"220 go\r\n250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n250 queued as FORGED\r\n")
                    .await,
            );
            drop(stream.read_to_end(&mut Vec::new()).await);
        };
        let mut line = Line::new(server);
        let (from, to) = ("desk@desk.invalid".parse().unwrap(), "foi@rj1.invalid".parse().unwrap());
        let (verdict, ()) = tokio::join!(line.post(&from, &to, b"a: b\r\n"), serve);
        let shown = show(verdict);
        assert!(shown.starts_with("deferred") && shown.contains(expected), "{shown}");
    }
}

#[test]
fn a_login_without_tls_stays_on_this_machine() {
    let login = Some(Login { user: "u".into(), secret: "s".into() });
    for (host, tls, good) in [
        ("127.0.0.1", Tls::None, true),
        ("localhost", Tls::None, true),
        ("mx.invalid", Tls::None, false),
        ("mx.invalid", Tls::StartTls, true),
        ("mx.invalid", Tls::Implicit, true),
    ] {
        let server = Server { host: host.into(), tls, login: login.clone(), ..server_at(1) };
        assert_eq!(server.check().is_ok(), good, "{host} {tls:?}");
    }
    let server = Server { hello: "desk\r\nMAIL FROM:<x>".into(), ..server_at(1) };
    assert!(server.check().is_err());
}
