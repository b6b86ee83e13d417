//! Reading one arrival: parse, route, say what it is, read the answers, record what follows.

use std::collections::HashMap;

use answers::{authority_reference, promised_date};
use chrono::{DateTime, TimeDelta, Utc};
use domain::answer::Reading;
use domain::campaign::{Acceptance, Campaign};
use domain::message::{Candidate, Key, MessageKind, Route};
use domain::moment::london;
use domain::outbox::LetterKind;
use domain::reference::Reference;
use domain::request::Incoming;
use messages::message::{DeliveryReport, Message, Role, parse};
use messages::route::{Found, clues, decide};
use store::inbox::{self, Placed, Pointed, ReadPart, Unread};
use store::{Desk, campaigns};

use crate::reader::Reader;
use crate::understand::{Text, Understood, body, own_words, texts, understand};
use crate::{Error, Step};

/// Reads the oldest arrival that was not read yet.
///
/// Errors: the store failed. The bytes stay, and the arrival is read again next time.
pub async fn read_next(desk: &Desk, reader: &Reader, now: DateTime<Utc>) -> Result<Step, Error> {
    let Some(unread) = inbox::next_unread(desk).await? else {
        return Ok(Step::Idle);
    };
    let raw = desk.blobs.get(&unread.hash).await?;
    let mut message = parse(&raw);
    message.recipients.extend(unread.envelope.to.iter().cloned());
    if unread.envelope.cut {
        message.warnings.push("only its beginning was fetched: it is larger than `reading.bytes`; open the whole in the mailbox".into());
    }
    let texts = texts(&message, reader).await;
    let routed = route(desk, &message, &body(&texts)).await?;
    record(desk, &unread, &message, &texts, routed, now).await?;
    Ok(Step::Done)
}

/// Where a message belongs, or why nobody knows.
struct Routed {
    to: Option<(Pointed, Key)>,
    why: String,
    candidates: Vec<Candidate>,
}

async fn route(desk: &Desk, message: &Message, text: &str) -> Result<Routed, Error> {
    let clues = clues(message, text);
    let mut found = Vec::new();
    let mut pointed: HashMap<Reference, Pointed> = HashMap::new();
    for (index, clue) in clues.iter().enumerate() {
        if let Some(hit) = inbox::pointed_at(desk, clue.key, &clue.value).await? {
            found.push(Found {
                clue: index,
                request: hit.reference,
                contact: hit.recipient.parse().ok(),
                authority: hit.authority.clone(),
            });
            let known = pointed.entry(hit.reference).or_insert_with(|| hit.clone());
            known.letter = known.letter.or(hit.letter);
        }
    }
    Ok(match decide(message, &clues, &found) {
        Route::To { filed, alternatives } => Routed {
            why: filed.iter().map(|filed| filed.why.as_str()).collect::<Vec<_>>().join("; "),
            to: filed
                .into_iter()
                .find_map(|filed| pointed.remove(&filed.request).map(|hit| (hit, filed.key))),
            candidates: alternatives,
        },
        Route::Triage { reasons, candidates } => Routed { to: None, why: reasons.join("; "), candidates },
    })
}

async fn record(
    desk: &Desk,
    unread: &Unread,
    message: &Message,
    texts: &[Text],
    routed: Routed,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let campaign = match &routed.to {
        Some((pointed, _)) => Some(campaigns::by_id(desk, pointed.campaign).await?.campaign),
        None => None,
    };
    let questions = campaign.as_ref().map_or(&[][..], |campaign| &campaign.questions);
    let recently = match &routed.to {
        Some((pointed, _)) => came_soon(inbox::last_letter_at(desk, pointed.id).await?, unread.received_at),
        None => false,
    };
    let understood = understand(message, texts, questions, recently);
    let read = inbox::Read {
        message_id: message.message_id.clone(),
        sender: message.from.as_ref().map(|(_, address)| address.clone()),
        subject: message.subject.clone(),
        dated: message.date,
        authority_reference: authority_reference(&message.subject, &own_words(texts)).map(|(found, _)| found),
        authentic: None,
        placed: routed
            .to
            .iter()
            .map(|(pointed, key)| Placed {
                request: pointed.id,
                key: *key,
                why: routed.why.clone(),
                incoming: Some(incoming(pointed, message, texts, &understood, unread)),
                readings: readings(texts, &understood),
                accept: accepts(campaign.as_ref()),
            })
            .collect(),
        route_why: routed.why.clone(),
        candidates: routed.candidates,
        kind: understood.kind,
        kind_why: understood.why.clone(),
        parts: parts(texts)?,
        note: (!message.warnings.is_empty()).then(|| message.warnings.join("\n")),
    };
    inbox::record(desk, unread.id, &read, now).await?;
    Ok(())
}

/// Minutes within which what comes back is almost surely written by a machine.
const SOON: TimeDelta = TimeDelta::minutes(90);

fn came_soon(sent: Option<DateTime<Utc>>, received: DateTime<Utc>) -> bool {
    sent.is_some_and(|sent| received >= sent && received - sent <= SOON)
}

fn accepts(campaign: Option<&Campaign>) -> bool {
    campaign.is_some_and(|campaign| campaign.acceptance == Acceptance::Stated)
}

fn incoming(
    pointed: &Pointed,
    message: &Message,
    texts: &[Text],
    understood: &Understood,
    unread: &Unread,
) -> Incoming {
    let own = own_words(texts);
    let on = london(unread.received_at);
    let words = match (&message.report, understood.kind) {
        (Some(report), MessageKind::Bounce) => said(report),
        _ => understood.why.clone(),
    };
    Incoming {
        kind: understood.kind,
        on,
        reference: authority_reference(&message.subject, &own).map(|(reference, _)| reference),
        until: promised_date(&own).map(|(until, _)| until).filter(|until| *until > on),
        redirect: None,
        words,
        about: pointed.letter.unwrap_or(LetterKind::Request),
    }
}

/// A delivery report in the server's own words; a code it does not give is not made up.
fn said(report: &DeliveryReport) -> String {
    let words = [&report.recipient, &report.diagnostic].into_iter().flatten().map(String::as_str);
    let said = words.collect::<Vec<_>>().join(": ");
    if said.is_empty() { "returned without a reason".into() } else { said }
}

/// The readings of each part, with their place in words.
fn readings(texts: &[Text], understood: &Understood) -> Vec<Vec<(Reading, String)>> {
    let of_part = |(text, readings): (&Text, &Vec<Reading>)| {
        let place = |reading: &Reading| {
            let at = text.document.place(&reading.evidence);
            (reading.clone(), at.map_or_else(|| role(text).to_string(), ToString::to_string))
        };
        readings.iter().map(place).collect()
    };
    texts.iter().zip(&understood.readings).map(of_part).collect()
}

fn parts(texts: &[Text]) -> Result<Vec<ReadPart>, Error> {
    let part = |text: &Text| {
        let places = serde_json::to_string(&text.document.places)
            .map_err(|error| Error::Source(format!("positions cannot be written: {error}")))?;
        Ok(ReadPart {
            role: role(text),
            name: text.part.name.clone(),
            media_type: text.part.media_type.clone(),
            hash: store::blobs::hash_of(&text.part.bytes),
            size: text.part.bytes.len(),
            text: text.document.text.clone(),
            places,
            warnings: text.document.warnings.clone(),
        })
    };
    texts.iter().map(part).collect()
}

fn role(text: &Text) -> &'static str {
    match text.part.role {
        Role::Body => "body",
        Role::Attachment => "attachment",
    }
}
