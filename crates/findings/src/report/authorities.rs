//! Every authority with what it said, and every refusal with its sections.

use std::collections::{BTreeMap, BTreeSet};

use domain::answer::Outcome;
use domain::authority::Code;
use domain::question::Question;

use super::text;
use crate::data::{Asked, Data};
use crate::number::Unit;
use crate::status::Status;

/// One authority.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) symbol: &'static str,
    pub(super) standing: String,
    pub(super) dates: Vec<String>,
    pub(super) cells: Vec<Cell>,
}

/// What it said to one question.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) status: Status,
    pub(super) shown: String,
    /// The words and where they stand; empty where nothing was accepted.
    pub(super) words: String,
    pub(super) place: String,
    pub(super) is_number: bool,
}

/// Refusals by section and by authority.
#[derive(Debug)]
pub(super) struct Refusals {
    /// Section, authorities that cite it, answers it is cited for.
    pub(super) sections: Vec<(String, usize, usize)>,
    /// Code, name, questions, what was said.
    pub(super) lines: Vec<(String, String, String, String)>,
}

pub(super) fn row(data: &Data, asked: &Asked) -> Row {
    Row {
        code: asked.authority.code.to_string(),
        name: text::visible(&asked.authority.name),
        symbol: standing_symbol(&asked.standing),
        standing: text::visible(&asked.standing),
        dates: dates(asked),
        cells: data.campaign.questions.iter().map(|question| cell(asked, question)).collect(),
    }
}

fn standing_symbol(standing: &str) -> &'static str {
    match standing {
        "answered" => "✓",
        "awaiting" => "◔",
        "overdue" => "!",
        "undeliverable" | "withdrawn" => "✕",
        "in doubt" => "?",
        "with us" => "↩",
        _ => "·",
    }
}

fn dates(asked: &Asked) -> Vec<String> {
    let came = if asked.late { "responded late" } else { "responded" };
    let due = asked.due.filter(|_| asked.responded_on.is_none());
    let named = [
        ("sent", asked.sent_on),
        ("acknowledged", asked.acknowledged_on),
        (came, asked.responded_on),
        ("due", due),
    ];
    let dated =
        named.into_iter().filter_map(|(what, day)| Some(format!("{what} {}", text::short_date(day?))));
    dated.chain(asked.bounced.then(|| "came back".to_string())).collect()
}

fn cell(asked: &Asked, question: &Question) -> Cell {
    let status = asked.status(question.number);
    let Some(accepted) = asked.answers.get(&question.number) else {
        return Cell {
            status,
            shown: status.name.into(),
            words: String::new(),
            place: String::new(),
            is_number: false,
        };
    };
    Cell {
        status,
        shown: shown(&accepted.outcome, Unit::of(Some(question))),
        words: text::shortened(&accepted.words),
        place: text::shortened(&accepted.place),
        is_number: matches!(accepted.outcome, Outcome::Number { .. } | Outcome::ZeroInWords),
    }
}

fn shown(outcome: &Outcome, unit: Unit) -> String {
    match outcome {
        Outcome::Number { low, high } if low == high => unit.exactly(*low),
        Outcome::Number { low, high } => format!("{} to {}", unit.exactly(*low), unit.exactly(*high)),
        Outcome::ZeroInWords => format!("{}, in words", unit.show("0")),
        other => text::shortened(&other.to_string()),
    }
}

pub(super) fn refusals(data: &Data) -> Refusals {
    let mut sections: BTreeMap<String, (BTreeSet<&Code>, usize)> = BTreeMap::new();
    for (asked, outcome) in refused(data) {
        for section in cited(outcome) {
            let (authorities, answers) = sections.entry(section).or_default();
            authorities.insert(&asked.authority.code);
            *answers += 1;
        }
    }
    let counted =
        sections.into_iter().map(|(section, (authorities, answers))| (section, authorities.len(), answers));
    Refusals { sections: counted.collect(), lines: data.asked.iter().flat_map(lines).collect() }
}

fn refused(data: &Data) -> impl Iterator<Item = (&Asked, &Outcome)> {
    let each =
        data.asked.iter().flat_map(|asked| asked.answers.values().map(move |given| (asked, &given.outcome)));
    each.filter(|(_, outcome)| is_refusal(outcome))
}

fn is_refusal(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Refused { .. } | Outcome::CostLimit | Outcome::NeitherConfirmNorDeny { .. })
}

/// The sections cited; the cost limit is section 12 whether or not the reply names it.
fn cited(outcome: &Outcome) -> Vec<String> {
    match outcome {
        Outcome::Refused { exemptions } | Outcome::NeitherConfirmNorDeny { exemptions }
            if !exemptions.is_empty() =>
        {
            exemptions.iter().map(|section| text::shortened(section)).collect()
        }
        Outcome::CostLimit => vec!["s12 (cost limit)".to_string()],
        _ => vec!["no section cited".to_string()],
    }
}

/// One line for each thing the authority said instead of answering, with the questions it said it to.
fn lines(asked: &Asked) -> Vec<(String, String, String, String)> {
    let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (question, accepted) in asked.answers.iter().filter(|(_, accepted)| is_refusal(&accepted.outcome)) {
        said.entry(text::shortened(&accepted.outcome.to_string())).or_default().push(question.to_string());
    }
    let authority = &asked.authority;
    let line = |(said, questions): (String, Vec<String>)| {
        (authority.code.to_string(), text::visible(&authority.name), questions.join(", "), said)
    };
    said.into_iter().map(line).collect()
}
