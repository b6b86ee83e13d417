//! The inbox: what arrives is kept once, what is read is recorded all or nothing, and answers count by the rules.

use domain::answer::{Outcome, Reading, Strength};
use domain::message::{Key, MessageKind};
use domain::outbox::{LetterKind, Verdict};
use domain::request::Incoming;
use domain::results::By;
use harness::samples::{self, Launched, date, launch};
use harness::{TestDesk, on_each_database};
use store::inbox::{self, Envelope, Placed, Read, ReadPart, State};
use store::requests::{self, File, Filter};
use store::{Error, outbox, results};

const TEXT: &str = "1. We employ 24 qualified staff.\n2. £15,500.\n3. Not recorded.\n";

async fn arrive(desk: &TestDesk, position: &str, bytes: &[u8]) -> bool {
    let envelope = Envelope {
        from: "foi@t001.authorities.invalid".into(),
        to: vec!["desk@desk.invalid".into()],
        ..Envelope::default()
    };
    inbox::arrive(desk, "imap desk", position, &envelope, bytes, launch()).await.unwrap()
}

fn reading(question: u32, outcome: Outcome, words: &str, strength: Strength) -> (Reading, String) {
    let start = TEXT.find(words).unwrap();
    let evidence = start..start + words.len();
    (Reading { question, outcome, evidence, strength, rule: "numbered answer".into() }, "line 1".into())
}

/// A part and what readers found in it.
type Answer = (ReadPart, Vec<(Reading, String)>);

fn part(readings: Vec<(Reading, String)>) -> Answer {
    let part = ReadPart {
        role: "body",
        name: None,
        media_type: "text/plain".into(),
        hash: store::blobs::hash_of(TEXT.as_bytes()),
        size: TEXT.len(),
        text: TEXT.into(),
        places: "[]".into(),
        warnings: vec!["a line is very long".into()],
    };
    (part, readings)
}

fn incoming(kind: MessageKind) -> Incoming {
    let words = "We have your request".to_string();
    let on = date("2018-08-28");
    Incoming {
        kind,
        on,
        reference: Some("FOI 99".into()),
        until: None,
        redirect: None,
        words,
        about: LetterKind::Request,
    }
}

fn read(request: i64, kind: MessageKind, answers: Vec<Answer>) -> Read {
    let (parts, readings) = answers.into_iter().unzip();
    let placed = Placed {
        request,
        key: Key::InReplyTo,
        why: "In-Reply-To names our letter".into(),
        incoming: Some(incoming(kind)),
        readings,
        accept: true,
    };
    Read {
        message_id: Some("1@t001.authorities.invalid".into()),
        sender: Some("foi@t001.authorities.invalid".into()),
        subject: "Re: Staff".into(),
        dated: Some(launch()),
        authority_reference: None,
        authentic: None,
        placed: vec![placed],
        route_why: "In-Reply-To names our letter".into(),
        candidates: Vec::new(),
        kind,
        kind_why: "it answers by number".into(),
        parts,
        note: None,
    }
}

fn answers() -> Vec<Answer> {
    vec![part(vec![
        reading(1, Outcome::exactly(24), "24", Strength::Stated),
        reading(2, Outcome::exactly(15_500), "£15,500", Strength::Likely),
        reading(3, Outcome::NotHeld, "Not recorded", Strength::Stated),
    ])]
}

/// Stores a message and gives its row.
async fn stored(desk: &TestDesk, bytes: &[u8]) -> i64 {
    assert!(arrive(desk, "1", bytes).await);
    inbox::next_unread(desk).await.unwrap().expect("it waits to be read").id
}

async fn file(desk: &TestDesk, launched: &Launched) -> File {
    let today = date("2018-09-01");
    let (rows, _) = requests::list(desk, launched.campaign, &Filter::default(), today).await.unwrap();
    requests::file(desk, &rows[0].reference, today).await.unwrap()
}

#[tokio::test]
async fn the_same_bytes_twice_are_one_arrival() {
    on_each_database(async |desk| {
        assert!(arrive(desk, "7", b"Subject: one\r\n\r\n").await);
        assert!(!arrive(desk, "8", b"Subject: one\r\n\r\n").await);
        assert!(arrive(desk, "9", b"Subject: two\r\n\r\n").await);
        assert_eq!(inbox::count(desk, None).await.unwrap(), 2);
        let unread = inbox::next_unread(desk).await.unwrap().unwrap();
        assert_eq!(desk.blobs.get(&unread.hash).await.unwrap(), b"Subject: one\r\n\r\n");
        assert_eq!(unread.envelope.to, ["desk@desk.invalid"]);
        assert_eq!(unread.received_at, launch());
    })
    .await;
}

