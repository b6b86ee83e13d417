//! Dates and other people's words, fit to print.

use chrono::NaiveDate;
use domain::authority::Code;

/// More of a reply's words than this stand only in `answers.csv`.
const LONGEST: usize = 110;
/// More codes than this are counted, not named.
const MOST_CODES: usize = 12;

/// `27 November 2018`.
pub(super) fn long_date(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// `27 Nov 2018`.
pub(super) fn short_date(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// The text without control characters and without those that turn the direction of writing, which could make
/// a quotation read as something else.
pub(super) fn visible(text: &str) -> String {
    let turns =
        |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
    let spaced = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let words: String = spaced.filter(|c| !turns(*c)).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first words, with an ellipsis where there are more.
pub(super) fn shortened(text: &str) -> String {
    let text = visible(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

/// `AA1, AA2 and 4 more`.
pub(super) fn codes<'a>(codes: impl Iterator<Item = &'a Code>) -> String {
    let all: Vec<String> = codes.map(ToString::to_string).collect();
    let named = all.iter().take(MOST_CODES).cloned().collect::<Vec<_>>().join(", ");
    match all.len().saturating_sub(MOST_CODES) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// `1 authority`, `3 authorities`.
pub(super) fn authorities(count: usize) -> String {
    if count == 1 { "1 authority".to_string() } else { format!("{count} authorities") }
}
