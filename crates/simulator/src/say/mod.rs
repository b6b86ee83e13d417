//! What a trust says to each question, in a sentence and in a cell.

mod number;
#[cfg(test)]
mod tests;
mod value;
mod withheld;

use crate::dice::Dice;
use crate::draw::Role;
use crate::letter::Letter;
use crate::truth::Said;

pub(crate) use number::plain;

/// One question and what is said to it.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) number: usize,
    /// The question's words as the letter gave them.
    pub(crate) question: String,
    pub(crate) said: Said,
    /// The answer as it stands under its question: a number or a sentence.
    pub(crate) answer: String,
    /// The answer as a whole sentence that names what it is about.
    pub(crate) sentence: String,
    /// The answer as it stands in a table.
    pub(crate) cell: String,
}

/// The question about money; the others count employees.
pub(crate) const MONEY: usize = 3;

/// What an officer would call the four questions, should the letter not number them.
const TOPICS: [&str; 4] = [
    "Number of full-time and part-time employees at 1 August 2018",
    "Number of these employees with professional data security or cyber security qualifications",
    "Number of employees who completed security training in the 12 months before 1 August 2018",
    "Amount in pounds spent on data security training in the 12 months before 1 August 2018",
];

/// The four questions with what this trust says to them.
pub(crate) fn items(letter: &Letter, role: &Role, dice: &mut Dice) -> Vec<Item> {
    let mut items = Vec::with_capacity(TOPICS.len());
    for (question, said) in role.said.into_iter().enumerate() {
        let asked = letter.questions.get(question).map_or(TOPICS[question], |asked| &asked.text);
        let (answer, sentence, cell) = match said {
            Said::Value(value) => {
                let answer = value::answer(question, value, role.said[0].value(), dice);
                (answer, value::sentence(question, value, dice), value::cell(question, value, dice))
            }
            said => {
                let sentence = withheld::sentence(question, said, dice);
                (sentence.clone(), sentence, withheld::cell(said, dice))
            }
        };
        items.push(Item { number: question + 1, question: asked.to_owned(), said, answer, sentence, cell });
    }
    items
}
