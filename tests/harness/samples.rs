//! Samples: instants, authorities, a campaign, letters.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use domain::authority::{Authority, Measure};
use domain::calendar::Calendar;
use domain::campaign::{Acceptance, Campaign, LetterText, Sender};
use domain::law::Law;
use domain::outbox::{Letter, LetterKind, Receipt, Verdict};
use domain::plan::SendPlan;
use domain::question::{AnswerType, Question};
use domain::reference::Reference;
use domain::regime::{self, RegimeCode};
use domain::request::{Decision, Refusal, ask};
use store::campaigns::Planned;
use store::requests::Filter;
use store::{Act, ChangeError, campaigns, door, register, requests};

use crate::TestDesk;

/// The instant written so: `2018-08-20T08:30:00Z`.
pub fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The date written so: `2018-08-20`.
pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Monday 20 August 2018, half past nine in London: when the samples are launched.
pub fn launch() -> DateTime<Utc> {
    instant("2018-08-20T08:30:00Z")
}

/// The laws and the holidays that the product ships.
pub fn law() -> Law {
    let regimes = shipped("regimes");
    let regimes = regimes.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Law::new(regime::read(regimes).unwrap(), calendar(), &[])
}

/// The holidays that the product ships.
pub fn calendar() -> Calendar {
    let mut calendar = Calendar::parse(include_str!("../../config/bank-holidays.csv")).unwrap();
    for (_, csv) in shipped("holidays") {
        calendar.join(Calendar::parse(&csv).unwrap());
    }
    calendar
}

/// The files of a folder of `config`, by name.
fn shipped(folder: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../config").join(folder);
    let read = |path: PathBuf| (path.display().to_string(), fs::read_to_string(&path).unwrap());
    fs::read_dir(folder).unwrap().map(|file| read(file.unwrap().path())).collect()
}

/// The code of a law, written so: `foisa`.
pub fn regime(code: &str) -> RegimeCode {
    code.parse().unwrap()
}

/// `count` authorities with the codes `T001`, `T002` …, whose mail goes to the mailbox `mailbox`.
pub fn authorities(count: usize, mailbox: &str) -> Vec<Authority> {
    let authority = |n: usize| Authority {
        code: format!("T{n:03}").parse().unwrap(),
        name: format!("Trust number {n}"),
        nation: "England".into(),
        kind: "acute".into(),
        regime: RegimeCode::default(),
        email: Some(format!("foi@t{n:03}.{mailbox}.invalid").parse().unwrap()),
        measures: vec![Measure { name: "fte".into(), value: (1000 * n).into(), month: date("2018-06-01") }],
        tags: vec!["sample".into()],
        successors: Vec::new(),
    };
    (1..=count).map(authority).collect()
}

/// A campaign of three questions that may be launched. Replies go to the mailbox `mailbox`.
pub fn campaign(name: &str, mailbox: &str) -> Campaign {
    Campaign {
        name: name.into(),
        title: "Staff and training".into(),
        about: String::new(),
        select: None,
        sender: Sender {
            name: "Open Questions Society".into(),
            organisation: None,
            address: format!("desk@{mailbox}.invalid").parse().unwrap(),
            tagged: false,
        },
        letter: LetterText {
            subject: "Staff and training".into(),
            text: "To {{ authority }}\n\n{{ questions }}\n\n{{ sender }}\n".into(),
        },
        plan: SendPlan { starts: date("2018-08-20"), ..SendPlan::default() },
        acceptance: Acceptance::Stated,
        questions: vec![
            question(
                1,
                "staff",
                "How many qualified staff did you employ on 1 August 2018?",
                AnswerType::Count,
            ),
            question(2, "spend", "How many pounds (£) were spent on training in 2017-18?", AnswerType::Money),
            question(3, "policy", "Is there a written policy as at 1 August 2018?", AnswerType::YesNo),
        ],
        figures: Vec::new(),
    }
}

fn question(number: u32, name: &str, text: &str, kind: AnswerType) -> Question {
    let (name, text) = (name.into(), text.into());
    Question { number, name, text, kind, unit: None, period: Some("2018".into()), words: Vec::new() }
}

/// A launched campaign and its requests, in the order of the authorities' codes.
#[derive(Debug, Clone)]
pub struct Launched {
    /// The campaign's row.
    pub campaign: i64,
    /// Each request's row.
    pub requests: Vec<i64>,
}

/// Imports `count` authorities and launches a campaign over them, all planned for [`launch`].
pub async fn launched(desk: &TestDesk, count: usize) -> Launched {
    launched_over(desk, &authorities(count, "authorities")).await
}

/// The same over one authority for each of these codes of laws, which answers under it.
pub async fn launched_under(desk: &TestDesk, codes: &[&str]) -> Launched {
    let mut authorities = authorities(codes.len(), "authorities");
    for (authority, code) in authorities.iter_mut().zip(codes) {
        authority.regime = regime(code);
    }
    launched_over(desk, &authorities).await
}

async fn launched_over(desk: &TestDesk, authorities: &[Authority]) -> Launched {
    register::import(desk, authorities, "sample", launch()).await.unwrap();
    let id = campaigns::put(desk, &campaign("sample", "desk"), launch()).await.unwrap();
    campaigns::launch(desk, id, &planned(desk).await, launch()).await.unwrap();
    let (rows, _) = requests::list(desk, id, &Filter::default(), date("2018-08-20")).await.unwrap();
    Launched { campaign: id, requests: rows.iter().map(|row| row.id).collect() }
}

/// One request for each authority of the register.
pub async fn planned(desk: &TestDesk) -> Vec<Planned> {
    let known = register::list(desk).await.unwrap();
    let planned = |(known, number): (register::Registered, u32)| Planned {
        authority: known.id,
        reference: Reference::from_number(number),
        regime: known.authority.regime,
        recipient: known.authority.email.unwrap(),
        at: launch(),
    };
    known.into_iter().zip(1..).map(planned).collect()
}

/// A letter of the request with this row.
pub fn letter(request: i64, kind: LetterKind) -> Letter {
    let message_id = format!("{}.{request}@desk.invalid", kind.name());
    Letter {
        kind,
        bytes: format!("Message-ID: <{message_id}>\r\nSubject: Staff\r\n\r\nHow many?\r\n").into_bytes(),
        message_id,
        to: format!("foi@r{request}.authorities.invalid").parse().unwrap(),
        subject: "Staff".into(),
    }
}

/// Puts the request's letter into the outbox at this instant.
pub async fn queue(desk: &TestDesk, request: i64, at: DateTime<Utc>) -> Result<(), ChangeError<Refusal>> {
    let letter = letter(request, LetterKind::Request);
    desk.blobs.put(&letter.bytes).await?;
    let today = domain::moment::london(at);
    door::change(desk, request, &Act::of_worker(at, "launch"), |timeline| ask(timeline, letter, today))
        .await?;
    Ok(())
}

/// Appends these facts to the request's timeline in one change.
pub async fn append(desk: &TestDesk, request: i64, facts: Vec<domain::fact::Dated>) {
    let act = Act::of_worker(launch(), "sample");
    let decision = Decision { facts, letters: Vec::new() };
    let change = door::change::<std::convert::Infallible>(desk, request, &act, |_| Ok(decision));
    change.await.unwrap();
}

/// A server took the letter.
pub fn accepted() -> Verdict {
    Verdict::Accepted(Receipt {
        host: "mx.authorities.invalid".into(),
        reply: "250 2.0.0 Ok: queued as 4ABC".into(),
        queue_id: Some("4ABC".into()),
    })
}
