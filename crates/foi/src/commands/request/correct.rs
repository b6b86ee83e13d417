//! `foi request correct`.

use chrono::NaiveDate;
use domain::fact::{Dated, Fact};
use domain::moment::london;
use domain::request::Decision;
use serde_json::json;
use store::{Act, door};
use thiserror::Error;

use super::{find, stands};
use crate::failure::Failure;
use crate::folder::Folder;
use crate::say::Say;

/// Appends that an entry was a mistake.
pub(super) async fn run(
    folder: &Folder,
    reference: &str,
    number: usize,
    why: &str,
    act: &Act,
    say: Say,
) -> Result<(), Failure> {
    let file = find(folder, reference).await?;
    let today = london(act.at);
    door::change(&folder.desk, file.row.id, act, |timeline| strike(timeline, number, why, today)).await?;
    let after = find(folder, reference).await?;
    let value = json!({
        "reference": after.row.reference, "struck": number, "standing": after.row.standing.name(), "due": after.row.due,
    });
    say.result(&value, || format!("Entry {number} no longer counts.\n{}", stands(&after)))
}

/// Why an entry cannot be struck.
#[derive(Debug, PartialEq, Eq, Error)]
enum Refusal {
    #[error("there is no entry {number}: `foi request show` numbers those that there are, from 0")]
    Missing { number: usize },
    #[error("entry {number} was struck already")]
    Struck { number: usize },
    #[error("entry {number} is itself a correction: record what happened again with `foi request record`")]
    Correction { number: usize },
    // struck, it would let the same letter be written again
    #[error(
        "entry {number} says that a letter was written, and its bytes are kept: that cannot have been a mistake"
    )]
    Letter { number: usize },
    #[error("say with --why what was wrong with entry {number}")]
    NoReason { number: usize },
}

fn strike(timeline: &[Dated], number: usize, why: &str, today: NaiveDate) -> Result<Decision, Refusal> {
    let Dated { fact, .. } = timeline.get(number).ok_or(Refusal::Missing { number })?;
    let strikes = |dated: &Dated| matches!(&dated.fact, Fact::Corrected { entry, .. } if *entry == number);
    match fact {
        Fact::Corrected { .. } => return Err(Refusal::Correction { number }),
        Fact::Queued { .. } => return Err(Refusal::Letter { number }),
        _ if timeline.iter().any(strikes) => return Err(Refusal::Struck { number }),
        _ if why.trim().is_empty() => return Err(Refusal::NoReason { number }),
        _ => {}
    }
    let fact = Fact::Corrected { entry: number, why: why.trim().into() };
    Ok(Decision { facts: vec![Dated { on: today, fact }], letters: Vec::new() })
}

#[cfg(test)]
mod tests {
    use domain::outbox::LetterKind;

    use super::*;

    #[test]
    fn an_entry_is_struck_once_and_neither_a_letter_nor_a_correction_is() {
        let on: NaiveDate = "2026-06-03".parse().unwrap();
        let letter = LetterKind::Request;
        let corrected = Fact::Corrected { entry: 2, why: "it was another request's".into() };
        let facts =
            [Fact::Queued { letter }, Fact::Sent { letter }, Fact::FeesPaid, corrected, Fact::Responded];
        let timeline = facts.map(|fact| Dated { on, fact });
        for (number, why, expected) in [
            (1, "another server", Ok(())),
            (4, "an acknowledgement", Ok(())),
            (4, " ", Err(Refusal::NoReason { number: 4 })),
            (0, "why", Err(Refusal::Letter { number: 0 })),
            (2, "why", Err(Refusal::Struck { number: 2 })),
            (3, "why", Err(Refusal::Correction { number: 3 })),
            (5, "why", Err(Refusal::Missing { number: 5 })),
        ] {
            let done = strike(&timeline, number, why, on);
            let facts = done.as_ref().map(|decision| decision.facts[0].fact.clone());
            if expected.is_ok() {
                assert_eq!(facts, Ok(Fact::Corrected { entry: number, why: why.into() }));
            }
            assert_eq!(done.map(|_| ()), expected, "{number}");
        }
    }
}
