//! Which answer counts: a fold over rulings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::answer::Outcome;

/// Who ruled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The campaign's rule for readings that say it in so many words.
    Rule,
    /// A person.
    Person,
}

/// A decision over a reading, or by hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruling {
    /// The question's number.
    pub question: u32,
    /// The accepted outcome; `None` rejects what stood.
    pub outcome: Option<Outcome>,
    /// Who ruled.
    pub by: By,
    /// The reading it accepts, where there is one.
    pub reading: Option<i64>,
}

/// The ruling that counts for each question, from all rulings in the order in which they were made.
///
/// A person's ruling is replaced only by a person's. The rule's own later ruling replaces its earlier one, but a reply
/// that gives nothing does not take away a value given before.
pub fn accepted(rulings: &[Ruling]) -> BTreeMap<u32, &Ruling> {
    let mut counts: BTreeMap<u32, &Ruling> = BTreeMap::new();
    for ruling in rulings {
        let replaces = counts.get(&ruling.question).is_none_or(|standing| replaces(ruling, standing));
        if replaces {
            counts.insert(ruling.question, ruling);
        }
    }
    counts.retain(|_, ruling| ruling.outcome.is_some());
    counts
}

fn replaces(later: &Ruling, standing: &Ruling) -> bool {
    let gives = |ruling: &Ruling| ruling.outcome.as_ref().is_some_and(Outcome::is_value);
    match (later.by, standing.by) {
        (By::Person, _) => true,
        (By::Rule, By::Person) => false,
        (By::Rule, By::Rule) => gives(later) || !gives(standing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_outranks_the_rule_and_a_value_outlives_a_later_silence() {
        let ruling = |outcome: Option<Outcome>, by| Ruling { question: 1, outcome, by, reading: None };
        let number = |n: u32| Some(Outcome::exactly(n));
        let refused = || Some(Outcome::Refused { exemptions: vec![] });
        for (rulings, expected) in [
            (vec![ruling(number(5), By::Rule), ruling(number(6), By::Rule)], number(6)),
            (vec![ruling(number(5), By::Rule), ruling(refused(), By::Rule)], number(5)),
            (vec![ruling(refused(), By::Rule), ruling(number(5), By::Rule)], number(5)),
            (vec![ruling(number(5), By::Person), ruling(number(6), By::Rule)], number(5)),
            (vec![ruling(number(5), By::Rule), ruling(None, By::Person)], None),
        ] {
            let counts = accepted(&rulings).get(&1).and_then(|ruling| ruling.outcome.clone());
            assert_eq!(counts, expected);
        }
    }
}
