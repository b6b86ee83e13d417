//! The commands: what they do, what they refuse, and a campaign run with nothing else.

use std::fs;
use std::path::Path;
use std::process::Command;

use domain::outbox::Verdict;
use harness::servers::{self, MailServers};
use messages::message::parse;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::foi::{Run, command, foi, run};

/// A folder with a fresh desk in it.
pub(crate) fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = foi(folder.path(), "init");
    assert_eq!(made.status, Some(0), "{made:?}");
    folder
}

#[test]
fn a_register_with_a_fault_is_refused_whole_and_the_row_is_named() {
    let folder = desk();
    for (register, expected) in [
        ("name,email\nOne,foi@t1.invalid\n", "row 1, column code: the column is missing: add it"),
        (
            "code,name,email\nT01,One,foi@t1.invalid\nT02,Two,foi@\n",
            "row 3, column email: `foi@` is not an e-mail",
        ),
        ("code,name\nT01,One\nT01,Two\n", "row 3, column code: code `T01` stands twice"),
        (
            "code,name\nT01,One\n1.00E+05,Two\n",
            "row 3, column code: `1.00E+05` looks like a code that a spreadsheet",
        ),
        ("code,name\nT01,One,three\n", "row 2: 3 fields where the header has 2"),
        ("", "row 1: the file is empty"),
    ] {
        fs::write(folder.path().join("register.csv"), register).unwrap();
        let refused = foi(folder.path(), "authorities import register.csv");
        assert!(refused.refusal().contains(expected), "{expected}: {refused:?}");
        assert_eq!(foi(folder.path(), "authorities list --json").json(), json!([]));
    }
}

#[test]
fn a_desk_is_made_once_and_a_second_time_changes_nothing() {
    let folder = desk();
    let settings = folder.path().join("foi.toml");
    fs::write(&settings, "[desk]\nrehearsal = true\n").unwrap();
    assert_eq!(foi(folder.path(), "init").status, Some(0));
    assert_eq!(fs::read_to_string(&settings).unwrap(), "[desk]\nrehearsal = true\n");
    assert_eq!(foi(folder.path(), "verify --json").json()["faults"], json!([]));
}

#[test]
fn what_cannot_be_done_is_said_in_a_sentence_with_the_next_step() {
    let folder = desk();
    let nowhere = tempfile::tempdir().unwrap();
    for (folder, arguments, expected) in [
        (nowhere.path(), "campaign list", "foi init"),
        (folder.path(), "campaign status nowhere", "there is no campaign `nowhere`: see `foi campaign list`"),
        (folder.path(), "authorities import nowhere.csv", "nowhere.csv"),
        (folder.path(), "campaign create nowhere", "nowhere"),
        (folder.path(), "clock due --received 2098-01-05", "bank holidays are known only from"),
    ] {
        let refused = foi(folder, arguments);
        assert!(refused.refusal().contains(expected), "{arguments}: {refused:?}");
    }
    assert_eq!(foi(folder.path(), "nonsense").status, Some(2));
}

#[test]
fn the_clock_is_read_without_a_desk() {
    let nowhere = tempfile::tempdir().unwrap();
    let due = foi(nowhere.path(), "clock due --received 2026-05-29 --json").json();
    assert_eq!(
        due["due"], "2026-06-29",
        "15 June 2026 is a holiday in Scotland, and so counts nowhere: {due}"
    );
}

/// Writes a campaign of one question whose replies go to the mailbox.
pub(crate) fn declare(folder: &Path, mailbox: &str) {
    let declaration = format!(
        r#"
name = "by-command"
title = "Staff"
acceptance = "stated"
[sender]
name = "Open Questions Society"
address = "desk@{mailbox}.invalid"
tagged = true
[letter]
subject = "Staff and training"
[plan]
starts = "2018-08-20"
[[question]]
number = 1
name = "staff"
type = "count"
unit = "people"
period = "at 1 August 2018"
words = ["staff"]
text = "How many qualified staff did you employ at 1 August 2018?"
"#
    );
    fs::create_dir(folder.join("campaign")).unwrap();
    fs::write(folder.join("campaign/campaign.toml"), declaration).unwrap();
    let letter = "To {{ authority }}\n\n{{ questions }}\n\n{{ sender }}\n";
    fs::write(folder.join("campaign/letter.txt"), letter).unwrap();
}

