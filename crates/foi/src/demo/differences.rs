//! Answers one by one: what a simulated trust stated against what was accepted.

use domain::answer::Outcome;
use findings::{Accepted, Asked, Data};
use simulator::{Said, Stated, Truth};

/// One answer that was accepted as something else than was stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// Whether a value was accepted that nobody stated: the worst there is.
    pub(super) invented: bool,
    /// The authority, the question, what was stated and what was accepted.
    pub(super) says: String,
}

/// Every answer that differs.
pub(super) fn differences(data: &Data, truth: &Truth) -> Vec<Difference> {
    data.asked.iter().flat_map(|asked| of_one(data, asked, truth)).collect()
}

fn of_one(data: &Data, asked: &Asked, truth: &Truth) -> Vec<Difference> {
    let code = asked.authority.code.to_string();
    let stated = if truth.responds(&code) { truth.answers(&code) } else { Vec::new() };
    let said = |name: &str| {
        stated.iter().find(|stated: &&Stated| stated.question == name).map(|stated| &stated.said)
    };
    let questions = data.campaign.questions.iter();
    let compared = questions.filter_map(|question| {
        let (said, accepted) = (said(&question.name), asked.answers.get(&question.number));
        let agrees = agrees(said, accepted.map(|accepted| &accepted.outcome));
        (!agrees).then(|| difference(&code, &question.name, said, accepted))
    });
    compared.collect()
}

fn difference(code: &str, question: &str, said: Option<&Said>, accepted: Option<&Accepted>) -> Difference {
    let words = accepted.map_or("nothing".to_string(), |accepted| {
        format!(
            "{} from \u{201c}{}\u{201d}",
            accepted.outcome,
            accepted.words.split_whitespace().collect::<Vec<_>>().join(" ")
        )
    });
    Difference {
        invented: accepted.is_some_and(|accepted| accepted.outcome.is_value()),
        says: format!("{code} {question}: stated {said:?}, accepted {words}"),
    }
}

/// A value must be the same number; anything else must not have become a value.
fn agrees(said: Option<&Said>, accepted: Option<&Outcome>) -> bool {
    match (said.and_then(|said| said.value()), accepted) {
        (Some(value), Some(outcome)) => outcome.number() == Some(value),
        (Some(_), None) => false,
        (None, outcome) => !outcome.is_some_and(Outcome::is_value),
    }
}
