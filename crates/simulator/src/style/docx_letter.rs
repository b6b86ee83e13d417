//! A letter as Word document, the answers in a table.

use super::{Body, Content, File};
use crate::dice::{Dice, pick};
use crate::docx::{self, Block};

pub(super) fn write(content: &Content<'_>, dice: &mut Dice) -> Body {
    let head = pick(dice, [["No.", "Question", "Response"], ["", "Information requested", "Answer"]]);
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(
        content
            .items
            .iter()
            .map(|item| vec![item.number.to_string(), item.question.clone(), item.cell.clone()]),
    );
    let blocks = [
        Block::Heading(content.trust.to_owned()),
        Block::Paragraph(format!("Our ref: {}", content.our_ref)),
        Block::Paragraph(content.opening.clone()),
        Block::Table(rows),
        Block::Paragraph(content.closing.clone()),
    ];
    let name = content.file_name("docx", dice);
    let media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    content.covering(File { name, media, bytes: docx::write(&blocks) }, dice)
}
