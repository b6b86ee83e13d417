//! Standings on the screen: a word and a symbol beside every colour.

use domain::clock::Hold;
use domain::moment::in_words;
use domain::standing::Standing;

/// A standing as lists show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag {
    /// The standing's name.
    pub(crate) word: &'static str,
    /// Its symbol.
    pub(crate) symbol: &'static str,
    /// Its class in the style sheet: whether somebody must act.
    pub(crate) class: &'static str,
    /// What it means, in a sentence.
    pub(crate) means: &'static str,
}

const fn tag(word: &'static str, symbol: &'static str, class: &'static str, means: &'static str) -> Tag {
    Tag { word, symbol, class, means }
}

/// Every standing, in the order of [`Standing::NAMES`]; a test holds the two together.
pub(crate) const TAGS: [Tag; 10] = [
    tag("unsent", "○", "quiet", "No mail server has accepted the request yet."),
    tag(
        "in doubt",
        "?",
        "act",
        "The line died while the request was sent. It is not sent again by itself, because the authority may have it.",
    ),
    tag("undeliverable", "✕", "act", "The request came back. Find another address for the authority."),
    tag("awaiting", "◔", "open", "The authority has the request and still has time to answer."),
    tag("overdue", "!", "act", "The last date on which the authority could lawfully answer has passed."),
    tag(
        "uncounted",
        "∞",
        "open",
        "The authority has the request; its time runs past the last day whose bank holidays are known.",
    ),
    tag(
        "with us",
        "↩",
        "act",
        "The authority waits for us: for clarification, for a fee, or for the request at the address that an absent \
         person's mailbox named.",
    ),
    tag(
        "lapsed",
        "⊖",
        "quiet",
        "A fee was asked for and not paid by its last day: the authority need not answer any more.",
    ),
    tag("answered", "✓", "quiet", "The authority answered: in full, in part or by a refusal notice."),
    tag("withdrawn", "–", "quiet", "We took the request back."),
];

/// The tag of the standing with this name.
pub(crate) fn named(name: &str) -> Tag {
    TAGS.into_iter().find(|tag| tag.word == name).unwrap_or(TAGS[0])
}

/// The standing in a sentence, with its date.
pub(crate) fn sentence(standing: Standing) -> String {
    match standing {
        Standing::Unsent => "No mail server has accepted the request yet.".into(),
        Standing::InDoubt { since } => {
            format!("Since {} it is not known whether the request arrived.", in_words(since))
        }
        Standing::Undeliverable { since } => format!("The request came back on {}.", in_words(since)),
        Standing::Awaiting { due } => format!("The authority has until {} to answer.", in_words(due)),
        Standing::Overdue { due } => format!("The answer was due on {}.", in_words(due)),
        Standing::Uncounted { since } => format!(
            "The authority has had the request since {}; bank holidays are not known far enough to count its time.",
            in_words(since)
        ),
        Standing::WithUs { since, hold: Hold::Clarification } => {
            format!("The authority asked for clarification on {}; its time stands still.", in_words(since))
        }
        Standing::WithUs { since, hold: Hold::Fees } => {
            format!("The authority asked for a fee on {}; its time stands still.", in_words(since))
        }
        Standing::WithUs { since, hold: Hold::Redirect } => format!(
            "An absent person's mailbox named another address on {}; until the request reaches it, no time runs.",
            in_words(since)
        ),
        Standing::Lapsed { on } => {
            format!("The fee was not paid by {}; the authority need not answer any more.", in_words(on))
        }
        Standing::Answered { on, late: false } => format!("The authority answered on {}.", in_words(on)),
        Standing::Answered { on, late: true } => format!("The authority answered late, on {}.", in_words(on)),
        Standing::Withdrawn { on } => format!("We took the request back on {}.", in_words(on)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standing_has_its_tag_in_the_order_of_lists() {
        assert_eq!(TAGS.map(|tag| tag.word), Standing::NAMES);
        let mut symbols = TAGS.map(|tag| tag.symbol).to_vec();
        symbols.sort_unstable();
        symbols.dedup();
        assert_eq!(symbols.len(), TAGS.len());
    }
}
