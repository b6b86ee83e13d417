//! What is not the authority's answer: the requester's words, closing paragraphs, signatures and promises.

use std::ops::Range;

use crate::pattern::patterns;
use crate::source::{lines, trimmed};

patterns! {
    /// "You asked:", "Request", "Information requested": the requester's words follow.
    ASKED = concat!(
        r"(?i)^\W*(?:you\s+(?:have\s+)?(?:asked|requested|wrote)(?:\s+(?:us|for|the\s+following",
        r"|for\s+the\s+following(?:\s+information)?))*|(?:your\s+|the\s+|original\s+)?(?:request",
        r"|questions?|enquiry)(?:\s+(?:details|text|was|received))?|information\s+requested",
        r"|specifically\s+you\s+asked)\W*$",
    );
    /// "Our response:", "We answered", "Reply", "Response to your request": the authority's words follow.
    ANSWERED = concat!(
        r"(?i)^\W*(?:(?:our|the|trust|trust[’']s|council[’']s|your)\s+)*(?:response|answers?|reply",
        r"|decision|outcome|findings)(?:\s+(?:to\s+your\s+request|details|is\s+as\s+follows",
        r"|is\s+below))?\W*$|^\W*(?:we\s+(?:answered|said|replied|responded)|information\s+(?:provided",
        r"|disclosed)|in\s+response)\W*$",
    );
    /// "Response: six", "Our answer - six", "Reply 2: six", "A: six": the words before the colon answer
    /// nothing.
    LEAD = r"(?ix)^\W*(?: (?:(?:our|the|your|my|full|final|trust(?:[’']s)?
            |council(?:[’']s)?)\s+){0,3}
        (?:response|reply|answer|ans\.?)(?:\s+(?:to\s+(?:this|the|your)\s+(?:question|request|part)
            |(?:no\.?\s*)?\d{1,2}[a-h]?))?
        \s*(?:[:=|\t]|[-–—]+\s) | a\s*: ) \s*";
    /// "Yours sincerely", "Next steps", "If you are unhappy with this response", "Information
    /// Commissioner's Office".
    CLOSING = r"(?ix)^\W*(?:
        yours\s+(?:sincerely|faithfully|truly) | (?:kind|best|warm|many)\s+(?:regards|wishes|thanks) |
            regards\W*$ | next\s+steps | sincerely
        | (?:should\s+you|if\s+you|in\s+the\s+event\s+(?:that\s+)?you)\s+(?:are|remain|have|feel|wish
            |require|would|need|were|disagree|do\s+not|ever)\b.{0,60}\b(?:unhappy|dissatisfied
            |not\s+satisfied|not\s+content|content\s+with|quer(?:y|ies)|questions|further|complain|complaint
            |review|appeal|concern|happy|assist|contact)
        | you\s+(?:have\s+(?:the|a)\s+right|are\s+entitled|can|may)\b.{0,60}\b(?:review|complain|appeal
            |commissioner)
        | internal\s+review | (?:your\s+)?right\s+(?:of|to)\s+(?:appeal|complain|request|an?\s+internal
            |review) | appeals?\s+procedure | complaints?\s+(?:procedure|process)
        | (?:the\s+)?information\s+commissioner | the\s+ICO\b | (?:conditions|terms)\s+(?:of|for)\s+re-?use
            | re-?use\s+of | copyright | please\s+note\s+that\s+(?:you\s+(?:have|may|can)|this\s+(?:e-?mail
            |information\s+is\s+provided))
        | this\s+(?:e-?mail|message|communication)\b.{0,80}\b(?:confidential|intended|privileged|legally) |
            disclaimer | about\s+foi\b
        | please\s+(?:quote|remember\s+to\s+quote)\b | (?:i|we)\s+(?:do\s+)?(?:hope
            |trust)\s+(?:that\s+)?(?:you|this|the|it|our)\b.{0,60}\b(?:help|useful|of\s+(?:some\s+)?(?:use
            |interest|assistance)|assist|satisf|answers|meets|sufficient) | sent\s+from\s+my | \*{6,} |
            _{6,}$ )";
    /// "-----Original Message-----", "From: … Sent:", "On 1 Aug 2018, … wrote:": an older message begins.
    OLDER = concat!(
        r"(?i)^\W*(?:-{2,}\s*(?:original|forwarded)\s+message|from:\s.{0,200}$|on\s.{5,160}\swrote:\s*$",
        r"|begin\s+forwarded\s+message)",
    );
    /// "See attached", "as above", "N/A", "please refer to answer 1".
    NO_ANSWER = concat!(
        r"(?i)^\W*(?:n\s?[/.]\s?a\b|not\s+applicable|(?:please\s+|kindly\s+)?(?:see|refer|find)\b",
        r"|as\s+(?:above|below|per|stated|answered|in|question|q\d)|attached|enclosed|same\s+as|tbc\b",
        r"|to\s+follow|to\s+be\s+confirmed|unknown\b|answered\s+(?:above|below|in)|as\s+explained",
        r"|response\s+(?:above|attached)|\?+$)",
    );
    /// "You will receive our response within 20 working days", "figures will follow".
    PROMISE = concat!(
        r"(?i)\b(?:(?:will|shall|aim\s+to|endeavou?r\s+to|hope\s+to",
        r"|expect\s+to)\s+(?:\w+\s+){0,3}(?:respond|reply|provide|send|follow|issue|be\s+(?:sent",
        r"|provided|issued|with\s+you|available))|to\s+follow\b|will\s+receive\b|will\s+be\s+(?:answered",
        r"|dealt|handled|processed))",
    );
    /// "The figures", "The name of the body is": signs that a line is an addressee's or a heading's.
    SALUTATION = concat!(
        r"(?i)^\W*(?:dear\s|hello\b|hi\b|good\s+(?:morning|afternoon)|to\s+whom|thank\s+you\s+for",
        r"|thanks\s+for|further\s+to|i\s+refer\s+to|re:|ref:|our\s+ref|your\s+ref|subject:|date:)",
    );
}

