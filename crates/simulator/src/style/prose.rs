//! A letter in which each answer is a sentence of its own, led in by words rather than numbers.

use super::{Body, Content};
use crate::dice::{Dice, pick};

const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];
const TOPICS: [&str; 4] = ["Employees", "Qualifications", "Training", "Spending on training"];

pub(super) fn write(content: &Content<'_>, dice: &mut Dice) -> Body {
    let paragraphs: Vec<String> = match pick(dice, ['o', 't', 'q']) {
        'o' => lead(content, |place| format!("In answer to your {} question:", ORDINALS[place])),
        't' => lead(content, |place| format!("{}:", TOPICS[place])),
        _ => lead(content, |place| format!("Turning to question {}:", place + 1)),
    };
    content.around(&paragraphs.join("\n\n"))
}

fn lead(content: &Content<'_>, lead: impl Fn(usize) -> String) -> Vec<String> {
    let places = 0..ORDINALS.len();
    content
        .items
        .iter()
        .zip(places)
        .map(|(item, place)| format!("{} {}", lead(place), item.sentence))
        .collect()
}
