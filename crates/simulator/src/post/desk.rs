//! The desk of one trust with one letter on it: addresses, subjects, references and threads.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Kind, Outgoing};
use crate::dice::{Dice, chance, dice, hash, pick};
use crate::draw::{Role, System};
use crate::letter::Letter;
use crate::mime::{Charset, Mail, Part};
use crate::schedule::date_header;
use crate::style::Body;

/// What a trust knows when it writes.
#[derive(Debug)]
pub(crate) struct Desk<'a> {
    pub(crate) seed: u64,
    pub(crate) last: NaiveDate,
    pub(crate) role: &'a Role,
    pub(crate) letter: &'a Letter,
    /// The envelope's sender of the letter: delivery reports go there.
    pub(crate) returns_to: &'a str,
    pub(crate) received: DateTime<Utc>,
}

/// A message without its place in the queue.
pub(super) struct Draft {
    pub(super) kind: Kind,
    pub(super) due: DateTime<Utc>,
    /// The subject, where it is not a reply's.
    pub(super) subject: Option<String>,
    /// Fields such as `Auto-Submitted`.
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) body: Part,
    /// Sent with the null sender, as servers do.
    pub(super) by_machine: bool,
}

impl Desk<'_> {
    /// Throws for one purpose of this trust.
    pub(super) fn dice(&self, purpose: &str) -> Dice {
        dice(self.seed, &format!("{} {purpose}", self.role.trust.code))
    }

    /// The trust's own reference, always the same.
    pub(super) fn our_ref(&self) -> String {
        let number = 300 + hash(&format!("{}{}", self.role.trust.code, self.seed)) % 700;
        pick(
            &mut self.dice("reference"),
            [
                format!("FOI 18-0{number}").as_str(),
                &format!("FOI/2018/{number}"),
                &format!("RFI {number}"),
                &format!("FOI-{number}-1819"),
                &format!("2018-{number}"),
            ],
        )
        .to_owned()
    }

    /// What stands below every letter of this trust.
    pub(super) fn signature(&self) -> String {
        let mut lines = vec!["Freedom of Information Office".to_owned(), self.role.trust.name.clone()];
        lines.push(format!("Our ref: {}", self.our_ref()));
        let quotes = match self.role.system {
            System::CaseReference | System::NewThread => true,
            System::Exchange | System::Plain | System::NoReply | System::SharedDomain => {
                chance(&mut self.dice("quotes"), 40)
            }
        };
        lines.extend(
            self.letter.reference.as_ref().filter(|_| quotes).map(|theirs| format!("Your ref: {theirs}")),
        );
        lines.join("\n")
    }

    /// How the system sends the text: with its usual charset, and from Exchange with HTML beside it.
    pub(super) fn part(&self, text: &str) -> Part {
        let charset = match self.role.system {
            System::Exchange | System::SharedDomain => Charset::Windows1252,
            System::NoReply => Charset::Utf8Base64,
            System::Plain | System::CaseReference | System::NewThread => Charset::Utf8,
        };
        let plain = Part::Text { subtype: "plain", charset, text: text.to_owned() };
        if self.role.system != System::Exchange {
            return plain;
        }
        let html = format!("<html><body>\n{}\n</body></html>\n", crate::style::paragraphs(text));
        Part::Several {
            subtype: "alternative",
            parts: vec![plain, Part::Text { subtype: "html", charset, text: html }],
        }
    }

    /// A styled body with its attachments as one part.
    pub(super) fn body(&self, body: Body) -> Part {
        let written = match body.html {
            Some(html) => Part::Text { subtype: "html", charset: Charset::Windows1252, text: html },
            None => self.part(&body.text),
        };
        if body.files.is_empty() {
            return written;
        }
        let files = body.files.into_iter().map(|file| Part::File {
            name: file.name,
            media: file.media,
            bytes: file.bytes,
        });
        Part::Several { subtype: "mixed", parts: std::iter::once(written).chain(files).collect() }
    }

    /// The letter as history below a reply, in the way of the system.
    pub(super) fn history(&self) -> String {
        let letter = self.letter;
        if self.role.system == System::Plain {
            let lines: Vec<String> =
                letter.lines.iter().map(|line| format!("> {line}").trim_end().to_owned()).collect();
            return format!("\n\nOn {}, {} wrote:\n{}\n", letter.date, letter.author, lines.join("\n"));
        }
        format!(
            "\n\n-----Original Message-----\nFrom: {}\nSent: {}\nTo: {}\nSubject: {}\n\n{}\n",
            letter.author,
            letter.date,
            self.role.trust.address,
            letter.subject,
            letter.lines.join("\n")
        )
    }

    /// The message in its envelope, `nth` of this trust.
    pub(super) fn send(&self, nth: usize, draft: Draft) -> Outgoing {
        let address = self.address(draft.by_machine);
        let id = self.message_id(nth, &address);
        let recipient = if self.keeps_thread() { &self.letter.reply_to } else { &self.letter.from };
        let subject = draft.subject.clone().unwrap_or_else(|| self.subject());
        let mut fields = vec![
            ("From", format!("\"{}\" <{address}>", self.role.trust.name.replace('"', ""))),
            ("To", format!("<{recipient}>")),
            ("Subject", subject),
            ("Date", date_header(draft.due)),
            ("Message-ID", format!("<{id}>")),
        ];
        if self.keeps_thread() || self.letter.reference.is_none() {
            fields.push(("In-Reply-To", format!("<{}>", self.letter.message_id)));
            fields.push(("References", format!("<{}>", self.letter.message_id)));
        }
        fields.extend(draft.fields);
        let sender = if draft.by_machine { String::new() } else { address };
        let bytes = Mail { fields, body: draft.body }.bytes();
        let code = Some(self.role.trust.code.clone());
        Outgoing {
            due: draft.due,
            code,
            nth,
            kind: draft.kind,
            message_id: id,
            sender,
            recipient: recipient.clone(),
            bytes,
        }
    }

    /// A name that no other message of this world has.
    pub(super) fn message_id(&self, nth: usize, address: &str) -> String {
        let domain = address.rsplit('@').next().unwrap_or("trusts.invalid");
        let mark = hash(&format!("{} {} {nth} {}", self.seed, self.role.trust.code, self.letter.message_id));
        format!("{}.{nth}.{mark:016x}@{domain}", self.role.trust.code.to_lowercase())
    }

    /// Automatic notes of the trust's own server come from its own address, whatever the officers use.
    fn address(&self, by_machine: bool) -> String {
        match self.role.system {
            System::NoReply => "noreply@casework.invalid".to_owned(),
            System::SharedDomain if !by_machine => {
                format!("{}.foi@nhs-shared.invalid", self.role.trust.code.to_lowercase())
            }
            _ => self.role.trust.address.clone(),
        }
    }

    fn keeps_thread(&self) -> bool {
        match self.role.system {
            System::Exchange | System::Plain | System::SharedDomain => true,
            System::CaseReference | System::NoReply | System::NewThread => false,
        }
    }

    fn subject(&self) -> String {
        let subject = &self.letter.subject;
        match self.role.system {
            System::Exchange => format!("RE: {subject}"),
            System::Plain | System::SharedDomain => format!("Re: {subject}"),
            System::NoReply => format!("{} - {subject}", self.our_ref()),
            System::CaseReference => format!("{} - Freedom of Information request", self.our_ref()),
            System::NewThread => "Your Freedom of Information request".to_owned(),
        }
    }
}
