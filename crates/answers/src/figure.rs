//! Figures in a text: digits and number words, with what they count and how exact they are.

use std::ops::Range;

use rust_decimal::Decimal;
use text2num::{Language, text2digits};

use crate::distractor::distractors;
use crate::pattern::patterns;
use crate::source::blanked;

patterns! {
    /// "£21, 984.00", "6,895", "£1.2m", "12.5 per cent", "GBP 4500", "90.42 WTE", "4,500 pounds".
    DIGITS = r"(?ix)(?P<sign>£\s?|GBP\s?|[€$]\s?)? (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)*
            |\d{1,3}(?:[\u{a0}\u{202f}\u{2009}]\d{3})+|\d+(?:\.\d+)*)
        (?P<scale>\s?(?:k|m|bn|mn|million|thousand|billion)\b)? (?P<unit>\s?%|\s?per\s?cent\b|\s?percent\b
            |\s(?:pounds?(?:\s+sterling)?|gbp)\b)?";
    /// "£21, 984.00": a space crept in behind the thousands' comma.
    SPACED = r"£\s?\d{1,3}, \d{3}(?:\.\d{2})?\b";
    /// "fourteen", "one thousand two hundred and six", "twenty-one per cent".
    IN_WORDS = r"(?ix)\b(?P<number>(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven
            |twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty
            |sixty|seventy|eighty|ninety)
        (?:(?:[\s-]+|,\s|\sand\s)(?:and\s)?(?:hundred|thousand|million|one|two|three|four|five|six|seven
            |eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen
            |twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))*)\b
        (?P<unit>\s?%|\s?per\s?cent\b|\s?percent\b|\s(?:pounds?(?:\s+sterling)?)\b)?";
    /// "one member of staff", but not "one of the reasons".
    ONE_HEAD = concat!(
        r"(?i)^\s+(?:person|member|employee|individual|officer|staff|colleague|post|full|part|qualified",
        r"|such)\b",
    );
    /// "fewer than 5", "under five", "less than 1%".
    FEWER = r"(?i)(?:\b(?:fewer|less|lower)\s+than|\bunder|\bbelow|<|&lt;)\s*£?\s*$";
    /// "≤5", "no more than five", "at most 5".
    AT_MOST = r"(?i)(?:≤|<=|&lt;=|\bno\s+more\s+than|\bat\s+most|\ba?\s*maximum\s+of)\s*$";
    /// "5 or fewer".
    OR_FEWER = r"(?i)^\s*or\s+(?:fewer|less|under)\b";
    /// "more than 300", "over £5,000", "at least 12", "up to 40", ">50", "nearly 90".
    BEYOND = concat!(
        r"(?i)(?:\b(?:(?:more|greater)\s+than|over|above|at\s+least|in\s+excess\s+of|exceed(?:s|ing)",
        r"|upwards\s+of|up\s+to|nearly|almost|just\s+under|approaching|minimum\s+of|not\s+less\s+than",
        r"|another|further|additional|a\s+third\s+of|half\s+of)|>|≥|&gt;)\s*£?\s*$",
    );
    /// "approximately 300", "c. 300", "~300", "circa £5k".
    ABOUT = concat!(
        r"(?i)(?:\b(?:approximately|approximatley|approx\.?|about|circa|c\.|around|roughly|some",
        r"|an?\s+estimated|estimated\s+(?:at|to\s+be)|in\s+the\s+region\s+of)|~)\s*£?\s*$",
    );
    /// "12 FTE", "90.42 whole time equivalent".
    EQUIVALENT = r"(?i)^\s*\(?(?:fte|wte|full[\s-]time[\s-]equivalents?|whole[\s-]time[\s-]equivalents?)\b";
    /// "WTE: 12.4", "FTE of 12".
    EQUIVALENT_BEFORE = concat!(
        r"(?i)(?:\b(?:fte|wte|full[\s-]time[\s-]equivalents?",
        r"|whole[\s-]time[\s-]equivalents?)\)?(?:\s+(?:of|is|was))?)\s*[:=–-]?\s*$",
    );
    /// "1-4", "1 to 4".
    JOIN = r"(?i)^\s?(?:-|–|—|to)\s?$";
    /// "between 1 and 4".
    JOIN_AND = r"(?i)^\s+and\s+$";
    BETWEEN = r"(?i)\bbetween\s+£?$";
}

/// An answer with more figures than this is a data file.
const MOST_FIGURES: usize = 60;

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Nothing is said.
    Plain,
    /// Pounds.
    Money,
    /// Of a hundred.
    Percent,
}

/// How exact a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exactness {
    /// As it stands.
    Exact,
    /// "About": the authority gives it as its answer.
    About,
    /// "More than", "up to", "another": it is not the answer itself.
    Beyond,
}

/// A figure and where it stands, with the words that bound it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    /// Its bytes, with sign, unit and bounding words.
    pub(crate) range: Range<usize>,
    /// The least it can be.
    pub(crate) low: Decimal,
    /// The most it can be.
    pub(crate) high: Decimal,
    /// What it counts.
    pub(crate) unit: Unit,
    /// How exact it is.
    pub(crate) exactness: Exactness,
    /// Whether it counts full-time equivalents.
    pub(crate) equivalent: bool,
}