/// Writes settings that send and read over TLS of this kind as the user `mailbox`.
pub(crate) fn settings(folder: &Path, servers: &MailServers, tls: &str, mailbox: &str) {
    let (smtp, imap) =
        if tls == "implicit" { (servers.smtps, servers.imaps) } else { (servers.submission, servers.imap) };
    let account = |section: &str, port: u16| {
        format!("[{section}]\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"{tls}\"\nuser = \"{mailbox}\"\n")
    };
    let text = account("smtp", smtp.port()) + &account("imap", imap.port());
    fs::write(folder.join("foi.toml"), text).unwrap();
}

/// When the workers run: the send plan of [`declare`] is through by then, and it is within its hours.
const LATER: &str = "2026-09-10T10:00:00Z";

/// `foi work --once` with the secrets, on a machine that knows who vouches for the servers.
pub(crate) fn worker(folder: &Path, servers: &MailServers) -> Command {
    let mut command = command(folder, &["work", "--once", "--json"]);
    command.env("FOI_SMTP_SECRET", &servers.password).env("FOI_IMAP_SECRET", &servers.password);
    command.env("SSL_CERT_FILE", &servers.authority).env("FOI_TEST_NOW", LATER);
    command
}

pub(crate) fn work(folder: &Path, servers: &MailServers) -> Value {
    run(worker(folder, servers)).json()
}

/// Answers a letter as its authority.
pub(crate) async fn reply(servers: &MailServers, letter: &[u8], mailbox: &str) {
    let letter = parse(letter);
    let message = format!(
        "From: {}\r\nTo: {}\r\nSubject: RE: {}\r\nMessage-ID: <{}.reply@authority.invalid>\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n1. We employed 24 qualified staff at 1 August 2018.\r\n",
        letter.to[0],
        letter.reply_to.unwrap_or_default(),
        letter.subject,
        letter.to[0].replace('@', "."),
    );
    let mut line = servers.line(servers.smtp, None);
    let to = format!("desk@{mailbox}.invalid").parse().unwrap();
    let verdict = line.post(&letter.to[0].parse().unwrap(), &to, message.as_bytes()).await;
    assert!(matches!(verdict, Verdict::Accepted(_)), "{verdict:?}");
    line.quit().await;
}

pub(crate) fn succeeds(run: &Run) {
    assert_eq!(run.status, Some(0), "{run:?}");
}

/// Imports `count` authorities whose mail goes to the mailbox.
pub(crate) fn import(folder: &Path, count: usize, mailbox: &str) {
    let row = |n| format!("T{n:02},Trust {n},foi@t{n:02}.{mailbox}.invalid\n");
    let rows: Vec<_> = (1..=count).map(row).collect();
    fs::write(folder.join("register.csv"), format!("code,name,email\n{}", rows.concat())).unwrap();
    succeeds(&foi(folder, "authorities import register.csv"));
}

#[tokio::test]
async fn a_campaign_is_run_with_nothing_but_the_commands() {
    let Some(servers) = servers::mail() else { return };
    for tls in ["none", "start-tls", "implicit"] {
        campaign(&servers, tls).await;
    }
}

async fn campaign(servers: &MailServers, tls: &str) {
    let (ours, theirs) = (format!("desk-{tls}"), format!("trusts-{tls}"));
    let (ours, theirs) = (ours.as_str(), theirs.as_str());
    let folder = desk();
    let folder = folder.path();
    declare(folder, ours);
    settings(folder, servers, tls, ours);
    import(folder, 5, theirs);
    succeeds(&foi(folder, "campaign create campaign"));
    assert!(foi(folder, "campaign launch by-command").refusal().contains("this writes to 5 authorities"));
    succeeds(&foi(folder, "campaign launch by-command --confirm 5"));
    assert!(foi(folder, "campaign launch by-command --confirm 5").refusal().contains("asked twice"));

    assert_eq!(work(folder, servers)["posted"], 5);
    let letters = servers.messages(theirs, 5).await;
    for letter in &letters[..3] {
        reply(servers, &letter.bytes, ours).await;
    }
    servers.messages(ours, 3).await;
    assert_eq!(work(folder, servers), json!({ "written": 0, "posted": 0, "read": 3 }));

    let status = foi(folder, "campaign status by-command --json").json();
    assert_eq!(
        (&status["counts"]["answered"], &status["counts"]["awaiting"]),
        (&json!(3), &json!(2)),
        "{status}"
    );
    assert_eq!(status["requests"].as_array().map(Vec::len), Some(5));
    assert_eq!(foi(folder, "verify --json").json()["faults"], json!([]));
    assert_eq!(work(folder, servers), json!({ "written": 0, "posted": 0, "read": 0 }));
    servers.messages(theirs, 5).await;
}
