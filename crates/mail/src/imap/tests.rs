//! Collecting from a server that follows a script over a real socket.

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use super::*;

/// For each command in order: how it must begin (after its tag), and the answer, in which `TAG` is that tag.
type Script<'a> = &'a [(&'a str, &'a str)];

const LOGIN: (&str, &str) = ("LOGIN \"desk\" \"s\\\"ecret\"", "TAG OK in\r\n");
const EXAMINE: (&str, &str) =
    ("EXAMINE \"INBOX\"", "* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\nTAG OK [READ-ONLY] done\r\n");
const LOGOUT: (&str, &str) = ("LOGOUT", "* BYE\r\nTAG OK bye\r\n");

async fn fetched(script: Script<'_>, seen: Option<&str>, limit: usize) -> Result<Vec<String>, ImapError> {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let account = Account {
        host: "127.0.0.1".into(),
        port: socket.local_addr().unwrap().port(),
        tls: Tls::None,
        login: Login { user: "desk".into(), secret: "s\"ecret".into() },
        folder: "INBOX".into(),
        timeout: Duration::from_millis(300),
        largest: 10,
    };
    let serve = async {
        let mut stream = BufReader::new(socket.accept().await.unwrap().0);
        stream.write_all(b"* OK ready\r\n").await.unwrap();
        for (expected, answer) in script {
            let mut line = String::new();
            stream.read_line(&mut line).await.unwrap();
            let (tag, command) = line.trim_end().split_once(' ').unwrap();
            assert!(command.starts_with(expected), "{command}\nexpected {expected}");
            stream.write_all(answer.replace("TAG", tag).as_bytes()).await.unwrap();
        }
        drop(stream.read_to_end(&mut Vec::new()).await); // until the client leaves
    };
    let (messages, ()) = tokio::join!(fetch_since(&account, seen, limit), serve);
    let show = |message: Fetched| {
        format!("{} {} {}", message.position, String::from_utf8_lossy(&message.bytes), message.whole)
    };
    Ok(messages?.into_iter().map(show).collect())
}

#[tokio::test]
async fn new_messages_are_fetched_in_order_and_large_ones_in_part() {
    let script = [
        LOGIN,
        EXAMINE,
        ("UID SEARCH UID 42:*", "* SEARCH 45 43 44\r\nTAG OK\r\n"),
        (
            "UID FETCH 43,44,45 (UID RFC822.SIZE)",
            "* 2 FETCH (UID 45 RFC822.SIZE 99)\r\n* 1 FETCH (UID 43 RFC822.SIZE 4)\r\n* 9 FETCH (UID 99 FLAGS ())\r\nTAG OK\r\n",
        ),
        ("UID FETCH 43 (UID BODY.PEEK[])", "* 1 FETCH (UID 43 BODY[] {4}\r\nA: 1)\r\nTAG OK\r\n"),
        (
            "UID FETCH 45 (UID BODY.PEEK[]<0.10>)",
            "* 2 FETCH (UID 45 BODY[]<0> {10}\r\nB: 2345678)\r\nTAG OK\r\n",
        ),
        LOGOUT,
    ];
    let messages = fetched(&script, Some("INBOX/7/41"), 10).await.unwrap();
    assert_eq!(messages, ["INBOX/7/43 A: 1 true", "INBOX/7/45 B: 2345678 false"]);
}

#[tokio::test]
async fn nothing_new_is_nothing_and_a_changed_uidvalidity_begins_again() {
    let search = |from: &'static str, answer: &'static str| [LOGIN, EXAMINE, (from, answer), LOGOUT];
    for (seen, script) in [
        // `n:*` names the last message even if it comes before n
        (Some("INBOX/7/41"), search("UID SEARCH UID 42:*", "* SEARCH 41\r\nTAG OK\r\n")),
        (Some("INBOX/6/41"), search("UID SEARCH UID 1:*", "* SEARCH\r\nTAG OK\r\n")),
        (None, search("UID SEARCH UID 1:*", "* SEARCH\r\nTAG OK\r\n")),
    ] {
        assert_eq!(fetched(&script, seen, 10).await.unwrap(), [""; 0]);
    }
    let limited = [
        LOGIN,
        EXAMINE,
        ("UID SEARCH UID 1:*", "* SEARCH 3 1 2\r\nTAG OK\r\n"),
        ("UID FETCH 1 (UID RFC822.SIZE)", "TAG OK\r\n"),
        LOGOUT,
    ];
    assert_eq!(fetched(&limited, None, 1).await.unwrap(), [""; 0]);
}

#[tokio::test]
async fn failures_say_what_to_do() {
    for (script, expected) in [
        (
            vec![(LOGIN.0, "TAG NO [AUTHENTICATIONFAILED] wrong\r\n")],
            "127.0.0.1 refuses the login of desk: [AUTHENTICATIONFAILED] wrong; check name",
        ),
        (
            vec![LOGIN, (EXAMINE.0, "TAG NO no such folder\r\n")],
            "EXAMINE failed: no such folder; it is tried again",
        ),
        (
            vec![LOGIN, (EXAMINE.0, "* 1 EXISTS\r\nTAG OK\r\n")],
            "EXAMINE failed: the server gives no UIDVALIDITY",
        ),
        (vec![LOGIN, (EXAMINE.0, "")], "no answer to EXAMINE in 300ms"),
        (vec![LOGIN, (EXAMINE.0, "%%%%\r\n")], "EXAMINE failed"),
    ] {
        let error = fetched(&script, None, 1).await.unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
        assert!(!error.contains("ecret"), "{error}");
    }
}

#[tokio::test]
async fn a_login_without_tls_stays_on_this_machine() {
    let account = Account {
        host: "imap.invalid".into(),
        port: 143,
        tls: Tls::None,
        login: Login { user: "desk".into(), secret: "s".into() },
        folder: "INBOX".into(),
        timeout: Duration::from_secs(1),
        largest: 10,
    };
    assert!(matches!(fetch_since(&account, None, 1).await, Err(ImapError::BareLogin(_))));
}
