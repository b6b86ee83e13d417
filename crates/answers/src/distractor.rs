//! Numbers that are never an answer: dates, years, times, telephone numbers, references, sections, limits
//! and targets.

use std::ops::Range;

use crate::pattern::patterns;

patterns! {
    /// "1st August 2018", "1 Aug", "between 1 and 3 May", "August 1, 2018", "August 2018", "Aug-18".
    DATE = r"(?ix)\b(?:
        \d{1,2}(?:st|nd|rd|th)?\s*(?:of\s+)?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?
            |july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?(?:,?\s*'?\d{4}
            |\s+'?\d{2}\b)?
        | (?:jan(?:uary)?|feb(?:ruary)?|march|mar|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?
            |oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b[\s,'’-]*(?:\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s*\d{4})?
            |\d{4})
        | \d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b | \d{4}-\d{2}-\d{2}(?:t[\d:.z+-]*)? | \d{1,2}(?:st|nd|rd
            |th)\b )";
    /// "2017/18", "2017 – 2018", "17/18", "FY17-18", "2017/2018".
    YEARS = concat!(
        r"(?i)\b(?:FY\s?)?(?:(?:19|20)\d{2}\s?[/–—-]\s?(?:(?:19|20)\d{2}|\d{2})\b",
        r"|(?:FY\s?)\d{2}[/–-]?\d{0,2}\b|[012]\d/[012]\d\b)|\b(?:FY|Q[1-4])\s?(?:19|20)\d{2}\b",
    );
    /// "in 2018", "2018" on its own.
    YEAR = r"(?:\b|\D)(?P<year>(?:19[5-9]\d|20[0-4]\d))\b";
    /// "12 months", "20 working days", "18 hours", "30-minute", "twelve months", "five years".
    SPAN = concat!(
        r"(?i)\b(?:\d{1,3}(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen",
        r"|twenty(?: |-)?(?:four)?|thirty|forty|sixty)(?:[ \n]?[-–][ \n]?|[ \n]+(?:to\s+\d+\s+)?",
        r"|)(?:\(\d+\)\s+)?(?:full\s+|consecutive\s+|working\s+|calendar\s+|business\s+|school\s+",
        r"|financial\s+|person\s+)*(?:hours?|hrs?|days?|weeks?|months?|years?|yrs?|minutes?|mins?",
        r"|seconds?|quarters?)\b",
    );
    /// "at 10:30", "9.30 am", "24/7", "9am to 5pm".
    TIME = concat!(
        r"(?i)\b\d{1,2}:\d{2}(?::\d{2})?\s?(?:[ap]\.?m\b\.?)?|\b\d{1,2}(?:\.\d{2})?\s?(?:am|pm)\b",
        r"|\b24/7\b",
    );
    /// "01234 567890", "020 7946 0000", "+44 1234 567890", "ext. 1234".
    TELEPHONE = concat!(
        r"(?i)(?:\+44[\s(\d)-]{9,16}|\b\(?0\d{2,4}\)?[\s-]\d{3,4}[\s-]?\d{3,4}\b|\b0\d{9,10}\b|\b(?:ext",
        r"|extension|tel|telephone|phone|fax)[.:\s]*\(?\d[\d\s()-]{2,})",
    );
    /// "foi@trust.invalid", "https://…/2018", "www.trust.invalid".
    ADDRESS = r"(?i)\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w.-]+";
    /// "FOI/2018/0387", "RFI 000451", "ISO27001", "IC-30077-Q2T5", "SW1A 1AA", "CVE-2017-0144", "COVID-19".
    REFERENCE = concat!(
        r"(?i)\b(?-i:[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})\b|\b(?:FOI[AR]?|RFI|EIR|SAR|REF|CAS|IC|CRM|INC",
        r"|REQ)[\s#./_-]{0,2}(?:(?:ref(?:erence)?|no|number|request|id)[\s:#./_-]*)?\d[\w/.-]*",
        r"|\b(?:[A-Za-z]+\d+|(?-i:[A-Z]{2,})[-_/]\d+)(?:[-_/.][A-Za-z0-9]+)*\b",
        r"|\b\d+[A-Za-z]{1,3}[-_/]\w+\b|\b\d+[-_/]\d+[-_/][\w/-]+\b|\b\d{1,3}(?:\.\d{1,3}){3}\b",
    );
    /// "our reference is 12345", "case number: 4471", "request 10234", "PO Box 12".
    NUMBERED = concat!(
        r"(?i)\b(?:references?|ref|case|ticket|request|registration|charity|company|account",
        r"|purchase order|po box|contract|invoice|cas)(?:\s+(?:ref(?:erence)?|numbers?|no",
        r"|id))*(?:\s+is)?[.:#\s]+\d[\d/.-]*",
    );
    /// "section 31(1)(a)", "s.12", "regulation 12(4)(b)", "Act 2000", "Article 6", "ISO 27001", "Level 2",
    /// "band 5".
    PROVISION = concat!(
        r"(?i)(?:(?:^|[\s(,])ss?\.?|\b(?:sections?|sect?\.?|regulations?|reg\.?|articles?|art\.?",
        r"|schedules?|paragraphs?|chapters?|annex(?:es)?|append(?:ix|ices)|pages?|attachments?|tables?",
        r"|figures?|fig\.?|act|acts|order|exemptions?|iso|iec|iso/iec|pci|gdpr|windows|office|version",
        r"|levels?|bands?|grades?|tiers?|stages?|phases?|steps?|rows?|columns?|sheets?|tab|floor|room",
        r"|building|unit|block|option|appendix|wave|standard|objective|assertion|outcome|kpi|dspt",
        r"|cyber essentials))\s*(?:no\.?\s*|number\s+)?\d+[A-Za-z]?(?:\s?\(\s?\w{1,3}\s?\))*(?:(?:,|\s?&",
        r"|\s+and|\s+or|\s?[-–/]|\s+to)\s*(?:s\.?\s?)?\d+(?:\s?\(\s?\w{1,3}\s?\))*)*",
    );
    /// "question 2", "Q1", "answer to part 3", "see 4 above".
    POINTER = concat!(
        r"(?i)\b(?:questions?|q|queries|query|answers?|parts?|points?|items?|responses?",
        r"|see)\s*(?:nos?\.?\s*|number\s+)?\d{1,2}[a-h]?(?:(?:,|\s?&|\s+and|\s?[-–]",
        r"|\s+to)\s*\d{1,2}[a-h]?)*\b",
    );
    /// "the limit of £450", "at £25 an hour", "more than £600 to comply", "£450 (18 hours)".
    LIMIT = concat!(
        r"(?i)(?:limit[^.\n]{0,60}?£\s?(?:450|600)(?:\.00)?|£\s?(?:450",
        r"|600)(?:\.00)?[^.\n]{0,60}?(?:limit|hours|regulations)|£\s?25(?:\.00)?\s?(?:per|an|each",
        r"|/)\s?hour|hourly rate of £\s?25(?:\.00)?|\bfee\s+of\s+£\s?\d[\d.,]*)",
    );
    /// "the 95% target", "a target of 95 per cent", "compliance standard is 95%".
    TARGET = concat!(
        r"(?i)\b\d{1,3}(?:\.\d+)?\s?(?:%|per\s?cent)\s+(?:(?:the|national|nhs|ig|trust|compliance",
        r"|training|mandatory|toolkit|completion|organisational)\s+){0,3}(?:target|standard|requirement",
        r"|threshold)\b|\b(?:target|standard|requirement|threshold|required",
        r"|goal)s?\b[^.\n£]{0,25}?\d{1,3}(?:\.\d+)?\s?(?:%|per\s?cent\b)",
    );
    /// "VAT at 20%", "20% VAT".
    TAX = r"(?i)\bVAT\s+(?:at|of)\s+\d+(?:\.\d+)?\s?%|\b\d+(?:\.\d+)?\s?%\s+VAT\b";
    /// "2 attachments", "page 1 of 3", "3 documents are enclosed".
    ENCLOSURE = concat!(
        r"(?i)\b(?:\d+|one|two|three|four|five)\s+(?:attachments?|enclosures?|documents?|annexe?s",
        r"|spreadsheets?|files?)\b|\bpage\s+\d+\s+of\s+\d+|\[?\d+\s?(?:kb|mb)\b",
    );
    /// "2018 staff", where a year would make no sense.
    COUNTED = r"(?ix)^\s*\(?(?: wte | fte | (?:(?:full|part)[\s-]*time\s+(?:and\s+(?:full
            |part)[\s-]*time\s+)?|current\s+|permanent\s+|trust\s+)?
        (?:members? | staff | employees | people | individuals | workers | colleagues | headcount) )\b";
    /// "a total of 2018", "the number of employees was 2018", "headcount: 2018": words that make a count of
    /// it.
    COUNTING = r"(?ix)\b(?: (?:total|headcount|workforce)\s+of | (?:total|headcount)(?:\s+(?:is|was)|\s*[:=])
        | (?:number|total)\s+of\s+(?:[a-z]+[\s-]+){1,6}?(?:is|was|are|were|stands\s+at|stood\s+at) )\s*$";
    /// "2018: 45", "2018/19", "2018 – 4,512": the count comes after the year.
    FOLLOWED = r"^\s*(?:[:=/–—-]|[\d£])";
    /// "1987 (92.5%)", "1987, which is 92.5 % of them": a count with its share, where no other year stands.
    SHARED = r"^\s*(?:\(|,\s*(?:which\s+is|or|that\s+is|i\.e\.)\s+)\d{1,3}(?:\.\d+)?\s?(?:%|per\s?cent\b)";
    /// "in 2018", "August 2018": words that make a year of it.
    DATED = concat!(
        r"(?i)\b(?:in|since|during|for|of|by|until|till|from|to|before|after|year|calendar|financial|act",
        r"|regulations?|end|early|late|mid|and)[\s-]*$",
    );
}

