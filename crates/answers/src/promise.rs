//! The date by which an authority that takes longer promises its answer.

use std::ops::Range;

use chrono::NaiveDate;

use crate::boilerplate;
use crate::pattern::patterns;
use crate::source::{blanked, limited, sentences};

patterns! {
    /// "by 15 October 2018", "no later than 15/10/2018", "until Monday 15th October 2018", "to 15 October
    /// 2018".
    PROMISED = r"(?ix)\b(?:by|before|until|till|than|to|is|date:?)\s+(?:the\s+)?(?:(?:mon|tues
            |wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?
        (?P<date> (?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})
        | (?P<month2>[a-z]{3,9})\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4})
        | (?P<day3>\d{1,2})[/.-](?P<month3>\d{1,2})[/.-](?P<year3>\d{4}|\d{2})\b
        | (?P<year4>\d{4})-(?P<month4>\d{2})-(?P<day4>\d{2}) )";
    /// The sentence speaks of an answer to come.
    ANSWER = concat!(
        r"(?i)\b(?:respon\w+|repl(?:y|ies)|answer|write|decision|outcome|conclu\w+|provide|extend\w*",
        r"|extension|deadline|complete|send|date|issue)\b",
    );
    /// "received on", "dated": a date that has passed.
    PAST = concat!(
        r"(?i)\b(?:received|dated|sent|submitted|made|request\s+of|e-?mail\s+of|letter\s+of|wrote",
        r"|written|was|were|between)\s*$",
    );
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The date by which an answer is promised, such as 15 October 2018 in "we will now reply by 15 October
/// 2018", and where it stands. Days come before months, as in Britain.
pub fn promised_date(text: &str) -> Option<(NaiveDate, Range<usize>)> {
    let text = limited(text);
    let own = blanked(text, &boilerplate::foreign(text));
    let spoken =
        sentences(&own, 0..own.len()).into_iter().filter(|sentence| ANSWER.is_match(&own[sentence.clone()]));
    let mut dates = spoken.flat_map(|sentence| in_sentence(&own, &sentence));
    dates.next()
}

fn in_sentence(text: &str, sentence: &Range<usize>) -> Vec<(NaiveDate, Range<usize>)> {
    let words = &text[sentence.clone()];
    let found = PROMISED
        .captures_iter(words)
        .filter(|found| found.get(0).is_some_and(|whole| !PAST.is_match(&words[..whole.start()])));
    found
        .filter_map(|found| {
            let range = found.name("date")?.range();
            Some((date(&found)?, sentence.start + range.start..sentence.start + range.end))
        })
        .collect()
}

fn date(found: &regex::Captures<'_>) -> Option<NaiveDate> {
    let part =
        |names: [&str; 4]| names.into_iter().find_map(|name| found.name(name)).map(|part| part.as_str());
    let day = part(["day", "day2", "day3", "day4"])?.parse().ok()?;
    let year: i32 = part(["year", "year2", "year3", "year4"])?.parse().ok()?;
    let month = month(part(["month", "month2", "month3", "month4"])?)?;
    NaiveDate::from_ymd_opt(if year < 100 { 2000 + year } else { year }, month, day)
}

fn month(word: &str) -> Option<u32> {
    let named = MONTHS.iter().position(|name| word.to_lowercase().starts_with(name));
    named.and_then(|at| u32::try_from(at + 1).ok()).or_else(|| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_promised_date_is_not_the_date_of_receipt() {
        let rows = [
            (
                "We received your request on 20 August 2018 and will now reply by 15 October 2018.",
                Some("2018-10-15"),
            ),
            ("The new deadline is 15th October 2018.", Some("2018-10-15")),
            ("You will have our decision no later than 15/10/2018.", Some("2018-10-15")),
            ("We extend the time to respond until Monday 15 October 2018.", Some("2018-10-15")),
            ("We hope to answer on or before October 15, 2018.", Some("2018-10-15")),
            ("We will respond by 2018-10-15.", Some("2018-10-15")),
            ("We will respond by 31 February 2018.", None),
            ("Thank you for your letter of 20 August 2018.", None),
            ("> please reply by 1 September 2018\nThank you.", None),
        ];
        for (text, expected) in rows {
            let found = promised_date(text);
            assert_eq!(found.as_ref().map(|(date, _)| date.to_string()).as_deref(), expected, "{text}");
        }
    }
}
