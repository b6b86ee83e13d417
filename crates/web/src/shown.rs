//! Numbers, dates and outcomes as people read them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::answer::Outcome;
use domain::moment::{in_words, london, london_time};
use domain::question::{AnswerType, Question};
use rust_decimal::Decimal;

/// A date as `Mon 15 June 2026`; a dash where there is none.
pub(crate) fn day(date: Option<NaiveDate>) -> String {
    date.map_or("–".into(), in_words)
}

/// An instant as `Mon 15 June 2026, 14:03`, London time.
pub(crate) fn instant(at: DateTime<Utc>) -> String {
    format!("{}, {}", in_words(london(at)), london_time(at).format("%H:%M"))
}

/// A size as `12 kB`.
pub(crate) fn size(bytes: i64) -> String {
    match bytes {
        ..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

/// Text from outside without the characters that reorder it or do not show: each is replaced by U+FFFD, so
/// that `txt.exe` cannot be made to look like `exe.txt`.
pub(crate) fn visible(text: &str) -> String {
    let hides = |c: char| match c {
        '\n' | '\t' => false,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        _ => c.is_control(),
    };
    let lines = text.replace("\r\n", "\n");
    lines.chars().map(|c| if hides(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// As much of a text from outside as a table shows; the whole stands marked in its reply.
pub(crate) fn excerpt(text: &str) -> String {
    const MOST: usize = 300;
    let start: String = text.chars().take(MOST).collect();
    let end = if start.len() < text.len() { " …" } else { "" };
    format!("{}{end}", visible(&start))
}

/// What a reply says to a question, numbers with separators and unit.
pub(crate) fn outcome(outcome: &Outcome, question: Option<&Question>) -> String {
    let kind = question.map(|question| question.kind);
    match outcome {
        Outcome::Number { low, high } if low == high => number(*low, kind),
        Outcome::Number { low, high } => format!("{} to {}", number(*low, kind), number(*high, kind)),
        Outcome::ZeroInWords => format!("{} (said in words)", number(Decimal::ZERO, kind)),
        other => excerpt(&other.to_string()),
    }
}

fn number(value: Decimal, kind: Option<AnswerType>) -> String {
    let digits = grouped(value);
    match kind {
        Some(AnswerType::Money) => format!("£{digits}"),
        Some(AnswerType::Percent) => format!("{digits} %"),
        Some(AnswerType::Count | AnswerType::YesNo | AnswerType::Text) | None => digits,
    }
}

/// Separators between thousands.
fn grouped(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        let left = whole.len() - place;
        if left % 3 == 0 && grouped.ends_with(|c: char| c.is_ascii_digit()) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    fraction.map_or(grouped.clone(), |fraction| format!("{grouped}.{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_outside_cannot_reorder_or_hide_itself() {
        for (text, expected) in [
            ("a\u{202E}txt.exe", "a\u{FFFD}txt.exe"),
            ("a\u{2066}b\0c\u{7F}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
            ("line\r\nline\tend\n", "line\nline\tend\n"),
            ("שלום é", "שלום é"),
        ] {
            assert_eq!(visible(text), expected);
        }
    }

    #[test]
    fn numbers_have_separators_and_their_unit() {
        for (value, kind, expected) in [
            ("0", None, "0"),
            ("999", None, "999"),
            ("1000", None, "1,000"),
            ("1234567.50", Some(AnswerType::Money), "£1,234,567.5"),
            ("-1000", None, "-1,000"),
            ("-100", None, "-100"),
            ("95.00", Some(AnswerType::Percent), "95 %"),
        ] {
            assert_eq!(number(value.parse().unwrap(), kind), expected);
        }
    }
}
