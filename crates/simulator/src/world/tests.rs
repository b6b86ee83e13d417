//! The world over real sockets: letters in, replies out, the same for the same seed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use chrono::TimeDelta;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::*;
use crate::draw::{Conduct, Habit, Silence};
use crate::unmime::Parts;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn trusts(count: u32) -> Vec<Trust> {
    let trust = |number: u32| Trust {
        code: format!("R{number:03}"),
        name: format!("Number {number} NHS Trust"),
        address: format!("foi@r{number:03}.trusts.invalid"),
        kind: "acute".to_owned(),
        fte: (!number.is_multiple_of(70)).then_some(700 + number * 7919 % 16_500),
    };
    (1..=count).map(trust).collect()
}

async fn world(seed: u64, count: u32) -> World {
    World::start(seed, trusts(count), day("2018-08-20"), day("2018-11-27")).await.unwrap()
}

fn letter(number: usize) -> String {
    let letters = b"GHJKMNPQRTVWXYZS";
    let digit = |place: usize| char::from(letters[number >> (4 * place) & 15]);
    let reference: String =
        [5, 4, 3, 2].map(digit).into_iter().chain(['-']).chain([1, 0, 1, 0].map(digit)).collect();
    let tag = reference.replace('-', "").to_lowercase();
    format!(
        "From: Research Desk <desk@foi.invalid>\r\nReply-To: desk+{tag}@foi.invalid\r\nMessage-ID: <letter.{number}@foi.invalid>\r\n\
         Date: Mon, 20 Aug 2018 10:00:00 +0100\r\nSubject: Freedom of Information request [Ref {reference}]\r\n\r\n\
         Dear Sir or Madam,\r\n\r\nPlease tell us under the Freedom of Information Act 2000:\r\n\r\n\
         1. How many full-time and part-time employees did you have\r\n   at 1 August 2018?\r\n\
         2. How many of these had professional qualifications?\r\n\
         3. How many employees completed security training?\r\n4. How many pounds were spent on training?\r\n\r\n\
         .A line that begins with a dot\r\nYours faithfully\r\n"
    )
}

/// Sends one letter as a careful server would and returns the last reply; empty where the line dropped.
async fn send(to: SocketAddr, recipient: &str, letter: &str) -> String {
    let stream = TcpStream::connect(to).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let mut line = BufReader::new(stream);
    let mut reply = read(&mut line).await;
    let stuffed: String =
        letter.split_inclusive('\n').flat_map(|l| [if l.starts_with('.') { "." } else { "" }, l]).collect();
    let commands = [
        "EHLO desk.invalid".to_owned(),
        "MAIL FROM:<desk@foi.invalid> BODY=8BITMIME".to_owned(),
        format!("RCPT TO:<{recipient}>"),
        "DATA".to_owned(),
        format!("{stuffed}."),
    ];
    for command in commands {
        line.write_all(format!("{command}\r\n").as_bytes()).await.unwrap();
        reply = read(&mut line).await;
        if !reply.starts_with(['2', '3']) {
            return reply;
        }
    }
    reply
}

async fn read(line: &mut BufReader<TcpStream>) -> String {
    loop {
        let mut reply = String::new();
        line.read_line(&mut reply).await.unwrap();
        if reply.as_bytes().get(3) != Some(&b'-') {
            return reply.trim_end().to_owned();
        }
    }
}

/// Asks every trust at the same hour, once more where it is deferred; returns the replies by code.
async fn ask_all(world: &World, count: u32) -> BTreeMap<String, String> {
    let mut replies = BTreeMap::new();
    let now: DateTime<Utc> = "2018-08-20T09:00:00Z".parse().unwrap();
    for (trust, number) in trusts(count).into_iter().zip(1..) {
        world.clock(now);
        let mut reply = send(world.address(), &trust.address, &letter(number)).await;
        if reply.starts_with("450") {
            world.clock(now + TimeDelta::minutes(1));
            reply = send(world.address(), &trust.address, &letter(number)).await;
        }
        replies.insert(trust.code, reply);
    }
    replies
}

