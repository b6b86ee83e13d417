//! Letters through Postfix to Dovecot and back, and from Postfix into our own listener.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::authority::Address;
use domain::outbox::{Letter, LetterKind, Verdict};
use domain::reference::Reference;
use harness::samples::{self, launch};
use harness::servers::{self, MailServers};
use mail::imap::{ImapError, fetch_since};
use mail::letter::{Draft, compose};
use mail::listen::{Envelope, Limits, Listener, Protocol};
use mail::post::{Login, Tls};
use messages::message::{Message, parse};
use tokio::sync::{mpsc, oneshot};

fn desk(mailbox: &str) -> Address {
    format!("desk@{mailbox}.invalid").parse().unwrap()
}

fn letter(from: &str, to: &str, subject: &str, text: &str, number: u32) -> Letter {
    let mut sender = samples::campaign("sample", from).sender;
    sender.tagged = true;
    compose(&Draft {
        sender: &sender,
        kind: LetterKind::Request,
        to: &to.parse().unwrap(),
        subject,
        text,
        reference: Reference::from_number(number),
        date: launch(),
        number,
    })
    .unwrap()
}

fn plain(to: &str) -> Letter {
    letter("sender", to, "Staff", "How many?", 1)
}

async fn post(servers: &MailServers, letter: &Letter) -> Verdict {
    let mut line = servers.line(servers.smtp, None);
    let verdict = line.post(&desk("sender"), &letter.to, &letter.bytes).await;
    line.quit().await;
    verdict
}

/// The text as it was written, whatever line ends and final blank lines it met on the way.
fn text(message: &Message) -> String {
    message.plain_text().replace("\r\n", "\n").trim_end().to_string()
}

