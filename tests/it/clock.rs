//! The clock's commands as a person runs them: their whole output, and holidays brought in from a file and an address.

mod printed;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use self::printed::PRINTED;
use crate::commands::desk;
use crate::foi::{Run, foi};

#[test]
fn the_clock_answers_and_explains_without_a_desk() {
    let nowhere = tempfile::tempdir().unwrap();
    let known = foi(nowhere.path(), "clock due --received 2026-05-29 --json").json();
    let version = known["calendar"].as_str().unwrap();
    for (arguments, expected) in PRINTED {
        let printed = foi(nowhere.path(), arguments);
        assert_eq!(printed.status, Some(0), "{arguments}: {printed:?}");
        assert_eq!(printed.stdout, expected.replace("{version}", version), "{arguments}");
    }
    assert_eq!(fs::read_dir(nowhere.path()).unwrap().count(), 0, "nothing is written");
}

#[test]
fn what_the_clock_cannot_answer_is_said_with_the_next_step() {
    let nowhere = tempfile::tempdir().unwrap();
    for (arguments, expected) in [
        ("due --regime xx --received 2026-05-29", "law `xx` is not known: au-foi, au-foi-canberra, "),
        ("due --received 29/05/2026", "`29/05/2026` is no date such as 2026-05-29 and no instant"),
        (
            "due --received 2026-05-29 --event fee=2026-06-01",
            "event `fee` is unknown: `foi clock regimes --events` lists",
        ),
        (
            "due --received 2026-05-29 --quantity never",
            "`never` is not established for FOIA: it knows response_due, ",
        ),
        (
            "explain --jurisdiction mars --received 2026-05-29",
            "FOIA does not bind authorities of `mars`: it binds those of england",
        ),
        ("regimes xx", "law `xx` is not known: `foi clock regimes` lists those that are"),
        ("check nowhere.csv", "nowhere.csv: No such file"),
        ("refresh feed.json", ". holds no foi.toml: make a desk with `foi init .`"),
        ("changes", ". holds no foi.toml"),
    ] {
        let refused = foi(nowhere.path(), &format!("clock {arguments}"));
        assert!(refused.refusal().starts_with(expected), "{arguments}: {refused:?}");
    }
}

#[test]
fn a_file_of_worked_dates_is_checked_and_each_row_that_differs_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let vectors = include_str!("../corpus/clock-vectors.csv");
    let rows = vectors.lines().count() - 1;
    for (name, text, status, expected) in [
        ("good.csv", vectors.to_string(), 0, format!("{rows} rows: {rows} agree, 0 differ\n")),
        (
            "bad.csv",
            vectors.replace(
                "2014-11-24,,response_due,act,2014-12-23",
                "2014-11-24,,response_due,act,2014-12-22",
            ),
            1,
            format!(
                "V006: expected 2014-12-22, got 2014-12-23\n{rows} rows: {} agree, 1 differs\n",
                rows - 1
            ),
        ),
        ("short.csv", vectors.replace(",profile,", ",reading,"), 1, String::new()),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
        let checked = foi(folder.path(), &format!("clock check {name}"));
        assert_eq!((checked.status, checked.stdout), (Some(status), expected), "{name}: {}", checked.stderr);
    }
    let checked = foi(folder.path(), "clock check short.csv");
    assert_eq!(checked.refusal(), "short.csv: line 1, column profile: the column is missing: add it\n");
    let value: Value =
        serde_json::from_str(&foi(folder.path(), "clock check bad.csv --json").stdout).unwrap();
    assert_eq!(value["differing"], json!([{ "id": "V006", "expected": "2014-12-22", "got": "2014-12-23" }]));
}

/// A feed that has a day of its own in Scotland, and of the rest of the year what the rules give.
fn feed() -> String {
    let days = [
        ("2027-01-01", "New Year’s Day"),
        ("2027-01-04", "2nd January"),
        ("2027-03-26", "Good Friday"),
        ("2027-05-03", "Early May bank holiday"),
        ("2027-05-31", "Spring bank holiday"),
        ("2027-06-21", "A day of joy"),
        ("2027-08-02", "Summer bank holiday"),
        ("2027-11-30", "St Andrew’s Day"),
        ("2027-12-27", "Christmas Day"),
        ("2027-12-28", "Boxing Day"),
    ];
    let events =
        days.map(|(date, title)| json!({ "title": title, "date": date, "notes": "", "bunting": true }));
    json!({ "scotland": { "division": "scotland", "events": events } }).to_string()
}

#[test]
fn a_feed_in_a_file_adds_its_days_and_every_later_count_heeds_them() {
    let folder = desk();
    fs::write(folder.path().join("feed.json"), feed()).unwrap();
    let due = "clock due --received 2027-06-01 --json";
    assert_eq!(foi(folder.path(), due).json()["due"], "2027-06-29");
    for expected in [
        "Added:\n  Scotland: Mon 21 June 2027 (A day of joy)\nOther than by the rules of the 1971 Act:\n  Scotland: the feed \
         lists Mon 21 June 2027 (A day of joy), which the rules do\n    not give\nNo due date moved; 0 requests looked \
         at.\n",
        "Nothing changed: feed.json lists no day that is not known.\n",
    ] {
        let refreshed = foi(folder.path(), "clock refresh feed.json");
        assert_eq!((refreshed.status, refreshed.stdout.as_str()), (Some(0), expected), "{refreshed:?}");
        assert_eq!(foi(folder.path(), due).json()["due"], "2027-06-30");
    }
}

