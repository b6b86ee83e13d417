//! The campaign's questions, prepared for recognition.

use domain::question::{AnswerType, Question};

use crate::words::{stems, words};

/// A question with the forms by which a reply may repeat or name it.
#[derive(Debug)]
pub(crate) struct Asked<'q> {
    /// The question.
    pub(crate) question: &'q Question,
    /// Its words as asked, and without what stands in brackets.
    pub(crate) forms: Vec<Vec<String>>,
    /// Stems that name the thing asked for, with their weight: three where no other question claims them.
    stems: Vec<(String, u32)>,
    /// Stems of the words that the campaign gave to recognise it; of its text where it gave none.
    own: Vec<String>,
}

impl Asked<'_> {
    /// Whether an amount of money is wanted.
    pub(crate) fn wants(&self, kind: AnswerType) -> bool {
        self.question.kind == kind
    }

    /// How well stems found in a reply name this question.
    pub(crate) fn score(&self, found: &[String]) -> u32 {
        self.stems.iter().filter(|(stem, _)| found.contains(stem)).map(|(_, weight)| weight).sum()
    }

    /// Whether a word that the campaign gave to recognise it is among the stems.
    pub(crate) fn named(&self, found: &[String]) -> bool {
        self.own.iter().any(|stem| found.contains(stem))
    }

    /// How many of the stems belong to this question.
    pub(crate) fn known(&self, found: &[String]) -> usize {
        found.iter().filter(|stem| self.stems.iter().any(|(known, _)| known == *stem)).count()
    }
}

/// The questions prepared, in their order.
pub(crate) fn asked(questions: &[Question]) -> Vec<Asked<'_>> {
    questions
        .iter()
        .map(|question| Asked {
            question,
            forms: forms(&question.text),
            stems: weighed(question, questions),
            own: given(question),
        })
        .collect()
}

fn forms(text: &str) -> Vec<Vec<String>> {
    let normal = |text: &str| words(text).into_iter().map(|word| word.normal).collect::<Vec<_>>();
    let full = normal(text);
    let core = normal(&without_brackets(text));
    if core.len() < full.len() && core.len() >= 4 { vec![full, core] } else { vec![full] }
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        })
        .collect()
}

fn given(question: &Question) -> Vec<String> {
    if question.words.is_empty() { stems(&question.text) } else { own_stems(question) }
}

fn own_stems(question: &Question) -> Vec<String> {
    stems(&format!("{} {}", question.words.join(" "), question.name.replace(['_', '-'], " ")))
}

fn weighed(question: &Question, all: &[Question]) -> Vec<(String, u32)> {
    let mut named = own_stems(question);
    let others: Vec<Vec<String>> =
        all.iter().filter(|other| other.number != question.number).map(own_stems).collect();
    let from_text = stems(&question.text);
    let text_others: Vec<Vec<String>> =
        all.iter().filter(|other| other.number != question.number).map(|other| stems(&other.text)).collect();
    named.extend(from_text);
    named.dedup();
    let mut weighed: Vec<(String, u32)> = Vec::new();
    for stem in named {
        let shared = others.iter().chain(&text_others).filter(|other| other.contains(&stem)).count();
        let own = own_stems(question).contains(&stem);
        let weight = match (own, shared) {
            (_, 0) => 3,
            (true, _) => 2,
            (false, _) => 1,
        };
        if !weighed.iter().any(|(known, _)| *known == stem) {
            weighed.push((stem, weight));
        }
    }
    weighed
}
