//! The authority's own reference.

use std::ops::Range;

use domain::reference::Reference;

use crate::pattern::patterns;
use crate::source::limited;

patterns! {
    /// "Our ref: FOI/2018/0387", "Reference number 4471", "Request ID: FOI-0612-1718", "Council Ref:
    /// 1844-2425".
    LABELLED = concat!(
        r"(?i)\b(?P<whose>your\s+)?(?:(?:our|foi|request|case|trust|council|enquiry",
        r"|log)\s+)*(?:ref(?:erence)?|request\s+id|case\s+id|case)\b\.?(?:\s+(?:no|number",
        r"|id)\b\.?)?(?:\s+(?:is|of))?\s*[:#=-]?\s*(?P<value>(?:FOI[A-Z]?|RFI|EIR|REF|IG",
        r"|CAS)?[\s:#]?[A-Z0-9][A-Z0-9/_.-]{1,30}(?:\s\d{2,8}\b)?)",
    );
    /// "FOI 0387", "RFI000451", "FOI-2018-77" without a label.
    BARE = r"\b(?P<value>(?:FOIA?|RFI|EIR)[\s:#/_.-]{0,2}(?:[A-Z0-9]+[/_.-])*\d{2,}(?:[/_.-][A-Z0-9]+)*)";
}

/// The reference under which the authority keeps the request, such as `FOI/2018/0387`, and where it stands:
/// bytes of
/// `text`, or of `subject` where only that has one. Never our own reference, and never one called "your
/// reference".
pub fn authority_reference(subject: &str, text: &str) -> Option<(String, Range<usize>)> {
    labelled(limited(text))
        .or_else(|| labelled(limited(subject)))
        .or_else(|| bare(limited(text)))
        .or_else(|| bare(limited(subject)))
}

fn labelled(text: &str) -> Option<(String, Range<usize>)> {
    let found = LABELLED.captures_iter(text).filter(|found| found.name("whose").is_none());
    found.filter_map(|found| found.name("value")).find_map(|value| accepted(text, value.range()))
}

fn bare(text: &str) -> Option<(String, Range<usize>)> {
    BARE.captures_iter(text)
        .filter_map(|found| found.name("value"))
        .find_map(|value| accepted(text, value.range()))
}

/// It holds a digit, is not ours, and stands on no quoted line.
fn accepted(text: &str, range: Range<usize>) -> Option<(String, Range<usize>)> {
    let raw = &text[range.clone()];
    let inner = raw.trim_start().trim_end_matches(['.', '-', '/', '_', ' ']);
    let start = range.end - raw.trim_start().len();
    let inner_lines = inner.split('\n').next().unwrap_or_default();
    let line = text[..start].rsplit('\n').next().unwrap_or_default();
    let good = inner_lines.chars().filter(char::is_ascii_digit).count() >= 2
        && Reference::find_all(inner_lines).is_empty()
        && !line.trim_start().starts_with('>');
    good.then(|| (inner_lines.to_owned(), start..start + inner_lines.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_and_our_own_is_not() {
        let ours = Reference::from_number(77);
        let our_line = format!("Re: request [Ref {ours}]");
        let rows = [
            ("", "Our ref: FOI/2018/0387\nDear requester", Some("FOI/2018/0387")),
            ("", "Please quote reference number RFI 000451 in any letter.", Some("RFI 000451")),
            ("", "Request ID: FOI-0612-1718", Some("FOI-0612-1718")),
            ("FOI 4471 - your request", "Thank you.", Some("FOI 4471")),
            ("", "Your ref: AB/12\nOur ref: IC-30077-Q2T5", Some("IC-30077-Q2T5")),
            (our_line.as_str(), "Thank you for writing on 1 August 2018.", None),
            ("", "> Our ref: FOI/1/22\nThanks", None),
            ("", "The case is clear.", None),
            ("", "Case reference: 2018-510.", Some("2018-510")),
        ];
        for (subject, text, expected) in rows {
            let found = authority_reference(subject, text);
            assert_eq!(found.as_ref().map(|(value, _)| value.as_str()), expected, "{subject}{text}");
            if let Some((value, range)) = found {
                assert!(text.get(range.clone()) == Some(&value) || subject.get(range) == Some(&value));
            }
        }
    }
}
