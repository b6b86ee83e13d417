//! Sentences that give no value and say why: refused, cost limit, neither confirmed nor denied, not held,
//! elsewhere.

use std::ops::Range;

use domain::answer::{Outcome, Strength};

use crate::exemption::{Cited, cited, distinct, is_open};
use crate::pattern::patterns;

patterns! {
    /// "is exempt", "exemption applies", "we are withholding", "we refuse", "not obliged to supply",
    /// "cannot be disclosed".
    REFUSES = r"(?ix)\b(?: (?:is|are|be|as|therefore|been|considered|information
            |deemed)\s+(?:also\s+|therefore\s+|wholly\s+|fully\s+)?exempt(?:ed)?\b |
            exempt(?:ed)?\s+from\s+(?:disclosure|release) | exempt(?:ed)?\s+under
        | (?:exemptions?|exceptions?)\b[^.]{0,80}\b(?:appl(?:y|ies|ied)|engaged|relied|relying|claimed|cited
            |used) | (?:apply|applying|applied|appl(?:y|ied)|rely(?:ing)?|relied|claim(?:ing)?|engag(?:e|es
            |ed|ing)|invok(?:e|ed|ing)|cit(?:e|ed|ing)|us(?:e|ed|ing))\b[^.]{0,50}\b(?:exemptions?
            |exceptions?)
        | withh(?:eld|old|olding)\b | refus(?:e|es|ed|ing|al)\b | declin(?:e|es|ed|ing)\s+to\s+(?:provide
            |answer|disclose|release|supply)
        | (?:not|n[o’']t)\s+(?:obliged|required|required\s+by\s+law|prepared|willing
            |able\s+to\s+disclose)\b[^.]{0,40}\b(?:supply|comply|provide|disclose|release|information)
        | (?:cannot|can\s+not|will\s+not|unable\s+to|not\s+able\s+to|not\s+be
            |won['’]t)\s+(?:be\s+)?(?:disclos|releas)(?:e|ed|ing)\b )";
    /// "under section 31", "s40(2) applies", "Section 43 – Commercial interests".
    CITES = concat!(
        r"(?i)\b(?:under|by\s+virtue\s+of|pursuant\s+to|apply(?:ing)?|applies|applied",
        r"|rely(?:ing)?\s+(?:up)?on|relied\s+(?:up)?on|engag(?:e|es|ed)|claim(?:ed|ing)?",
        r"|in\s+accordance\s+with|accordingly|cite[sd]?|citing|invok(?:e|es|ed|ing)|exempt\w*",
        r"|exception)\b",
    );
    /// "Section 40(2) – Personal data": a heading that cites.
    HEADING = concat!(
        r"(?i)^\W*(?:(?:exempt(?:ed|ion)?|refused|withheld)?\W*(?:under\s+)?)?(?:section",
        r"|s)\.?\s*\d{1,2}A?(?:\s*\(\w{1,3}\))*(?:\s*(?:[–:,(-]|FOIA|of\s+the\s+(?:FOI|Freedom)|and\s+s",
        r"|applies|exempt).*)?\W*$",
    );
    /// "would exceed the appropriate limit", "more than 18 hours", "cost limit".
    COSTS = r"(?ix) (?:exceed\w*|excess\s+of|over|more\s+than|beyond|above|outside
            |not\s+within|within)\b[^.]{0,60}\b(?:appropriate|cost|costs|18[\s-]hours?|fees)\s*(?:limit
            |threshold|of\b)? | (?:exceed\w*|more\s+than|over|excess\s+of)\b[^.]{0,40}\b(?:18
            |eighteen)\s+hours | (?:appropriate|cost)\s+limit\b[^.]{0,40}\bexceed |
            cost\s+of\s+compliance\b[^.]{0,40}\bexceed";
    /// "not possible to source within the appropriate limit".
    LIMIT = r"(?i)\b(?:appropriate\s+limit|costs?\s+limit|18\s+hours|eighteen\s+hours|cost\s+of\s+compl\w+)";
    /// "neither confirm nor deny", "can neither confirm or deny".
    NEITHER = concat!(
        r"(?i)\bneither\s+(?:to\s+)?confirms?\s*,?\s*n?or\s+(?:to\s+)?den(?:y|ies)\b",
        r"|\bneither\s+confirming\s+n?or\s+denying|\bnot\s+(?:obliged",
        r"|required)\s+to\s+confirm\s+or\s+deny|\b(?:refuse|decline)s?\s+to\s+confirm\s+or\s+deny",
        r"|\bmay\s+or\s+may\s+not\s+(?:hold|have)\b[^.]{0,80}\bexempt",
    );
    /// "already available on our website", "published at", "can be found at https://…", "reasonably
    /// accessible".
    ELSEWHERE = r"(?ix)\b(?: (?:already|publicly|reasonably|freely
            |otherwise)\s+(?:been\s+)?(?:available|accessible|published|in\s+the\s+public) | (?:is|are|was
            |were|been)\s+(?:also\s+|now\s+)?published\s+(?:on|at|in|by|within|annually|every|each|quarterly
            |monthly)
        | (?:can\s+be\s+(?:found|accessed|viewed|obtained)|is\s+available|are\s+available
            |available)\s+(?:here|(?:on|at|from|via|through|in)\b[^.]{0,60}(?:website|web\s*site|link|https?
            |www|online|annual\s+report|publication\s+scheme|disclosure\s+log))
        | intended\s+for\s+(?:future\s+)?publication | (?:will\s+be|due\s+to\s+be)\s+published )";
    /// "does not hold", "is not held", "do not record", "no information is held", "no central record",
    /// "cannot split".
    NOT_HELD = r"(?ix)\b(?: (?:do(?:es)?|did|has|have)\s*(?:not|n['’]t)\s+(?:\w+ly\s+)?(?:hold
            |held|record(?:ed)?|collect(?:ed)?|collate[ds]?|capture[ds]?|monitor|keep|kept|maintain(?:ed)?
            |retain(?:ed)?|report\s+on|log|track|have\s+(?:access\s+to\s+)?(?:this|that|the|these|any
            |a)\s+(?:(?:central|requested|separate|such|recorded|relevant)\s+)?(?:information|data|record
            |list|figures?|breakdown|details?))\b
        | (?:is|are|was|were|been|be)\s*(?:not|n['’]t)\s+(?:\w+ly\s+|being\s+)?(?:held|recorded|collected
            |collated|captured|monitored|kept|maintained|available\s+in\s+the\s+format|recorded\s+separately
            |identifiable|separately\s+identified)\b
        | no\s+(?:(?:such|relevant|recorded|central|centralised|separate|specific)\s+)*(?:information|data
            |records?|list|figures?|register|breakdown)\b(?:\s+\w+){0,4}?\s+(?:is|are|was
            |were)\s+(?:\w+ly\s+)?(?:held|recorded|kept|collected|available) |
            hold(?:s)?\s+no\s+(?:\w+\s+)?(?:information|data|records?|figures?)
        | no\s+central(?:ised|ly\s+held)?\s+(?:record|list|register|log|data|information) |
            no\s+(?:information|data|records?)\s+held
        | (?:cannot|can\s+not|unable\s+to|not\s+able\s+to|not\s+possible\s+to)\s+(?:be\s+)?(?:split|separate
            |separated|broken\s+down|break\s+down|distinguish|identify\s+separately|report\s+on) |
            not\s+(?:currently\s+|centrally\s+)?(?:held|recorded)\b | information\s+not\s+held )";
    /// What is not held must be information, not a qualification or a stock.
    INFORMATION = concat!(
        r"(?i)\b(?:information|data|records?|recorded|figures?|lists?|breakdowns?|details?|statistics",
        r"|this|that|it|these|those|what\s+you|such|numbers?|central\w*|answer|held|amounts?|costs?",
        r"|level\s+of\s+detail|split|separate\w*)\b",
    );
    /// "if we do not hold", "where information is not held", "may not hold": no claim.
    SUPPOSED =
        r"(?i)\b(?:if|where|whether|unless|should|may\s+not|might\s+not|in\s+case|when)\b[^.,;]{0,60}$";
    /// "some of the information", "part of your request", "all of the information" with not.
    PARTIAL = concat!(
        r"(?i)\b(?:some\s+(?:of|information|aspects|parts)|(?:^|only|in|a|for|to)\s*part\s+of|partly",
        r"|partially|certain|any\s+further|further\s+(?:detail|information|breakdown)|names?\s+of",
        r"|all\s+of\s+the\s+information\s+for|not\s+hold\s+all|not\s+all|more\s+detail(?:ed)?|individual",
        r"|other\s+than|except|apart\s+from|redacted)\b",
    );
    /// "unable to provide": why is not said.
    UNABLE = concat!(
        r"(?i)\b(?:unable|not\s+able|not\s+possible|cannot",
        r"|not\s+in\s+a\s+position)\b[^.]{0,25}\b(?:provide|give|answer|supply|share|comment)\b",
    );
    /// "section 12 – cost", "vexatious".
    VEXATIOUS = r"(?i)\bvexatious\b|\brepeated\s+request\b";
}

