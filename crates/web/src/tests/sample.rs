//! A desk with a small campaign: one authority answered with hostile text, one is silent, one cannot be
//! reached.

use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use domain::answer::{Outcome, Reading, Strength};
use domain::authority::Authority;
use domain::calendar::Calendar;
use domain::campaign::{Acceptance, Campaign, LetterText, Sender};
use domain::fact::{Dated, Fact, Receipt as How};
use domain::law::Law;
use domain::message::{Key, MessageKind};
use domain::outbox::{Letter, LetterKind, Receipt, Verdict};
use domain::plan::SendPlan;
use domain::question::{AnswerType, Question};
use domain::reference::Reference;
use domain::regime::{self, RegimeCode};
use domain::request::{Decision, Incoming, Refusal, ask};
use store::blobs::{Blobs, hash_of};
use store::campaigns::{self, Planned};
use store::inbox::{self, Envelope, Placed, Read, ReadPart};
use store::{Act, Desk, door, outbox, register};

/// What an authority wrote: its answers, and an attempt at every way out of the page.
pub(crate) const HOSTILE: &str = "</pre></details><script>alert(1)</script>\n1. We have 1,234 staff.\n2. We spent \
    nothing.\n\"><img src=x onerror='alert(2)'> <svg onload=alert(3)> &lt; <!-- {{ today }} \u{202E}txt.exe";

/// A subject that tries the same.
pub(crate) const SUBJECT: &str = "RE: \"'><script>alert(4)</script> your request";

/// The holidays that come with the product.
pub(crate) const HOLIDAYS: &str = include_str!("../../../../config/bank-holidays.csv");

/// Two of the laws, with those holidays.
pub(crate) fn law() -> Law {
    let files = [
        ("foia.toml", include_str!("../../../../config/regimes/foia.toml")),
        ("foisa.toml", include_str!("../../../../config/regimes/foisa.toml")),
    ];
    Law::new(regime::read(files).unwrap(), Calendar::parse(HOLIDAYS).unwrap(), &[])
}

/// An empty desk in this folder.
pub(crate) async fn empty(folder: &Path) -> Desk {
    let url = format!("sqlite://{}?mode=rwc", folder.join("desk.sqlite").display());
    let desk = Desk::open(&url, Blobs::in_memory(), law()).await.unwrap();
    migrations::up(desk.connection()).await.unwrap();
    desk
}

/// The desk of the tests: three authorities asked on Monday 20 August 2018.
pub(crate) async fn desk(folder: &Path) -> Desk {
    let desk = empty(folder).await;
    let names = ["=HYPERLINK(\"x\") Trust, the <b>first</b>", "Bravo & Sons Trust", "Charlie Trust"];
    launch(&desk, &names.map(|name| (name, "England"))).await;
    for verdict in [accepted(), accepted(), refused()] {
        let at = at("2018-08-20T09:30:00Z");
        let letter = outbox::claim(&desk, "one", at).await.unwrap().unwrap();
        outbox::settle(&desk, &letter, verdict, at).await.unwrap();
    }
    answer(&desk, 1, HOSTILE, "2018-09-03T10:00:00Z").await;
    stray(&desk).await;
    desk
}

/// A desk on which each request shows another rule of the clock; the names say which.
pub(crate) async fn clocks(folder: &Path) -> Desk {
    let desk = empty(folder).await;
    let names = [
        ("Saturday Trust", "England"),
        ("Scottish Board", "Scotland"),
        ("Fee Trust", "England"),
        ("Lapsed Trust", "England"),
        ("Extension Trust", "England"),
        ("Future Trust", "England"),
        ("Redirected Trust", "England"),
    ];
    launch(&desk, &names).await;
    let monday = || ("2018-08-20", received());
    let until = Some(day("2018-10-01"));
    for (id, facts) in (1..).zip([
        vec![("2018-08-18", received())],
        vec![monday()],
        vec![monday(), ("2018-08-22", Fact::FeesNotified), ("2018-08-24", Fact::FeesPaid)],
        vec![("2018-05-01", received()), ("2018-05-03", Fact::FeesNotified)],
        vec![monday(), ("2018-08-22", Fact::ExtensionClaimed { until })],
        vec![("2028-12-20", received())],
        vec![monday(), ("2018-08-21", Fact::Redirected { to: "<other>@trust.invalid".into() })],
    ]) {
        append(&desk, id, &facts).await;
    }
    desk
}

