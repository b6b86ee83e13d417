//! The text of one part: paragraphs, runs and tables.

use super::format::Format;
use super::links::Links;
use super::numbering::{Item, Numbering};
use super::rows::Table;
use super::styles::Styles;
use crate::draft::Draft;
use crate::unread::Unread;
use crate::xml::{Node, attribute, local, nodes};
use crate::{At, Media, link};
use quick_xml::events::BytesStart;

/// Elements that hold no text of the document as it now stands: what was deleted or moved away, how things looked
/// before, field codes, and the second copy of a drawing for old programs.
const LEFT_OUT: [&str; 13] = [
    "del",
    "moveFrom",
    "delText",
    "delInstrText",
    "instrText",
    "Fallback",
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
    "tabs",
];

/// Reads parts one after another into one draft.
pub(super) struct Story<'a> {
    out: &'a mut Draft,
    styles: &'a Styles,
    /// Of the part that is being read.
    pub(super) links: Links,
    numbering: Numbering,
    deepest: usize,
    paragraphs: u32,
    tables_seen: u32,
    tables: Vec<Table>,
    /// More than one while a text box stands inside a paragraph.
    open: Vec<Paragraph>,
    left_out: usize,
}

struct Paragraph {
    text: Draft,
    item: Item,
    look: Format,
    run: Format,
    /// The address behind the words since this byte.
    link: Option<(usize, String)>,
    within: Within,
}

/// Where in a paragraph the reader stands.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Start,
    Properties,
    Run,
    RunProperties,
    Text,
}

impl<'a> Story<'a> {
    pub(super) fn new(out: &'a mut Draft, styles: &'a Styles, numbering: Numbering, deepest: usize) -> Self {
        Self {
            out,
            styles,
            links: Links::default(),
            numbering,
            deepest,
            paragraphs: 0,
            tables_seen: 0,
            tables: Vec::new(),
            open: Vec::new(),
            left_out: 0,
        }
    }

    pub(super) fn warn(&mut self, sentence: impl Into<String>) {
        self.out.warn(sentence);
    }

    /// Reads one part to its end, or to where nothing more fits.
    pub(super) fn tell(&mut self, part: &str) -> Result<(), Unread> {
        for node in nodes(part, Media::Docx) {
            match node? {
                Node::Open(start) => self.open(&start),
                Node::Close(name) => self.shut(&name),
                Node::Text(text) => self.text(&text),
            }
            if self.out.is_full() {
                break;
            }
        }
        self.close();
        Ok(())
    }

    /// Ends what a broken part left open, so that its text is kept.
    pub(super) fn close(&mut self) {
        self.left_out = 0;
        while !self.open.is_empty() {
            self.end_paragraph();
        }
        while !self.tables.is_empty() {
            self.end_cell();
            self.end_row();
            self.tables.pop();
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) {
        let name = local(start);
        if self.left_out > 0 || LEFT_OUT.contains(&name) || self.too_deep(name) {
            self.left_out += 1;
            return;
        }
        match name {
            "p" => self.begin_paragraph(),
            "tbl" => self.begin_table(),
            "tr" => self.tables.iter_mut().next_back().into_iter().for_each(Table::open_row),
            "tc" => self.begin_cell(),
            "gridSpan" => self.span(start),
            _ => self.inside(start),
        }
    }

    /// Tables in tables, and text boxes in text boxes, are followed only so far.
    fn too_deep(&mut self, name: &str) -> bool {
        let deep = match name {
            "tbl" => self.tables.len() >= self.deepest,
            "p" => self.open.len() >= self.deepest,
            _ => return false,
        };
        if deep {
            self.warn(format!(
                "tables nested deeper than {} levels were left out: open the original",
                self.deepest
            ));
        }
        deep
    }

    fn inside(&mut self, start: &BytesStart<'_>) {
        let Some(paragraph) = self.open.last_mut() else { return };
        match (paragraph.within, local(start)) {
            (Within::Start, "pPr") => paragraph.within = Within::Properties,
            (Within::Start, "hyperlink") => paragraph.begin_link(start, &self.links),
            (Within::Start, "r") => paragraph.begin_run(),
            (Within::Start | Within::Run, "t") => paragraph.within = Within::Text,
            (Within::Properties, "pStyle") => paragraph.style(start, self.styles),
            (Within::Properties, "numId" | "ilvl") => paragraph.item.take(start),
            (Within::Run, "rPr") => paragraph.within = Within::RunProperties,
            (Within::Run, "tab" | "ptab") => paragraph.text.push_char('\t'),
            (Within::Run, "br" | "cr") => paragraph.text.push_char('\n'),
            (Within::Run, "noBreakHyphen") => paragraph.text.push_char('-'),
            (Within::RunProperties, "rStyle") => paragraph.run_style(start, self.styles),
            (Within::RunProperties, _) => paragraph.run.take(start),
            _ => {}
        }
    }

    fn shut(&mut self, name: &str) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        match name {
            "p" => self.end_paragraph(),
            "tc" => self.end_cell(),
            "tr" => self.end_row(),
            "tbl" => drop(self.tables.pop()),
            _ => self.open.iter_mut().next_back().into_iter().for_each(|paragraph| paragraph.shut(name)),
        }
    }

