use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use messages::message::{Message, parse};

fn sender(name: &str, tagged: bool) -> Sender {
    let address = "foi-desk@desk.invalid".parse().unwrap();
    Sender { name: name.to_string(), organisation: None, address, tagged }
}

fn composed(sender: &Sender, subject: &str, text: &str) -> Result<Letter, LetterError> {
    compose(&Draft {
        sender,
        kind: LetterKind::Request,
        to: &"foi@rj1.invalid".parse().unwrap(),
        subject,
        text,
        reference: Reference::from_number(0x12_3456),
        date: "2018-08-20T09:00:00Z".parse().unwrap(),
        number: 1,
    })
}

fn read_back(name: &str, tagged: bool, subject: &str, text: &str) -> Message {
    parse(&composed(&sender(name, tagged), subject, text).unwrap().bytes)
}

fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
}

#[test]
fn a_letter_is_read_back_with_its_ids_reference_and_text() {
    let reference = Reference::from_number(0x12_3456);
    let message = read_back("Alex Müller", true, "Cyber security – staff", "Dear FOI team,\n\n£5 ‘each’?\n");
    let id = message_id(&"foi-desk@desk.invalid".parse().unwrap(), &reference, LetterKind::Request, 1);
    assert_eq!(message.message_id.as_ref(), Some(&id));
    assert_eq!(message.references, [id]);
    assert_eq!(message.subject, format!("Cyber security – staff [Ref {reference}]"));
    assert_eq!(message.from, Some(("Alex Müller".into(), "foi-desk@desk.invalid".into())));
    assert_eq!(message.reply_to, Some(format!("foi-desk+{}@desk.invalid", reference.tag())));
    assert_eq!(message.to, ["foi@rj1.invalid"]);
    assert_eq!(message.date, Some("2018-08-20T09:00:00Z".parse().unwrap()));
    assert_eq!(message.automatic, None);
    assert_eq!(message.warnings, [""; 0]);
    assert_eq!(message.plain_text(), format!("Dear FOI team,\n\n£5 ‘each’?\n\nOur reference: {reference}\n"));
}

#[test]
fn the_same_draft_gives_the_same_ascii_bytes_and_no_second_letter_shares_its_id() {
    let letter = || composed(&sender("Alex Müller", false), "Subject", "£").unwrap();
    assert_eq!(letter(), letter());
    assert!(letter().bytes.is_ascii());
    assert!(letter().bytes.ends_with(b"\r\n"));
    let (one, other) = (Reference::from_number(1), Reference::from_number(2));
    let id =
        |host: &str, reference, kind, number| message_id(&host.parse().unwrap(), reference, kind, number);
    let ids = [
        id("a@desk.invalid", &one, LetterKind::Request, 1),
        id("a@desk.invalid", &one, LetterKind::Request, 2),
        id("a@desk.invalid", &one, LetterKind::Chaser, 1),
        id("a@desk.invalid", &other, LetterKind::Request, 1),
        id("b@desk.invalid", &one, LetterKind::Request, 1),
    ];
    assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len());
    assert!(ids.iter().all(|id| id.ends_with("@desk.invalid")));
}

#[test]
fn a_line_break_in_a_header_field_is_refused() {
    for (name, subject, text, field) in [
        ("A B\r\nBcc: x@y.invalid", "s", "t", "sender.name"),
        ("A B", "s\nBcc: x@y.invalid", "t", "subject"),
        ("A B", "s\0", "t", "subject"),
        ("A B", "s", "t\r.\r\n", "text"),
        ("A B", "s", "t\0", "text"),
    ] {
        let error = composed(&sender(name, false), subject, text).unwrap_err();
        assert_eq!(error, LetterError::ControlCharacter { field: field.into() });
    }
}

#[test]
fn templates_are_filled_and_faults_name_their_line() {
    let known = fields(&[("authority", "Trust <A> & B"), ("questions", "1. x\n2. y")]);
    for (template, expected) in [
        ("Dear {{ authority }},\n{{ questions }}", Ok("Dear Trust <A> & B,\n1. x\n2. y")),
        ("Dear\r\n{{ authority }}\r\n", Ok("Dear\nTrust <A> & B")),
        ("{% if region is defined %}x{% endif %}ok", Ok("ok")),
        ("a\nb {{ trust }}", Err("line 2 of the letter uses `trust`")),
        ("{{ authority }}\n\n{{ authority.name }}", Err("line 3 of the letter uses `authority.name`")),
        ("a\n{{ authority", Err("line 2 of the letter cannot be read")),
        (
            "{% for i in range(9999) %}{% for j in range(9999) %}{{ i }}{% endfor %}{% endfor %}",
            Err("too long"),
        ),
        ("{% include 'x' %}", Err("line 1 of the letter cannot be read")),
    ] {
        match (render(template, &known), expected) {
            (Ok(text), Ok(expected)) => assert_eq!(text, expected),
            (Err(error), Err(words)) => assert!(error.to_string().contains(words), "{error}"),
            (got, _) => panic!("{template}: {got:?}"),
        }
    }
}

#[test]
fn hostile_values_are_refused_and_only_two_fields_may_have_lines() {
    for (name, value, good) in [
        ("authority", "a\nb", false),
        ("authority", "a\rb", false),
        ("authority", "a\0b", false),
        ("questions", "a\nb", true),
        ("address", "1 High St\nLeeds", true),
        ("questions", "a\r\nb", false),
        ("address", "a\0", false),
    ] {
        assert_eq!(render("x", &fields(&[(name, value)])).is_ok(), good, "{name} {value:?}");
    }
}

proptest! {
    #[test]
    fn whatever_is_written_is_read_back(
        name in "[A-Za-zÀ-ž'.\"<>,@-]{1,20} [A-Za-z]{1,20}",
        subject in "[ -~£–é]{0,120}",
        text in "([ -~£–ŵ\t]{0,100}\n){0,12}",
    ) {
        let message = read_back(&name, false, &subject, &text);
        let reference = Reference::from_number(0x12_3456);
        prop_assert_eq!(message.subject, squeezed(&format!("{subject} [Ref {reference}]")));
        prop_assert_eq!(message.from.unwrap(), (squeezed(&name), "foi-desk@desk.invalid".to_string()));
        let body = message.parts.iter().map(|part| String::from_utf8_lossy(&part.bytes)).collect::<String>();
        prop_assert_eq!(body, format!("{}\n\nOur reference: {reference}\n", text.trim_end()));
    }
}
