//! Labels that say which question an answer belongs to: `1.` `Q1` `A1:` `Questions 2 to 4` "your first
//! question".

use regex::Captures;

use crate::pattern::patterns;

patterns! {
    /// "Q1", "A2.", "Question 3:", "Response to question 4", "Qs 1-3", "Items 4-10:", "Answer to Question
    /// Number 2 -".
    WORDED = r"(?ix)^ [(\[*]* (?:(?:our|the|your|my|trust)\s+)* (?:(?:answer|response|reply
            |responses|answers)s?\s+(?:to|for)\s+(?:your\s+)?)?
        (?P<word>questions?|quest|queries|query|qs|q|answers?|ans|a|items?|parts?|points?|responses?
            |requests?|repl(?:y|ies)|no\.?)
        (?:\s+(?:numbers?|nos?\.?))? [\s.:\#-]{0,3} \(?
        (?P<list>\d{1,2}(?:[a-h]\b)?(?:\s?[.)]?\s?(?P<join>,|&|and\s|to\s|-|–|—
            |through\s)\s?(?:and\s)?(?:(?P<again>questions?|q|a)\s?)?\(?\d{1,2}(?:[a-h]\b)?)*)
        (?P<end>\s*(?:[.):\]=–—|-]+|,(?:\s|$)|\t|$|\s))";
    /// "1.", "2)", "(3)", "4 -", "1. & 2.", "1.-3.", "2 and 3.", "1 | 12".
    BARE = r"(?x)^ [(\[*]*
        (?P<list>\d{1,2}(?:[a-h]\b)?(?:\s?[.)]?\s?(?P<join>,|&|and\s|to\s|-|–
            |—)\s?(?:and\s)?\(?\d{1,2}(?:[a-h]\b)?)*)
        (?P<end>\s?[.)\]:]+(?:\s|$|[^\d\s])|\t|\s\|\s|\s[–—=-]\s)";
    /// "In response to questions 1 to 3", "With regard to your second question", "As for the other
    /// questions".
    PROSE = r"(?ix)^ (?:(?:and|finally|lastly|secondly|thirdly|firstly|however),?\s+)?
        (?:(?:in|by\s+way\s+of)\s+(?:response|relation|answer|reply|respect|regard)s?\s+(?:to|of)
            |with\s+(?:regards?|respect|reference)\s+to|regarding
        |as\s+regards|as\s+(?:to|for)|concerning|turning\s+to|moving\s+to|relating\s+to|for|on|to\s+answer
            |answering|under|to)?\s*
        (?:(?:all|each|both|any)\s+(?:of\s+)?)? (?:your\s+|the\s+|my\s+|our\s+answer\s+to\s+(?:your\s+)?)?
            (?:
          (?P<which>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last
            |final)(?:\s+and\s+(?P<also>first|second|third|fourth|fifth|sixth|last
            |final))?\s+(?P<several>two|three|four|five)?\s*(?:questions?|parts?|points?|quer(?:y|ies)
            |requests?|items?)(?:\s+of\s+your\s+request)?
        | (?P<rest>(?:all\s+)?(?:other|remaining|rest\s+of\s+(?:the|your))\s+(?:two\s+
            |three\s+)?(?:questions?|parts?|points?|quer(?:y|ies)|items?))
        | (?:questions?|parts?|points?|quer(?:y|ies)|items?
            |q)\s*(?:nos?\.?\s*)?(?P<list>\d{1,2}[a-h]?(?:\s?(?P<join>,|&|and\s|to\s|-|–|—)\s?(?:and\s)?(?:q
            |question\s)?\d{1,2}[a-h]?)*)(?:\s+of\s+your\s+(?:request|letter|email))?
        )\b [,:;]?";
    /// "questions 2 and 3", "Q2-4", "part 2" inside a sentence.
    INSIDE = concat!(
        r"(?i)\b(?:questions?|parts?|points?|queries|items?",
        r"|qs?)\s*(?:nos?\.?\s*)?(?P<list>\d{1,2}[a-h]?(?:\s?(?P<join>,|&|and\s|to\s|-",
        r"|–)\s?(?:and\s)?(?:q|question\s)?\d{1,2}[a-h]?)*)\b",
    );
    /// "all other questions", "the remaining questions", "the rest of your request".
    OTHERS = concat!(
        r"(?i)\b(?:other|remaining|rest of (?:the|your))\s+(?:\w+\s+)?(?:questions?|parts?|points?",
        r"|queries|items|request|information)\b",
    );
    /// "Item no. 3 –", "Ref B2)": a number and its mark are all that stands before a repeated question.
    BEFORE = r"^\W*(?:\p{L}[\p{L}.]*\s+){0,3}\p{L}?(?P<number>\d{1,2})[a-h]?\s*[.):\]|–—=-]+\s*$";
    /// One member of a list, and what joins it to the one before.
    MEMBER = r"(?i)(?:[^\d]*?(?P<join>\bto\s|through\s|-|–|—))?[^\d]*?(?P<number>\d{1,2})";
}

