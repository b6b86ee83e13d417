//! Numbered answers only: the number is the only key to the question.

use super::{Body, Content};
use crate::dice::{Dice, pick};
use crate::say::Item;

pub(super) fn write(content: &Content<'_>, dice: &mut Dice) -> Body {
    let label = pick(dice, [dot, bracket, question, answer, brackets, word]);
    let mut answers = Vec::new();
    let mut items = content.items.as_slice();
    while let [item, rest @ ..] = items {
        // One sentence often serves two questions that meet with the same refusal.
        items = match rest {
            [next, after @ ..] if next.said == item.said && next.said.value().is_none() => {
                answers.push(format!("{} and {}. {}", item.number, next.number, common(item)));
                after
            }
            _ => {
                answers.push(label(item));
                rest
            }
        };
    }
    content.around(&answers.join("\n\n"))
}

/// What is said without naming one of the two questions.
fn common(item: &Item) -> String {
    format!("For both of these questions: {}", item.cell)
}

fn dot(item: &Item) -> String {
    format!("{}. {}", item.number, item.answer)
}

fn bracket(item: &Item) -> String {
    format!("{}) {}", item.number, item.answer)
}

fn question(item: &Item) -> String {
    format!("Q{} - {}", item.number, item.answer)
}

fn answer(item: &Item) -> String {
    format!("Answer {}: {}", item.number, item.answer)
}

fn brackets(item: &Item) -> String {
    format!("({}) {}", item.number, item.answer)
}

fn word(item: &Item) -> String {
    format!("Question {}\n{}", item.number, item.answer)
}
