//! List numbers. They are not in the text of a DOCX, yet replies are matched by them ("3. None").

use crate::Media;
use crate::unread::Unread;
use crate::xml::{Node, attribute, local, nodes};
use quick_xml::events::BytesStart;
use std::collections::{HashMap, HashSet};

const LEVELS: usize = 9;
const LONGEST_LABEL: usize = 40;

/// A paragraph's place in a list: `w:numPr`.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Item {
    list: Option<u32>,
    level: Option<usize>,
}

#[derive(Debug, Default)]
pub(super) struct Numbering {
    shapes: HashMap<u32, Vec<Level>>,
    lists: HashMap<u32, List>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    started: HashSet<(u32, usize)>,
}

#[derive(Debug, Default)]
struct List {
    shape: u32,
    starts: HashMap<usize, u32>,
}

#[derive(Debug, Clone, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    text: String,
}

impl Item {
    /// Takes in `w:numId` or `w:ilvl`.
    pub(super) fn take(&mut self, start: &BytesStart<'_>) {
        match local(start) {
            "numId" => self.list = number(start),
            _ => self.level = number(start).map(|level| level as usize),
        }
    }

    pub(super) fn over(self, base: Self) -> Self {
        Self { list: self.list.or(base.list), level: self.level.or(base.level) }
    }
}

fn number(start: &BytesStart<'_>) -> Option<u32> {
    attribute(start, "val")?.parse().ok()
}

impl Numbering {
    pub(super) fn read(part: &str) -> Result<Self, Unread> {
        let mut numbering = Self::default();
        let mut within = Within::default();
        for node in nodes(part, Media::Docx) {
            match node? {
                Node::Open(start) => numbering.open(&start, &mut within),
                Node::Close(name) if name == "num" || name == "abstractNum" => within = Within::default(),
                Node::Close(_) | Node::Text(_) => {}
            }
        }
        Ok(numbering)
    }

    fn open(&mut self, start: &BytesStart<'_>, within: &mut Within) {
        let id = |name: &str| attribute(start, name).and_then(|id| id.parse::<u32>().ok());
        match local(start) {
            "abstractNum" => within.shape = id("abstractNumId"),
            "num" => within.list = id("numId"),
            "lvl" | "lvlOverride" => within.level = id("ilvl").map_or(0, |level| level as usize),
            "abstractNumId" => {
                let shape = number(start).unwrap_or_default();
                self.lists.entry(within.list.unwrap_or_default()).or_default().shape = shape;
            }
            "startOverride" => {
                let list = self.lists.entry(within.list.unwrap_or_default()).or_default();
                list.starts.extend(number(start).map(|first| (within.level, first)));
            }
            _ => self.describe(start, within),
        }
    }

    fn describe(&mut self, start: &BytesStart<'_>, within: &Within) {
        let Some(shape) = within.shape else { return };
        let levels = self.shapes.entry(shape).or_insert_with(|| vec![Level::default(); LEVELS]);
        let Some(level) = levels.get_mut(within.level) else { return };
        let value = attribute(start, "val").unwrap_or_default();
        match local(start) {
            "start" => level.start = value.parse().ok(),
            "numFmt" => level.format = value,
            "lvlText" => level.text = value.chars().take(LONGEST_LABEL).collect(),
            _ => {}
        }
    }

    /// The number or bullet printed before the next paragraph of a list; counts on.
    pub(super) fn label(&mut self, item: Item) -> Option<String> {
        let id = item.list.filter(|id| *id != 0)?; // 17.9.18: zero takes a paragraph out of its list
        let list = self.lists.get(&id)?;
        let levels = self.shapes.get(&list.shape)?;
        let at = item.level.unwrap_or_default();
        let level = levels.get(at)?;
        let counters = self.counters.entry(list.shape).or_default();
        let restart = list.starts.get(&at).filter(|_| self.started.insert((id, at)));
        let first = level.start.unwrap_or(1);
        let count = restart.copied().or(counters[at].map(|last| last.saturating_add(1))).unwrap_or(first);
        counters[at] = Some(count);
        counters[at + 1..].fill(None);
        Some(written(levels, at, counters))
    }
}

#[derive(Debug, Default)]
struct Within {
    shape: Option<u32>,
    list: Option<u32>,
    level: usize,
}

/// Fills `%1` to `%9` of the level's text.
fn written(levels: &[Level], at: usize, counters: &[Option<u32>; LEVELS]) -> String {
    if levels[at].format == "bullet" {
        return "•".to_owned();
    }
    let mut label = levels[at].text.clone();
    for (place, level) in levels.iter().enumerate().take(at + 1) {
        let count = counters[place].or(level.start).unwrap_or(1);
        label = label.replace(&format!("%{}", place + 1), &numeral(count, &level.format));
    }
    label
}

/// A count in one of the usual forms (17.18.59); others are written in digits.
pub(crate) fn numeral(count: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{count:02}"),
        "lowerLetter" => letters(count),
        "upperLetter" => letters(count).to_uppercase(),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperRoman" => roman(count),
        _ => count.to_string(),
    }
}

/// a to z, then aa to zz: the letter is repeated, not counted on.
fn letters(count: u32) -> String {
    let Some(index) = count.checked_sub(1).filter(|index| *index < 26 * 5) else { return count.to_string() };
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or_default());
    letter.to_string().repeat(index as usize / 26 + 1)
}

fn roman(count: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&count) {
        return count.to_string();
    }
    let mut left = count;
    let mut written = String::new();
    for (value, numeral) in PARTS {
        written += &numeral.repeat((left / value) as usize);
        left %= value;
    }
    written
}
