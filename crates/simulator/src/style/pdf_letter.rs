//! A letter as PDF, each question followed by its response; the message only covers it.

use super::{Body, Content, File};
use crate::dice::{Dice, pick};
use crate::pdf;
use crate::say::Item;

pub(super) fn write(content: &Content<'_>, dice: &mut Dice) -> Body {
    let (question, response) =
        pick(dice, [("Question", "Response"), ("Question", "Answer"), ("Request", "Reply")]);
    let head = format!("{}\n\nOur ref: {}\n\n{}", content.trust, content.our_ref, content.opening);
    let pair =
        |item: &Item| format!("{question} {}: {}\n\n{response}: {}", item.number, item.question, item.answer);
    let answers = content.items.iter().map(pair);
    let blocks: Vec<String> =
        std::iter::once(head).chain(answers).chain(std::iter::once(content.closing.clone())).collect();
    let text = blocks.join("\n\n");
    let name = content.file_name("pdf", dice);
    let media = pick(dice, ["application/pdf", "application/pdf", "application/octet-stream"]);
    content.covering(File { name, media, bytes: pdf::write(&text) }, dice)
}