    fn text(&mut self, text: &str) {
        let Some(paragraph) = self.open.last_mut().filter(|paragraph| paragraph.within == Within::Text)
        else {
            return;
        };
        if self.left_out > 0 {
            return;
        }
        if paragraph.run.hidden == Some(true) {
            self.out.warn("text that Word hides was left out: open the original to see it");
            return;
        }
        let start = paragraph.text.len();
        paragraph.text.push(text);
        paragraph.run.marks().for_each(|kind| paragraph.text.mark(start, kind));
    }

    fn begin_paragraph(&mut self) {
        self.open.push(Paragraph {
            text: self.out.part(),
            item: Item::default(),
            look: Format::default(),
            run: Format::default(),
            link: None,
            within: Within::Start,
        });
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        let label = self.numbering.label(paragraph.item).filter(|label| !label.is_empty());
        let into = container(&mut self.tables, self.out);
        let start = into.len();
        if let Some(label) = label {
            into.push(&label);
            into.push_char(' ');
        }
        into.append(&paragraph.text);
        if self.tables.is_empty() {
            self.paragraphs = self.paragraphs.saturating_add(1);
            self.out.place(start, At::Paragraph(self.paragraphs));
        }
        container(&mut self.tables, self.out).push_char('\n');
    }

    fn begin_table(&mut self) {
        self.tables_seen = self.tables_seen.saturating_add(1);
        self.tables.push(Table::new(self.tables_seen));
    }

    fn begin_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.open_cell(self.out.part());
        }
    }

    fn span(&mut self, start: &BytesStart<'_>) {
        let columns = attribute(start, "val").and_then(|columns| columns.parse().ok()).unwrap_or(1);
        if let Some(table) = self.tables.last_mut() {
            table.span(columns);
        }
    }

    fn end_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.close_cell();
        }
    }

    fn end_row(&mut self) {
        let Some((table, outer)) = self.tables.split_last_mut() else { return };
        let placed = outer.is_empty();
        table.close_row(container(outer, self.out), placed);
    }
}

/// The innermost open cell, or the document.
fn container<'b>(tables: &'b mut [Table], out: &'b mut Draft) -> &'b mut Draft {
    tables.iter_mut().rev().find_map(Table::open).unwrap_or(out)
}

impl Paragraph {
    fn style(&mut self, start: &BytesStart<'_>, styles: &Styles) {
        let (look, item) = styles.resolve(&attribute(start, "val").unwrap_or_default());
        self.look = look;
        self.item = self.item.over(item);
    }

    fn run_style(&mut self, start: &BytesStart<'_>, styles: &Styles) {
        let (look, _) = styles.resolve(&attribute(start, "val").unwrap_or_default());
        self.run = look.over(&self.run);
    }

    fn begin_run(&mut self) {
        self.within = Within::Run;
        self.run = self.look.clone();
    }

    fn begin_link(&mut self, start: &BytesStart<'_>, links: &Links) {
        let address = attribute(start, "id").and_then(|id| links.get(&id).map(str::to_owned));
        self.link = address.map(|address| (self.text.len(), address));
    }

    fn end_link(&mut self) {
        let Some((start, address)) = self.link.take() else { return };
        if link::is_hidden(&address, &self.text.text()[start..]) {
            self.text.push(&format!(" <{address}>"));
        }
    }

    fn shut(&mut self, name: &str) {
        if name == "hyperlink" {
            self.end_link();
        }
        self.within = match (self.within, name) {
            (Within::Text, "t") | (Within::RunProperties, "rPr") => Within::Run,
            (Within::Run, "r") | (Within::Properties, "pPr") => Within::Start,
            (within, _) => within,
        };
    }
}
