//! Yes or no.

use std::ops::Range;

use domain::answer::{Outcome, Strength};

use super::Found;
use crate::pattern::patterns;
use crate::source::sentences;

patterns! {
    /// "Yes", "No.", "Yes - we do", "No, the trust does not", "Y".
    OUTRIGHT = concat!(
        r"(?i)^\W*(?:(?:the\s+)?answer\s*(?:is|:)?\s*|confirmed\W+|it\s+is\s+)?(?P<word>yes|no|y",
        r"|n)(?:\s*(?:$|[.,;:!–—|\t\n(-])|\s+(?:we|the\s+(?:trust|council|authority|organisation",
        r"|university|force)|it|they|this|there|i\b|it['’]s)\b)",
    );
    /// "We have such a plan", "the trust does not have one".
    IMPLIED = concat!(
        r"(?i)\b(?:we|the\s+(?:trust|council|authority|organisation|university|force|board)|it",
        r"|there)\s+(?:can\s+confirm\s+that\s+(?:we|it|the\s+trust)\s+)?(?:(?:currently",
        r"|already)\s+)?(?P<verb>do|does|have|has|had|is|are|did|was|were|use|uses|hold|holds",
        r"|cannot)(?P<not>\s+(?:not|no|currently\s+not|never)\b|n['’]t)?",
    );
    /// "Yes" and "No" at the beginning of other lines.
    ANOTHER = r"(?im)^\W*(yes|no)\b";
}

/// Yes or no, where an answer begins with it; what is merely implied is only likely.
pub(crate) fn yes_or_no(text: &str, range: Range<usize>) -> Option<Found> {
    let part = &text[range.clone()];
    let first = sentences(text, range.clone()).into_iter().next()?;
    if let Some(word) = OUTRIGHT.captures(part).and_then(|found| found.name("word")) {
        let yes = word.as_str().to_lowercase().starts_with('y');
        let contrary = ANOTHER.find_iter(part).any(|other| {
            other.as_str().trim_matches(|c: char| !c.is_alphabetic()).to_lowercase().starts_with('y') != yes
        });
        let strength = if contrary { Strength::Likely } else { Strength::Stated };
        let spot = range.start + word.start()..range.start + word.end();
        return Some(Found {
            outcome: Outcome::YesNo { yes },
            spots: vec![first, spot],
            strength,
            rule: "yes or no",
        });
    }
    let found = IMPLIED.captures(&text[first.clone()])?;
    let yes = found.name("not").is_none() && found.name("verb")?.as_str() != "cannot";
    Some(Found {
        outcome: Outcome::YesNo { yes },
        spots: vec![first],
        strength: Strength::Likely,
        rule: "yes or no implied",
    })
}
