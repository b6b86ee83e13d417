//! Sections that an authority claims, and never those that it merely mentions.

use std::ops::Range;

use regex::{Match, Regex};

use crate::boilerplate;
use crate::pattern::patterns;
use crate::source::{blanked, limited, sentences};

patterns! {
    /// "Section 31(1)(a)", "s.12 (1)", "S43", "sections 24(1), 31(1) and 38(1)(b)", "sections s.30(c)",
    /// "Exemption 31".
    SECTION = r"(?ix)(?:\b(?:sections?|sect?\.?|exemptions?(?:\s+(?:under|at|in|of))?
            |exempted\s+under)|(?:^|[^\p{L}\p{N}'’])ss?\.?)\s*(?:s\.?\s*)?
        (?P<list>\d{1,3}A?(?:\s*\(\s*[0-9a-z]{1,3}\s*\))*(?:\s*(?:,|&|/|\+|and|or|to
            |;)\s*(?:and\s+)?(?:(?:sections?|ss?\.?)\s*)?(?:\d{1,2}A?(?:\s*\(\s*[0-9a-z]{1,3}\s*\))*
            |(?:\(\s*[0-9a-z]{1,3}\s*\))+))*)";
    /// "regulation 12(4)(b)", "reg. 13", "regulation 10(5)(e)".
    REGULATION = concat!(
        r"(?i)\b(?:regulations?|regs?\.?|exceptions?\s+(?:at|under|in)",
        r"|r\.?)\s*(?P<list>1[0-3](?:\s*\(\s*[0-9a-z]{1,3}\s*\))+|13\b)",
    );
    /// One member of a list of sections.
    MEMBER = r"(?i)(?P<number>\d{1,3}A?)?(?P<parts>(?:\s*\(\s*[0-9a-z]{1,3}\s*\))*)";
    /// "section 106 of the Town and Country Planning Act": another law.
    OTHER_LAW = concat!(
        r"(?i)^[^.;\n]{0,12}?\bof\s+(?:the\s+)?(?:[A-Z][\w’']*\s+){0,6}?(?:data\s+protection|DPA|GDPR",
        r"|planning|localism|local\s+government|equality|companies|children|housing|highways|police",
        r"|education|management\s+code|code\s+of\s+practice|health\s+and\s+social|NHS\s+Act",
        r"|national\s+health|regulation\s+of)",
    );
    /// "if section 12 applies", "we may apply", "whether an exemption applies": no claim is made (yet).
    OPEN = concat!(
        r"(?i)\b(?:if|whether|unless|should\s+(?:we|any|an|the|your)|in\s+the\s+event|where\s+(?:an?",
        r"|any)\s+exemptions?|may\s+(?:be|apply|also|need|have|refuse|consider)|might",
        r"|could\s+be\s+(?:exempt|refused|withheld)|(?:are|is|still|currently",
        r"|been)\s+(?:currently\s+)?considering|under\s+consideration|consideration\s+(?:of|to|is)",
        r"|right\s+to\s+appeal|complain|internal\s+review|(?:does|do|did|will)\s+not\s+apply",
        r"|not\s+(?:been\s+)?(?:applied|exempt|relying|engaged)|no\s+exemptions?)\b",
    );
    /// "We are considering whether", but "we consider that this is exempt" and "may or may not hold" are
    /// claims.
    CLAIMED = concat!(
        r"(?i)\bneither\s+confirms?\b|\bmay\s+or\s+may\s+not\b|\bif\s+(?:the\s+information\s+(?:is|was",
        r"|were)\s+)?(?:held|any)\b[^.]{0,40}\bexempt|\bestimate\b[^.]{0,90}\bexceed",
        r"|\bwhether\s+(?:or\s+not\s+)?(?:we|it|the\s+(?:trust|council|information))\b[^.]{0,30}\bhold",
    );
    /// "… under the Freedom of Information (Scotland) Act 2002".
    SCOTTISH = r"(?i)\bFOISA\b|Information\s*\(Scotland\)";
    /// "… the Environmental Information (Scotland) Regulations 2004".
    SCOTTISH_EIR = r"(?i)Environmental\s+Information\s*\(Scotland\)|\bEI\(?S\)?Rs?\b";
}

/// A letter names its law early, or where it cites it.
const HEAD: usize = 4 * 1024;

/// No sentence and no letter claims more sections than this; of a longer list the rest is not read.
const MOST_CITED: usize = 40;

/// Sections by which information may be withheld: FOIA and FOISA, Parts I and II. Others only set out
/// procedure.
const WITHHOLDING: [&str; 26] = [
    "12", "14", "18", "21", "22", "22A", "23", "24", "26", "27", "28", "29", "30", "31", "32", "33", "34",
    "35", "36", "37", "38", "39", "40", "41", "42", "43",
];

/// A section that the authority claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The section in one spelling: `s31(1)(a)` under FOIA, `FOISA s30(c)` in Scotland, `r12(4)(b)` under
    /// the EIR,
    /// `EIRS r10(5)(e)` under the Scottish regulations.
    pub section: String,
    /// Where it stands, in bytes of the text.
    pub evidence: Range<usize>,
}