/// A law of one's own, far in the future so that no day of it is ever past.
const FREEDONIA: &str =
    "extends = \"foia\"\ncode = \"freedonia\"\nshort = \"Act\"\n[calendar]\ndivisions = [\"freedonia\"]\n";

#[test]
fn a_day_that_would_go_waits_until_a_person_decides_under_a_law_of_ones_own_too() {
    let folder = desk();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("laws")).unwrap();
    write("laws/freedonia.toml", FREEDONIA);
    write("foi.toml", "[calendar]\nregimes = \"laws\"\n");
    write(
        "a.csv",
        "division,date,title\nfreedonia,2098-01-01,New Year\nfreedonia,2098-03-04,Day of Freedom\n",
    );
    write("b.csv", "division,date,title\nfreedonia,2098-01-01,New Year\nfreedonia,2098-06-03,Day of Song\n");
    let due = || {
        foi(folder.path(), "clock due --regime freedonia --received 2098-02-10 --json").json()["due"].clone()
    };
    assert_eq!(foi(folder.path(), "clock refresh a.csv --json").json()["added"].as_array().unwrap().len(), 2);
    assert_eq!(due(), "2098-03-11");
    let refreshed = foi(folder.path(), "clock refresh b.csv --json").json();
    let id = refreshed["waiting"][0]["id"].to_string();
    assert_eq!(due(), "2098-03-11", "nothing of it happens before a person says so: {refreshed}");
    let listed = foi(folder.path(), "clock changes --json").json();
    assert_eq!((&listed[0]["id"], &listed[0]["state"]), (&refreshed["waiting"][0]["id"], &json!("waiting")));
    assert_eq!(foi(folder.path(), &format!("clock accept {id} --json")).json()["state"], "accepted");
    assert_eq!(due(), "2098-03-10");
    let twice = foi(folder.path(), &format!("clock refuse {id}"));
    assert!(twice.refusal().contains("it is accepted, and only what waits is decided"), "{twice:?}");
}

/// A web server on this machine that answers by path, and tells what it was asked.
async fn web() -> (String, UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (asked, told) = unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            answer(stream, &asked).await;
        }
    });
    (address, told)
}

async fn answer(mut stream: TcpStream, asked: &UnboundedSender<String>) {
    let (mut head, mut buffer) = (Vec::new(), [0; 1024]);
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut buffer).await {
            Ok(count) if count > 0 => head.extend_from_slice(&buffer[..count]),
            _ => return,
        }
    }
    let head = String::from_utf8(head).unwrap();
    let (status, body) = match head.split(' ').nth(1).unwrap() {
        "/days.json" => ("200 OK", feed()),
        "/long" => ("200 OK", " ".repeat(1_000_001)),
        "/else" => ("302 Found\r\nLocation: https://feed.invalid/days.json", String::new()),
        "/here" => ("302 Found\r\nLocation: /days.json", String::new()),
        "/round" => ("302 Found\r\nLocation: /round", String::new()),
        _ => ("404 Not Found", "<!doctype html>".into()),
    };
    asked.send(head).unwrap();
    let answer =
        format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
    // whoever asked may have had enough before the end
    let _ = stream.write_all(answer.as_bytes()).await;
}

async fn refresh(folder: &Path, from: String) -> Run {
    let folder = folder.to_path_buf();
    tokio::task::spawn_blocking(move || foi(&folder, &format!("clock refresh {from} --json"))).await.unwrap()
}

#[tokio::test]
async fn a_feed_is_fetched_from_an_address_and_the_program_names_itself() {
    let folder = desk();
    let (address, mut told) = web().await;
    for path in ["/days.json", "/here"] {
        let refreshed = refresh(folder.path(), format!("{address}{path}")).await.json();
        let added = refreshed["added"].as_array().unwrap();
        assert_eq!(added.len(), usize::from(path == "/days.json"), "{refreshed}");
        let head = told.recv().await.unwrap().to_lowercase();
        assert!(head.starts_with(&format!("get {path} http/1.1\r\n")), "{head}");
        assert!(head.contains(&format!("\r\nuser-agent: foi/{}\r\n", env!("CARGO_PKG_VERSION"))), "{head}");
    }
}

#[tokio::test]
async fn an_address_that_gives_no_feed_changes_nothing_and_says_why() {
    let folder = desk();
    let (address, _told) = web().await;
    for (from, expected) in [
        (format!("{address}/nowhere"), "404 Not Found"),
        (format!("{address}/long"), "it has more bytes than a feed of holidays"),
        (format!("{address}/else"), "it redirects to an address that is not asked"),
        (format!("{address}/round"), "it redirects without end"),
        (
            "http://feed.invalid/days.json".into(),
            "use https; plain http is for this machine (127.0.0.1) only",
        ),
        ("ftp://127.0.0.1/days.json".into(), "use https"),
        ("nowhere.json".into(), "nowhere.json: No such file"),
    ] {
        let refused = refresh(folder.path(), from.clone()).await;
        assert!(refused.refusal().contains(expected), "{from}: {refused:?}");
    }
    assert_eq!(foi(folder.path(), "clock changes --json").json(), json!([]));
}