/// A listener that takes everything and hands it on.
async fn sink() -> (SocketAddr, mpsc::UnboundedReceiver<Vec<u8>>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (give, take) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(swallow(stream, give.clone()));
        }
    });
    (address, take)
}

async fn swallow(stream: TcpStream, give: mpsc::UnboundedSender<Vec<u8>>) {
    stream.set_nodelay(true).unwrap();
    let mut line = BufReader::new(stream);
    line.write_all(b"220 sink\r\n").await.unwrap();
    loop {
        let mut command = Vec::new();
        if line.read_until(b'\n', &mut command).await.unwrap() == 0 {
            return;
        }
        if command == b"DATA\r\n" {
            line.write_all(b"354 go\r\n").await.unwrap();
            let mut message = Vec::new();
            while !message.ends_with(b"\r\n.\r\n") {
                line.read_until(b'\n', &mut message).await.unwrap();
            }
            message.truncate(message.len() - 3);
            give.send(message).unwrap();
        }
        line.write_all(b"250 ok\r\n").await.unwrap();
    }
}

/// Everything that the world writes after all trusts were asked, in order.
async fn campaign(seed: u64, count: u32) -> (World, Vec<Vec<u8>>) {
    let world = world(seed, count).await;
    ask_all(&world, count).await;
    let (address, mut take) = sink().await;
    let mut messages = Vec::new();
    for date in day("2018-08-20").iter_days().take(100) {
        let posted = world.post_due(at(date, 1439), address).await.unwrap();
        for _ in 0..posted {
            messages.push(take.recv().await.unwrap());
        }
    }
    (world, messages)
}

#[tokio::test]
async fn the_whole_campaign_is_written_and_the_same_for_the_same_seed() {
    let (world, messages) = campaign(7, 226).await;
    let (_, again) = campaign(7, 226).await;
    let (_, other) = campaign(8, 226).await;
    assert!(messages == again);
    assert!(messages != other);
    assert!((560..=680).contains(&messages.len()), "{} messages", messages.len());
    let received = world.received();
    let refused = world
        .truth()
        .roles
        .iter()
        .filter(|r| r.conduct == Conduct::Silent(Silence::RefusedAtTheDoor))
        .count();
    assert_eq!(received, Received { letters: 226 - refused, duplicates: 0 });
    assert!(world.office.take_due(at(day("2018-11-27"), 1439)).is_empty());
    let late = world.office.take_due(at(day("2030-01-01"), 0));
    assert!(late.is_empty(), "all is due by the last day: {late:?}");
    world.stop().await;
}

#[tokio::test]
async fn every_message_is_known_to_the_truth_and_every_responder_answers_once() {
    let (world, messages) = campaign(11, 226).await;
    let truth = world.truth();
    let mut answers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for message in &messages {
        let parts = Parts::split(message);
        let id = parts.field("message-id").unwrap();
        let kind = truth.kind_of(&id).unwrap();
        *kinds.entry(kind.to_owned()).or_default() += 1;
        match truth.trust_of(&id) {
            Some(code) if kind == "answer" => drop(answers.entry(code).or_default().insert(id)),
            Some(_) => assert_ne!(kind, "stray"),
            None => assert_eq!(kind, "stray"),
        }
    }
    assert_eq!(kinds.len(), 10, "{kinds:?}");
    for month in ["Aug 2018", "Sep 2018", "Oct 2018", "Nov 2018"] {
        let dated = |message: &&Vec<u8>| Parts::split(message).field("date").unwrap().contains(month);
        assert!(messages.iter().filter(dated).count() > 2, "{month}");
    }
    assert_eq!(answers.len(), 159);
    for (code, ids) in answers {
        assert!(truth.responds(&code) && ids.len() == 1, "{code}: {ids:?}");
    }
}

