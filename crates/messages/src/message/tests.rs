use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

/// Every part on a line, as the message is taken apart.
fn check(raw: &str, expected: &Expect) {
    let message = parse(raw.as_bytes());
    let part = |part: &Part| {
        let Part { role, name, media_type, charset, bytes } = part;
        let (name, charset) = (name.as_deref().unwrap_or("-"), charset.as_deref().unwrap_or("-"));
        format!("{role:?} {name} {media_type} {charset} {:?}\n", String::from_utf8_lossy(bytes))
    };
    let warning = |warning: &String| format!("warning: {warning}\n");
    let shown: Vec<String> =
        message.parts.iter().map(part).chain(message.warnings.iter().map(warning)).collect();
    expected.assert_eq(&shown.concat());
}

#[test]
fn a_plain_message_is_one_body() {
    check(
        "From: a@x.invalid\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nWe spent =A3238=\r\n.\r\n",
        &expect![[r#"
            Body - text/plain utf-8 "We spent £238.\n"
        "#]],
    );
}

#[test]
fn of_alternatives_the_plain_text_is_read_and_enclosures_are_kept() {
    check(
        "From: a@x.invalid\nContent-Type: multipart/mixed; boundary=\"m\"\n\npreamble\n--m\nContent-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\n1. 12\n--a\nContent-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n<p>1. 12</p>\n--r\nContent-Type: image/png; name=logo.png\nContent-Transfer-Encoding: base64\n\niVBO\n--r--\n--a--\n--m\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=\"../../FOI 12.pdf\"\nContent-Transfer-Encoding: base64\n\nJVBERg==\n--m\nContent-Type: text/csv; charset=Windows-1252; name=a.csv\n\na,b\n--m--\nepilogue\n",
        &expect![[r#"
            Body - text/plain utf-8 "1. 12"
            Attachment logo.png image/png - "�PN"
            Attachment FOI 12.pdf application/pdf - "%PDF"
            Attachment a.csv text/csv windows-1252 "a,b"
        "#]],
    );
}

#[test]
fn html_is_a_body_only_where_there_is_no_plain_text_worth_reading() {
    let alternative = |plain: &str, html: &str| {
        format!(
            "From: a@x.invalid\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\n{plain}\n--a\nContent-Type: text/html\n\n{html}\n--a--\n"
        )
    };
    let long = format!("<table>{}</table>", "<tr><td>Question</td><td>Answer 12</td></tr>".repeat(20));
    for (raw, expected) in [
        (alternative("", "<p>12</p>"), "text/html"),
        (alternative("Please view this in HTML.", &long), "text/html"),
        (alternative("The answer is 12.", "<p>The answer is 12.</p>"), "text/plain"),
        ("From: a@x.invalid\nContent-Type: text/html\n\n<!-- nothing -->".to_string(), "text/html"),
    ] {
        let types: Vec<String> =
            parse(raw.as_bytes()).parts.into_iter().map(|part| part.media_type).collect();
        assert_eq!(types, [expected], "{raw}");
    }
}

#[test]
fn an_enclosed_message_is_taken_apart_under_its_subject() {
    check(
        "From: a@x.invalid\nContent-Type: multipart/mixed; boundary=m\n\n--m\n\nSee attached.\n--m\nContent-Type: message/rfc822\n\nFrom: b@x.invalid\nSubject: FOI response\nContent-Type: multipart/mixed; boundary=n\n\n--n\n\n14,212\n--n\nContent-Type: application/pdf; name=x.pdf\n\n%PDF\n--n--\n--m\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogQjY0Cgp0d2VsdmU=\n--m--\n",
        &expect![[r#"
            Body - text/plain utf-8 "See attached."
            Attachment FOI response text/plain utf-8 "14,212"
            Attachment x.pdf application/pdf - "%PDF"
            Attachment B64 text/plain utf-8 "twelve"
        "#]],
    );
}

#[test]
fn what_is_broken_is_read_as_far_as_it_goes() {
    for (raw, expected) in [
        (
            "hello world\nnothing else",
            expect![[r#"
            Body - text/plain utf-8 "hello world\nnothing else"
            warning: this is no e-mail message (no header such as From or Subject): all of it is taken as the text
        "#]],
        ),
        (
            "Note: see below\n\ntext",
            expect![[r#"
            Body - text/plain utf-8 "Note: see below\n\ntext"
            warning: this is no e-mail message (no header such as From or Subject): all of it is taken as the text
        "#]],
        ),
        (
            "Return-Path: <>\nDelivered-To: a@x.invalid\nhello world",
            expect![[r#"
            Body - text/plain utf-8 "hello world"
            warning: the message names no sender
            warning: the header block ends without an empty line
        "#]],
        ),
        (
            "From: a@x.invalid\nContent-Type: multipart/mixed; boundary=m\n\nno parts at all",
            expect![[r#"
            Body - text/plain utf-8 "no parts at all"
            warning: a part says it has parts but none can be found: it is read as text
        "#]],
        ),
        (
            "From: a@x.invalid\nContent-Type: multipart/mixed; boundary=m\n\n--m\n\none\n--m\nContent-Type: text/plain; charset=x-foo\n\nno last boundary\n",
            expect![[r#"
            Body - text/plain utf-8 "one"
            Body - text/plain utf-8 "no last boundary\n"
            warning: the character set `x-foo` is not known: check £ signs and accents
        "#]],
        ),
        (
            "From: a@x.invalid\nContent-Type: text\n\nx",
            expect![[r#"
            Body - text/plain utf-8 "x"
        "#]],
        ),
        (
            "From mbox@x.invalid Mon Aug 20 09:00:00 2018\nFrom: a@x.invalid\n\nx",
            expect![[r#"
            Body - text/plain utf-8 "x"
        "#]],
        ),
        (
            "",
            expect![[r#"
            Body - text/plain utf-8 ""
            warning: this is no e-mail message (no header such as From or Subject): all of it is taken as the text
        "#]],
        ),
    ] {
        check(raw, &expected);
    }
}

#[test]
fn headers_are_decoded_and_every_recipient_is_seen() {
    let message = parse(
        "Return-Path: <foi@rj1.invalid>\nDelivered-To: desk+GHJK@desk.invalid\nX-Original-To: <copy@desk.invalid>\nReceived: from a by b with ESMTP id 1 for <hidden@desk.invalid>; Mon, 20 Aug 2018 09:00:00 +0100\nFrom: =?utf-8?q?Information_Governance?= <FOI@rj1.invalid>\nReply-To: \"Case\" <case@icasework.invalid>\nTo: Desk <desk@desk.invalid>, undisclosed\nCc: third@x.invalid\nSubject: =?utf-8?B?Q8O0c3Q=?= of\n things\nDate: Mon, 20 Aug 2018 10:00:00 +0100\nMessage-ID: <m@rj1.invalid>\nIn-Reply-To: Your message of Monday <a@desk.invalid>\nReferences: <z@x.invalid>\n <a@desk.invalid>\nAuto-Submitted: no\nX-Auto-Response-Suppress: All\n\nx"
            .as_bytes(),
    );
    assert_eq!(message.from, Some(("Information Governance".into(), "FOI@rj1.invalid".into())));
    assert_eq!(message.reply_to.as_deref(), Some("case@icasework.invalid"));
    assert_eq!(message.to, ["desk@desk.invalid"]);
    assert_eq!(message.cc, ["third@x.invalid"]);
    assert_eq!(
        message.recipients,
        [
            "desk@desk.invalid",
            "third@x.invalid",
            "desk+ghjk@desk.invalid",
            "copy@desk.invalid",
            "hidden@desk.invalid"
        ]
    );
    assert_eq!(message.subject, "Côst of things");
    assert_eq!(message.date, Some("2018-08-20T09:00:00Z".parse().unwrap()));
    assert_eq!(message.message_id.as_deref(), Some("m@rj1.invalid"));
    assert_eq!(message.in_reply_to, ["a@desk.invalid"]);
    assert_eq!(message.references, ["z@x.invalid", "a@desk.invalid"]);
    assert_eq!((message.automatic, message.report, message.warnings.len()), (None, None, 0));
}

#[test]
fn machines_are_known_by_their_own_headers_only() {
    for (header, expected) in [
        ("Auto-Submitted: auto-replied", Some("Auto-Submitted: auto-replied")),
        ("Auto-Submitted: no", None),
        ("X-Autoreply: yes", Some("X-Autoreply: yes")),
        ("Precedence: auto_reply", Some("Precedence: auto_reply")),
        ("Precedence: bulk", None),
        ("X-POST-MessageClass: 9; Autoresponder", Some("X-POST-MessageClass: 9; Autoresponder")),
        ("Return-Path: <>", Some("Return-Path: <>")),
        ("Return-Path: <a@x.invalid>", None),
        ("X-Auto-Response-Suppress: All", None),
    ] {
        let message = parse(format!("From: a@x.invalid\n{header}\n\nx").as_bytes());
        assert_eq!(message.automatic.as_deref(), expected, "{header}");
    }
}

fn report(raw: &str) -> String {
    let Some(report) = parse(raw.as_bytes()).report else { return "none".to_string() };
    let DeliveryReport { action, status, recipient, diagnostic, original_message_id } = report;
    let [status, recipient, diagnostic, id] = [status, recipient, diagnostic, original_message_id]
        .map(|field| field.unwrap_or_else(|| "-".to_string()));
    format!("{action} | {status} | {recipient} | {diagnostic} | {id}")
}

#[test]
fn delivery_reports_are_read_in_their_standard_form_and_the_common_others() {
    let standard = |status: &str, returned: &str| {
        format!(
            "From: MAILER-DAEMON@mx.invalid\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\n{status}\n--b\nContent-Type: {returned}\n--b--\n"
        )
    };
    let failed = "Reporting-MTA: dns; mx.invalid\n\nFinal-Recipient: rfc822; foi@rj1.invalid\nAction: failed\nStatus: 5.1.1 (no mailbox)\nDiagnostic-Code: smtp; 550 5.1.1\n  no such user\n";
    let delayed = "Reporting-MTA: dns; mx.invalid\n\nOriginal-Recipient: rfc822;foi@rj1.invalid\nAction: Delayed\nStatus: 4.4.1\n";
    for (raw, expected) in [
        (
            standard(failed, "message/rfc822\n\nMessage-ID: <a.1@desk.invalid>\nSubject: s\n\nour text\n"),
            "failed | 5.1.1 | foi@rj1.invalid | 550 5.1.1 no such user | a.1@desk.invalid",
        ),
        (
            standard(delayed, "text/rfc822-headers\n\nMessage-ID: <a.2@desk.invalid>\n"),
            "delayed | 4.4.1 | foi@rj1.invalid | - | a.2@desk.invalid",
        ),
        (
            standard(&format!("X-Original-Message-ID: <a.3@desk.invalid>\n\nAction: delivered\nFinal-Recipient: rfc822; x@x.invalid\n\n{}", &failed[32..]), "text/plain\n\nx\n"),
            "failed | 5.1.1 | foi@rj1.invalid | 550 5.1.1 no such user | a.3@desk.invalid",
        ),
        (
            "From: Mail Delivery System <Mailer-Daemon@mx.invalid>\nX-Failed-Recipients: foi@rj1.invalid\nSubject: Mail delivery failed: returning message to sender\n\n  foi@rj1.invalid\n    SMTP error: 550 Unrouteable address\n\n------ This is a copy of the message ------\n\nMessage-ID: <a.4@desk.invalid>\n".to_string(),
            "failed | - | foi@rj1.invalid | - | a.4@desk.invalid",
        ),
        (
            "Return-Path: <>\nFrom: postmaster@rj1.invalid\nSubject: Undeliverable: Request\n\nfoi@rj1.invalid was not found (5.1.10).\n".to_string(),
            "failed | 5.1.10 | foi@rj1.invalid | - | -",
        ),
        (
            "Return-Path: <>\nFrom: x@rj1.invalid\nSubject: Warning: message delayed 24 hours\n\nTo foi@rj1.invalid\n".to_string(),
            "delayed | - | foi@rj1.invalid | - | -",
        ),
        ("From: foi@rj1.invalid\nSubject: Undeliverable mail in 2018\n\n550 5.1.1 was returned 12 times.".to_string(), "none"),
        ("From: foi@rj1.invalid\nStatus: 5.1.1\nSubject: FOI\n\nx".to_string(), "none"),
    ] {
        assert_eq!(report(&raw), expected, "{raw}");
    }
}

#[test]
fn the_letter_in_a_report_is_never_read_as_an_answer() {
    let raw = "From: MAILER-DAEMON@mx.invalid\nContent-Type: multipart/report; boundary=b\n\n--b\n\nSorry.\n--b\nContent-Type: message/rfc822\n\nSubject: s\n\n1. How many? 12\n--b--\n";
    check(
        raw,
        &expect![[r#"
        Body - text/plain utf-8 "Sorry."
        Attachment - message/rfc822 - "Subject: s\n\n1. How many? 12"
    "#]],
    );
}

#[test]
fn nesting_and_numbers_have_limits() {
    let level = |at: usize| format!("Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n");
    let multiparts = (0..1000).map(level).collect::<Vec<_>>().concat();
    let messages = "Content-Type: message/rfc822\n\n".repeat(100_000);
    for raw in [multiparts, messages] {
        let message = parse(format!("From: a@x.invalid\nSubject: deep\n{raw}").as_bytes());
        assert_eq!((message.subject.as_str(), message.parts.len()), ("deep", 0));
        assert_eq!(message.warnings, ["the message is nested more than 20 deep: only its headers were read"]);
    }
    let wide = format!(
        "From: a@x.invalid\nContent-Type: multipart/mixed; boundary=b\n\n{}",
        "--b\n\nx\n".repeat(5000)
    );
    let message = parse(wide.as_bytes());
    assert_eq!((message.parts.len(), message.warnings.len()), (1000, 1));
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        parse(&bytes);
    }

    #[test]
    fn any_arrangement_of_mail_like_lines_is_read_without_panic(
        lines in prop::collection::vec(
            "From: a@x\n|Content-Type: (multipart/(mixed|alternative|report|digest); boundary=(a|b)|message/rfc822|text/html; charset=(utf-16|utf-7|gbk|x))\n|Content-Transfer-Encoding: (base64|quoted-printable)\n|--(a|b)(--)?\n|\n|=\n|=E|Received: .{0,20}\n|Date: .{0,20}\n|\\PC{0,30}\n",
            0..60,
        ),
    ) {
        let message = parse(lines.concat().as_bytes());
        for part in message.parts {
            prop_assert!(part.name.is_none_or(|name| !name.contains(['/', '\\'])));
            prop_assert!(part.role == Role::Attachment || String::from_utf8(part.bytes).is_ok());
        }
    }
}