/// Every section that the authority claims in `text`, in order, each once; `s31` is left out where
/// `s31(1)(a)` is claimed. The requester's own words, conditions ("if section 12 applies") and procedure
/// (sections 1, 10, 16, 17, 45, 50) are no claims.
pub fn exemptions(text: &str) -> Vec<Cited> {
    let text = limited(text);
    let own = blanked(text, &boilerplate::foreign(text));
    let found = sentences(&own, 0..own.len()).into_iter().filter(|sentence| !is_open(&own[sentence.clone()]));
    distinct(&found.flat_map(|sentence| cited(&own, sentence)).collect::<Vec<_>>())
}

/// Whether a sentence leaves open what it says of exemptions.
pub(crate) fn is_open(sentence: &str) -> bool {
    OPEN.is_match(sentence) && !CLAIMED.is_match(sentence)
}

/// The sections cited in one stretch of text, whatever is said of them.
pub(crate) fn cited(text: &str, range: Range<usize>) -> Vec<Cited> {
    let mut found = cited_by(&SECTION, ("s", "FOISA s", &SCOTTISH), text, &range);
    found.extend(cited_by(&REGULATION, ("r", "EIRS r", &SCOTTISH_EIR), text, &range));
    found.sort_by_key(|cited| cited.evidence.start);
    found.truncate(MOST_CITED);
    found
}

/// The members of each list that `pattern` finds; `law` is how a section is written here and in Scotland,
/// and how
/// Scotland's law is known.
fn cited_by(pattern: &Regex, law: (&str, &str, &Regex), text: &str, range: &Range<usize>) -> Vec<Cited> {
    let part = &text[range.clone()];
    let lists: Vec<Match<'_>> = pattern
        .captures_iter(part)
        .take(MOST_CITED)
        .filter_map(|found| found.name("list"))
        .filter(|list| !OTHER_LAW.is_match(&part[list.end()..]))
        .collect();
    if lists.is_empty() {
        return Vec::new();
    }
    let (here, in_scotland, scottish) = law;
    let head = &text[..text.floor_char_boundary(HEAD)];
    let prefix = if scottish.is_match(part) || scottish.is_match(head) { in_scotland } else { here };
    lists.iter().flat_map(|list| members(prefix, list.as_str(), range.start + list.start())).collect()
}

/// Each section once, in order; a bare one gives way to the same one with its subsection.
pub(crate) fn distinct(found: &[Cited]) -> Vec<Cited> {
    let mut once: Vec<&Cited> = Vec::new();
    for cited in found {
        if once.len() < MOST_CITED && once.iter().all(|known| known.section != cited.section) {
            once.push(cited);
        }
    }
    let finer = |cited: &Cited| {
        once.iter()
            .any(|other| other.section.strip_prefix(&cited.section).is_some_and(|rest| rest.starts_with('(')))
    };
    once.iter().filter(|cited| !finer(cited)).map(|cited| (*cited).clone()).collect()
}

