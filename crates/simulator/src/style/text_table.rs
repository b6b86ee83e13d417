//! A table in plain text, its columns parted by tabs or pipes.

use super::{Body, Content};
use crate::dice::{Dice, pick};

pub(super) fn write(content: &Content<'_>, dice: &mut Dice) -> Body {
    let (question, answer) = pick(
        dice,
        [("Question", "Answer"), ("Request", "Response"), ("Information requested", "Trust response")],
    );
    let mut rows = vec![["No.".to_owned(), question.to_owned(), answer.to_owned()]];
    rows.extend(
        content.items.iter().map(|item| [item.number.to_string(), item.question.clone(), item.cell.clone()]),
    );
    let pipes = |row: &[String; 3]| format!("| {} |", row.join(" | "));
    let tabs = |row: &[String; 3]| row.join("\t");
    let lines: Vec<String> = match pick(dice, ['|', '\t']) {
        '|' => rows.iter().map(pipes).collect(),
        _ => rows.iter().map(tabs).collect(),
    };
    content.around(&lines.join("\n"))
}