const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// Whom a label names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Named {
    /// Questions by number.
    Numbers(Vec<u32>),
    /// The last question.
    Last,
    /// All questions that have no answer of their own.
    Others,
}

/// A label at the beginning of a text.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    /// Whom it names.
    pub(crate) named: Named,
    /// Bytes it takes from the beginning.
    pub(crate) length: usize,
    /// Whether a word such as "Question" stands in it.
    pub(crate) worded: bool,
    /// Whether it is only a number and a dash, which an amount may be too.
    pub(crate) dashed: bool,
    /// Whether it names more than one question.
    pub(crate) range: bool,
}

/// The label with which a line begins, if any.
pub(crate) fn at_line(line: &str) -> Option<Label> {
    if let Some(found) = WORDED.captures(line) {
        return worded(line, &found);
    }
    let found = BARE.captures(line)?;
    let end = found.name("end")?;
    // `1.5` and `12:30` are no labels; a letter directly after the mark belongs to the answer.
    let mark = end.as_str();
    let kept = mark.trim_end_matches(|c: char| !".)]:=|–—- \t".contains(c)).len();
    let dashed = mark.trim().chars().all(|c| "–—=-".contains(c)) && !mark.contains('\t');
    let numbers = members(found.name("list")?.as_str());
    let range = numbers.len() > 1;
    Some(Label { named: Named::Numbers(numbers), length: end.start() + kept, worded: false, dashed, range })
}

fn worded(line: &str, found: &Captures<'_>) -> Option<Label> {
    let list = found.name("list")?;
    let end = found.name("end")?;
    let word = found.name("word")?.as_str().to_lowercase();
    let answers = ["a", "respon", "no", "re"].iter().any(|start| word.starts_with(start));
    let short = matches!(word.as_str(), "item" | "part" | "point") || answers && !word.starts_with("an");
    let between = &line[found.name("word")?.end()..list.start()];
    if answers && between.contains([':', '-']) {
        return None; // "Answer: 4" answers four
    }
    if short && end.as_str().trim().is_empty() && !end.as_str().contains('\t') && end.end() < line.len() {
        return None; // "A 2 day course", "Part 3 trusts"
    }
    let plural = word.ends_with('s') && word != "ans" || found.name("again").is_some();
    let dash = found.name("join").is_some_and(|join| join.as_str().starts_with(['-', '–', '—']));
    let spaced = list.as_str().contains(" -") || list.as_str().contains(" –") || list.as_str().contains(" —");
    let closed = !end.as_str().trim().is_empty();
    let sole = dash && !plural && (spaced || !closed); // "Q2 - 6" answers six
    let first = list.as_str().find(|c: char| !c.is_ascii_digit()).unwrap_or(list.len());
    let (numbers, length) = if sole {
        (members(&list.as_str()[..first]), list.start() + first)
    } else {
        (members(list.as_str()), end.end())
    };
    let length = length.min(line.trim_end().len().max(list.start() + first));
    let range = numbers.len() > 1;
    Some(Label { named: Named::Numbers(numbers), length, worded: true, dashed: false, range })
}

/// The number that `lead`, the words between the beginning of a line and a repeated question, gives to the
/// question:
/// "Item no. 3 –". "There were 12" gives none.
pub(crate) fn before_question(lead: &str) -> Option<u32> {
    BEFORE.captures(lead)?.name("number")?.as_str().parse().ok()
}

/// The label with which a sentence begins, if any.
pub(crate) fn at_sentence(sentence: &str) -> Option<Label> {
    let found = PROSE.captures(sentence)?;
    let length = found.get(0)?.end();
    let named = if found.name("rest").is_some() {
        Named::Others
    } else if let Some(list) = found.name("list") {
        Named::Numbers(members(list.as_str()))
    } else {
        ordinals(&found)
    };
    let range = !matches!(&named, Named::Numbers(numbers) if numbers.len() == 1);
    Some(Label { named, length, worded: true, dashed: false, range })
}

fn ordinals(found: &Captures<'_>) -> Named {
    let place = |name: &str| {
        let word = found.name(name)?.as_str().to_lowercase();
        ORDINALS.iter().position(|known| *known == word).map_or(Some(0), |at| u32::try_from(at + 1).ok())
    };
    let several = found.name("several").map(|word| match word.as_str().to_lowercase().as_str() {
        "two" => 2,
        "three" => 3,
        "four" => 4,
        _ => 5,
    });
    match (place("which"), several) {
        (Some(1), Some(count)) => Named::Numbers((1..=count).collect()),
        (Some(0) | None, _) | (_, Some(_)) => Named::Last,
        (Some(first), None) => Named::Numbers([Some(first), place("also")].into_iter().flatten().collect()),
    }
}