/// `24(1), 31(1) and (3)`: a part without a number belongs to the section before it.
fn members(prefix: &str, list: &str, start: usize) -> Vec<Cited> {
    let mut last = String::new();
    let mut before = String::new();
    let mut found = Vec::new();
    for member in MEMBER.captures_iter(list).take(MOST_CITED) {
        let Some(whole) = member.get(0).filter(|whole| !whole.is_empty()) else { continue };
        let mut parts: String =
            member.name("parts").map_or("", |parts| parts.as_str()).split_whitespace().collect();
        match member.name("number") {
            Some(number) => last = number.as_str().to_uppercase(),
            None if parts.is_empty() || last.is_empty() => continue,
            None => parts = sibling(&before, &parts),
        }
        before.clone_from(&parts);
        let known = prefix.ends_with('r') || WITHHOLDING.contains(&last.as_str()) || last == "44";
        if known {
            let section = format!("{prefix}{last}{}", parts.to_lowercase());
            found.push(Cited { section, evidence: start + whole.start()..start + whole.end() });
        }
    }
    found
}

/// After `(1)(a)`, `(b)` means `(1)(b)` and `(3)` means `(3)`.
fn sibling(before: &str, parts: &str) -> String {
    let letter = parts.chars().nth(1).is_some_and(char::is_alphabetic);
    let shared = before.rfind('(').filter(|at| letter && *at > 0).map_or("", |at| &before[..at]);
    format!("{shared}{parts}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_without_end_is_read_to_its_limit() {
        let many: Vec<String> = (1..3_000)
            .map(|at| format!("section {}({at})", 30 + at % 9).chars().take(14).collect())
            .collect();
        let text = format!("Exempt under {}.", many.join(", "));
        let found = exemptions(&text).len();
        assert!((1..=MOST_CITED).contains(&found), "{found}");
        let sentence = cited(&text, 0..text.len()).len();
        assert!((1..=MOST_CITED).contains(&sentence), "{sentence}");
    }

    #[test]
    fn claimed_sections_are_read_in_every_spelling() {
        let rows: [(&str, &[&str]); 26] = [
            ("Exempt under Section 31(1)(a) of the Act.", &["s31(1)(a)"]),
            ("Exempt under section 31 (1) (a).", &["s31(1)(a)"]),
            ("We rely on S43.", &["s43"]),
            ("We refuse this under s.12 (1).", &["s12(1)"]),
            ("We apply sections 24(1), 31(1) and 38(1)(b).", &["s24(1)", "s31(1)", "s38(1)(b)"]),
            ("Withheld under Exemption 31.", &["s31"]),
            ("Withheld under s31(1)(a) and (b).", &["s31(1)(a)", "s31(1)(b)"]),
            ("Section 40(2) – Personal data", &["s40(2)"]),
            ("Section 31 applies. It is section 31(3) that we mean.", &["s31(3)"]),
            ("Refused under sections s.30(c) and s.33(1)(b) of FOISA.", &["FOISA s30(c)", "FOISA s33(1)(b)"]),
            ("We rely on regulation 12(4)(b) of the EIR.", &["r12(4)(b)"]),
            ("Exempt under ss. 24 and 31.", &["s24", "s31"]),
            ("Section 24(1) and Section 31(1) are engaged.", &["s24(1)", "s31(1)"]),
            ("You may ask for a review under section 45; section 50 lets you complain.", &[]),
            ("This is our notice under section 17 and advice under section 16.", &[]),
            ("We have a duty under section 1(1) and time under section 10.", &[]),
            ("If section 12 applies we will tell you.", &[]),
            ("We are considering whether section 43 applies.", &[]),
            ("Section 106 of the Town and Country Planning Act does it.", &[]),
            ("Advice came under section 12 of the Management Code.", &[]),
            ("> please do not claim section 31(1)\nWe hold six.", &[]),
            ("You asked:\nNot section 43 please\nOur response:\nSix", &[]),
            ("We neither confirm nor deny that we hold it: section 31(3).", &["s31(3)"]),
            ("The trust's 6 staff and s 7 people.", &[]),
            ("We consider that section 22A is engaged.", &["s22A"]),
            ("In 2018 we had 31 people.", &[]),
        ];
        for (text, expected) in rows {
            let found: Vec<String> = exemptions(text).into_iter().map(|cited| cited.section).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
