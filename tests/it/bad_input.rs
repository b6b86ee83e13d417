//! Bad input: each gets a sentence that names what is wrong, nothing is half done and nothing is lost.

use domain::campaign::Campaign;
use engine::reader::Reader;
use engine::{Step, launch, read};
use harness::samples::{self, authorities, date, launch as start};
use harness::{TestDesk, on_each_database};
use store::inbox::{self, Envelope, State};
use store::requests::{self, Filter};
use store::{campaigns, register};

type Spoil = fn(&mut Campaign);

/// A campaign with one fault is not launched; gives why.
async fn launching(desk: &TestDesk, spoil: Spoil) -> String {
    let mut declared = samples::campaign("faulty", "desk");
    spoil(&mut declared);
    campaigns::put(desk, &declared, start()).await.unwrap();
    let stored = campaigns::get(desk, "faulty").await.unwrap();
    let why = launch::launch(desk, &stored, 1, start()).await.unwrap_err().to_string();
    let after = campaigns::get(desk, "faulty").await.unwrap();
    assert_eq!((after.requests, after.launched_at), (0, None), "{why}");
    why
}

#[tokio::test]
async fn a_campaign_with_a_fault_is_not_launched_at_all_and_the_fault_is_named() {
    on_each_database(async |desk| {
        register::import(desk, &authorities(3, "authorities"), "sample", start()).await.unwrap();
        let faults: [(Spoil, &str); 5] = [
            (
                |campaign| campaign.letter.text.push_str("\n{{ trust }}\n"),
                "line 7 of the letter uses `trust`, which is not known",
            ),
            (
                |campaign| campaign.sender.name = "Transparency".into(),
                "sender.name is `Transparency`: a request is valid only with the applicant's real name",
            ),
            (
                |campaign| campaign.select = Some("in_227".into()),
                "the campaign asks no authority: import a register",
            ),
            (|campaign| campaign.questions.clear(), "there is no [[question]]: ask at least one"),
            (|campaign| campaign.plan.starts = date("2098-12-30"), "bank holidays are known only from"),
        ];
        for (spoil, expected) in faults {
            let why = launching(desk, spoil).await;
            assert!(why.contains(expected), "{why}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_authority_without_an_address_stops_the_launch_and_is_named() {
    on_each_database(async |desk| {
        let mut file = authorities(3, "authorities");
        file[1].email = None;
        register::import(desk, &file, "sample", start()).await.unwrap();
        let why = launching(desk, |_| ()).await;
        assert!(why.starts_with("1 of 3 authorities have no e-mail address, first Trust number 2"), "{why}");
    })
    .await;
}

fn nested(depth: usize) -> Vec<u8> {
    let mut message =
        b"From: foi@t001.authorities.invalid\r\nSubject: nested\r\nMIME-Version: 1.0\r\n".to_vec();
    for level in 0..depth {
        let part = format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n");
        message.extend_from_slice(part.as_bytes());
    }
    message.extend_from_slice(b"Content-Type: text/plain\r\n\r\n1. 24\r\n");
    message
}

fn enclosed(depth: usize) -> Vec<u8> {
    let level =
        b"From: foi@t001.authorities.invalid\r\nSubject: enclosed\r\nContent-Type: message/rfc822\r\n\r\n";
    level.repeat(depth)
}

fn large(megabytes: usize) -> Vec<u8> {
    let mut message = b"From: foi@t001.authorities.invalid\r\nSubject: large\r\nMIME-Version: 1.0\r\n\
        Content-Type: application/pdf; name=answer.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        .to_vec();
    let line = [&[b'A'; 76][..], b"\r\n"].concat();
    message.extend(line.repeat(megabytes * 1_000_000 / line.len()));
    message
}

const NULS: &[u8] = b"From: =?utf-8?q?a=00b?= <foi\0@t001.authorities.invalid>\r\nSubject: a\0b =?utf-8?q?c=00d?=\r\n\
    Message-ID: <1\0@t001.authorities.invalid>\r\nIn-Reply-To: <2\0@desk.invalid>\r\nReferences: <3\0@desk.invalid>\r\n\
    To: desk+ghjk\0mnpq@desk.invalid\r\nContent-Type: text/html; name=\"a\0.html\"\r\n\r\n<p>1\0. 24&#0;</p>\r\n";

#[tokio::test]
async fn a_hostile_message_is_stored_as_it_came_and_goes_to_a_person() {
    on_each_database(async |desk| {
        samples::launched(desk, 1).await;
        let reader = Reader::Here(documents::Limits::default());
        for (name, bytes) in [
            ("nothing", Vec::new()),
            ("no MIME at all", vec![0xff, 0x00, 0x0d, 0x80, b'\n', 0xfe]),
            ("NUL everywhere", NULS.to_vec()),
            ("a header that never ends", [b"Subject: ".to_vec(), vec![b'x'; 1_000_000]].concat()),
            ("a thousand parts deep", nested(1000)),
            ("a thousand messages deep", enclosed(1000)),
            ("50 MB", large(50)),
        ] {
            inbox::arrive(desk, "test", name, &Envelope::default(), &bytes, start()).await.unwrap();
            let hash = store::blobs::hash_of(&bytes);
            assert_eq!(read::read_next(desk, &reader, start()).await.unwrap(), Step::Done, "{name}");
            let triage = requests::triage(desk).await.unwrap();
            let kept =
                triage.iter().find(|kept| kept.hash == hash).unwrap_or_else(|| panic!("{name} is in triage"));
            let oddities = kept.note.iter().chain(kept.parts.iter().flat_map(|part| &part.warnings));
            let said: Vec<_> = oddities.chain(&kept.route_why).collect();
            assert!(!said.is_empty(), "{name}: {said:?}");
            assert!(desk.blobs.get(&hash).await.unwrap() == bytes, "{name} is kept byte for byte");
        }
        assert_eq!(inbox::count(desk, Some(State::Stored)).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_filter_of_hostile_words_finds_nothing_and_breaks_nothing() {
    on_each_database(async |desk| {
        let campaign = samples::launched(desk, 3).await.campaign;
        for words in ["'; drop table entry; --", "/\\", "%_%' or 1=1", "trust\0s", "🦀"] {
            let filter = Filter { words: Some(words.into()), ..Filter::default() };
            let found = requests::list(desk, campaign, &filter, date("2018-09-01")).await;
            assert!(found.is_ok_and(|(rows, total)| rows.is_empty() && total == 0), "{words:?}");
        }
    })
    .await;
}