/// Bytes beside a year in which words may make a count of it.
const NEAR: usize = 100;

/// The bytes of `text` in which numbers say something else than an answer.
pub(crate) fn distractors(text: &str) -> Vec<Range<usize>> {
    let fixed = [
        &ADDRESS, &DATE, &YEARS, &TIME, &TELEPHONE, &LIMIT, &TARGET, &TAX, &NUMBERED, &REFERENCE, &PROVISION,
        &POINTER, &SPAN, &ENCLOSURE,
    ];
    let mut found: Vec<Range<usize>> =
        fixed.iter().flat_map(|pattern| pattern.find_iter(text).map(|found| found.range())).collect();
    found.extend(years(text));
    found
}

/// A bare year, unless it is all there is or the words beside it count heads.
fn years(text: &str) -> Vec<Range<usize>> {
    let alone =
        |range: &Range<usize>| text.trim_matches(|c: char| !c.is_alphanumeric()) == &text[range.clone()];
    let counted = |range: &Range<usize>| {
        let before = &text[text.floor_char_boundary(range.start.saturating_sub(NEAR))..range.start];
        let after = &text[range.end..text.floor_char_boundary(range.end + NEAR)];
        COUNTING.is_match(before) && !FOLLOWED.is_match(after)
            || COUNTED.is_match(after) && !DATED.is_match(before)
    };
    let found: Vec<Range<usize>> =
        YEAR.captures_iter(text).filter_map(|found| found.name("year").map(|year| year.range())).collect();
    let sole = found.len() == 1;
    let leads = |range: &Range<usize>| !text[..range.start].contains(char::is_alphanumeric);
    let shared = |range: &Range<usize>| sole && leads(range) && SHARED.is_match(&text[range.end..]);
    let counts =
        |range: &Range<usize>| amount(text, range) || alone(range) || counted(range) || shared(range);
    found.into_iter().filter(|range| !counts(range)).collect()
}