/// The figures of `text` that may answer a question, in order.
pub(crate) fn figures(text: &str) -> Vec<Figure> {
    let mut hidden = distractors(text);
    let spaced: Vec<Range<usize>> = SPACED.find_iter(text).map(|found| found.range()).collect();
    hidden.retain(|range| !spaced.iter().any(|spaced| spaced.start < range.end && range.start < spaced.end));
    let seen = blanked(text, &hidden);
    let mut found: Vec<Figure> = Vec::new();
    for range in &spaced {
        found.extend(
            number(&text[range.clone()].replace(['£', ' '], ""))
                .map(|value| figure(&seen, range.clone(), value, Unit::Money)),
        );
    }
    let rest = blanked(&seen, &spaced);
    found.extend(DIGITS.captures_iter(&rest).filter_map(|found| in_digits(&rest, &found)));
    found.extend(IN_WORDS.captures_iter(&rest).filter_map(|found| in_words(&rest, &found)));
    found.sort_by_key(|figure| figure.range.start);
    found.truncate(MOST_FIGURES);
    joined(&seen, found)
}

fn in_digits(text: &str, found: &regex::Captures<'_>) -> Option<Figure> {
    let whole = found.get(0)?;
    let sign = found.name("sign").map_or("", |sign| sign.as_str().trim());
    let unit = found.name("unit").map_or("", |unit| unit.as_str().trim());
    let before = text[..whole.start()].chars().next_back();
    let after = text[whole.end()..].chars().next();
    let glued = before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.' || c == '/')
        || after.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '/');
    let negative =
        before == Some('-') && !sign.is_empty() && text[..whole.start() - 1].ends_with(char::is_whitespace);
    if glued || negative || matches!(sign, "€" | "$") {
        return None;
    }
    let scale = found.name("scale").map_or("", |scale| scale.as_str().trim()).to_lowercase();
    if matches!(scale.as_str(), "m" | "bn" | "mn") && sign.is_empty() {
        return None; // "5m" may be metres
    }
    let value = number(found.name("number")?.as_str())?.checked_mul(factor(&scale))?;
    Some(figure(text, whole.range(), value, unit_of(sign, unit)))
}

fn in_words(text: &str, found: &regex::Captures<'_>) -> Option<Figure> {
    let whole = found.get(0)?;
    let words = found.name("number")?;
    let run = words.as_str().to_lowercase();
    let sole = text.trim_matches(|c: char| !c.is_alphanumeric()).eq_ignore_ascii_case(&run);
    let unit = found.name("unit").map_or("", |unit| unit.as_str().trim());
    if run == "one" && !sole && unit.is_empty() && !ONE_HEAD.is_match(&text[words.end()..]) {
        return None;
    }
    let run = run.split_whitespace().collect::<Vec<_>>().join(" ").replace(',', "");
    let digits = text2digits(&run, &Language::english()).ok()?;
    Some(figure(text, whole.range(), number(&digits)?, unit_of("", unit)))
}

fn unit_of(sign: &str, unit: &str) -> Unit {
    let unit = unit.to_lowercase();
    if unit.starts_with('%') || unit.starts_with("per") {
        Unit::Percent
    } else if !sign.is_empty() || unit.starts_with("pound") || unit == "gbp" {
        Unit::Money
    } else {
        Unit::Plain
    }
}

fn factor(scale: &str) -> Decimal {
    Decimal::from(match scale {
        "k" | "thousand" => 1_000_u64,
        "m" | "mn" | "million" => 1_000_000,
        "bn" | "billion" => 1_000_000_000,
        _ => 1,
    })
}

/// `6,895`, `4.375.00` (two points: the first one parts the thousands), `12.5`; nothing for `1.2.3`.
fn number(digits: &str) -> Option<Decimal> {
    let plain: String = digits.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let groups: Vec<&str> = plain.split('.').collect();
    match groups.as_slice() {
        [_] | [_, _] => plain.parse().ok(),
        [first, middle @ .., last]
            if first.len() <= 3 && middle.iter().all(|group| group.len() == 3) && last.len() == 2 =>
        {
            format!("{first}{}.{last}", middle.concat()).parse().ok()
        }
        _ => None,
    }
}

