//! The answer directly under each repeated question: the commonest layout.

use super::{Body, Content};
use crate::dice::{Dice, pick};
use crate::say::Item;

pub(super) fn write(content: &Content<'_>, dice: &mut Dice) -> Body {
    let label = pick(dice, [bare, numbered, question_and_answer, asked, short, response]);
    let items: Vec<String> = content.items.iter().map(label).collect();
    content.around(&items.join("\n\n"))
}

fn bare(item: &Item) -> String {
    format!("{}. {}\n{}", item.number, item.question, item.answer)
}

fn numbered(item: &Item) -> String {
    format!("{}) {}\n\n{}", item.number, item.question, item.answer)
}

fn question_and_answer(item: &Item) -> String {
    format!("Question {}: {}\nAnswer: {}", item.number, item.question, item.answer)
}

fn asked(item: &Item) -> String {
    format!("You asked:\n{}. {}\n\nOur response:\n{}", item.number, item.question, item.answer)
}

fn short(item: &Item) -> String {
    format!("Q{}. {}\nA{}. {}", item.number, item.question, item.number, item.answer)
}

fn response(item: &Item) -> String {
    format!("{}. {}\n\nResponse: {}", item.number, item.question, item.answer)
}
