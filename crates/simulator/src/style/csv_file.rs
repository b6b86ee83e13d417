//! A CSV file: number, question, answer.

use super::{Body, Content, File};
use crate::dice::{Dice, chance};
use crate::winansi;

pub(super) fn write(content: &Content<'_>, dice: &mut Dice) -> Body {
    let rows = content
        .items
        .iter()
        .map(|item| format!("{},{},{}\r\n", item.number, field(&item.question), field(&item.cell)));
    let lines: Vec<String> = std::iter::once("Number,Question,Answer\r\n".to_owned()).chain(rows).collect();
    let text = lines.concat();
    let office = chance(dice, 50) && winansi::holds(&text);
    let bytes = if office { winansi::encode(&text) } else { [b"\xef\xbb\xbf", text.as_bytes()].concat() };
    let name = content.file_name("csv", dice);
    content.covering(File { name, media: "text/csv", bytes }, dice)
}

/// A field in quotation marks, where it needs them (RFC 4180).
fn field(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
