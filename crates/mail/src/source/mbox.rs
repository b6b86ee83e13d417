//! Splitting an mbox file (RFC 4155) into its messages.

use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::Regex;

/// `From someone Mon Aug 20 09:00:00 2018`: the shape of a separator. A sentence that begins with "From" has it not.
static SEPARATOR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +(?:[A-Z][a-z]{2} +\d{1,2}|\d{1,2} +[A-Z][a-z]{2} +\d{4}) .*\d{1,2}:\d{2}",
    )
    .ok()
});

pub(super) fn is_separator(line: &[u8]) -> bool {
    line.starts_with(b"From ") && SEPARATOR.as_ref().is_some_and(|shape| shape.is_match(line))
}

/// The messages of an mbox file, each as the range of its bytes without the separator line before it and the empty line
/// that the format puts after it. A separator counts only at the start or after an empty line, so a body line that
/// begins with "From " is kept. Text before the first separator is a message of its own.
pub fn mbox(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut messages = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut blank = Some(0); // where the empty line before `at` begins
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if let Some(end) = blank.filter(|_| is_separator(line)) {
            messages.push(start..end.max(start));
            start = at + line.len();
        }
        blank = matches!(line, b"\n" | b"\r\n").then_some(at);
        at += line.len();
    }
    messages.push(start..at);
    messages.retain(|message| !message.is_empty());
    messages
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FROM: &str = "From foi@rj1.invalid Mon Aug 20 09:00:00 2018";

    fn split(text: &str) -> Vec<&str> {
        mbox(text.as_bytes()).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn only_a_separator_after_an_empty_line_splits() {
        for (text, expected) in [
            (format!("{FROM}\nA: 1\n\nx\n\n{FROM}\nB: 2\n\ny\n"), vec!["A: 1\n\nx\n", "B: 2\n\ny\n"]),
            (
                format!("{FROM}\nA: 1\n\nx\n\nFrom Monday on we hold none.\n"),
                vec!["A: 1\n\nx\n\nFrom Monday on we hold none.\n"],
            ),
            (
                format!("{FROM}\nA: 1\n\nx\n{FROM}\ny\n"),
                vec!["A: 1\n\nx\nFrom foi@rj1.invalid Mon Aug 20 09:00:00 2018\ny\n"],
            ),
            (
                format!("{FROM}\r\nA: 1\r\n\r\nx\r\n\r\n{FROM} +0100\r\nB: 2\r\n"),
                vec!["A: 1\r\n\r\nx\r\n", "B: 2\r\n"],
            ),
            ("A: 1\n\nno separator at all".to_string(), vec!["A: 1\n\nno separator at all"]),
            (String::new(), vec![]),
        ] {
            assert_eq!(split(&text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_byte_of_a_message_is_lost(bodies in prop::collection::vec("(From |>From |[a-z \n\r.]){0,40}x\n", 1..6)) {
            let file = bodies.iter().map(|body| format!("{FROM}\n{body}\n")).collect::<Vec<_>>().concat();
            // The last message has no separator after it, so its empty line stays.
            let mut expected = bodies.clone();
            expected.last_mut().unwrap().push('\n');
            prop_assert_eq!(split(&file), expected);
        }

        #[test]
        fn any_bytes_are_covered_by_messages_separators_and_empty_lines(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let ranges = mbox(&bytes);
            let covered: usize = ranges.iter().map(ExactSizeIterator::len).sum();
            prop_assert_eq!(covered, bytes.len());
        }
    }
}
