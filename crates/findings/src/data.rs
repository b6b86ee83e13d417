//! What was asked, of whom, and what was accepted, as of a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::answer::Outcome;
use domain::authority::Authority;
use domain::campaign::Campaign;
use domain::reference::Reference;
use domain::results::By;
use rust_decimal::Decimal;

use crate::status::Status;

/// A campaign and everything that is known of it on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Data {
    /// The campaign.
    pub campaign: Campaign,
    /// The day for which the figures hold.
    pub as_of: NaiveDate,
    /// One for each authority asked, sorted by the authority's code.
    pub asked: Vec<Asked>,
}

/// One authority that was asked, or is still to be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The authority.
    pub authority: Authority,
    /// The request's reference.
    pub reference: Reference,
    /// The request's standing, one of `domain::standing::Standing::NAMES`.
    pub standing: String,
    /// When the request was accepted by a mail server.
    pub sent_on: Option<NaiveDate>,
    /// The last day for the answer by the Act.
    pub due: Option<NaiveDate>,
    /// When the authority acknowledged the request.
    pub acknowledged_on: Option<NaiveDate>,
    /// When the authority responded.
    pub responded_on: Option<NaiveDate>,
    /// Whether the response came after the last date on which it lawfully could.
    pub late: bool,
    /// Whether the request came back undelivered.
    pub bounced: bool,
    /// The accepted answer for each question's number; a question without one is left out.
    pub answers: BTreeMap<u32, Accepted>,
}

/// An accepted answer and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// What it says.
    pub outcome: Outcome,
    /// The words that say it.
    pub words: String,
    /// Where the words stand: `body`, `page 2`, `Sheet1!B3`.
    pub place: String,
    /// The Message-ID of the reply.
    pub message_id: String,
    /// The SHA-256 of the part that was read, in hexadecimal.
    pub part: String,
    /// Who accepted it.
    pub by: By,
    /// When it was accepted.
    pub on: NaiveDate,
}

impl Data {
    /// Sorts the authorities by code, so that the same facts give the same bytes in whatever order they came.
    pub fn new(campaign: Campaign, as_of: NaiveDate, mut asked: Vec<Asked>) -> Data {
        asked.sort_by(|a, b| (&a.authority.code, a.reference).cmp(&(&b.authority.code, b.reference)));
        Data { campaign, as_of, asked }
    }

    /// The number of a question in the letter.
    pub(crate) fn number_of(&self, question: &str) -> Option<u32> {
        self.campaign.question(question).map(|question| question.number)
    }

    /// Each authority that gave an exact number to the question, with it.
    pub(crate) fn numbers(&self, question: &str) -> Vec<(&Asked, Decimal)> {
        let Some(number) = self.number_of(question) else { return vec![] };
        self.asked.iter().filter_map(|asked| Some((asked, asked.exact(number)?))).collect()
    }
}

impl Asked {
    /// Whether anything of a reply has been accepted: a refusal notice is a response (FOIA s.17).
    pub(crate) fn responded(&self) -> bool {
        !self.answers.is_empty()
    }

    /// The exact number given to the question.
    pub(crate) fn exact(&self, question: u32) -> Option<Decimal> {
        self.answers.get(&question)?.outcome.number()
    }

    /// Whether the question was given a value of any kind.
    pub(crate) fn gave(&self, question: u32) -> bool {
        self.answers.get(&question).is_some_and(|accepted| accepted.outcome.is_value())
    }

    /// What became of the question.
    pub(crate) fn status(&self, question: u32) -> Status {
        match self.answers.get(&question) {
            Some(accepted) => Status::of(&accepted.outcome),
            None if self.responded() => Status::NOTHING_ACCEPTED,
            None => Status::SILENT,
        }
    }
}
