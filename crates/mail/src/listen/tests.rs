use std::sync::{Arc, Mutex};

use domain::outbox::Verdict;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::oneshot;

use super::*;

type Taken = Arc<Mutex<Vec<(Envelope, String)>>>;

/// Sends all of `input` at once (as a client that pipelines), closes its half, and gives back all the server said and
/// what it stored. Mail to `no@` is not ours; a text with `FAIL` cannot be stored.
async fn talk(protocol: Protocol, limits: Limits, input: &str) -> (String, Vec<(Envelope, String)>) {
    let taken = Taken::default();
    let listener = Listener::bind("127.0.0.1:0".parse().unwrap(), protocol, limits).await.unwrap();
    let address = listener.address().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let keep = Arc::clone(&taken);
    let deliver = move |envelope: Envelope, bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap();
        if text.contains("FAIL") {
            return std::future::ready(Err("disk\r\nfull".to_string()));
        }
        keep.lock().unwrap().push((envelope, text));
        std::future::ready(Ok(()))
    };
    let stopping = async { drop(stopped.await) };
    let server = tokio::spawn(listener.serve(|to| !to.starts_with("no@"), deliver, stopping));
    let mut client = TcpStream::connect(address).await.unwrap();
    client.write_all(input.replace('\n', "\r\n").replace("<LF>", "\n").as_bytes()).await.unwrap();
    client.shutdown().await.unwrap();
    let mut said = String::new();
    client.read_to_string(&mut said).await.unwrap();
    stop.send(()).unwrap();
    server.await.unwrap();
    let taken = taken.lock().unwrap().clone();
    (said, taken)
}

fn codes(said: &str) -> String {
    let finals = said.lines().filter(|line| line.as_bytes().get(3) == Some(&b' '));
    finals.map(|line| &line[..3]).collect::<Vec<_>>().join(" ")
}

async fn check(
    protocol: Protocol,
    limits: Limits,
    input: &str,
    expected: &str,
    stored: &[(&str, &str, &str)],
) {
    let (said, taken) = talk(protocol, limits, input).await;
    assert_eq!(codes(&said), expected, "{input}\n{said}");
    let taken: Vec<_> = taken
        .iter()
        .map(|(envelope, text)| (envelope.from.as_str(), envelope.to.join(" "), text.replace("\r\n", "\n")))
        .collect();
    let stored: Vec<_> =
        stored.iter().map(|(from, to, text)| (*from, (*to).to_string(), (*text).to_string())).collect();
    assert_eq!(taken, stored, "{input}");
}

#[tokio::test]
async fn a_message_is_taken_with_its_dots_unstuffed_and_its_envelope_in_front() {
    check(
        Protocol::Smtp,
        Limits::default(),
        "EHLO mx\nMAIL FROM:<foi@rj1.invalid> BODY=8BITMIME SIZE=10\nRCPT TO:<desk+ghjk@desk.invalid>\nRCPT TO:<no@x.invalid>\nDATA\nSubject: s\n\n..dot\n.\nQUIT\n",
        "220 250 250 250 550 354 250 221",
        &[(
            "foi@rj1.invalid",
            "desk+ghjk@desk.invalid",
            "Return-Path: <foi@rj1.invalid>\nDelivered-To: desk+ghjk@desk.invalid\nSubject: s\n\n.dot\n",
        )],
    )
    .await;
}

#[tokio::test]
async fn what_cannot_be_stored_is_deferred_and_lmtp_answers_for_each_recipient() {
    let lmtp = "LHLO mx\nMAIL FROM:<>\nRCPT TO:<a@desk.invalid>\nRCPT TO:<b@desk.invalid>\nDATA\n";
    for (text, answers, stored) in [
        (
            "ok\n.\n",
            "250 250",
            vec![(
                "",
                "a@desk.invalid b@desk.invalid",
                "Return-Path: <>\nDelivered-To: a@desk.invalid\nDelivered-To: b@desk.invalid\nok\n",
            )],
        ),
        ("FAIL\n.\n", "451 451", vec![]),
    ] {
        let expected = format!("220 250 250 250 250 354 {answers} 221");
        check(Protocol::Lmtp, Limits::default(), &format!("{lmtp}{text}QUIT\n"), &expected, &stored).await;
    }
}

#[tokio::test]
async fn a_message_that_is_too_big_or_cut_off_is_not_stored() {
    let small = Limits { bytes: 20, recipients: 1, line: 60, ..Limits::default() };
    let start = "EHLO x\nMAIL FROM:<a@x.invalid>\nRCPT TO:<d@x.invalid>\n";
    for (rest, expected) in [
        ("RCPT TO:<e@x.invalid>\nDATA\n12345678901234567890\n.\nNOOP\n", "220 250 250 250 452 354 552 250"),
        ("DATA\nhalf a mess", "220 250 250 250 354"),
        ("DATA\nline\n.<LF>MAIL FROM:<evil@x.invalid><LF>", "220 250 250 250 354"),
        (&format!("DATA\n{}\n.\n", "x".repeat(200)), "220 250 250 250 354 552"),
        (&format!("{}\nNOOP\n", "x".repeat(200)), "220 250 250 250 500 250"),
    ] {
        check(Protocol::Smtp, small, &format!("{start}{rest}"), expected, &[]).await;
    }
    check(Protocol::Smtp, small, "EHLO x\nMAIL FROM:<a@x.invalid> SIZE=21\n", "220 250 552", &[]).await;
}