/// Whether a line opens the closing part of a letter.
pub(crate) fn closes(line: &str) -> bool {
    CLOSING.is_match(line) || OLDER.is_match(line)
}

/// Whether a line only says that the authority's answer follows.
pub(crate) fn announces(line: &str) -> bool {
    ANSWERED.is_match(line)
}

/// `range` without outer spaces and marks, and without the words that only announce an answer.
pub(crate) fn answered(text: &str, range: Range<usize>) -> Range<usize> {
    let range = trimmed(text, range);
    let lead = LEAD.find(&text[range.clone()]).map_or(0, |found| found.end());
    trimmed(text, range.start + lead..range.end)
}

/// Whether words that announce an answer stand at the beginning: "Response: six".
pub(crate) fn leads(text: &str) -> bool {
    LEAD.is_match(text)
}

/// Whether an answer begins by pointing elsewhere or saying nothing.
pub(crate) fn is_no_answer(text: &str) -> bool {
    NO_ANSWER.is_match(text)
}

/// Whether a sentence promises an answer instead of giving it.
pub(crate) fn promises(sentence: &str) -> bool {
    PROMISE.is_match(sentence)
}

/// Whether a sentence belongs to the head of a letter.
pub(crate) fn greets(sentence: &str) -> bool {
    SALUTATION.is_match(sentence)
}

/// The bytes of `text` that are not the authority's own words: quoted lines, what follows "You asked" up to
/// the answer, and older messages.
pub(crate) fn foreign(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut asked = false;
    let mut older = false;
    let all = lines(text);
    let answered_later =
        |from: usize| all[from..].iter().any(|line| ANSWERED.is_match(&text[line.content.clone()]));
    for (at, line) in all.iter().enumerate() {
        let content = &text[line.content.clone()];
        older |= OLDER.is_match(content) && at > 0;
        asked = (asked || ASKED.is_match(content) && answered_later(at)) && !ANSWERED.is_match(content);
        if line.quoted || asked || older {
            found.push(line.start..line.content.end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closings_are_known_and_answers_are_not() {
        for line in [
            "Yours sincerely",
            "Kind regards",
            "Next steps:",
            "If you are unhappy with the way we handled this, write to us",
            "You have the right to ask for an internal review",
            "-----Original Message-----",
            "Internal review",
            "Should you have any queries, please contact us",
            "This e-mail is confidential",
            "About FOI",
        ] {
            assert!(closes(line), "{line}");
        }
        for line in
            ["6,895", "None", "If you count bank staff, 340", "The trust spent £4,500", "Reviewed yearly"]
        {
            assert!(!closes(line), "{line}");
        }
    }

    #[test]
    fn the_requesters_words_are_foreign() {
        let text = "You asked:\nHow many?\nOur response:\nSix\n> and why\nBecause";
        let own = crate::source::blanked(text, &foreign(text));
        assert_eq!(own.split_whitespace().collect::<Vec<_>>().join(" "), "Our response: Six Because");
    }
}
