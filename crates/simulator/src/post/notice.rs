//! Everything that is not an answer: acknowledgements, questions back, extensions, notes of absence.

use chrono::{DateTime, Utc};

use super::Kind;
use super::desk::{Desk, Draft};
use crate::dice::{chance, pick};
use crate::schedule::after;

/// An automatic acknowledgement; half of them do not say so in their header.
pub(super) fn at_once(desk: &Desk<'_>, due: DateTime<Utc>) -> Draft {
    let mut dice = desk.dice("at once");
    let says_so = chance(&mut dice, 50);
    let text = pick(
        &mut dice,
        [
            "Thank you for your e-mail to the Freedom of Information Office.\n\nThis is an automatic acknowledgement. If your \
         message is a request under the Freedom of Information Act 2000 we will respond within 20 working days.",
            "Thank you for contacting us. Your request has been received and logged.\n\nThe Act allows us 20 working days to \
         respond. In some cases an exemption may apply; if so, we will tell you which one and why. A fee may be \
         payable, in which case we will let you know.",
            "This mailbox is monitored during office hours, Monday to Friday. Your e-mail has been received and you will \
         hear from us within 20 working days.\n\nPlease do not reply to this message.",
        ],
    );
    let fields = if says_so {
        vec![("Auto-Submitted", "auto-replied".to_owned()), ("X-Auto-Response-Suppress", "All".to_owned())]
    } else {
        vec![]
    };
    let body = desk.part(&format!("{text}\n\n{}\n", desk.signature()));
    Draft { kind: Kind::Acknowledgement, due, subject: None, fields, body, by_machine: says_so }
}

/// An acknowledgement by an officer, mostly with the trust's own reference.
pub(super) fn by_hand(desk: &Desk<'_>, due: DateTime<Utc>) -> Draft {
    let our_ref = desk.our_ref();
    let text = pick(
        &mut desk.dice("by hand"),
        [
            "Thank you for your request for information, which we received and are now dealing with under the Freedom of \
         Information Act 2000. Your reference number is OURS; please quote it in any correspondence.\n\nYou can expect a \
         response within 20 working days.",
            "I write to acknowledge receipt of your request under the Freedom of Information Act 2000. It has been \
         allocated the reference OURS and passed to the relevant department.\n\nPlease note that some of the \
         information may be subject to an exemption, such as section 12 where the cost of compliance exceeds the \
         appropriate limit. If so, you will be informed.",
            "We acknowledge your request (OURS), which is being considered. We aim to respond as soon as possible and in \
         any case within the statutory time limit.",
        ],
    );
    written(desk, Kind::Acknowledgement, due, &text.replace("OURS", &our_ref))
}

/// An automatic note that an officer is away.
pub(super) fn away(desk: &Desk<'_>, due: DateTime<Utc>) -> Draft {
    let back = after(desk.received, 9, 540, desk.last).format("%-d %B %Y").to_string();
    let text = pick(
        &mut desk.dice("away"),
        [
            "I am currently out of the office, returning on BACK. I will respond to your e-mail on my return. For urgent \
         matters please contact the main switchboard.",
            "Thank you for your e-mail. I am on annual leave until BACK with no access to e-mail. My messages are not \
         being forwarded.",
        ],
    );
    let mut draft = written(desk, Kind::OutOfOffice, due, &text.replace("BACK", &back));
    draft.subject = Some(format!("Automatic reply: {}", desk.letter.subject));
    draft.fields = vec![
        ("Auto-Submitted", "auto-replied".to_owned()),
        ("X-Auto-Response-Suppress", "DR, OOF, AutoReply".to_owned()),
        ("Precedence", "bulk".to_owned()),
    ];
    draft.by_machine = true;
    draft
}

/// A question back. It stops the clock until somebody answers (s.1(3)).
pub(super) fn clarification(desk: &Desk<'_>, due: DateTime<Utc>) -> Draft {
    let text = pick(
        &mut desk.dice("clarification"),
        [
            "Before we can proceed with your request we need some clarification. Could you please confirm what you mean by \
         \"professional qualifications\" in your second question?\n\nWe will be unable to continue until we hear from \
         you. If we receive no reply we will consider the request closed.",
            "In order to deal with your request, please could you clarify whether \"security training\" includes our \
         mandatory information governance module? The time limit for responding is paused until we receive your \
         clarification.",
        ],
    );
    written(desk, Kind::Clarification, due, text)
}

/// More time for the public interest test (s.10(3)).
pub(super) fn extension(desk: &Desk<'_>, due: DateTime<Utc>) -> Draft {
    let text = pick(
        &mut desk.dice("extension"),
        [
            "We are considering whether the information you have requested is exempt under section 31 of the Freedom of \
         Information Act 2000. This is a qualified exemption and we need further time to assess the balance of the \
         public interest.\n\nUnder section 10(3) we are extending the deadline by a further 20 working days.",
            "I am writing to let you know that we need to extend the time limit for responding to your request in order to \
         carry out a public interest test under section 43(2). We hope to let you have a response within the next \
         20 working days.",
        ],
    );
    written(desk, Kind::Extension, due, text)
}

/// A note that work goes on.
pub(super) fn progress(desk: &Desk<'_>, due: DateTime<Utc>) -> Draft {
    let text = pick(
        &mut desk.dice("progress"),
        [
            "Further to your request, please accept our apologies for the delay. We are still awaiting information from \
         the relevant department and will respond as soon as we can.",
            "This is to let you know that your request is being processed. We are collating the information and will send \
         our response in due course.",
            "I am sorry that you have not yet received our response. It is awaiting final approval.",
        ],
    );
    written(desk, Kind::Progress, due, text)
}

/// A question about how the trust did, after the answer.
pub(super) fn survey(desk: &Desk<'_>, due: DateTime<Utc>) -> Draft {
    let text = pick(
        &mut desk.dice("survey"),
        [
            "You recently contacted our Freedom of Information Office. We would be grateful if you could take two minutes \
         to tell us about your experience: https://surveys.invalid/foi",
            "We hope that you were satisfied with the service you received. If you have any feedback on how your request \
         was handled, please let us know.",
        ],
    );
    written(desk, Kind::Survey, due, text)
}

fn written(desk: &Desk<'_>, kind: Kind, due: DateTime<Utc>, text: &str) -> Draft {
    let body = desk.part(&format!("Dear Sir or Madam,\n\n{text}\n\nKind regards,\n\n{}\n", desk.signature()));
    Draft { kind, due, subject: None, fields: Vec::new(), body, by_machine: false }
}