#[tokio::test]
async fn a_mailbox_is_read_on_from_where_it_was_left() {
    on_each_database(async |desk| {
        assert_eq!(inbox::last_position(desk, "imap desk").await.unwrap(), None);
        for position in ["INBOX/1/7", "INBOX/1/9"] {
            inbox::advance(desk, "imap desk", position, launch()).await.unwrap();
            assert_eq!(inbox::last_position(desk, "imap desk").await.unwrap().as_deref(), Some(position));
        }
        assert_eq!(inbox::last_position(desk, "maildir").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_reading_is_recorded_with_its_parts_its_words_and_what_the_timeline_learns() {
    on_each_database(async |desk| {
        let launched = samples::launched(desk, 1).await;
        let request = launched.requests[0];
        samples::queue(desk, request, launch()).await.unwrap();
        let letter = outbox::claim(desk, "worker", launch()).await.unwrap().unwrap();
        outbox::settle(desk, &letter, samples::accepted(), launch()).await.unwrap();
        let id = stored(desk, b"a reply").await;
        let read = read(request, MessageKind::Response, answers());
        inbox::record(desk, id, &read, launch()).await.unwrap();

        let file = file(desk, &launched).await;
        let facts: Vec<_> = file.entries.iter().map(|entry| entry.dated.fact.name()).collect();
        assert_eq!(facts, ["queued", "sent", "responded"]);
        assert_eq!(file.entries[2].cause, format!("arrival {id}"));
        assert_eq!(file.row.answered_on, Some(date("2018-08-28")));
        let arrival = &file.arrivals[0];
        assert_eq!((arrival.state.as_str(), arrival.kind.as_deref()), ("filed", Some("response")));
        assert_eq!(arrival.parts[0].warnings, ["a line is very long"]);
        for found in &arrival.parts[0].readings {
            assert!(!arrival.parts[0].text[found.evidence.clone()].is_empty());
        }
        let counted: Vec<_> =
            file.answers.iter().map(|(number, answer)| (*number, answer.words.as_str(), answer.by)).collect();
        assert_eq!(
            counted,
            [(1, "24", By::Rule), (3, "Not recorded", By::Rule)],
            "a likely one waits for a person"
        );
        assert_eq!(file.answers[&1].message_id, "1@t001.authorities.invalid");
        assert_eq!(results::of_campaign(desk, launched.campaign).await.unwrap()[&request], file.answers);
        assert!(inbox::next_unread(desk).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn text_with_nul_in_it_is_recorded_and_its_evidence_stays_in_place() {
    on_each_database(async |desk| {
        let launched = samples::launched(desk, 1).await;
        let id = stored(desk, b"a reply").await;
        let nul = |text: &str| format!("\0{text}\0");
        let (mut answer, mut readings) = answers().remove(0);
        answer.text = TEXT.replace("qualified", "qual\0fied");
        (answer.name, answer.media_type) = (Some(nul("name")), nul("text/plain"));
        readings.push((reading(1, Outcome::exactly(24), "24 qualified", Strength::Hint).0, nul("line 1")));
        let mut read = read(launched.requests[0], MessageKind::Response, vec![(answer, readings)]);
        (read.subject, read.sender, read.note) = (nul("subject"), Some(nul("sender")), Some(nul("note")));
        (read.message_id, read.route_why, read.kind_why) = (Some(nul("id")), nul("why"), nul("why"));
        inbox::record(desk, id, &read, launch()).await.unwrap();
        let file = file(desk, &launched).await;
        assert_eq!(file.arrivals[0].subject.as_deref(), Some(" subject "));
        let part = &file.arrivals[0].parts[0];
        assert_eq!(&part.text[part.readings[3].evidence.clone()], "24 qual fied");
    })
    .await;
}

#[tokio::test]
async fn without_the_campaigns_leave_no_reading_counts_by_itself() {
    on_each_database(async |desk| {
        let launched = samples::launched(desk, 1).await;
        let id = stored(desk, b"a reply").await;
        let mut read = read(launched.requests[0], MessageKind::Response, answers());
        read.placed[0].accept = false;
        inbox::record(desk, id, &read, launch()).await.unwrap();
        assert!(file(desk, &launched).await.answers.is_empty());
        assert_eq!(file(desk, &launched).await.arrivals[0].parts[0].readings.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_later_reply_brings_values_but_takes_none_away() {
    on_each_database(async |desk| {
        let launched = samples::launched(desk, 1).await;
        for (bytes, outcome, expected) in [
            ("first", Outcome::exactly(24), Outcome::exactly(24)),
            ("second", Outcome::Refused { exemptions: vec!["s31(1)(a)".into()] }, Outcome::exactly(24)),
            ("third", Outcome::exactly(25), Outcome::exactly(25)),
        ] {
            let id = stored(desk, bytes.as_bytes()).await;
            let parts = vec![part(vec![reading(1, outcome, "24", Strength::Stated)])];
            let read = read(launched.requests[0], MessageKind::Response, parts);
            inbox::record(desk, id, &read, launch()).await.unwrap();
            assert_eq!(file(desk, &launched).await.answers[&1].outcome, expected, "after the {bytes} reply");
        }
    })
    .await;
}

#[tokio::test]
async fn a_step_that_fails_leaves_nothing_of_the_reading() {
    on_each_database(async |desk| {
        let launched = samples::launched(desk, 1).await;
        let id = stored(desk, b"a reply").await;
        // the timeline is told last, and this request does not exist
        let read = read(4711, MessageKind::Response, vec![part(Vec::new())]);
        let failed = inbox::record(desk, id, &read, launch()).await;
        assert!(matches!(failed, Err(Error::Missing { .. } | Error::Database(_))), "{failed:?}");
        let unread = inbox::next_unread(desk).await.unwrap().expect("it still waits to be read");
        assert_eq!(unread.id, id);
        let read = self::read(launched.requests[0], MessageKind::Response, answers());
        inbox::record(desk, id, &read, launch()).await.unwrap();
        assert_eq!(file(desk, &launched).await.arrivals[0].parts.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_workers_that_read_the_same_message_at_once_one_is_heard() {
    on_each_database(async |desk| {
        let launched = samples::launched(desk, 1).await;
        let id = stored(desk, b"an acknowledgement").await;
        let mut readers = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let desk = store::Desk::clone(desk);
            let read = read(launched.requests[0], MessageKind::Acknowledgement, Vec::new());
            readers.spawn(async move { inbox::record(&desk, id, &read, launch()).await.unwrap() });
        }
        readers.join_all().await;
        assert_eq!(file(desk, &launched).await.entries.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_belongs_nowhere_waits_for_a_person_and_tells_no_timeline() {
    on_each_database(async |desk| {
        let launched = samples::launched(desk, 1).await;
        let id = stored(desk, b"an advertisement").await;
        let lost = Read { placed: Vec::new(), ..read(0, MessageKind::Unclear, answers()) };
        inbox::record(desk, id, &lost, launch()).await.unwrap();
        assert_eq!(inbox::count(desk, Some(State::Triage)).await.unwrap(), 1);
        let triage = requests::triage(desk).await.unwrap();
        assert_eq!(triage[0].route_why.as_deref(), Some("In-Reply-To names our letter"));
        assert!(triage[0].parts[0].readings.is_empty(), "readings belong to a request");
        assert!(file(desk, &launched).await.entries.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_authority_that_writes_back_settles_the_doubt_about_our_letter() {
    on_each_database(async |desk| {
        let launched = samples::launched(desk, 1).await;
        samples::queue(desk, launched.requests[0], launch()).await.unwrap();
        let letter = outbox::claim(desk, "worker", launch()).await.unwrap().unwrap();
        let doubt = Verdict::InDoubt { why: "the line died after the final dot".into() };
        outbox::settle(desk, &letter, doubt, launch()).await.unwrap();
        let id = stored(desk, b"an acknowledgement").await;
        let read = read(launched.requests[0], MessageKind::Acknowledgement, vec![part(Vec::new())]);
        inbox::record(desk, id, &read, launch()).await.unwrap();
        let file = file(desk, &launched).await;
        let facts: Vec<_> = file.entries.iter().map(|entry| entry.dated.fact.name()).collect();
        assert_eq!(facts, ["queued", "in doubt", "sent", "acknowledged"]);
        assert_eq!(file.letters[0].state, "accepted");
        let why = format!("the authority wrote back: arrival {id}");
        assert_eq!(file.letters[0].why.as_deref(), Some(why.as_str()));
        assert_eq!(
            file.row.started_on,
            Some(date("2018-08-20")),
            "the clock runs from the day of the letter"
        );
    })
    .await;
}

#[tokio::test]
async fn a_clue_points_at_the_request_it_names() {
    on_each_database(async |desk| {
        let launched = samples::launched(desk, 2).await;
        samples::queue(desk, launched.requests[0], launch()).await.unwrap();
        let named = samples::letter(launched.requests[0], LetterKind::Request).message_id;
        let reference = samples::planned(desk).await[1].reference.to_string();
        for (key, value, expected) in [
            (Key::InReplyTo, named.as_str(), Some((launched.requests[0], Some(LetterKind::Request)))),
            (Key::Report, named.as_str(), Some((launched.requests[0], Some(LetterKind::Request)))),
            (Key::Subject, reference.as_str(), Some((launched.requests[1], None))),
            (Key::Tag, reference.as_str(), Some((launched.requests[1], None))),
            (Key::References, "unknown@elsewhere.invalid", None),
            (Key::Text, "GGGG-GGGG", None),
            (Key::Subject, "GG\0G-GGGG", None),
            (Key::InReplyTo, "1\0@desk.invalid", None),
        ] {
            let pointed = inbox::pointed_at(desk, key, value).await.unwrap();
            assert_eq!(pointed.map(|at| (at.id, at.letter)), expected, "{key:?} {value}");
        }
    })
    .await;
}
