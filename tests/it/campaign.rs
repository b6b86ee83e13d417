//! A campaign of twenty authorities from the launch to its answers: Postfix carries the letters and the replies,
//! Dovecot keeps the mailbox, and the desk is on each database.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use domain::outbox::{Next, Verdict};
use engine::post::{Poster, Reach};
use engine::reader::Reader;
use engine::{Step, collect, launch, read};
use harness::samples::{self, date, instant};
use harness::servers::{self, MailServers};
use harness::{TestDesk, on_each_database};
use messages::message::{Message, parse};
use store::inbox::{self, State};
use store::requests::{self, Filter, Row};
use store::{campaigns, outbox, register, verify};

const AUTHORITIES: usize = 20;

/// A run of its own: two mailboxes that no other run has.
struct Run<'a> {
    desk: &'a TestDesk,
    servers: &'a MailServers,
    /// Mailbox of the campaign.
    ours: String,
    /// Mailbox that all authorities share.
    theirs: String,
    campaign: i64,
}

#[tokio::test]
async fn twenty_authorities_are_asked_once_and_their_answers_are_counted() {
    let Some(servers) = servers::mail() else { return };
    on_each_database(async |desk| {
        let run = Run::named(desk, &servers, "whole", AUTHORITIES).await;
        run.post_all().await;
        let letters = run.letters().await;
        run.reply_to(&letters).await;
        run.collect(AUTHORITIES - 2 + 1).await; // two are silent, one letter is returned, and an advertisement
        run.read_all(&["Last chance to book"]).await;
        run.check_board().await;
        run.check_answers().await;
        run.check_once(AUTHORITIES - 1).await;
    })
    .await;
}

#[tokio::test]
async fn a_worker_that_dies_after_its_letter_went_leaves_a_doubt_that_the_authority_settles() {
    let Some(servers) = servers::mail() else { return };
    on_each_database(async |desk| {
        let run = Run::named(desk, &servers, "crash", 1).await;
        launch::due(desk, samples::launch()).await.unwrap();
        let claimed = outbox::claim(desk, "dies", samples::launch()).await.unwrap().unwrap();
        let bytes = desk.blobs.get(&claimed.hash).await.unwrap();
        let mut line = servers.line(servers.smtp, None);
        assert!(matches!(line.post(&claimed.from, &claimed.to, &bytes).await, Verdict::Accepted(_)));
        drop(line); // and with it the worker, before it could tell

        let mut poster = Poster::new(servers.line(servers.smtp, None), "lives", Reach::InvalidOnly);
        let later = samples::launch() + outbox::LEASE + TimeDelta::minutes(1);
        for hour in 0..48 {
            poster.step(desk, later + TimeDelta::hours(hour)).await.unwrap();
        }
        poster.close().await;
        assert_eq!(run.rows().await[0].standing.name(), "in doubt");

        let letter = parse(&servers.messages(&run.theirs, 1).await[0].bytes);
        run.send(&reply(4, &letter, &run.theirs).unwrap()).await;
        run.collect(1).await;
        run.read_all(&[]).await;
        let row = &run.rows().await[0];
        assert_eq!((row.standing.name(), row.started_on), ("overdue", Some(date("2018-08-20"))));
        assert!(row.acknowledged_on.is_some());
        run.check_once(1).await;
    })
    .await;
}

#[tokio::test]
async fn a_desk_that_rehearses_writes_to_nobody_outside() {
    let Some(servers) = servers::mail() else { return };
    on_each_database(async |desk| {
        let mut outside = samples::authorities(1, "outside");
        outside[0].email = Some("foi@trust.example".parse().unwrap());
        register::import(desk, &outside, "sample", samples::launch()).await.unwrap();
        campaigns::put(desk, &samples::campaign("rehearsal", "desk"), samples::launch()).await.unwrap();
        let stored = campaigns::get(desk, "rehearsal").await.unwrap();
        launch::launch(desk, &stored, 7, samples::launch()).await.unwrap();
        launch::due(desk, instant("2018-08-21T12:00:00Z")).await.unwrap();
        let mut poster = Poster::new(servers.line(servers.smtp, None), "test", Reach::InvalidOnly);
        let next = poster.post_next(desk, instant("2018-08-21T12:00:00Z")).await.unwrap();
        let why = "this desk rehearses: it writes only to addresses under .invalid".into();
        assert_eq!(next, Some(Next::GiveUp { why }));
    })
    .await;
}

