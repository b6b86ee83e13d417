//! Zero said in words. "No costs other than staff time" and "no specific budget" are not zero.

use std::ops::Range;

use domain::answer::{Outcome, Strength};
use domain::question::AnswerType;

use super::Found;
use crate::pattern::patterns;
use crate::source::sentences;

patterns! {
    /// "None", "Nil.", "The answer is zero", "None of our staff", "none recorded", "£nil".
    NONE = r"(?ix)^[\W\d]*(?:(?:the\s+)?(?:answer|figure|number|amount|total|cost
            |spend)(?:\s+\w+){0,4}?\s*(?:is|was|:|=|-|–)\s*|total\W+|this\s+(?:is|was)\s+|there\s+(?:are
            |were|is|was|have\s+been)\s+)?£?\s?(?P<word>nil|none|zero|nought|nothing|nobody|no[\s-]one)\b
        (?P<rest>.*)";
    /// "None held", "none of the above", "none available": nothing is counted.
    NONE_ELSE = concat!(
        r"(?i)^\s*(?:held|available|known|provided|applicable|of\s+the\s+(?:above|information)|of\s+this",
        r"|on\s+record|identified\s+as\s+held)\b",
    );
    /// "No money has been spent", "nothing was spent", "has not spent anything", "did not incur any costs",
    /// "no expenditure".
    UNSPENT = r"(?ix)\bno\s+(?:money|monies|funds?|funding|expenditure|spend(?:ing)?|costs?
            |payments?|sums?|amounts?|pounds|budget\s+(?:has|was)\s+(?:been\s+)?spent)\b
        | \bnothing\s+(?:has\s+been|was|had\s+been)\s+(?:spent|paid)\b | \b(?:spent|paid
            |incurred)\s+(?:nothing|no\s+(?:money|monies|costs?)|nil|zero|£?0\b)
        | \b(?:has|have|had|did|was|were)\s*(?:not|n['’]t)\s+(?:\w+ly\s+)?(?:spent|spend|incur(?:red)?|paid
            |pay|purchased?)\s+(?:any(?:thing)?|money|a\s+penny)\b | \b(?:nil|zero)\s+(?:spend|cost
            |expenditure)\b";
    /// "The training was free of charge", "at no cost": perhaps zero, a person says.
    FREE = concat!(
        r"(?i)\b(?:free\s+of\s+charge|at\s+no\s+(?:\w+\s+)?cost|no\s+charge|without\s+charge",
        r"|cost[\s-]free|is\s+free|was\s+free)\b",
    );
    /// "No staff hold", "none of our employees", "we have no such staff", "does not employ anyone", "no
    /// incidents were recorded".
    NOBODY = r"(?ix)\bno\s+(?:\w+\s+){0,3}?(?:staff|employees?|members?|people|persons?
            |person|individuals?|officers?|colleagues|one|workers|posts?|specialists?|professionals?)\b
        | \bnone\s+of\s+(?:our|the|its|these|those|them)\b | \bnobody\b
        | \b(?:do(?:es)?|did|has|have)\s*(?:not|n['’]t)\s+(?:\w+ly\s+)?(?:have|employ|hold|had
            |employed)\s+any(?:one|body|\s+(?:\w+\s+){0,4}?(?:staff|employees?|members?|people|individuals?
            |officers?|persons?))\b
        | \b(?:there\s+(?:are|were|have\s+been|is|was)|we\s+have(?:\s+had)?|the\s+(?:trust|council|authority
            |organisation)\s+(?:has|had)(?:\s+had)?)\s+(?:currently\s+)?(?:no|zero)\s+\w+";
    /// "No incidents were recorded" at the beginning.
    NO_SUCH = concat!(
        r"(?i)^\W*no\s+(?:[\w-]+\s+){1,6}?(?:have|has|were|was|are|is|hold|holds|completed|received",
        r"|undertook|attended|took\s+place|occurred|recorded)\b",
    );
    /// "Our staff do not hold such qualifications".
    UNIVERSAL = concat!(
        r"(?i)\b(?:staff|employees|team|officers|colleagues)\s+(?:\w+\s+){0,3}?(?:do|does|did|have",
        r"|has)\s*(?:not|n['’]t)\s+(?:currently\s+)?(?:hold|have|possess|complete|completed|received?",
        r"|undertaken)\b",
    );
    /// "other than staff time", "no specific budget", "no separate record": something else is missing.
    UNLESS = concat!(
        r"(?i)\b(?:other\s+than|apart\s+from|except|aside\s+from|besides|beyond|specific(?:ally)?",
        r"|separate(?:ly)?|additional|dedicated|extra|further|external|identifiable|attributable",
        r"|direct(?:ly)?|central(?:ly)?|budget|records?|information\s+(?:is|was|held)|data\s+(?:is|are",
        r"|held)|longer|doubt|requirement|obligation|reason|limit|target|known|breakdown|list|way|plans?",
        r"|statutory)\b",
    );
}

