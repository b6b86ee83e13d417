//! What a message says: its parts as text, its kind and the answers in it. Nothing is stored here.

use std::ops::Range;

use answers::Signs;
use documents::{Document, Hint};
use domain::answer::{Outcome, Reading, Strength};
use domain::message::MessageKind;
use domain::question::Question;
use messages::history::fresh;
use messages::message::{Message, Part, Role};

use crate::reader::Reader;

/// A part of a message, as text.
#[derive(Debug, Clone)]
pub struct Text {
    /// The part as it came.
    pub part: Part,
    /// Its text with positions.
    pub document: Document,
    /// The bytes of the text that are the sender's own, without trailing quoted history and signature.
    pub own: Range<usize>,
}

/// What a message is and what it says.
#[derive(Debug, Clone)]
pub struct Understood {
    /// What it is.
    pub kind: MessageKind,
    /// Why, with the words or the header that decided.
    pub why: String,
    /// What each part says, in the order of the parts.
    pub readings: Vec<Vec<Reading>>,
}

/// Every part as text.
pub async fn texts(message: &Message, reader: &Reader) -> Vec<Text> {
    let mut texts = Vec::with_capacity(message.parts.len());
    for part in &message.parts {
        let document = document(part, reader).await;
        let own = match part.role {
            Role::Body => fresh(&document.text),
            Role::Attachment => 0..document.text.len(),
        };
        texts.push(Text { part: part.clone(), document, own });
    }
    texts
}

/// A plain body is characters already; anything else has a format, and is parsed where that can do no harm.
async fn document(part: &Part, reader: &Reader) -> Document {
    let plain = part.role == Role::Body && part.media_type == "text/plain";
    match std::str::from_utf8(&part.bytes) {
        Ok(text) if plain => documents::read_plain(text, reader.limits()),
        _ => {
            let hint = Hint {
                name: part.name.as_deref(),
                media_type: Some(&part.media_type),
                charset: part.charset.as_deref(),
            };
            reader.read(&part.bytes, &hint).await
        }
    }
}

/// The whole text of the body, quoted history included.
pub fn body(texts: &[Text]) -> String {
    let bodies = texts.iter().filter(|text| text.part.role == Role::Body);
    bodies.map(|text| text.document.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// The sender's own words in the body.
pub fn own_words(texts: &[Text]) -> String {
    let bodies = texts.iter().filter(|text| text.part.role == Role::Body);
    bodies.map(|text| &text.document.text[text.own.clone()]).collect::<Vec<_>>().join("\n")
}

/// What the message is and, where it is an answer, what it says to each question.
///
/// A fault in a reader costs this message its readings, not the worker its life: a person then reads it.
pub fn understand(
    message: &Message,
    texts: &[Text],
    questions: &[Question],
    sent_recently: bool,
) -> Understood {
    let read = || understood(message, texts, questions, sent_recently);
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or_else(|_| Understood {
        kind: MessageKind::Unclear,
        why: "The readers failed on it: please read it.".into(),
        readings: texts.iter().map(|_| Vec::new()).collect(),
    })
}

fn understood(message: &Message, texts: &[Text], questions: &[Question], sent_recently: bool) -> Understood {
    let (kind, why) = kind(message, texts, questions, sent_recently);
    let silent = || texts.iter().map(|_| Vec::new()).collect();
    let mut readings: Vec<Vec<Reading>> = match kind {
        MessageKind::Response | MessageKind::Refusal | MessageKind::Unclear => {
            texts.iter().map(|text| read(text, questions)).collect()
        }
        MessageKind::Bounce
        | MessageKind::DelayNotice
        | MessageKind::OutOfOffice
        | MessageKind::Acknowledgement
        | MessageKind::ClarificationSought
        | MessageKind::FeesNotice
        | MessageKind::Extension
        | MessageKind::Transfer
        | MessageKind::PortalLink
        | MessageKind::ChannelWanted
        | MessageKind::Locked
        | MessageKind::Delivered
        | MessageKind::OwnCopy => silent(),
    };
    weaken_contradictions(&mut readings);
    settle(kind, why, readings, !questions.is_empty())
}

/// A message of uncertain kind that states an answer in so many words is a response; without one it stays uncertain
/// and gives hints only. What looks like a response and says nothing to any question is uncertain too, since it would
/// stop the clock.
fn settle(kind: MessageKind, why: String, mut readings: Vec<Vec<Reading>>, asked: bool) -> Understood {
    let says_something = readings.iter().flatten().any(|reading| reading.strength > Strength::Hint);
    match kind {
        MessageKind::Unclear => {}
        MessageKind::Response if asked && !says_something => {
            let why = format!("{why}; but it says nothing to any question");
            return Understood { kind: MessageKind::Unclear, why, readings };
        }
        kind => return Understood { kind, why, readings },
    }
    let stated = readings.iter().flatten().find(|reading| reading.strength == Strength::Stated);
    if let Some(reading) = stated {
        let why = format!("it answers question {} ({})", reading.question, reading.rule);
        return Understood { kind: MessageKind::Response, why, readings };
    }
    readings.iter_mut().flatten().for_each(|reading| reading.strength = Strength::Hint);
    Understood { kind, why, readings }
}

fn kind(
    message: &Message,
    texts: &[Text],
    questions: &[Question],
    sent_recently: bool,
) -> (MessageKind, String) {
    if let Some(report) = &message.report {
        let status = report.status.as_deref().unwrap_or("not given");
        let why = format!("a delivery report: action {}, status {status}", report.action);
        match report.action.to_ascii_lowercase().as_str() {
            "failed" => return (MessageKind::Bounce, why),
            "delayed" => return (MessageKind::DelayNotice, why),
            _ => {} // delivered, relayed, expanded: no failure; what else it says decides
        }
    }
    let signs = Signs {
        subject: &message.subject,
        automatic: message.automatic.is_some(),
        attachments: texts.iter().filter(|text| text.part.role == Role::Attachment).count(),
        sent_recently,
    };
    let found = answers::kind(&own_words(texts), &signs, questions);
    (found.kind, found.reason)
}

/// What one part says; ranges are bytes of its whole text. A part that was read with doubts states nothing.
fn read(text: &Text, questions: &[Question]) -> Vec<Reading> {
    let own = text.own.clone();
    let mut readings = answers::read(&text.document.text[own.clone()], questions);
    for reading in &mut readings {
        reading.evidence = reading.evidence.start + own.start..reading.evidence.end + own.start;
    }
    readings
}

/// Two parts of one message that say different things about one question state neither.
fn weaken_contradictions(readings: &mut [Vec<Reading>]) {
    let stated: Vec<(u32, Outcome)> = readings
        .iter()
        .flatten()
        .filter(|reading| reading.strength == Strength::Stated)
        .map(|reading| (reading.question, reading.outcome.clone()))
        .collect();
    let contradicted = |reading: &Reading| {
        stated.iter().any(|(question, outcome)| *question == reading.question && *outcome != reading.outcome)
    };
    for reading in readings.iter_mut().flatten() {
        if reading.strength == Strength::Stated && contradicted(reading) {
            reading.strength = Strength::Likely;
            reading.rule = format!("{}, but another part says otherwise", reading.rule);
        }
    }
}
