//! Delivery reports (RFC 3464): the letter came back, or it is late.

use chrono::{DateTime, Utc};

use super::desk::Desk;
use super::{Kind, Outgoing};
use crate::dice::pick;
use crate::mime::{Mail, Part};
use crate::schedule::date_header;

/// The letter was taken and could not be delivered.
pub(super) fn returned(desk: &Desk<'_>, nth: usize, due: DateTime<Utc>) -> Outgoing {
    let (status, diagnostic, says) = pick(
        &mut desk.dice("returned"),
        [
            ("5.1.1", "smtp; 550 5.1.1 User unknown", "The address does not exist."),
            ("5.2.2", "smtp; 552 5.2.2 Mailbox full", "The mailbox is full and cannot accept messages now."),
            (
                "5.1.10",
                "smtp; 550 5.1.10 RecipientNotFound; Recipient not found by SMTP address lookup",
                "The recipient was not found.",
            ),
            (
                "5.7.1",
                "smtp; 554 5.7.1 Delivery not authorized, message refused",
                "The message was refused by policy.",
            ),
        ],
    );
    let text = format!(
        "This is the mail system. I'm sorry to inform you that your message could not be delivered to one or \
         more recipients.\n\n<{}>: {says}\n",
        desk.role.trust.address
    );
    let fields = format!("Action: failed\nStatus: {status}\nDiagnostic-Code: {diagnostic}\n");
    report(desk, nth, due, Kind::Bounce, "Undelivered Mail Returned to Sender", &text, &fields)
}

/// The letter waits; it will be delivered.
pub(super) fn delayed(desk: &Desk<'_>, nth: usize, due: DateTime<Utc>) -> Outgoing {
    let text = format!(
        "This is the mail system. Your message has been delayed. You do NOT need to resend it; we will keep \
         trying for 3 days.\n\n<{}>: delivery temporarily suspended: connection timed out\n",
        desk.role.trust.address
    );
    let fields = "Action: delayed\nStatus: 4.4.1\nDiagnostic-Code: smtp; 451 4.4.1 connection timed out\n";
    report(desk, nth, due, Kind::Delay, "Delayed Mail (still being retried)", &text, fields)
}

fn report(
    desk: &Desk<'_>,
    nth: usize,
    due: DateTime<Utc>,
    kind: Kind,
    subject: &str,
    text: &str,
    recipient: &str,
) -> Outgoing {
    let domain = desk.role.trust.address.rsplit('@').next().unwrap_or("trusts.invalid");
    let daemon = format!("mailer-daemon@mx.{domain}");
    let id = desk.message_id(nth, &daemon);
    let status = format!(
        "Reporting-MTA: dns; mx.{domain}\nArrival-Date: {}\n\nFinal-Recipient: rfc822; {}\n{recipient}",
        date_header(desk.received),
        desk.role.trust.address
    );
    let original = if chance_of_whole(desk) {
        let whole = format!("{}\n\n{}\n", desk.letter.header, desk.letter.lines.join("\n"));
        // The body was decoded when it was read, so the copy must not claim its old encoding.
        Part::Raw { media: "message/rfc822", text: without_encoding(&whole) }
    } else {
        Part::Raw { media: "text/rfc822-headers", text: format!("{}\n", desk.letter.header) }
    };
    let parts =
        vec![Part::plain(text), Part::Raw { media: "message/delivery-status", text: status }, original];
    let fields = vec![
        ("From", format!("Mail Delivery System <{daemon}>")),
        ("To", format!("<{}>", desk.returns_to)),
        ("Subject", subject.to_owned()),
        ("Date", date_header(due)),
        ("Message-ID", format!("<{id}>")),
        ("Auto-Submitted", "auto-replied".to_owned()),
    ];
    let body = Part::Several { subtype: "report; report-type=delivery-status", parts };
    Outgoing {
        due,
        code: Some(desk.role.trust.code.clone()),
        nth,
        kind,
        message_id: id,
        sender: String::new(),
        recipient: desk.returns_to.to_owned(),
        bytes: Mail { fields, body }.bytes(),
    }
}

fn chance_of_whole(desk: &Desk<'_>) -> bool {
    pick(&mut desk.dice("whole"), [true, false]) && desk.letter.lines.iter().all(|line| line.is_ascii())
}

fn without_encoding(message: &str) -> String {
    let skipped = ["content-type:", "content-transfer-encoding:", "mime-version:"];
    let (header, body) = message.replace("\r\n", "\n").split_once("\n\n").map_or_else(
        || (message.to_owned(), String::new()),
        |(header, body)| (header.to_owned(), body.to_owned()),
    );
    let unfolded = header.replace("\n ", " ").replace("\n\t", " ");
    let kept: Vec<&str> = unfolded
        .lines()
        .filter(|line| !skipped.iter().any(|name| line.to_ascii_lowercase().starts_with(name)))
        .collect();
    format!("{}\n\n{body}", kept.join("\n"))
}