fn figure(text: &str, range: Range<usize>, value: Decimal, unit: Unit) -> Figure {
    let (before, after) =
        (&text[text.floor_char_boundary(range.start.saturating_sub(40))..range.start], &text[range.end..]);
    let mut figure =
        Figure { range, low: value, high: value, unit, exactness: Exactness::Exact, equivalent: false };
    let bound = |found: Option<regex::Match<'_>>| found.map_or(0, |found| before.len() - found.start());
    if let fewer @ Some(_) = FEWER.find(before) {
        figure.low = Decimal::ZERO;
        figure.high = if unit == Unit::Plain && value.is_integer() && value > Decimal::ZERO {
            value - Decimal::ONE
        } else {
            value
        };
        figure.range.start -= bound(fewer);
    } else if let most @ Some(_) = AT_MOST.find(before) {
        figure.low = Decimal::ZERO;
        figure.range.start -= bound(most);
    } else if let Some(fewer) = OR_FEWER.find(after) {
        figure.low = Decimal::ZERO;
        figure.range.end += fewer.end();
    } else if let beyond @ Some(_) = BEYOND.find(before) {
        figure.exactness = Exactness::Beyond;
        figure.range.start -= bound(beyond);
    } else if let about @ Some(_) = ABOUT.find(before) {
        figure.exactness = Exactness::About;
        figure.range.start -= bound(about);
    }
    figure.equivalent = EQUIVALENT.is_match(after) || EQUIVALENT_BEFORE.is_match(before);
    figure
}

/// `1-4`, `1 to 4`, `between 1 and 4` are one interval.
fn joined(text: &str, found: Vec<Figure>) -> Vec<Figure> {
    let mut kept: Vec<Figure> = Vec::new();
    for next in found {
        match kept.last_mut() {
            Some(last) if is_interval(text, last, &next) => {
                last.high = next.high;
                last.range.end = next.range.end;
                last.unit = if next.unit == Unit::Plain { last.unit } else { next.unit };
            }
            _ => kept.push(next),
        }
    }
    kept
}

fn is_interval(text: &str, last: &Figure, next: &Figure) -> bool {
    let between = &text[last.range.end.min(next.range.start)..next.range.start];
    let named = JOIN_AND.is_match(between) && BETWEEN.is_match(&text[..last.range.start]);
    let units = last.unit == next.unit || last.unit == Unit::Plain;
    (named || JOIN.is_match(between))
        && units
        && last.low == last.high
        && next.low == next.high
        && last.high < next.low
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let unit = |unit| match unit {
            Unit::Plain => "",
            Unit::Money => "£",
            Unit::Percent => "%",
        };
        let bounds = |figure: &Figure| {
            let (low, high) = (figure.low.normalize(), figure.high.normalize());
            if low == high { low.to_string() } else { format!("{low}..{high}") }
        };
        figures(text).iter().map(|figure| format!("{}{}", unit(figure.unit), bounds(figure))).collect()
    }

    #[test]
    fn figures_are_read_as_people_write_them() {
        let rows: [(&str, &[&str]); 42] = [
            ("1,234", &["1234"]),
            ("1234", &["1234"]),
            ("£1,234.50", &["£1234.5"]),
            ("£1.2m", &["£1200000"]),
            ("£5k", &["£5000"]),
            ("£38,709K", &["£38709000"]),
            ("£21, 984.00", &["£21984"]),
            ("£ 777,931", &["£777931"]),
            ("£4.375.00", &["£4375"]),
            ("£230 million", &["£230000000"]),
            ("GBP 4500", &["£4500"]),
            ("4,500 pounds", &["£4500"]),
            ("12%", &["%12"]),
            ("12 per cent", &["%12"]),
            ("41.6 percent", &["%41.6"]),
            ("twelve per cent", &["%12"]),
            ("fourteen", &["14"]),
            ("one thousand two hundred", &["1200"]),
            ("Two thousand and six", &["2006"]),
            ("twenty-one staff", &["21"]),
            ("One", &["1"]),
            ("one member of staff", &["1"]),
            ("one of the reasons", &[]),
            ("fewer than five", &["0..4"]),
            ("<5", &["0..4"]),
            ("&lt; 5", &["0..4"]),
            ("≤5", &["0..5"]),
            ("less than 5 staff", &["0..4"]),
            ("5 or fewer", &["0..5"]),
            ("1-4", &["1..4"]),
            ("1 to 4 people", &["1..4"]),
            ("between 1 and 4", &["1..4"]),
            ("less than £500", &["£0..500"]),
            ("six (6)", &["6", "6"]),
            ("312 of 340", &["312", "340"]),
            ("90.42 FTE", &["90.42"]),
            ("6\u{a0}895", &["6895"]),
            ("$500", &[]),
            ("v2.1.3", &[]),
            ("0", &["0"]),
            ("£0.00", &["£0"]),
            ("£5,000-£6,000", &["£5000..6000"]),
        ];
        for (text, expected) in rows {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_data_file_has_no_more_figures_than_are_considered() {
        for token in ["£5 ", "5\n", "five; ", "£5, 000 "] {
            assert_eq!(figures(&token.repeat(5_000)).len(), MOST_FIGURES, "{token}");
        }
    }

    #[test]
    fn words_before_a_figure_say_how_exact_it_is() {
        let rows = [
            ("approximately 300", Exactness::About),
            ("c. 300", Exactness::About),
            ("more than 300", Exactness::Beyond),
            ("over £300", Exactness::Beyond),
            ("exactly 300", Exactness::Exact),
        ];
        for (text, expected) in rows {
            assert_eq!(figures(text)[0].exactness, expected, "{text}");
        }
        assert!(
            figures("12 WTE")[0].equivalent
                && figures("FTE: 12")[0].equivalent
                && !figures("12 staff")[0].equivalent
        );
    }
}
