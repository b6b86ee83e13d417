use domain::message::{Key, Route};
use domain::reference::Reference;

use super::*;
use crate::message::parse;

/// Two requests of a campaign: A to `foi@rj1.invalid`, B to a mailbox at a shared domain. Letters are
/// `<a.1@desk.invalid>` and `<b.1@desk.invalid>`.
fn known() -> [(Reference, &'static str, &'static str, &'static str); 2] {
    [
        (Reference::from_number(1), "A Trust", "foi@rj1.invalid", "a.1@desk.invalid"),
        (Reference::from_number(2), "B Trust", "foi.b@nhs.net", "b.1@desk.invalid"),
    ]
}

fn look_up(clues: &[Clue]) -> Vec<Found> {
    let mut found = Vec::new();
    for (clue, Clue { value, .. }) in clues.iter().enumerate() {
        for (request, authority, contact, id) in known() {
            if *value == request.to_string() || value == id {
                let contact = Some(contact.parse().unwrap());
                found.push(Found { clue, request, contact, authority: authority.to_string() });
            }
        }
    }
    found
}

/// `{A}`, `{B}`, `{a}`, `{b}` stand for the references and tags.
fn route(raw: &str) -> Route {
    let (a, b) = (Reference::from_number(1), Reference::from_number(2));
    let raw = raw
        .replace("{A}", &a.to_string())
        .replace("{B}", &b.to_string())
        .replace("{a}", &a.tag())
        .replace("{b}", &b.tag());
    let message = parse(raw.as_bytes());
    let clues = clues(&message, &message.plain_text());
    decide(&message, &clues, &look_up(&clues))
}

fn short(route: &Route) -> String {
    let letter = |request: &Reference| if *request == Reference::from_number(1) { "A" } else { "B" };
    match route {
        Route::To { filed, .. } => {
            let one = |filed: &Filed| format!("{} by {}", letter(&filed.request), filed.key.name());
            filed.iter().map(one).collect::<Vec<_>>().join(", ")
        }
        Route::Triage { candidates, .. } => format!(
            "triage {}",
            candidates.iter().map(|candidate| letter(&candidate.request)).collect::<String>()
        )
        .trim_end()
        .to_string(),
    }
}

#[test]
fn the_first_exact_key_decides_and_contradictions_go_to_a_person() {
    const REPORT: &str = "From: postmaster@mx.invalid\nContent-Type: multipart/report; boundary=b\n\n--b\n\nfailed\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nAction: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; foi@rj1.invalid\n\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <a.1@desk.invalid>\nSubject: x [Ref {A}]\n\nletter\n--b--\n";
    for (raw, expected) in [
        ("From: x@y.invalid\nTo: desk+{a}@desk.invalid\n\nhi", "A by tagged address"),
        (
            "From: x@y.invalid\nTo: other@y.invalid\nDelivered-To: desk+{a}@desk.invalid\n\nhi",
            "A by tagged address",
        ),
        (
            "From: x@y.invalid\nReceived: from a by b for <desk+{a}@desk.invalid>; Mon, 20 Aug 2018 09:00:00 +0100\n\nhi",
            "A by tagged address",
        ),
        ("From: x@y.invalid\nTo: ref-{b}@foi.desk.invalid\n\nhi", "B by tagged address"),
        ("From: x@y.invalid\nIn-Reply-To: <a.1@desk.invalid>\n\nhi", "A by In-Reply-To"),
        ("From: x@y.invalid\nSubject: RE: cyber [Ref {A}]\n\nhi", "A by reference in the subject"),
        (REPORT, "A by delivery report"),
        (
            "From: o@rj1.invalid\nReferences: <x@z> <a.1@desk.invalid>\n\nhi",
            "A by References and a second sign",
        ),
        ("From: o@ig.rj1.invalid\nReferences: <a.1@desk.invalid>\n\nhi", "A by References and a second sign"),
        ("From: x@y.invalid\n\nhi\n> Our reference: {B}", "B by reference in the text"),
        (
            "From: x@y.invalid\nReferences: <b.1@desk.invalid>\n\nOur reference: {B}",
            "B by reference in the text",
        ),
        // a second sign is missing, or is no sign because the domain is shared
        ("From: o@evil-rj1.invalid\nReferences: <a.1@desk.invalid>\n\nhi", "triage A"),
        ("From: foi.b@nhs.net\nReferences: <b.1@desk.invalid>\n\nhi", "triage B"),
        ("From: foi@rj1.invalid\nSubject: FOI response\n\nhi", "triage"),
        // contradictions
        ("From: x@y.invalid\nTo: desk+{a}@desk.invalid\nIn-Reply-To: <b.1@desk.invalid>\n\nhi", "triage AB"),
        ("From: x@y.invalid\nTo: desk+{a}@desk.invalid, desk+{b}@desk.invalid\n\nhi", "triage AB"),
        ("From: x@y.invalid\nSubject: {A} and {B}\n\nhi", "triage AB"),
        ("From: x@y.invalid\n\n{A} and {B}", "triage AB"),
        ("From: o@rj1.invalid\nReferences: <a.1@desk.invalid>\n\nOur reference: {B}", "triage AB"),
        ("From: x@y.invalid\nReferences: <a.1@desk.invalid>\n\nOur reference: {B}", "triage AB"),
        // weaker keys do not overrule a decisive one
        ("From: x@y.invalid\nTo: desk+{a}@desk.invalid\n\nas for {B}", "A by tagged address"),
        (
            "From: x@y.invalid\nIn-Reply-To: <a.1@desk.invalid>\nReferences: <b.1@desk.invalid>\n\nx",
            "A by In-Reply-To",
        ),
        (
            "From: o@rj1.invalid\nReferences: <a.1@desk.invalid>\n\n{A}, see also {B}",
            "A by References and a second sign",
        ),
    ] {
        let route = route(raw);
        assert_eq!(short(&route), expected, "{raw}\n{route:?}");
    }
}

#[test]
fn every_route_says_why() {
    let Route::To { filed, .. } = route("From: x@y.invalid\nSubject: Re: [Ref {A}]\n\nhi") else { panic!() };
    assert_eq!(
        (filed[0].why.clone(), filed[0].key),
        (format!("the subject holds the reference {} (A Trust)", Reference::from_number(1)), Key::Subject)
    );
    for (raw, reason) in [
        ("From: x@nhs.net\n\nhi", "which many bodies share"),
        ("From: x@y.invalid\n\nhi", "no tagged address, no message id of ours"),
        (
            "From: x@y.invalid\nIn-Reply-To: <gone@desk.invalid>\n\nhi",
            "nothing it names is known here (In-Reply-To)",
        ),
        (
            "From: x@y.invalid\nReferences: <a.1@desk.invalid>\n\nhi",
            "but it comes from y.invalid, not from rj1.invalid",
        ),
        ("From: x@y.invalid\nReferences: <b.1@desk.invalid>\n\nhi", "but nhs.net is shared by many bodies"),
        ("\n\nhi", "no tagged address"),
    ] {
        let Route::Triage { reasons, .. } = route(raw) else { panic!("{raw}") };
        assert!(reasons.iter().any(|said| said.contains(reason)), "{raw}: {reasons:?}");
    }
}