#[tokio::test]
async fn letters_come_out_of_the_mailbox_as_they_were_written() {
    let Some(servers) = servers::mail() else { return };
    let long = "a very long line ".repeat(200);
    let texts = [
        ("Staff and training", "How many people?\n\n.\n..\nFrom here on, a dot and a From.\n"),
        ("Gwariant ar hyfforddiant: £5,356 – “ŵy”", "Faint o bunnoedd (£) a wariwyd ar hyfforddiant?\n"),
        (
            "A subject that is so long that it has to be folded more than once before it is sent to anybody",
            &long,
        ),
    ];
    let mut line = servers.line(servers.smtp, None);
    let mut sent = Vec::new();
    for ((subject, text), number) in texts.iter().zip(1..) {
        let letter = letter("written", "foi@t001.as-written.invalid", subject, text, number);
        let verdict = line.post(&desk("written"), &letter.to, &letter.bytes).await;
        let Verdict::Accepted(receipt) = verdict else { panic!("{verdict:?}") };
        assert!(receipt.reply.contains("queued as") && receipt.queue_id.is_some(), "{receipt:?}");
        sent.push(letter);
    }
    line.quit().await;
    let messages: Vec<_> =
        servers.messages("as-written", 3).await.iter().map(|fetched| parse(&fetched.bytes)).collect();
    for ((letter, (_, words)), number) in sent.iter().zip(texts).zip(1..) {
        let found = messages.iter().find(|message| message.message_id.as_ref() == Some(&letter.message_id));
        let message = found.expect("the letter has kept its Message-ID");
        let reference = Reference::from_number(number);
        assert_eq!(message.subject, letter.subject);
        assert_eq!(text(message), format!("{}\n\nOur reference: {reference}", words.trim_end()));
        assert_eq!(message.references, std::slice::from_ref(&letter.message_id));
        assert_eq!(message.reply_to, Some(format!("desk+{}@written.invalid", reference.tag())));
        assert_eq!(message.from, Some(("Open Questions Society".into(), "desk@written.invalid".into())));
        assert_eq!(message.warnings, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_mailbox_is_read_from_where_it_was_left_and_stays_unread() {
    let Some(servers) = servers::mail() else { return };
    post(&servers, &plain("foi@left-off.invalid")).await;
    let first = servers.messages("left-off", 1).await;
    let account = servers.mailbox("left-off");
    let seen = Some(first[0].position.as_str());
    assert_eq!(fetch_since(&account, seen, 10).await.unwrap(), []);
    post(&servers, &letter("sender", "foi@left-off.invalid", "Again", "How many?", 2)).await;
    assert_eq!(servers.messages("left-off", 2).await[0], first[0]);
    let next = fetch_since(&account, seen, 10).await.unwrap();
    assert_eq!(parse(&next[0].bytes).subject, format!("Again [Ref {}]", Reference::from_number(2)));
}

#[tokio::test]
async fn what_postfix_says_to_a_recipient_is_the_verdict_and_the_line_stays_usable() {
    let Some(servers) = servers::mail() else { return };
    let mut line = servers.line(servers.smtp, None);
    for (to, expected) in [
        ("nobody@verdict.invalid", "refused: 550 5.1.1 <nobody@verdict.invalid>: Recipient address rejected"),
        ("full@verdict.invalid", "deferred: 452 4.2.2 <full@verdict.invalid>: Recipient address rejected"),
        ("foi@trust.example", "refused: 554 5.7.1 <foi@trust.example>: Relay access denied"),
        ("foi@verdict.invalid", "accepted: 250 2.0.0 Ok: queued as"),
    ] {
        let letter = plain(to);
        let said = match line.post(&desk("sender"), &letter.to, &letter.bytes).await {
            Verdict::Accepted(receipt) => format!("accepted: {}", receipt.reply),
            Verdict::Refused { why } => format!("refused: {why}"),
            Verdict::Deferred { why } => format!("deferred: {why}"),
            Verdict::InDoubt { why } => format!("in doubt: {why}"),
        };
        let words = expected.split_once(": ").unwrap();
        assert!(said.starts_with(words.0) && said.contains(words.1), "{to}: {said}");
    }
    line.quit().await;
    assert_eq!(servers.messages("verdict", 1).await.len(), 1, "one letter was taken, and it came once");
}

#[tokio::test]
async fn a_server_that_wants_a_login_takes_letters_only_from_those_who_have_one() {
    let Some(servers) = servers::mail() else { return };
    let wrong = Login { secret: "wrong".into(), ..servers.login("sender") };
    for (login, taken) in [(None, false), (Some(wrong), false), (Some(servers.login("sender")), true)] {
        let letter = plain("foi@login.invalid");
        let mut line = servers.line(servers.submission, login.clone());
        let verdict = line.post(&desk("sender"), &letter.to, &letter.bytes).await;
        line.quit().await;
        assert_eq!(matches!(verdict, Verdict::Accepted(_)), taken, "{login:?}: {verdict:?}");
        assert!(!format!("{verdict:?}").contains(&servers.password), "no verdict holds the password");
    }
    servers.messages("login", 1).await;
}

#[tokio::test]
async fn a_server_whose_certificate_nobody_vouches_for_gets_neither_letter_nor_password() {
    let Some(servers) = servers::mail() else { return };
    for (at, tls) in [(servers.submission, Tls::StartTls), (servers.smtps, Tls::Implicit)] {
        let letter = plain("foi@vouched.invalid");
        let mut line = servers.line_by(at, tls, Some(servers.login("sender")));
        let verdict = line.post(&desk("sender"), &letter.to, &letter.bytes).await;
        assert!(matches!(&verdict, Verdict::Deferred { why } if why.contains("certificate")), "{verdict:?}");
        line.quit().await;
    }
    post(&servers, &plain("foi@vouched.invalid")).await;
    servers.messages("vouched", 1).await;
    for (at, tls) in [(servers.imap, Tls::StartTls), (servers.imaps, Tls::Implicit)] {
        let account = servers.mailbox_by(at, tls, "vouched");
        let error = fetch_since(&account, None, 1).await.unwrap_err();
        assert!(matches!(error, ImapError::Unreachable { .. }), "{error:?}");
        assert!(error.to_string().contains("certificate"), "{error}");
    }
}

#[tokio::test]
async fn a_wrong_password_for_the_mailbox_is_said_with_the_servers_words() {
    let Some(servers) = servers::mail() else { return };
    let mut account = servers.mailbox("anyone");
    account.login.secret = "wrong".into();
    let error = fetch_since(&account, None, 1).await.unwrap_err();
    assert!(matches!(error, ImapError::Login { .. }), "{error:?}");
    assert!(error.to_string().starts_with("127.0.0.1 refuses the login of anyone: "), "{error}");
}

#[tokio::test]
async fn a_delivery_report_names_the_letter_that_came_back() {
    let Some(servers) = servers::mail() else { return };
    let letter = letter("returned", "foi@gone.returning.invalid", "Staff", "How many?", 1);
    let mut line = servers.line(servers.smtp, None);
    let verdict = line.post(&desk("returned"), &letter.to, &letter.bytes).await;
    assert!(matches!(verdict, Verdict::Accepted(_)), "{verdict:?}");
    line.quit().await;
    let report = parse(&servers.messages("returned", 1).await[0].bytes).report.expect("a delivery report");
    assert_eq!(report.action, "failed");
    assert_eq!(report.status.as_deref(), Some("5.1.1"));
    assert_eq!(report.recipient.as_deref(), Some(letter.to.as_str()));
    assert_eq!(report.original_message_id, Some(letter.message_id));
    assert!(report.diagnostic.is_some_and(|words| words.contains("the mailbox is gone")));
}

/// A listener that refuses the first delivery for now and takes the second.
async fn listen(servers: &MailServers) -> (mpsc::Receiver<(Envelope, Vec<u8>)>, oneshot::Sender<()>) {
    let listener = Listener::bind(servers.lmtp, Protocol::Lmtp, Limits::default()).await.unwrap();
    let (taken, received) = mpsc::channel(4);
    let (stop, stopped) = oneshot::channel::<()>();
    let attempts = Arc::new(AtomicUsize::new(0));
    let deliver = move |envelope: Envelope, bytes: Vec<u8>| {
        let (taken, attempts) = (taken.clone(), Arc::clone(&attempts));
        async move {
            if attempts.fetch_add(1, Ordering::Relaxed) == 0 {
                return Err("the disk is full".to_string());
            }
            taken.send((envelope, bytes)).await.map_err(|error| error.to_string())
        }
    };
    let accept = |recipient: &str| recipient.ends_with("@lmtp.invalid");
    tokio::spawn(listener.serve(accept, deliver, async move { drop(stopped.await) }));
    (received, stop)
}

#[tokio::test]
async fn postfix_keeps_a_message_until_our_listener_has_stored_it() {
    let Some(servers) = servers::mail() else { return };
    let (mut received, stop) = listen(&servers).await;
    let letter = plain("desk+ghjkmnpq@lmtp.invalid");
    assert!(matches!(post(&servers, &letter).await, Verdict::Accepted(_)));
    let again = tokio::time::timeout(std::time::Duration::from_mins(1), received.recv());
    let (envelope, bytes) = again.await.expect("Postfix tries again within a minute").unwrap();
    assert_eq!(envelope.from, "desk@sender.invalid");
    assert_eq!(envelope.to, ["desk+ghjkmnpq@lmtp.invalid"]);
    let message = parse(&bytes);
    assert_eq!(message.message_id, Some(letter.message_id));
    assert_eq!(text(&message), format!("How many?\n\nOur reference: {}", Reference::from_number(1)));
    assert!(
        message.recipients.contains(&"desk+ghjkmnpq@lmtp.invalid".to_string()),
        "{:?}",
        message.recipients
    );
    stop.send(()).unwrap();
}