#[tokio::test]
async fn every_answer_can_be_traced_by_a_key_and_every_attachment_opens() {
    let (world, messages) = campaign(3, 226).await;
    let truth = world.truth();
    let mut opened = BTreeMap::new();
    for message in &messages {
        let parts = Parts::split(message);
        let id = parts.field("message-id").unwrap();
        if truth.kind_of(&id) == Some("answer") {
            let to = parts.field("to").unwrap();
            let subject = parts.field("subject").unwrap();
            let threaded = parts.field("in-reply-to").is_some() || to.contains('+');
            let quoted = subject.contains("[Ref ") || readable(message).contains("Your ref: ");
            assert!(threaded || quoted, "{}", String::from_utf8_lossy(message));
        }
        for (name, bytes) in attachments(message) {
            let ending = name.rsplit('.').next().unwrap().to_owned();
            match ending.as_str() {
                "docx" | "xlsx" => opens_as_zip(&bytes),
                "pdf" => assert!(bytes.starts_with(b"%PDF-1.4") && bytes.ends_with(b"%%EOF\n"), "{name}"),
                "csv" => assert_eq!(bytes.split(|byte| *byte == b'\n').count(), 6, "{name}"),
                other => panic!("unexpected attachment {other}"),
            }
            *opened.entry(ending).or_insert(0) += 1;
        }
    }
    assert!(opened.len() == 4 && opened.values().all(|count| *count >= 3), "{opened:?}");
}

/// The text of the message, that of HTML included.
fn readable(message: &[u8]) -> String {
    let parts = Parts::split(message);
    let text = parts.text();
    if text.is_empty() { String::from_utf8_lossy(message).into_owned() } else { text }
}

fn opens_as_zip(bytes: &[u8]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for place in 0..archive.len() {
        let mut text = String::new();
        archive.by_index(place).unwrap().read_to_string(&mut text).unwrap();
        assert!(text.starts_with("<?xml") && text.trim_end().ends_with('>'));
    }
}

/// The attachments of a message, by the shape in which this crate writes them.
fn attachments(message: &[u8]) -> Vec<(String, Vec<u8>)> {
    let text = String::from_utf8_lossy(message).into_owned();
    let files = text.split("Content-Disposition: attachment; filename=\"").skip(1);
    files
        .map(|rest| {
            let (name, rest) = rest.split_once('"').unwrap();
            let body = rest.split_once("\r\n\r\n").unwrap().1.split("\r\n------=").next().unwrap();
            let wrapped = format!("Content-Transfer-Encoding: base64\r\n\r\n{body}");
            (name.to_owned(), decoded(wrapped.as_bytes()))
        })
        .collect()
}

fn decoded(part: &[u8]) -> Vec<u8> {
    crate::unmime::decode(Parts::split(part).body, "base64")
}

#[tokio::test]
async fn refusals_deferrals_and_dropped_lines_happen_on_the_line() {
    let world = world(5, 60).await;
    let replies = ask_all(&world, 60).await;
    for role in world.truth().roles {
        let reply = &replies[&role.trust.code];
        let expected = match role.conduct {
            Conduct::Silent(Silence::RefusedAtTheDoor) => "550 5.1.1",
            _ if role.has(Habit::DropsTheLine) => "",
            _ => "250 2.0.0",
        };
        assert_eq!(&reply[..reply.len().min(9)], expected, "{reply}");
    }
    let dropped = world.truth().roles.into_iter().find(|role| role.has(Habit::DropsTheLine)).unwrap();
    let before = world.received();
    let number = trusts(60).iter().position(|trust| *trust == dropped.trust).unwrap() + 1;
    send(world.address(), &dropped.trust.address, &letter(number)).await;
    let once_more = Received { duplicates: before.duplicates + 1, ..before };
    assert_eq!(world.received(), once_more);
    let chaser =
        letter(number).replace("<letter.", "<chaser.").replace("Subject:", "In-Reply-To: <x@y>\r\nSubject:");
    send(world.address(), &dropped.trust.address, &chaser).await;
    assert_eq!(world.received(), once_more);
    let second = letter(number).replace("<letter.", "<second.");
    send(world.address(), &dropped.trust.address, &second).await;
    let asked_twice = Received { letters: before.letters + 1, duplicates: before.duplicates + 2 };
    assert_eq!(world.received(), asked_twice);
}

