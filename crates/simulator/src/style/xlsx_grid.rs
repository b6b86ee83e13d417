//! A spreadsheet: question beside answer, numbers as numbers.

use super::{Body, Content, File};
use crate::dice::{Dice, chance};
use crate::say::{Item, MONEY, plain};
use crate::truth::Said;
use crate::xlsx::{self, Cell};

pub(super) fn write(content: &Content<'_>, dice: &mut Dice) -> Body {
    let mut rows = Vec::new();
    if chance(dice, 40) {
        rows.push(vec![Cell::Text(content.trust.to_owned())]);
        rows.push(Vec::new());
    }
    rows.push(vec![Cell::Text("Question".to_owned()), Cell::Text("Answer".to_owned())]);
    rows.extend(content.items.iter().map(row));
    let name = content.file_name("xlsx", dice);
    let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    content.covering(File { name, media, bytes: xlsx::write(&rows) }, dice)
}

fn row(item: &Item) -> Vec<Cell> {
    let answer = match item.said {
        Said::Value(value) if item.number == MONEY + 1 => Cell::Pounds(plain(value)),
        Said::Value(value) => Cell::Number(plain(value)),
        _ => Cell::Text(item.cell.clone()),
    };
    vec![Cell::Text(format!("{}. {}", item.number, item.question)), answer]
}