/// `£2000` and `2000%` are amounts, `1,2018` is none of our business.
fn amount(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let after = &text[range.end..];
    before.ends_with('£')
        || before.ends_with("GBP")
        || after.trim_start().starts_with('%')
        || after.starts_with(',') && after[1..].chars().take(3).filter(char::is_ascii_digit).count() == 3
}

#[cfg(test)]
mod tests {
    use crate::source::blanked;

    #[test]
    fn no_digit_is_left_of_what_never_answers() {
        for text in [
            "as at 1st August 2018",
            "on 01/08/2018 and 2018-08-01",
            "in 2017/18 and 17/18",
            "within 20 working days",
            "in the last 12 months",
            "call 01632 960001 or 020 7946 0000",
            "Ref: FOI/2018/0387",
            "our reference is 12345",
            "under section 31(1)(a), s.12 and regulation 12(4)(b)",
            "the Freedom of Information Act 2000",
            "as said in answer 1 and Q2",
            "the limit of £450, which is 18 hours at £25 per hour",
            "against the 95% target",
            "the target of 95 per cent",
            "open 24/7 from 9am",
            "ISO 27001 and ISO27001",
            "between August 2017 and August 2018",
            "2 attachments, page 1 of 3",
            "Leeds LS1 4AP",
            "VAT at 20%",
            "band 5 nurses",
            "in 2018 staff were trained",
            "https://trust.invalid/foi/2018/77",
            "the 2nd quarter",
            "Total: 2018/19",
            "staff trained in 2018",
            "the number of staff employed in 2018",
            "the total for 2018 is not known",
            "Tel: 0113 496 0000",
        ] {
            let left = blanked(text, &super::distractors(text));
            assert!(!left.contains(|c: char| c.is_ascii_digit()), "{text}: {left}");
        }
    }

    #[test]
    fn amounts_and_heads_are_left_alone() {
        for text in [
            "6,895",
            "£2,018",
            "£2000",
            "2018",
            "We have 2018 staff",
            "12%",
            "£450 on books",
            "312 of 340",
            "1.5 FTE",
            "A total of 2018 full-time and part-time staff",
            "The number of people we employ was 1987.",
            "Total: 2001",
            "1987 (92.5%)",
            "1987, which is 92.5 per cent of them",
            "2018 part-time employees work here",
        ] {
            let left = blanked(text, &super::distractors(text));
            assert_eq!(left, text);
        }
    }
}
