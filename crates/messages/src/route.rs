//! Which request a message belongs to, and why we think so.
//!
//! A wrong match is worse than none: the first exact key decides, keys that contradict each other go to a person, and so
//! does everything that rests on a domain alone, since many bodies share one.

mod clue;

use std::collections::BTreeSet;

use domain::authority::Address;
use domain::message::{Candidate, Filed, Key, Route};
use domain::reference::Reference;

pub use clue::{Clue, clues};

use crate::message::Message;

/// Domains whose addresses belong to many bodies or to anyone.
const SHARED: [&str; 12] = [
    "nhs.net",
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "hotmail.co.uk",
    "live.co.uk",
    "yahoo.com",
    "yahoo.co.uk",
    "icloud.com",
    "btinternet.com",
    "onmicrosoft.com",
];

/// Keys that decide alone, strongest first.
const DECISIVE: [Key; 4] = [Key::Tag, Key::Report, Key::InReplyTo, Key::Subject];

/// A clue that names a request of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which clue, by its place in the list.
    pub clue: usize,
    /// The request it names.
    pub request: Reference,
    /// The authority's address.
    pub contact: Option<Address>,
    /// The authority's name.
    pub authority: String,
}

/// A found clue with what it says.
#[derive(Debug, Clone, Copy)]
struct Hit<'a> {
    clue: &'a Clue,
    found: &'a Found,
}

impl Hit<'_> {
    fn sentence(&self) -> String {
        let Found { request, authority, .. } = self.found;
        let value: String = self.clue.value.chars().take(120).collect();
        match self.clue.key {
            Key::Tag => format!("it was sent to the tagged address of {request} ({authority})"),
            Key::InReplyTo => format!("In-Reply-To <{value}> is a letter of {request} ({authority})"),
            Key::References => format!("References <{value}> is a letter of {request} ({authority})"),
            Key::Subject => format!("the subject holds the reference {request} ({authority})"),
            Key::Text => format!("the text holds the reference {request} ({authority})"),
            Key::Report => {
                format!("the delivery report is about <{value}>, a letter of {request} ({authority})")
            }
            Key::Copy
            | Key::Corrected
            | Key::AuthorityReference
            | Key::Sender
            | Key::Domain
            | Key::Person => {
                format!("{}: {request} ({authority})", self.clue.key.name())
            }
        }
    }
}

/// Decides by the ladder: tagged address, delivery report, In-Reply-To and the subject's reference each decide alone as
/// long as they agree; References decides together with the authority's own domain; then the reference in the text.
pub fn decide(message: &Message, clues: &[Clue], found: &[Found]) -> Route {
    let hits: Vec<Hit> =
        found.iter().filter_map(|found| clues.get(found.clue).map(|clue| Hit { clue, found })).collect();
    let decisive: Vec<Hit> =
        DECISIVE.iter().flat_map(|key| hits.iter().filter(|hit| hit.clue.key == *key).copied()).collect();
    match decisive.as_slice() {
        [] => by_thread_or_text(message, clues, &hits),
        [first, ..] if requests(&decisive).len() == 1 => to(first, first.sentence()),
        _ => triage(&hits, conflict(&decisive)),
    }
}

/// References is copied along when an old thread is reused, so it needs a second sign.
fn by_thread_or_text(message: &Message, clues: &[Clue], hits: &[Hit]) -> Route {
    let of = |key: Key| hits.iter().filter(|hit| hit.clue.key == key).copied().collect::<Vec<_>>();
    let (thread, text) = (of(Key::References), of(Key::Text));
    let signed: Vec<Hit> = thread.iter().filter(|hit| is_from(message, hit.found)).copied().collect();
    let (in_thread, in_text) = (requests(&thread), requests(&text));
    let agreed = in_text.is_empty() || in_text.intersection(&in_thread).count() == 1;
    match (signed.as_slice(), text.as_slice()) {
        ([hit, ..], _)
            if requests(&signed).len() == 1
                && (in_text.is_empty() || in_text.contains(&hit.found.request)) =>
        {
            to(hit, format!("{}, and the sender's domain is the authority's", hit.sentence()))
        }
        (_, [hit, ..]) if in_text.len() == 1 && (in_thread.is_empty() || agreed) => to(hit, hit.sentence()),
        ([], []) => triage(hits, missing(message, clues, &thread)),
        _ => triage(hits, conflict(&[thread, text].concat())),
    }
}

/// Whether the sender's domain is the authority's own.
fn is_from(message: &Message, found: &Found) -> bool {
    let (Some(sender), Some(contact)) = (sender_domain(message), &found.contact) else { return false };
    let contact = contact.host();
    let same = sender == contact || sender.strip_suffix(&contact).is_some_and(|sub| sub.ends_with('.'));
    same && !is_shared(&contact)
}

fn is_shared(domain: &str) -> bool {
    let is_below =
        |shared: &str| domain.strip_suffix(shared).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'));
    SHARED.into_iter().any(is_below)
}

fn sender_domain(message: &Message) -> Option<String> {
    let (_, address) = message.from.as_ref()?;
    address.rsplit_once('@').map(|(_, domain)| domain.to_lowercase())
}

fn requests(hits: &[Hit]) -> BTreeSet<Reference> {
    hits.iter().map(|hit| hit.found.request).collect()
}

fn to(hit: &Hit, why: String) -> Route {
    let filed = Filed { request: hit.found.request, key: hit.clue.key, why };
    Route::To { filed: vec![filed], alternatives: Vec::new() }
}

fn triage(hits: &[Hit], reasons: Vec<String>) -> Route {
    let mut candidates: Vec<Candidate> = Vec::new();
    for hit in hits {
        let Found { request, authority, .. } = hit.found;
        if !candidates.iter().any(|known| known.request == *request) {
            candidates.push(Candidate {
                request: *request,
                authority: authority.clone(),
                why: hit.sentence(),
            });
        }
    }
    Route::Triage { reasons, candidates }
}

fn conflict(hits: &[Hit]) -> Vec<String> {
    let mut reasons = vec!["the message names more than one request".to_string()];
    for hit in hits {
        let sentence = hit.sentence();
        if !reasons.contains(&sentence) {
            reasons.push(sentence);
        }
    }
    reasons
}

/// Why nothing decides.
fn missing(message: &Message, clues: &[Clue], thread: &[Hit]) -> Vec<String> {
    let mut reasons: Vec<String> = thread
        .iter()
        .map(|hit| format!("{}, but {}", hit.sentence(), unsigned(message, hit.found)))
        .collect();
    if clues.is_empty() {
        reasons.push(
            "no tagged address, no message id of ours, and no reference in subject or text".to_string(),
        );
    } else if thread.is_empty() {
        let named: BTreeSet<&str> = clues.iter().map(|clue| clue.key.name()).collect();
        let named = named.into_iter().collect::<Vec<_>>().join(", ");
        reasons.push(format!("nothing it names is known here ({named})"));
    }
    reasons.extend(sender_domain(message).map(|domain| {
        let shared = if is_shared(&domain) { ", which many bodies share" } else { "" };
        format!("it comes from {domain}{shared}: a domain alone decides nothing")
    }));
    reasons
}

fn unsigned(message: &Message, found: &Found) -> String {
    let sender = sender_domain(message).unwrap_or_else(|| "nobody".to_string());
    match &found.contact {
        Some(contact) if is_shared(&contact.host()) => format!("{} is shared by many bodies", contact.host()),
        Some(contact) => format!("it comes from {sender}, not from {}", contact.host()),
        None => format!("it comes from {sender}, and the authority has no known address"),
    }
}

#[cfg(test)]
mod tests;