/// Which authority does what, by its number.
fn conduct(number: usize) -> Conduct {
    match number {
        1 => Conduct::Gone,
        2 | 3 => Conduct::Silent,
        4 => Conduct::Acknowledges,
        5 => Conduct::Refuses,
        6 => Conduct::AnswersElsewhere,
        _ => Conduct::Answers,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Conduct {
    /// Its mailbox is gone: the letter comes back.
    Gone,
    /// It never writes.
    Silent,
    Acknowledges,
    Refuses,
    /// From another address, without In-Reply-To: the reference in the subject must do.
    AnswersElsewhere,
    Answers,
}

fn number(code: &str) -> usize {
    code.trim_start_matches('T').parse().unwrap()
}

impl Run<'_> {
    /// Launches a campaign over `count` authorities, with mailboxes of its own; of several, the first is gone.
    async fn named<'a>(desk: &'a TestDesk, servers: &'a MailServers, name: &str, count: usize) -> Run<'a> {
        let kind = if desk.is_postgres() { "postgres" } else { "sqlite" };
        let (ours, theirs) = (format!("desk-{name}-{kind}"), format!("trusts-{name}-{kind}"));
        let mut authorities = samples::authorities(count, &theirs);
        if count > 1 {
            authorities[0].email = Some(format!("foi@gone.{theirs}.invalid").parse().unwrap());
        }
        register::import(desk, &authorities, "sample", samples::launch()).await.unwrap();
        campaigns::put(desk, &samples::campaign("end-to-end", &ours), samples::launch()).await.unwrap();
        let stored = campaigns::get(desk, "end-to-end").await.unwrap();
        let launched = launch::launch(desk, &stored, 7, samples::launch()).await.unwrap();
        assert_eq!(launched.requests, count);
        Run { desk, servers, ours, theirs, campaign: stored.id }
    }

    /// Lets the days of the send plan pass, hour by hour.
    async fn post_all(&self) {
        let mut poster = Poster::new(self.servers.line(self.servers.smtp, None), "test", Reach::InvalidOnly);
        let mut now = samples::launch();
        let mut accepted = 0;
        while now < instant("2018-08-30T00:00:00Z") {
            launch::due(self.desk, now).await.unwrap();
            while let Some(next) = poster.post_next(self.desk, now).await.unwrap() {
                assert!(matches!(next, Next::Accept(_)), "{next:?}");
                accepted += 1;
            }
            now += TimeDelta::hours(1);
        }
        poster.close().await;
        assert_eq!(accepted, AUTHORITIES);
    }

    /// The letters that the authorities got, by the number of the authority.
    async fn letters(&self) -> BTreeMap<usize, Message> {
        let fetched = self.servers.messages(&self.theirs, AUTHORITIES - 1).await;
        let letter = |bytes: &[u8]| {
            let letter = parse(bytes);
            let number = letter.to[0].trim_start_matches("foi@t")[..3].parse().unwrap();
            (number, letter)
        };
        fetched.iter().map(|fetched| letter(&fetched.bytes)).collect()
    }

    async fn reply_to(&self, letters: &BTreeMap<usize, Message>) {
        assert_eq!(letters.len(), AUTHORITIES - 1, "each authority that can be reached got one letter");
        for (number, letter) in letters {
            if let Some(message) = reply(*number, letter, &self.theirs) {
                self.send(&message).await;
            }
        }
        self.send(&advertisement()).await;
    }

    /// Sends a message to the desk.
    async fn send(&self, message: &str) {
        let mut line = self.servers.line(self.servers.smtp, None);
        let [from, to] =
            [&self.theirs, &self.ours].map(|mailbox| format!("desk@{mailbox}.invalid").parse().unwrap());
        let verdict = line.post(&from, &to, message.as_bytes()).await;
        assert!(matches!(verdict, Verdict::Accepted(_)), "{verdict:?}");
        line.quit().await;
    }

    /// Waits for `count` messages in the campaign's mailbox and collects them, twice: the second time brings nothing.
    async fn collect(&self, count: usize) {
        self.servers.messages(&self.ours, count).await;
        let account = self.servers.mailbox(&self.ours);
        while collect::from_imap(self.desk, &account, received()).await.unwrap() == Step::Done {}
        assert_eq!(inbox::count(self.desk, None).await.unwrap(), count as u64);
        assert_eq!(collect::from_imap(self.desk, &account, received()).await.unwrap(), Step::Idle);
    }

    /// Reads everything; messages with these subjects are left to a person.
    async fn read_all(&self, left: &[&str]) {
        let reader = Reader::Here(documents::Limits::default());
        while read::read_next(self.desk, &reader, received()).await.unwrap() == Step::Done {}
        let triage = requests::triage(self.desk).await.unwrap();
        let subjects: Vec<_> = triage.iter().filter_map(|lost| lost.subject.as_deref()).collect();
        assert_eq!(subjects, left);
        assert_eq!(inbox::count(self.desk, Some(State::Stored)).await.unwrap(), 0);
    }

    async fn rows(&self) -> Vec<Row> {
        let today = date("2018-12-01");
        requests::list(self.desk, self.campaign, &Filter::default(), today).await.unwrap().0
    }

    async fn check_board(&self) {
        for row in self.rows().await {
            let expected = match conduct(number(&row.code)) {
                Conduct::Gone => "undeliverable",
                Conduct::Silent | Conduct::Acknowledges => "overdue",
                Conduct::Refuses | Conduct::AnswersElsewhere | Conduct::Answers => "answered",
            };
            assert_eq!(row.standing.name(), expected, "{row:?}");
            assert_eq!(row.acknowledged_on.is_some(), conduct(number(&row.code)) == Conduct::Acknowledges);
        }
        assert_eq!(verify::verify(self.desk).await.unwrap().faults, Vec::<String>::new());
    }

    async fn check_answers(&self) {
        for row in self.rows().await {
            let file = requests::file(self.desk, &row.reference, date("2018-12-01")).await.unwrap();
            let counted: Vec<String> = file
                .answers
                .iter()
                .map(|(question, answer)| format!("{question}: {}", answer.outcome))
                .collect();
            let number = number(&row.code);
            let expected = match conduct(number) {
                Conduct::Answers | Conduct::AnswersElsewhere => {
                    vec![format!("1: {number}"), format!("2: {}", 1000 * number), "3: yes".into()]
                }
                Conduct::Refuses => {
                    (1..=3).map(|question| format!("{question}: refused: s31(1)(a)")).collect()
                }
                Conduct::Gone | Conduct::Silent | Conduct::Acknowledges => Vec::new(),
            };
            assert_eq!(counted, expected, "{}: {:#?}", row.code, file.arrivals);
        }
    }

    /// Whatever happens later, nothing is asked again: the authorities have `letters` letters.
    async fn check_once(&self, letters: usize) {
        let later = instant("2018-12-01T12:00:00Z");
        assert_eq!(launch::due(self.desk, later).await.unwrap(), 0);
        assert_eq!(outbox::claim(self.desk, "test", later).await.unwrap(), None);
        self.servers.messages(&self.theirs, letters).await;
    }
}

/// When the replies came, by the desk's clock.
fn received() -> DateTime<Utc> {
    instant("2018-09-10T10:00:00Z")
}

fn reply(number: usize, letter: &Message, mailbox: &str) -> Option<String> {
    let answers = format!(
        "Dear requester,\n\n1. {number}\n\n2. £{}.00\n\n3. Yes\n\nYours sincerely,\nInformation Governance\n",
        1000 * number
    );
    let text = match conduct(number) {
        Conduct::Gone | Conduct::Silent => return None,
        Conduct::Acknowledges => {
            "Thank you for your request, which we received today. You should receive a response within 20 working days.\n"
                .to_string()
        }
        Conduct::Refuses => {
            "Dear requester,\n\nThe Trust holds the information but is withholding all of it under section 31(1)(a) of the Freedom of Information Act 2000.\n".to_string()
        }
        Conduct::AnswersElsewhere | Conduct::Answers => answers,
    };
    let elsewhere = conduct(number) == Conduct::AnswersElsewhere;
    let id = letter.message_id.as_deref().unwrap_or_default();
    let thread =
        if elsewhere { String::new() } else { format!("In-Reply-To: <{id}>\r\nReferences: <{id}>\r\n") };
    let from = if elsewhere {
        "casework@shared.invalid".into()
    } else {
        format!("foi@t{number:03}.{mailbox}.invalid")
    };
    Some(format!(
        "From: {from}\r\nTo: {}\r\nSubject: RE: {}\r\nMessage-ID: <reply.{number}@{mailbox}.invalid>\r\n{thread}\
         Date: Mon, 10 Sep 2018 10:00:00 +0100\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}",
        letter.from.as_ref().map_or("", |(_, address)| address),
        letter.subject,
        text.replace('\n', "\r\n"),
    ))
}

fn advertisement() -> String {
    "From: events@conference.invalid\r\nTo: undisclosed@conference.invalid\r\nSubject: Last chance to book\r\n\
     Message-ID: <1@conference.invalid>\r\n\r\nBook now.\r\n"
        .into()
}
