//! A law as pages name it: with its sources and the day on which its text was last compared with them.

use chrono::NaiveDate;
use domain::law::Terms;
use domain::moment::in_words;

/// A law by its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// `FOIA`.
    pub(crate) short: String,
    pub(crate) title: String,
    /// When its text here was last compared with its sources.
    pub(crate) checked: String,
    pub(crate) sources: Vec<Source>,
    /// What is uncertain or unusual about it; empty where nothing is.
    pub(crate) note: String,
}

/// Where a law's text can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) text: String,
    /// Its address; empty where it has none.
    pub(crate) link: String,
}

/// The names of a law.
pub(crate) fn named(terms: &Terms) -> Named {
    let regime = &terms.regime;
    Named {
        short: regime.short.clone(),
        title: regime.title.clone(),
        checked: in_words(regime.checked),
        sources: regime.sources.iter().map(|source| linked(source)).collect(),
        note: regime.note.clone(),
    }
}

/// Only https is linked, so that no file of a law can put another scheme into a page.
fn linked(source: &str) -> Source {
    match source.strip_prefix("https://") {
        Some(rest) => Source { text: rest.trim_start_matches("www.").into(), link: source.into() },
        None => Source { text: source.into(), link: String::new() },
    }
}

/// The last day for which it is known whether it counts; none where no day is.
pub(crate) fn known_to(terms: &Terms) -> Option<NaiveDate> {
    let covered = terms.days.covered();
    (covered.first <= covered.last).then_some(covered.last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_are_safe_to_follow_are_linked() {
        for (source, text, link) in [
            ("https://www.legislation.gov.uk/x", "legislation.gov.uk/x", "https://www.legislation.gov.uk/x"),
            ("https://ico.org.uk/y", "ico.org.uk/y", "https://ico.org.uk/y"),
            ("javascript:alert(1)", "javascript:alert(1)", ""),
            ("a printed text", "a printed text", ""),
        ] {
            assert_eq!(linked(source), Source { text: text.into(), link: link.into() });
        }
    }
}