pub(crate) fn received() -> Fact {
    Fact::Received { how: How::Direct }
}

/// Appends facts to the request of this row.
async fn append(desk: &Desk, id: i64, facts: &[(&str, Fact)]) {
    let facts = facts.iter().map(|(on, fact)| Dated { on: day(on), fact: fact.clone() }).collect();
    let decision = Decision { facts, letters: Vec::new() };
    let act = Act::of_worker(at("2018-08-24T09:00:00Z"), "sample");
    door::change(desk, id, &act, |_| Ok::<_, Refusal>(decision)).await.unwrap();
}

/// The reference of the request with this number, from one.
pub(crate) fn reference(number: u32) -> String {
    Reference::from_number(number * 1_234).to_string()
}

/// Launches the campaign over authorities of these names and nations, and puts each letter into the outbox.
pub(crate) async fn launch(desk: &Desk, names: &[(&str, &str)]) {
    let now = at("2018-08-20T09:00:00Z");
    let authorities: Vec<Authority> =
        names.iter().zip(1..).map(|((name, nation), number)| authority(number, name, nation)).collect();
    register::import(desk, &authorities, "sample", now).await.unwrap();
    let campaign = campaigns::put(desk, &campaign(), now).await.unwrap();
    let registered = register::list(desk).await.unwrap();
    let planned = |(known, number): (&register::Registered, u32)| Planned {
        authority: known.id,
        reference: Reference::from_number(number * 1_234),
        regime: known.authority.regime.clone(),
        recipient: "foi@trust.invalid".parse().unwrap(),
        at: now,
    };
    let planned: Vec<Planned> = registered.iter().zip(1..).map(planned).collect();
    campaigns::launch(desk, campaign, &planned, now).await.unwrap();
    for (id, number) in (1..).zip(1..).take(names.len()) {
        let letter = letter(number);
        desk.blobs.put(&letter.bytes).await.unwrap();
        let act = Act::of_worker(now, "launch");
        door::change(desk, id, &act, |timeline| ask(timeline, letter, day("2018-08-20"))).await.unwrap();
    }
}

/// Files an answer with the request of this row, and accepts what it states.
pub(crate) async fn answer(desk: &Desk, request: i64, text: &str, instant: &str) {
    let now = at(instant);
    let raw = format!("Message-ID: <answer-{request}@trust.invalid>\r\n\r\n{text}");
    inbox::arrive(desk, "sample", &request.to_string(), &Envelope::default(), raw.as_bytes(), now)
        .await
        .unwrap();
    let id = inbox::next_unread(desk).await.unwrap().unwrap().id;
    let on = domain::moment::london(now);
    let incoming = Incoming {
        kind: MessageKind::Response,
        on,
        reference: None,
        until: None,
        redirect: None,
        words: String::new(),
        about: LetterKind::Request,
    };
    let (part, readings) = body(text);
    let placed = Placed {
        request,
        key: Key::InReplyTo,
        why: "In-Reply-To names our letter <request-1@desk.invalid>".into(),
        incoming: Some(incoming),
        readings: vec![readings],
        accept: true,
    };
    let read = Read {
        message_id: Some(format!("answer-{request}@trust.invalid")),
        sender: Some("\"<i>\" <foi@trust.invalid>".into()),
        subject: SUBJECT.into(),
        dated: None,
        authority_reference: None,
        authentic: None,
        placed: vec![placed],
        route_why: "In-Reply-To names our letter <request-1@desk.invalid>".into(),
        candidates: Vec::new(),
        kind: MessageKind::Response,
        kind_why: "it answers question 1: “1,234 staff”".into(),
        parts: vec![part],
        note: None,
    };
    inbox::record(desk, id, &read, now).await.unwrap();
}