#[tokio::test]
async fn the_server_says_no_in_so_many_words() {
    let world = world(1, 5).await;
    for (commands, expected) in [
        (vec!["MAIL FROM:<a@example.org>"], "553 5.1.8"),
        (vec!["MAIL FROM:<a@b.invalid>", "RCPT TO:<x@example.org>"], "550 5.1.1"),
        (vec!["RCPT TO:<foi@r001.trusts.invalid>"], "503 5.5.1"),
        (vec!["DATA"], "503 5.5.1"),
        (vec!["MAIL from a@b.invalid"], "501 5.5.4"),
        (vec!["\u{0}\u{1}"], "502 5.5.2"),
        (vec!["MAIL FRÖ"], "501 5.5.4"),
        (vec!["QUIT"], "221 2.0.0"),
    ] {
        let mut line = BufReader::new(TcpStream::connect(world.address()).await.unwrap());
        let mut reply = read(&mut line).await;
        for command in &commands {
            line.write_all(format!("{command}\r\n").as_bytes()).await.unwrap();
            reply = read(&mut line).await;
        }
        assert!(reply.starts_with(expected), "{commands:?}: {reply}");
    }
}

#[tokio::test]
async fn a_world_refuses_what_could_reach_anybody() {
    let mut real = trusts(3);
    real[1].address = "foi@example.org".to_owned();
    let mut twice = trusts(3);
    twice[1].address = twice[0].address.to_uppercase();
    for (trusts, last, says) in [
        (real, "2018-11-27", "not under .invalid"),
        (twice, "2018-11-27", "stands twice"),
        (trusts(3), "2018-08-19", "swap them"),
    ] {
        let refusal = World::start(1, trusts, day("2018-08-20"), day(last)).await.unwrap_err();
        assert!(refusal.to_string().contains(says), "{refusal}");
    }
    let world = world(1, 3).await;
    let away = SocketAddr::from(([192, 0, 2, 1], 25));
    let refusal = world.post_due(at(day("2018-11-27"), 0), away).await.unwrap_err();
    assert!(refusal.to_string().contains("loopback"), "{refusal}");
}

#[tokio::test]
async fn what_a_listener_refuses_waits_for_the_next_call() {
    let world = world(2, 20).await;
    ask_all(&world, 20).await;
    let now = at(day("2018-11-27"), 1439);
    let closed = {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        listener.local_addr().unwrap()
    };
    assert!(world.post_due(now, closed).await.is_err());
    let (address, mut take) = sink().await;
    let posted = world.post_due(now, address).await.unwrap();
    assert!(posted > 20, "{posted}");
    assert!(take.recv().await.is_some());
    assert_eq!(world.post_due(now, address).await.unwrap(), 0);
}

#[tokio::test]
async fn a_letter_that_is_too_large_is_refused_and_the_session_goes_on() {
    let world = world(9, 20).await;
    let open = world
        .truth()
        .roles
        .into_iter()
        .find(|r| r.habits.is_empty() && r.conduct != Conduct::Silent(Silence::RefusedAtTheDoor));
    let address = open.unwrap().trust.address;
    let large = letter(1) + &"x".repeat(3 * 1024 * 1024) + "\r\n";
    assert!(send(world.address(), &address, &large).await.starts_with("552 5.3.4"));
    assert!(send(world.address(), &address, &letter(1)).await.starts_with("250 2.0.0"));
    let mut line = TcpStream::connect(world.address()).await.unwrap();
    line.write_all(&vec![b'a'; 100_000]).await.unwrap();
    line.shutdown().await.unwrap();
    let mut said = Vec::new();
    line.read_to_end(&mut said).await.unwrap();
    assert!(String::from_utf8_lossy(&said).contains("502 5.5.2"));
}
