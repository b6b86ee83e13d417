//! Sentences that name the thing asked for and hold one figure.

use std::ops::Range;

use domain::answer::Strength;
use domain::question::AnswerType;

use crate::asked::Asked;
use crate::boilerplate;
use crate::claim::{Why, claim};
use crate::exemption::is_open;
use crate::figure::{Unit, figures};
use crate::page::Page;
use crate::source::sentences;
use crate::values::{self, Found};
use crate::words::{stems, words};

/// A longer sentence is no plain statement of one figure.
const LONGEST: usize = 600;

/// Words by which a sentence speaks of all there is: "the trust had 6,895 employees", "a total of 6,895
/// staff".
const WHOLE: [&str; 10] = [
    "total",
    "overall",
    "altogether",
    "trust",
    "council",
    "authority",
    "organisation",
    "university",
    "force",
    "board",
];

/// What the text under no question says to questions in passing, by their place.
pub(crate) fn said(page: &Page, asked: &[Asked<'_>]) -> Vec<(usize, Found)> {
    let ranges = page.rest.iter().flat_map(|range| sentences(&page.own, range.clone()));
    ranges.flat_map(|sentence| of_sentence(&page.own, &sentence, asked)).collect()
}

fn of_sentence(text: &str, sentence: &Range<usize>, asked: &[Asked<'_>]) -> Vec<(usize, Found)> {
    let words = &text[sentence.clone()];
    let silent = words.len() > LONGEST
        || words.ends_with('?')
        || is_open(words)
        || boilerplate::promises(words)
        || boilerplate::greets(words);
    if silent || claim(text, sentence.clone()).is_some_and(|claim| claim.why != Why::Mentioned) {
        return Vec::new();
    }
    let kinds = [AnswerType::Count, AnswerType::Money, AnswerType::Percent];
    kinds.into_iter().filter_map(|kind| of_kind(text, sentence, asked, kind)).collect()
}

fn of_kind(
    text: &str,
    sentence: &Range<usize>,
    asked: &[Asked<'_>],
    kind: AnswerType,
) -> Option<(usize, Found)> {
    let words = &text[sentence.clone()];
    let (best, naming) = named(words, asked, kind)?;
    let found = values::value(text, sentence.clone(), asked[best].question)?;
    let mixed = figures(words).iter().filter(|figure| figure.unit != Unit::Percent).count() > 1;
    Some((best, found.at_most(if mixed { naming.min(Strength::Likely) } else { naming })))
}

/// The question of this kind that the sentence names best, and how well: by one of its own words and another
/// one, better than any other question, and without speaking of much else. "Reply: 3 members of staff"
/// answers what was asked before it, whatever question speaks of staff.
fn named(words: &str, asked: &[Asked<'_>], kind: AnswerType) -> Option<(usize, Strength)> {
    let found = stems(words);
    let mut scores: Vec<(u32, usize)> = asked
        .iter()
        .enumerate()
        .filter(|(_, asked)| asked.wants(kind))
        .map(|(at, asked)| (asked.score(&found), at))
        .collect();
    scores.sort_by_key(|(score, at)| (u32::MAX - score, *at));
    let (best, at) = *scores.first().filter(|(score, _)| *score >= 2)?;
    let apart = scores.get(1).is_none_or(|(second, _)| best > *second);
    let about = asked[at].known(&found) * 10 >= found.len() * 6;
    let whole = !boilerplate::leads(words) && naming_words(words, &asked[at]) >= 2;
    let naming = match (asked[at].named(&found), apart && about && whole) {
        (true, true) => Strength::Stated,
        (true, false) => Strength::Likely,
        (false, _) => Strength::Hint,
    };
    Some((at, naming))
}

/// How many words of the sentence say what is asked for.
fn naming_words(sentence: &str, asked: &Asked<'_>) -> usize {
    let names = |word: &str| WHOLE.contains(&word) || asked.known(&stems(word)) > 0;
    words(sentence).iter().filter(|word| names(&sentence[word.range.clone()].to_lowercase())).count()
}