/// Why a sentence gives no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Why {
    /// Nothing: the sentence only names a section, which counts where another sentence claims one.
    Mentioned,
    /// It is kept where anyone may find it.
    Elsewhere,
    /// It is withheld.
    Refused,
    /// It would cost too much.
    CostLimit,
    /// Nothing is said of whether it is held.
    Neither,
    /// There is no such information.
    NotHeld,
}

/// A sentence that gives no value, with the sections it cites.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// Why.
    pub(crate) why: Why,
    /// The sentence's bytes.
    pub(crate) sentence: Range<usize>,
    /// The sections.
    pub(crate) cited: Vec<Cited>,
    /// Whether it says so outright, and of everything it speaks of.
    pub(crate) firm: bool,
}

/// The claim that a sentence of `text` makes, if any.
pub(crate) fn claim(text: &str, sentence: Range<usize>) -> Option<Claim> {
    let words = &text[sentence.clone()];
    if is_open(words) {
        return None;
    }
    let cited = cited(text, sentence.clone());
    let partial = PARTIAL.is_match(words);
    let (why, firm) = match why(words, &cited) {
        Some(found) => found,
        None if cited.is_empty() => return None,
        None => (Why::Mentioned, false),
    };
    Some(Claim { why, sentence, cited, firm: firm && !partial })
}

