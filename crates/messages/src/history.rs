//! What is new in a reply: the text without the history and signature below it.
//!
//! Officers answer between the lines of the request, so quoted lines above an answer are kept: they say what is
//! answered. Only what trails after the last fresh line is left out, and in doubt nothing is.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// A signature is no longer than this many lines; a dashed line with more below it divides the letter.
const SIGNATURE: usize = 15;
/// A covering note that points at answers further down is shorter than this, in bytes.
const COVERING_NOTE: usize = 500;
/// An attribution such as "On Monday … wrote:" takes at most this many lines.
const ATTRIBUTION: usize = 4;

/// A note such as "our answers are below in red": the history holds the answers.
static POINTS_DOWN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:answers?|responses?|repl(?:y|ies)|comments?)\b[^.]{0,60}\b(?:below|in-?line|in (?:red|blue|green|bold|capitals))\b|\bsee below\b",
    )
    .ok()
});

/// The bytes of `text` before the trailing quoted history and signature. Never empty unless the text is blank: where
/// nothing fresh would be left, all of it is fresh.
pub fn fresh(text: &str) -> Range<usize> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut end = before_copied_message(&lines);
    end = before_quotes(&lines[..end]);
    end = before_signature(&lines[..end]);
    end = before_quotes(&lines[..end]);
    let kept: usize = lines[..end].iter().map(|line| line.len()).sum();
    let kept = text[..kept].trim_end().len();
    if kept == 0 { 0..text.len() } else { 0..kept }
}

/// Ends before an Outlook history: a copied header block, or "-----Original Message-----".
fn before_copied_message(lines: &[&str]) -> usize {
    let starts = |at: &usize| is_original_message(lines[*at]) || is_header_block(&lines[*at..]);
    let Some(at) = (0..lines.len()).find(starts) else { return lines.len() };
    let note = lines[..at].concat();
    let points_down = POINTS_DOWN.as_ref().is_some_and(|pattern| pattern.is_match(&note));
    if note.trim().is_empty() || (note.len() < COVERING_NOTE && points_down) {
        return lines.len();
    }
    let rule = lines[..at].last().is_some_and(|line| is_rule(line));
    if rule { at - 1 } else { at }
}

fn is_original_message(line: &str) -> bool {
    let line = line.trim();
    let words = line.trim_matches('-').trim();
    line.starts_with("--") && line.ends_with("--") && words.eq_ignore_ascii_case("original message")
}

/// `From:`, `Sent:` (or `Date:`), `To:` and `Subject:` within a few lines of each other.
fn is_header_block(lines: &[&str]) -> bool {
    let field = |line: &str, name: &str| {
        let line = line.trim_start().trim_start_matches('*');
        line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    let within = &lines[..lines.len().min(8)];
    let has = |name: &str| within.iter().any(|line| field(line, name));
    lines.first().is_some_and(|line| field(line, "From:"))
        && (has("Sent:") || has("Date:"))
        && has("To:")
        && has("Subject:")
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 5 && line.chars().all(|c| c == '_')
}

/// Ends before quoted lines with nothing fresh below them, and before the line that introduces them.
fn before_quotes(lines: &[&str]) -> usize {
    let is_past = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('>');
    let end = lines.iter().rposition(|line| !is_past(line)).map_or(0, |at| at + 1);
    if !lines[end..].iter().any(|line| line.trim_start().starts_with('>')) {
        return lines.len();
    }
    before_attribution(&lines[..end])
}

/// `On 20 August 2018, A Person <a@b.invalid> wrote:`, which may be folded.
fn before_attribution(lines: &[&str]) -> usize {
    let introduces = lines.last().is_some_and(|line| {
        let line = line.trim_end();
        line.ends_with("wrote:") || line.ends_with("writes:")
    });
    if !introduces {
        return lines.len();
    }
    let earliest = lines.len().saturating_sub(ATTRIBUTION);
    let start = (earliest..lines.len()).rev().find(|at| lines[*at].trim_start().starts_with("On "));
    start.unwrap_or(lines.len() - 1)
}

/// Ends before `-- ` (RFC 3676, 4.3); many programs lose the blank.
fn before_signature(lines: &[&str]) -> usize {
    let is_separator = |line: &&str| matches!(line.trim_end_matches(['\r', '\n']), "-- " | "--");
    let Some(at) = lines.iter().rposition(is_separator) else { return lines.len() };
    let below = lines[at..].iter().filter(|line| !line.trim().is_empty()).count();
    if below <= SIGNATURE && !lines[..at].concat().trim().is_empty() { at } else { lines.len() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn history_and_signatures_are_left_out_and_answers_between_quotes_are_kept() {
        for (text, expected) in [
            ("We hold none.\n", "We hold none."),
            (
                "Ours: 12.\n\nOn 20 August 2018, Desk <d@x.invalid> wrote:\n> 1. How many?\n>\n> 2. Cost?\n",
                "Ours: 12.",
            ),
            ("12\n\nOn Monday, 20 August 2018\nat 09:00, Desk\n<d@x.invalid> wrote:\n> How many?\n", "12"),
            (
                "On 20 August 2018, Desk wrote:\n> 1. How many?\n14,212\n> 2. Cost?\n£1,234\n> Thanks\n",
                "On 20 August 2018, Desk wrote:\n> 1. How many?\n14,212\n> 2. Cost?\n£1,234",
            ),
            ("Attached.\n\n-----Original Message-----\nFrom: Desk\nSent: Monday\n\nHow many?", "Attached."),
            (
                "Attached.\n\n________________________________\nFrom: Desk <d@x.invalid>\nSent: 20 August 2018\nTo: FOI\nSubject: Request\n\nHow many?",
                "Attached.",
            ),
            ("Attached.\r\n\r\n*From:* Desk\r\nSent: x\r\nTo: y\r\nSubject: z\r\n\r\nHow many?", "Attached."),
            ("12\n-- \nA. Officer\nFOI Team\n", "12"),
            ("12\n--\nA. Officer\n\n> How many?\n", "12"),
            ("> How many?\n\n12\n-- \nFOI Team", "> How many?\n\n12"),
            (
                "Please see our answers below in red.\n\n-----Original Message-----\nFrom: Desk\n\n1. How many? 12",
                "Please see our answers below in red.\n\n-----Original Message-----\nFrom: Desk\n\n1. How many? 12",
            ),
            ("> only\n> quotes", "> only\n> quotes"),
            (
                "From: Desk\nSent: x\nTo: y\nSubject: z\n\nforwarded",
                "From: Desk\nSent: x\nTo: y\nSubject: z\n\nforwarded",
            ),
            (
                "From: our records, 12 staff.\nTo: be clear, that is all.",
                "From: our records, 12 staff.\nTo: be clear, that is all.",
            ),
            ("", ""),
        ] {
            assert_eq!(&text[fresh(text)], expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_range_that_fits_and_holds_something(text in "(\\PC|\n|> |-- \n|On x wrote:\n|From: \n){0,60}") {
            let range = fresh(&text);
            prop_assert!(text.get(range.clone()).is_some());
            prop_assert_eq!(range.is_empty(), text.is_empty());
        }
    }
}
