//! What a message is: a response, or one of the letters that come before, beside or instead of one.

use std::ops::Range;

use domain::answer::{Reading, Strength};
use domain::message::MessageKind;
use domain::question::Question;

use crate::boilerplate;
use crate::cue::{self, Cue};
use crate::read;
use crate::source::{blanked, limited, lines, sentences};

/// What a message says about itself beside its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Signs<'a> {
    /// The subject line.
    pub subject: &'a str,
    /// Whether its headers say that a machine wrote it.
    pub automatic: bool,
    /// How many files came with it.
    pub attachments: usize,
    /// Whether it came within minutes of our letter.
    pub sent_recently: bool,
}

/// What kind of message it is, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindFinding {
    /// The kind.
    pub kind: MessageKind,
    /// A sentence that quotes the words which decided.
    pub reason: String,
    /// Those words, in bytes of the text; nothing where a sign or the subject decided.
    pub evidence: Option<Range<usize>>,
}

/// What kind of message `text` is. Delivery reports are decided by whoever reads them; of bounces only those
/// written in prose are recognised here, and delay notices never.
pub fn kind(text: &str, signs: &Signs<'_>, questions: &[Question]) -> KindFinding {
    let text = limited(text);
    with_readings(text, signs, &read::readings(text, questions))
}

/// The kind, where the text has been read already.
pub(crate) fn with_readings(text: &str, signs: &Signs<'_>, readings: &[Reading]) -> KindFinding {
    let own = blanked(text, &boilerplate::foreign(text));
    let letter = Letter { text, spoken: spoken(&own), own: &own, signs, readings };
    letter
        .undelivered()
        .or_else(|| letter.absent())
        .or_else(|| letter.before_an_answer())
        .or_else(|| letter.answered())
        .or_else(|| letter.cued(Cue::Received, MessageKind::Acknowledgement))
        .or_else(|| letter.cued(Cue::NotYet, MessageKind::Acknowledgement))
        .unwrap_or_else(|| letter.by_signs())
}

struct Letter<'a> {
    text: &'a str,
    own: &'a str,
    spoken: Vec<Range<usize>>,
    signs: &'a Signs<'a>,
    readings: &'a [Reading],
}

/// The sentences before the closing part.
fn spoken(own: &str) -> Vec<Range<usize>> {
    let closing = lines(own).into_iter().find(|line| boilerplate::closes(&own[line.content.clone()]));
    let end = closing.map_or(own.len(), |line| line.content.start);
    let all = sentences(own, 0..end);
    if all.is_empty() { sentences(own, 0..own.len()) } else { all }
}

impl Letter<'_> {
    fn undelivered(&self) -> Option<KindFinding> {
        let value = self.strongest_value();
        self.cued(Cue::Undelivered, MessageKind::Bounce).filter(|_| value.is_none())
    }

    fn absent(&self) -> Option<KindFinding> {
        let found = self.cued(Cue::Absent, MessageKind::OutOfOffice).or_else(|| self.subject(Cue::Absent))?;
        (self.strongest_value().is_none() && (self.signs.automatic || self.readings.is_empty()))
            .then_some(found)
    }

    /// Letters that ask for something, hand the request on or promise an answer. A stated value outweighs
    /// them all.
    fn before_an_answer(&self) -> Option<KindFinding> {
        if self.strongest_value().is_some() || self.answers_a_question() {
            return None;
        }
        self.cued(Cue::Portal, MessageKind::PortalLink)
            .or_else(|| self.cued(Cue::Fee, MessageKind::FeesNotice))
            .or_else(|| self.cued(Cue::Extends, MessageKind::Extension))
            .or_else(|| self.cued(Cue::Asks, MessageKind::ClarificationSought))
            .or_else(|| self.cued(Cue::HandsOn, MessageKind::Transfer))
            .or_else(|| self.cued(Cue::WillAnswer, MessageKind::Acknowledgement))
    }

    fn answered(&self) -> Option<KindFinding> {
        let said = self.readings.iter().filter(|reading| reading.strength > Strength::Hint);
        if let Some(reading) = said.max_by_key(|reading| reading.strength) {
            return Some(self.finding(MessageKind::Response, &reading.evidence));
        }
        let cued = self.cued(Cue::Answers, MessageKind::Response);
        cued.or_else(|| {
            (self.signs.attachments > 0 && !self.signs.automatic).then(|| {
                plain(MessageKind::Response, "It has no other sign than the files that came with it.")
            })
        })
    }

    /// Nothing in the text decides: a machine's quick answer can only say that the letter arrived.
    fn by_signs(&self) -> KindFinding {
        if let Some(found) = self.subject(Cue::Received) {
            return found;
        }
        if self.signs.automatic {
            return plain(
                MessageKind::Acknowledgement,
                "Its headers say that a machine sent it, and it answers nothing.",
            );
        }
        if self.signs.sent_recently {
            return plain(
                MessageKind::Acknowledgement,
                "It came within minutes of our letter and answers nothing.",
            );
        }
        plain(MessageKind::Unclear, "Nothing in it says what it is: please read it.")
    }

    /// Something stands under a question's own words or number.
    fn answers_a_question(&self) -> bool {
        self.readings.iter().any(|reading| {
            reading.strength == Strength::Stated && reading.rule.starts_with(read::UNDER_QUESTION)
        })
    }

    fn strongest_value(&self) -> Option<&Reading> {
        self.readings
            .iter()
            .find(|reading| reading.strength == Strength::Stated && reading.outcome.is_value())
    }

    fn cued(&self, cue: Cue, kind: MessageKind) -> Option<KindFinding> {
        let sentence = self.spoken.iter().find(|sentence| cue::says(cue, &self.own[(*sentence).clone()]))?;
        Some(self.finding(kind, sentence))
    }

    fn subject(&self, cue: Cue) -> Option<KindFinding> {
        let kind = match cue {
            Cue::Absent => MessageKind::OutOfOffice,
            _ => MessageKind::Acknowledgement,
        };
        let words = quoted(self.signs.subject);
        cue::says(cue, self.signs.subject).then(|| plain(kind, &format!("Its subject says {words}.")))
    }

    fn finding(&self, kind: MessageKind, evidence: &Range<usize>) -> KindFinding {
        let reason = format!("It says {}.", quoted(&self.text[evidence.clone()]));
        KindFinding { kind, reason, evidence: Some(evidence.clone()) }
    }
}

fn plain(kind: MessageKind, reason: &str) -> KindFinding {
    KindFinding { kind, reason: reason.to_owned(), evidence: None }
}

/// The words in quotation marks on one line, cut where they are long.
fn quoted(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(160).collect();
    let cut = if short.len() < line.len() { "…" } else { "" };
    format!("“{}{cut}”", short.trim_end_matches('.'))
}

#[cfg(test)]
mod tests;
