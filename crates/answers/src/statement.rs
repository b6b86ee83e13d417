//! One statement for the whole request, a range of it, or all that is left: mostly refusals.

use std::ops::Range;

use domain::answer::Strength;

use crate::answer::reason;
use crate::asked::Asked;
use crate::boilerplate;
use crate::claim::{Claim, claim};
use crate::label::{self, Named};
use crate::page::Page;
use crate::pattern::patterns;
use crate::source::sentences;
use crate::values::Found;

patterns! {
    /// "It is withheld under section 31", "However, we consider this to be exempt".
    PRONOUN = concat!(
        r"(?i)^\W*(?:(?:however|unfortunately|therefore|but)\W+)*(?:(?:we|the\s+\w+)\s+(?:consider",
        r"|believe|find|have\s+decided)s?\s+(?:that\s+)?)?(?:it|this|these|they)\b",
    );
    /// "the information you have requested", "your request", "this information": the whole of it.
    WHOLE = concat!(
        r"(?i)\b(?:your\s+(?:\w+\s+){0,2}?(?:request|questions|enquiry)|the\s+request|(?:the|this|any",
        r"|all|such)\s+(?:\w+\s+){0,2}?information|that\s+information\s+(?:is|was)|what\s+you\s+(?:ask",
        r"|request|want)\w*|(?:the|these|all|both|any\s+of\s+the)\s+(?:of\s+)?(?:your\s+",
        r"|the\s+)?(?:questions|details|data|figures)|information\s+(?:that\s+)?(?:you|requested|held",
        r"|about|relating)|of\s+the\s+information)\b",
    );
}

/// More sentences of this kind say nothing new.
const MOST_CLAIMS: usize = 100;

/// A statement with the questions it covers.
#[derive(Debug)]
pub(crate) struct Statement {
    /// Places of the questions it names; empty: all that have no answer of their own.
    pub(crate) targets: Vec<usize>,
    /// Whether it says outright that it speaks of what is left over.
    pub(crate) rest: bool,
    /// What it says.
    pub(crate) found: Found,
}

/// What is said outside the answers to single questions.
pub(crate) fn statements(page: &Page, asked: &[Asked<'_>]) -> Vec<Statement> {
    let claims: Vec<Claim> =
        page.rest.iter().flat_map(|range| claims(&page.own, range)).take(MOST_CLAIMS).collect();
    let (named, general): (Vec<Claim>, Vec<Claim>) =
        claims.into_iter().partition(|claim| !targets(&page.own, claim, asked).is_empty());
    let mut found: Vec<Statement> = named
        .iter()
        .filter_map(|claim| {
            Some(Statement {
                targets: targets(&page.own, claim, asked),
                rest: false,
                found: reason(std::slice::from_ref(claim))?,
            })
        })
        .collect();
    found.extend(whole(page, &general));
    found
}

fn claims(text: &str, range: &Range<usize>) -> Vec<Claim> {
    let own = sentences(text, range.clone()).into_iter();
    own.filter(|sentence| !boilerplate::promises(&text[sentence.clone()]))
        .filter_map(|sentence| claim(text, sentence))
        .collect()
}

fn targets(text: &str, claim: &Claim, asked: &[Asked<'_>]) -> Vec<usize> {
    let Some(Named::Numbers(numbers)) = label::inside(&text[claim.sentence.clone()]) else {
        return Vec::new();
    };
    numbers
        .iter()
        .filter_map(|number| asked.iter().position(|asked| asked.question.number == *number))
        .collect()
}

/// "It is withheld" speaks of what the sentence before it named; `all` are the sentences in order.
fn in_context(page: &Page, all: &[Range<usize>], sentence: &Range<usize>) -> Range<usize> {
    let before = all[..all.partition_point(|other| other.start < sentence.start)].last();
    match before.filter(|_| PRONOUN.is_match(&page.own[sentence.clone()])) {
        Some(before) => before.start..sentence.end,
        None => sentence.clone(),
    }
}

fn whole(page: &Page, general: &[Claim]) -> Option<Statement> {
    let found = reason(general)?;
    let all: Vec<Range<usize>> =
        page.rest.iter().flat_map(|range| sentences(&page.own, range.clone())).collect();
    let covers = |claim: &Claim| {
        let words = &page.own[in_context(page, &all, &claim.sentence)];
        claim.firm && (WHOLE.is_match(words) || label::inside(words) == Some(Named::Others))
    };
    let sure = general.iter().any(covers);
    let most = if sure { Strength::Stated } else { Strength::Likely };
    let others = |claim: &Claim| label::inside(&page.own[claim.sentence.clone()]) == Some(Named::Others);
    Some(Statement { targets: Vec::new(), rest: general.iter().any(others), found: found.at_most(most) })
}