fn why(words: &str, cited: &[Cited]) -> Option<(Why, bool)> {
    let of = |families: &[&str]| cited.iter().any(|cited| families.contains(&family(&cited.section)));
    let refuses = REFUSES.is_match(words) || VEXATIOUS.is_match(words) || HEADING.is_match(words);
    let other_regime = !cited.is_empty() && of_all(cited, "39"); // s.39 only moves a request to the EIR
    let cites = !cited.is_empty() && !other_regime && (refuses || CITES.is_match(words));
    let elsewhere = of(&["21", "22"]) || cited.iter().any(|cited| cited.section.starts_with("FOISA s25"));
    if NEITHER.is_match(words) {
        Some((Why::Neither, true))
    } else if of(&["12"]) && (cites || LIMIT.is_match(words))
        || COSTS.is_match(words) && LIMIT.is_match(words)
    {
        Some((Why::CostLimit, true))
    } else if cites && elsewhere {
        Some((Why::Elsewhere, true))
    } else if cites {
        Some((Why::Refused, true))
    } else if not_held(words) {
        Some((Why::NotHeld, true))
    } else if refuses && !other_regime {
        Some((Why::Refused, true))
    } else if ELSEWHERE.is_match(words) {
        Some((Why::Elsewhere, false))
    } else {
        UNABLE.is_match(words).then_some((Why::Refused, false))
    }
}

fn not_held(words: &str) -> bool {
    NOT_HELD.find_iter(words).any(|found| {
        let last = !words[found.end()..].contains(char::is_alphanumeric);
        let informed = INFORMATION.is_match(&words[found.start()..]);
        (informed || last) && !SUPPOSED.is_match(&words[..found.start()])
    })
}

/// `s31(1)(a)` and `FOISA s31` are of the family 31, `r12(4)(b)` of r12.
fn family(section: &str) -> &str {
    let plain = section.rsplit(' ').next().unwrap_or(section);
    let number = plain.strip_prefix('s').unwrap_or(plain);
    &number[..number.find('(').unwrap_or(number.len())]
}

/// What several claims say together, and how firmly: the strongest reason with every section cited.
pub(crate) fn outcome(claims: &[Claim]) -> Option<(Outcome, Strength)> {
    let why = reason(claims)?;
    let cited = distinct(&claims.iter().flat_map(|claim| claim.cited.clone()).collect::<Vec<_>>());
    let exemptions: Vec<String> = cited.into_iter().map(|cited| cited.section).collect();
    let firm = claims.iter().any(|claim| claim.why == why && claim.firm) && !mixed(claims);
    let outcome = match why {
        Why::Mentioned => return None,
        Why::Elsewhere => Outcome::PublishedElsewhere,
        Why::Refused => Outcome::Refused { exemptions },
        Why::CostLimit => Outcome::CostLimit,
        Why::Neither => Outcome::NeitherConfirmNorDeny { exemptions },
        Why::NotHeld => Outcome::NotHeld,
    };
    Some((outcome, if firm { Strength::Stated } else { Strength::Likely }))
}