/// The questions that a sentence names inside, if any.
pub(crate) fn inside(sentence: &str) -> Option<Named> {
    if OTHERS.is_match(sentence) {
        return Some(Named::Others);
    }
    let found = INSIDE.captures_iter(sentence);
    let numbers: Vec<u32> =
        found.filter_map(|found| found.name("list")).flat_map(|list| members(list.as_str())).collect();
    (!numbers.is_empty()).then_some(Named::Numbers(numbers))
}

/// `1, 3 to 5` is 1, 3, 4, 5.
fn members(list: &str) -> Vec<u32> {
    let mut numbers: Vec<u32> = Vec::new();
    for found in MEMBER.captures_iter(list) {
        let Some(number) = found.name("number").and_then(|number| number.as_str().parse().ok()) else {
            continue;
        };
        match numbers.last() {
            Some(last) if found.name("join").is_some() && number > *last => {
                numbers.extend(*last + 1..=number);
            }
            _ => numbers.push(number),
        }
    }
    numbers.dedup();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_in_the_forms_that_bodies_use() {
        let rows: [(&str, &[u32], &str); 29] = [
            ("1. Six", &[1], "Six"),
            ("2) Six", &[2], "Six"),
            ("(3) Six", &[3], "Six"),
            ("Q1 Six", &[1], "Six"),
            ("Q1. Six", &[1], "Six"),
            ("A1: Six", &[1], "Six"),
            ("Q2 - 6", &[2], "6"),
            ("Q2-6", &[2], "6"),
            ("Q1: 6,895", &[1], "6,895"),
            ("Q4 £4,500", &[4], "£4,500"),
            ("Q1-3: exempt", &[1, 2, 3], "exempt"),
            ("Q1 - Q4 - exempt", &[1, 2, 3, 4], "exempt"),
            ("Question 1: six", &[1], "six"),
            ("Question Number 2: six", &[2], "six"),
            ("Questions 2 to 4 are exempt", &[2, 3, 4], "are exempt"),
            ("Questions 1, 2 and 4: none", &[1, 2, 4], "none"),
            ("Answer to Question 3: six", &[3], "six"),
            ("Response to question 2 - six", &[2], "six"),
            ("Items 4-10: none", &[4, 5, 6, 7, 8, 9, 10], "none"),
            ("1 - 12", &[1], "12"),
            ("1. & 2. none", &[1, 2], "none"),
            ("1.-3. none", &[1, 2, 3], "none"),
            ("2 and 3. none", &[2, 3], "none"),
            ("1\t6,895", &[1], "6,895"),
            ("1.Six", &[1], "Six"),
            ("1a) six", &[1], "six"),
            ("Part 2: six", &[2], "six"),
            ("Query 1: six", &[1], "six"),
            ("Q3", &[3], ""),
        ];
        for (line, numbers, rest) in rows {
            let label = at_line(line).unwrap_or_else(|| panic!("no label in {line}"));
            assert_eq!(label.named, Named::Numbers(numbers.to_vec()), "{line}");
            assert_eq!(line[label.length..].trim_start_matches([' ', '-', ':', '\t']), rest, "{line}");
        }
    }

    #[test]
    fn figures_and_words_are_not_labels() {
        for line in [
            "6,895",
            "1.5 days",
            "12.50",
            "six",
            "6 members of staff",
            "A 2 day course",
            "12:30",
            "5",
            "£4",
            "Answer: 4",
            "Trust response: 4,512",
            "2018/19: 4",
        ] {
            assert!(at_line(line).is_none(), "{line}: {:?}", at_line(line));
        }
    }

    #[test]
    fn sentences_name_questions_by_number_order_and_rest() {
        let rows = [
            ("In response to questions 1 to 3, no.", Named::Numbers(vec![1, 2, 3])),
            ("With regards to your second question, six.", Named::Numbers(vec![2])),
            ("With regard to all other questions we refuse.", Named::Others),
            ("The remaining questions are exempt.", Named::Others),
            ("As for the last part, nil.", Named::Last),
            ("For your first two questions, see below.", Named::Numbers(vec![1, 2])),
            ("In answer to question 4, nothing.", Named::Numbers(vec![4])),
        ];
        for (sentence, expected) in rows {
            assert_eq!(at_sentence(sentence).map(|label| label.named), Some(expected), "{sentence}");
        }
        assert!(at_sentence("The trust has six.").is_none());
        assert_eq!(
            inside("We cannot answer questions 2 and 4 for this reason."),
            Some(Named::Numbers(vec![2, 4]))
        );
    }
}
