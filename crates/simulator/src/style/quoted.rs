//! Answers written between the quoted lines of the letter.

use super::{Body, Content, inline};
use crate::dice::{Dice, pick};

pub(super) fn write(content: &Content<'_>, dice: &mut Dice) -> Body {
    if content.letter.questions.len() < content.items.len() {
        return inline::write(content, dice);
    }
    let mark = pick(dice, ["> ", ">", "> "]);
    let mut lines = Vec::new();
    for (place, line) in content.letter.lines.iter().enumerate() {
        lines.push(format!("{mark}{line}").trim_end().to_owned());
        let asked = content.letter.questions.iter().position(|question| question.last_line == place);
        if let Some(item) = asked.and_then(|question| content.items.get(question)) {
            lines.push(format!("\n{}\n", item.answer));
        }
    }
    let opening = format!("{}\n\nPlease see our answers below each question.", content.opening);
    let text = format!("{opening}\n\n{}\n\n{}\n", lines.join("\n").trim_end(), content.closing);
    Body { text, ..Body::default() }
}