/// The first reason counts, but neither confirming nor denying outweighs a refusal, and a section outweighs
/// a mere
/// "not recorded" that only explains it.
fn reason(claims: &[Claim]) -> Option<Why> {
    let has = |why: Why| claims.iter().any(|claim| claim.why == why);
    let claimed = || claims.iter().filter(|claim| claim.why != Why::Mentioned);
    let first = claimed().find(|claim| claim.firm).or(claimed().next())?.why;
    Some(match first {
        Why::Refused if has(Why::Neither) => Why::Neither,
        Why::NotHeld if has(Why::CostLimit) => Why::CostLimit,
        Why::Refused if has(Why::CostLimit) && only_costs(claims) => Why::CostLimit,
        why => why,
    })
}

/// Both withheld and not held: a person tells which question each is said of. What is too costly to find may
/// well be called "not recorded".
fn mixed(claims: &[Claim]) -> bool {
    let has = |why: Why| claims.iter().any(|claim| claim.why == why && claim.firm);
    let reasons = [
        has(Why::Refused) && !only_costs(claims) || has(Why::Neither),
        has(Why::NotHeld) && !has(Why::CostLimit),
        has(Why::CostLimit),
        has(Why::Elsewhere),
    ];
    reasons.into_iter().filter(|given| *given).count() > 1
}

/// A refusal that cites nothing but section 12 is about cost.
fn only_costs(claims: &[Claim]) -> bool {
    claims.iter().all(|claim| of_all(&claim.cited, "12"))
}

fn of_all(cited: &[Cited], wanted: &str) -> bool {
    cited.iter().all(|cited| family(&cited.section) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_say_why_there_is_no_value() {
        let rows = [
            ("This information is exempt under section 31(1)(a) of the Act.", Some(Why::Refused)),
            ("We are withholding this under s.43.", Some(Why::Refused)),
            ("We refuse this part of the request.", Some(Why::Refused)),
            ("Section 40(2) – Personal data", Some(Why::Refused)),
            ("We are not obliged to supply the information under section 24.", Some(Why::Refused)),
            ("The trust has therefore applied the exemption at Section 31.", Some(Why::Refused)),
            ("Answering would exceed the appropriate limit.", Some(Why::CostLimit)),
            ("It would take more than 18 hours to find this.", Some(Why::CostLimit)),
            ("Section 12 of the Act applies to this question.", Some(Why::CostLimit)),
            ("We can neither confirm nor deny that we hold it under section 31(3).", Some(Why::Neither)),
            ("We neither confirm or deny that this is held.", Some(Why::Neither)),
            ("Section 21 applies because it is on our website.", Some(Why::Elsewhere)),
            ("This is published on our website.", Some(Why::Elsewhere)),
            ("The trust does not hold this information.", Some(Why::NotHeld)),
            ("Information not held.", Some(Why::NotHeld)),
            ("Not held", Some(Why::NotHeld)),
            ("The trust does not record this centrally.", Some(Why::NotHeld)),
            ("There is no central record of training.", Some(Why::NotHeld)),
            ("We cannot split the cost of training out.", Some(Why::NotHeld)),
            ("This data is not currently recorded.", Some(Why::NotHeld)),
            ("If an exemption applies we will tell you why.", None),
            ("We are considering whether section 43 applies.", None),
            ("If we do not hold the information we will say so.", None),
            ("Some information may be exempt under the Act.", None),
            ("Our staff do not hold professional qualifications.", None),
            ("The trust spent £4,500.", None),
            ("If the cost exceeds the appropriate limit we may refuse.", None),
            ("Section 16 obliges us to help you.", None),
            ("No staff hold a qualification.", None),
            ("The council does not employ any such staff.", None),
        ];
        for (text, expected) in rows {
            let found =
                claim(text, 0..text.len()).map(|claim| claim.why).filter(|why| *why != Why::Mentioned);
            assert_eq!(found, expected, "{text}");
        }
    }
}
