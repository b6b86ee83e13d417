//! What became of a question: a name, a symbol and a meaning, so that no state is told by colour alone.

use domain::answer::Outcome;

/// What became of one question at one authority. Zero, not held, refused and silence are four different
/// things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// Its name in tables and exports.
    pub name: &'static str,
    /// The symbol that stands beside it.
    pub symbol: &'static str,
    /// What it means.
    pub means: &'static str,
}

const fn status(name: &'static str, symbol: &'static str, means: &'static str) -> Status {
    Status { name, symbol, means }
}

const UNCLEAR: Status = status("unclear", "?", "The reply must be read by a person.");

const OF_OUTCOMES: [Status; 10] = [
    status("value", "●", "An exact number, yes or no, or the words asked for."),
    status("interval", "◐", "A range such as fewer than five: its ends are known, its number is not."),
    status("zero in words", "○", "None, said in words; counts as 0 in figures."),
    status("refused", "✕", "Withheld under an exemption (FOIA Part II)."),
    status("cost limit", "⊘", "Refused because finding out would cost more than the limit (FOIA s.12)."),
    status(
        "neither confirm nor deny",
        "◇",
        "The authority will not say whether it holds it (FOIA s.1(1)(a)).",
    ),
    status("not held", "∅", "The authority says that it does not hold or record it."),
    status(
        "published elsewhere",
        "↗",
        "The authority points to where it is or will be published (FOIA s.21, s.22).",
    ),
    status("not addressed", "…", "The reply passes over the question."),
    UNCLEAR,
];

impl Status {
    /// A reply came, and nothing in it has been accepted for this question.
    pub const NOTHING_ACCEPTED: Status = status(
        "nothing accepted",
        "–",
        "Other answers of the authority were accepted, none to this question.",
    );
    /// No outcome of this authority has been accepted.
    pub const SILENT: Status =
        status("silent", "□", "No accepted outcome from the authority to any question.");

    /// The status of an accepted outcome.
    pub fn of(outcome: &Outcome) -> Status {
        OF_OUTCOMES.into_iter().find(|status| status.name == outcome.name()).unwrap_or(UNCLEAR)
    }

    /// Every status, in the order of tables.
    pub fn all() -> impl Iterator<Item = Status> {
        OF_OUTCOMES.into_iter().chain([Status::NOTHING_ACCEPTED, Status::SILENT])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_its_own_status_and_symbol() {
        let sections = || vec!["s31(1)(a)".to_string()];
        let outcomes = [
            Outcome::exactly(1),
            Outcome::Number { low: 0.into(), high: 4.into() },
            Outcome::ZeroInWords,
            Outcome::Refused { exemptions: sections() },
            Outcome::CostLimit,
            Outcome::NeitherConfirmNorDeny { exemptions: sections() },
            Outcome::NotHeld,
            Outcome::PublishedElsewhere,
            Outcome::NotAddressed,
            Outcome::Unclear,
        ];
        for outcome in &outcomes {
            assert_eq!(Status::of(outcome).name, outcome.name());
        }
        let mut symbols: Vec<&str> = Status::all().map(|status| status.symbol).collect();
        symbols.sort_unstable();
        symbols.dedup();
        assert_eq!(symbols.len(), outcomes.len() + 2);
    }
}