/// Zero in words within `range`, for a number of this kind: the sentence that says it most plainly.
pub(crate) fn zero(text: &str, range: Range<usize>, kind: AnswerType) -> Option<Found> {
    let found = sentences(text, range).into_iter().rev().filter_map(|sentence| {
        let (strength, word) = spoken(&text[sentence.clone()], kind)?;
        let word = sentence.start + word.start..sentence.start + word.end;
        Some(Found {
            outcome: Outcome::ZeroInWords,
            spots: vec![sentence, word],
            strength,
            rule: "zero in words",
        })
    });
    found.max_by_key(|found| found.strength)
}

fn spoken(sentence: &str, kind: AnswerType) -> Option<(Strength, Range<usize>)> {
    if let Some(found) = NONE.captures(sentence) {
        let rest = found.name("rest").map_or("", |rest| rest.as_str());
        let elsewhere = NONE_ELSE.is_match(rest) || UNLESS.is_match(rest);
        return (!elsewhere)
            .then(|| (Strength::Stated, found.name("word").map_or(0..0, |word| word.range())));
    }
    let unless = UNLESS.is_match(sentence);
    let matched = |pattern: &regex::Regex| pattern.find(sentence).map(|found| found.range());
    let stated = match kind {
        AnswerType::Money => matched(&UNSPENT),
        AnswerType::Count => matched(&NOBODY).or_else(|| matched(&NO_SUCH)),
        AnswerType::Percent | AnswerType::YesNo | AnswerType::Text => None,
    };
    let likely = || match kind {
        AnswerType::Money => matched(&FREE),
        AnswerType::Count => matched(&UNIVERSAL),
        AnswerType::Percent | AnswerType::YesNo | AnswerType::Text => None,
    };
    if unless {
        return None;
    }
    stated.map(|range| (Strength::Stated, range)).or_else(|| likely().map(|range| (Strength::Likely, range)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, kind: AnswerType) -> Option<Strength> {
        zero(text, 0..text.len(), kind).map(|found| found.strength)
    }

    #[test]
    fn zero_in_words_is_not_the_absence_of_a_record() {
        use AnswerType::{Count, Money};
        let rows = [
            ("None", Count, Some(Strength::Stated)),
            ("Nil.", Money, Some(Strength::Stated)),
            ("ZERO", Money, Some(Strength::Stated)),
            ("None of our staff hold one.", Count, Some(Strength::Stated)),
            ("None recorded", Count, Some(Strength::Stated)),
            ("No money has been spent on this.", Money, Some(Strength::Stated)),
            ("We have not spent anything on training.", Money, Some(Strength::Stated)),
            ("The trust has not incurred any costs.", Money, Some(Strength::Stated)),
            ("Nothing was spent in the period.", Money, Some(Strength::Stated)),
            ("No staff hold a professional qualification.", Count, Some(Strength::Stated)),
            ("There are no employees with such qualifications.", Count, Some(Strength::Stated)),
            ("The trust does not employ anyone with this.", Count, Some(Strength::Stated)),
            ("No incidents were recorded.", Count, Some(Strength::Stated)),
            ("Training was free of charge.", Money, Some(Strength::Likely)),
            ("There were no costs other than staff time.", Money, None),
            ("There is no specific budget.", Money, None),
            ("No separate expenditure is identified.", Money, None),
            ("None held", Count, None),
            ("No central record exists of staff.", Count, None),
            ("Six", Count, None),
        ];
        for (text, kind, expected) in rows {
            assert_eq!(read(text, kind), expected, "{text}");
        }
    }
}