#[tokio::test]
async fn commands_out_of_place_are_refused_and_patience_ends() {
    for (input, expected) in [
        ("MAIL FROM:<a@x.invalid>\nRCPT TO:<a@x.invalid>\nDATA\nLHLO x\n", "220 503 503 503 500"),
        (
            "EHLO x\nMAIL FROM:a@x.invalid\nMAIL FROM:<@r:a@x.invalid>\nRSET\nRCPT TO:<>\n",
            "220 250 501 250 250 503",
        ),
        ("HELO x\nMAIL FROM:<a b>\nmail from: <>\nDATA\nVRFY x\n", "220 250 501 250 503 252"),
    ] {
        check(Protocol::Smtp, Limits::default(), input, expected, &[]).await;
    }
    let (said, _) = talk(Protocol::Smtp, Limits::default(), &"X\n".repeat(40)).await;
    assert!(said.ends_with("421 4.7.0 too many wrong commands\r\n"), "{said}");
}

#[tokio::test]
async fn silence_and_too_many_clients_end_politely() {
    let idle = Duration::from_millis(50);
    for (limits, expected) in [
        (Limits { sessions: 0, ..Limits::default() }, "421 4.3.2 too many connections"),
        (Limits { idle, ..Limits::default() }, "220 foi ESMTP\r\n421 4.4.2 silent for too long"),
    ] {
        let listener = Listener::bind("127.0.0.1:0".parse().unwrap(), Protocol::Smtp, limits).await.unwrap();
        let address = listener.address().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let stopping = async { drop(stopped.await) };
        let server = tokio::spawn(listener.serve(|_| true, |_, _| async { Ok(()) }, stopping));
        let (mut client, mut said) = (TcpStream::connect(address).await.unwrap(), String::new());
        client.read_to_string(&mut said).await.unwrap();
        assert!(said.starts_with(expected), "{said}");
        stop.send(()).unwrap();
        server.await.unwrap();
    }
}

#[tokio::test]
async fn a_stopping_service_says_goodbye_to_idle_clients() {
    let listener =
        Listener::bind("127.0.0.1:0".parse().unwrap(), Protocol::Smtp, Limits::default()).await.unwrap();
    let address = listener.address().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let stopping = async { drop(stopped.await) };
    let server = tokio::spawn(listener.serve(|_| true, |_, _| async { Ok(()) }, stopping));
    let (mut client, mut greeting, mut said) =
        (TcpStream::connect(address).await.unwrap(), [0; 15], String::new());
    client.read_exact(&mut greeting).await.unwrap();
    stop.send(()).unwrap();
    server.await.unwrap();
    client.read_to_string(&mut said).await.unwrap();
    assert!(said.starts_with("421 4.3.2 the service is stopping"), "{said}");
}

#[tokio::test]
async fn our_own_letters_go_through_unchanged() {
    let taken = Taken::default();
    let listener =
        Listener::bind("127.0.0.1:0".parse().unwrap(), Protocol::Smtp, Limits::default()).await.unwrap();
    let port = listener.address().unwrap().port();
    let keep = Arc::clone(&taken);
    let deliver = move |envelope, bytes| {
        keep.lock().unwrap().push((envelope, String::from_utf8(bytes).unwrap()));
        std::future::ready(Ok(()))
    };
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(listener.serve(|_| true, deliver, async { drop(stopped.await) }));
    let mut line = crate::post::Line::new(crate::post::Server {
        host: "127.0.0.1".into(),
        port,
        tls: crate::post::Tls::None,
        login: None,
        hello: "desk.invalid".into(),
        timeout: Duration::from_secs(5),
    });
    let (from, to) = ("desk@desk.invalid".parse().unwrap(), "foi@rj1.invalid".parse().unwrap());
    for text in ["Subject: s\r\n\r\n.\r\n..\r\n.x\r\n", "Subject: t\r\n\r\nno end"] {
        let verdict = line.post(&from, &to, text.as_bytes()).await;
        assert!(matches!(verdict, Verdict::Accepted(_)), "{verdict:?}");
        let (_, stored) = taken.lock().unwrap().pop().unwrap();
        let own = stored.split_once("Delivered-To: foi@rj1.invalid\r\n").unwrap().1;
        assert_eq!(own.trim_end_matches("\r\n"), text.trim_end_matches("\r\n"));
    }
    line.quit().await;
    stop.send(()).unwrap();
    server.await.unwrap();
}