/// A message that belongs nowhere.
async fn stray(desk: &Desk) {
    let now = at("2018-09-04T10:00:00Z");
    inbox::arrive(desk, "sample", "stray", &Envelope::default(), b"stray", now).await.unwrap();
    let id = inbox::next_unread(desk).await.unwrap().unwrap().id;
    let read = Read {
        message_id: None,
        sender: None,
        subject: SUBJECT.into(),
        dated: None,
        authority_reference: None,
        authentic: None,
        placed: Vec::new(),
        candidates: Vec::new(),
        route_why: "it names no reference and answers none of our letters".into(),
        kind: MessageKind::Unclear,
        kind_why: String::new(),
        parts: vec![body(HOSTILE).0],
        note: Some("no sender at all".into()),
    };
    inbox::record(desk, id, &read, now).await.unwrap();
}

fn body(text: &str) -> (ReadPart, Vec<(Reading, String)>) {
    let reading = |question, words: &str, outcome| {
        let start = text.find(words)?;
        let evidence = start..start + words.len();
        let found =
            Reading { question, outcome, evidence, strength: Strength::Stated, rule: "numbered".into() };
        Some((found, "line 2".to_string()))
    };
    let readings = [
        reading(1, "1,234 staff", Outcome::exactly(1_234)),
        reading(2, "We spent nothing", Outcome::ZeroInWords),
        reading(2, "section 31(3)", Outcome::NeitherConfirmNorDeny { exemptions: vec!["s31(3)".into()] }),
    ];
    let part = ReadPart {
        role: "body",
        name: None,
        media_type: "text/plain".into(),
        hash: hash_of(text.as_bytes()),
        size: text.len(),
        text: text.into(),
        places: "[]".into(),
        warnings: vec!["<u>the character set was guessed</u>".into()],
    };
    (part, readings.into_iter().flatten().collect())
}

pub(crate) fn accepted() -> Verdict {
    let reply = "250 2.0.0 Ok: queued as 4ABC".to_string();
    Verdict::Accepted(Receipt { host: "mx.trust.invalid".into(), reply, queue_id: Some("4ABC".into()) })
}

pub(crate) fn refused() -> Verdict {
    Verdict::Refused { why: "550 5.1.1 no such user <foi@trust.invalid>".into() }
}

fn authority(number: u32, name: &str, nation: &str) -> Authority {
    Authority {
        code: format!("T{number:02}").parse().unwrap(),
        name: name.into(),
        nation: nation.into(),
        kind: "acute".into(),
        regime: RegimeCode::of_nation(nation),
        email: Some("foi@trust.invalid".parse().unwrap()),
        measures: vec![],
        tags: vec![],
        successors: vec![],
    }
}

fn letter(number: u32) -> Letter {
    let text = format!("Subject: Staff and <spending>\r\n\r\nDear trust {number}, how many staff?");
    Letter {
        kind: LetterKind::Request,
        message_id: format!("request-{number}@desk.invalid"),
        to: "foi@trust.invalid".parse().unwrap(),
        subject: "Staff and <spending>".into(),
        bytes: text.into_bytes(),
    }
}

fn campaign() -> Campaign {
    let question = |number, name: &str, text: &str, kind| Question {
        number,
        name: name.into(),
        text: text.into(),
        kind,
        unit: None,
        period: None,
        words: vec![],
    };
    let sender = Sender {
        name: "The Campaign Office Limited".into(),
        organisation: None,
        address: "desk@desk.invalid".parse().unwrap(),
        tagged: false,
    };
    Campaign {
        name: "staff-2018".into(),
        title: "Staff & spending 2018".into(),
        about: "How many work there, and what is spent.".into(),
        select: None,
        sender,
        letter: LetterText { subject: "Staff".into(), text: "{{ questions }} {{ sender }}".into() },
        plan: SendPlan::default(),
        acceptance: Acceptance::Stated,
        questions: vec![
            question(1, "staff", "How many staff worked for the trust on 1 August 2018?", AnswerType::Count),
            question(2, "spend", "How much was spent on training in 2017/18, in pounds?", AnswerType::Money),
        ],
        figures: vec![],
    }
}

pub(crate) fn at(instant: &str) -> DateTime<Utc> {
    instant.parse().unwrap()
}

fn day(date: &str) -> NaiveDate {
    date.parse().unwrap()
}
