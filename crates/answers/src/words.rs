//! Words of a text with their places, and the short stems by which a thing is recognised under another form.

use std::ops::Range;

use crate::pattern::patterns;

patterns! {
    /// "full-time" is two words, "Trust's" is one.
    WORD = r"[\p{L}\p{N}]+(?:['’][\p{L}]+)?";
}

/// Words that name nothing.
const EMPTY: &str = "\
    a about above all also an and any are as asked at august available be been by can confirm council \
    date did do does during each figure figures following for from full gave give given had has have \
    hold holding how i if in individuals into is it its last latest many may me member members months \
    much nhs no not number numbers of on or organisation our part people period person please prior \
    provide q question state stated tell than that the their them these they this time to total trust \
    trusts twelve us was we were what when which who with within would year you your";

/// One word and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// Lower case, without apostrophes.
    pub(crate) normal: String,
}

/// The words of `text`, in order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    WORD.find_iter(text)
        .map(|found| Word {
            range: found.range(),
            normal: found.as_str().to_lowercase().replace(['\'', '’'], ""),
        })
        .collect()
}

/// The stems of the words in `text` that name something, each once.
pub(crate) fn stems(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in words(text) {
        let department = &text[word.range.clone()] == "IT";
        let named = department
            || !EMPTY.split(' ').any(|empty| empty == word.normal)
                && !word.normal.starts_with(|c: char| c.is_ascii_digit());
        let stem = if department { "IT".to_owned() } else { stem(&word.normal) };
        if named && !found.contains(&stem) {
            found.push(stem);
        }
    }
    found
}

/// Five letters tell "training" and "trained" apart from nothing else; money has many names.
fn stem(word: &str) -> String {
    match word {
        "spent" | "spend" | "spending" | "cost" | "costs" | "costing" | "expenditure" | "expended"
        | "paid" => "spend".into(),
        "staff" | "staffing" | "employee" | "employees" | "employed" | "employ" | "employs" | "workforce"
        | "headcount" => "staff".into(),
        word => word.chars().take(5).collect::<String>().trim_end_matches('s').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_has_one_stem_in_its_forms() {
        for (one, other) in [
            ("trained", "training"),
            ("qualified", "qualifications"),
            ("spent", "cost"),
            ("employees", "staff"),
        ] {
            assert_eq!(stems(one), stems(other));
        }
        assert_eq!(stems("What is the total number of these, 2018?"), Vec::<String>::new());
    }
}
