//! Second walk: events into lines, cells and marks.

use super::lines::Lines;
use super::style::{Effect, List};
use super::tokens::{Census, Event};
use crate::colour::Ink;
use crate::docx::numeral;
use crate::draft::Draft;
use crate::{At, MarkKind, link};

/// What has been opened and matters later.
pub(super) struct Page {
    lines: Lines,
    census: Vec<Census>,
    deepest: usize,
    stack: Vec<Open>,
    tables: Vec<Table>,
    hidden: Option<Hidden>,
}

struct Open {
    name: String,
    effect: Effect,
    /// Where its text begins.
    start: usize,
}

/// An element that is not shown, and how many of the same name are open inside it.
struct Hidden {
    name: String,
    inside: usize,
}

struct Table {
    index: usize,
    row: usize,
    /// Columns before the current cell, and those the current cell spans.
    before: usize,
    span: usize,
    /// Where the text of the current cell begins, in a row of data.
    start: Option<usize>,
}

const VOID: [&str; 13] =
    ["br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"];

impl Page {
    pub(super) fn new(draft: Draft, census: Vec<Census>, deepest: usize) -> Self {
        Self {
            lines: Lines::new(draft),
            census,
            deepest,
            stack: Vec::new(),
            tables: Vec::new(),
            hidden: None,
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.lines.draft.is_full()
    }

    pub(super) fn take(&mut self, event: Event) {
        if self.hidden.is_some() && self.stays_hidden(&event) {
            return;
        }
        match event {
            Event::Text(text) => self.text(&text),
            Event::Open { name, effect } => self.open(name, effect),
            Event::Close { name } => self.close(&name),
            Event::Table { table } => self.begin_table(table),
            Event::Row { table, row } => self.begin_row(table, row),
            Event::Cell { table, row, span } => self.begin_cell(table, row, span),
        }
    }

    pub(super) fn finish(mut self) -> Draft {
        while !self.tables.is_empty() {
            self.end_table();
        }
        while !self.stack.is_empty() {
            self.pop();
        }
        if self.hidden.is_some() {
            self.lines.draft.warn("the page hides everything from some point to its end: open the original");
        }
        if self.lines.draft.len() > 0 {
            self.lines.draft.push_char('\n');
        }
        self.lines.draft
    }

    /// Follows a hidden element to its end; a hidden paragraph also ends where another block begins.
    fn stays_hidden(&mut self, event: &Event) -> bool {
        let Some(hidden) = &mut self.hidden else { return false };
        match event {
            Event::Open { name, .. } if hidden.name == "p" && blank_lines(name) > 0 => {
                self.hidden = None;
                return false;
            }
            Event::Open { name, .. } if *name == hidden.name => hidden.inside += 1,
            Event::Close { name } if *name == hidden.name && hidden.inside == 0 => self.hidden = None,
            Event::Close { name } if *name == hidden.name => hidden.inside -= 1,
            _ => {}
        }
        true
    }

    fn text(&mut self, text: &str) {
        let marks = self.marks();
        let kept = self.stack.iter().any(|open| open.effect.kept);
        self.lines.quotes = self.stack.iter().filter(|open| open.effect.quote).count();
        self.lines.write(text, kept, &marks);
    }

    /// Bold if anything around is; the colour is the innermost one.
    fn marks(&self) -> Vec<MarkKind> {
        let bold = self.stack.iter().any(|open| open.effect.bold).then_some(MarkKind::Bold);
        let ink = self.stack.iter().rev().map(|open| &open.effect.ink).find(|ink| **ink != Ink::Unsaid);
        let coloured = ink.and_then(Ink::colour).map(|colour| MarkKind::Coloured(colour.to_owned()));
        bold.into_iter().chain(coloured).collect()
    }

    fn open(&mut self, name: String, effect: Effect) {
        match name.as_str() {
            "br" => return self.lines.line_end(),
            "hr" => return self.lines.break_off(1),
            void if VOID.contains(&void) => return,
            _ if effect.hidden => {
                self.hidden = Some(Hidden { name, inside: 0 });
                return;
            }
            _ => {}
        }
        self.close_implied(&name);
        self.lines.break_off(blank_lines(&name));
        if name == "li" {
            self.label();
        }
        self.push(name, effect);
    }

    fn push(&mut self, name: String, effect: Effect) {
        if effect.is_none() && !is_barrier(&name) {
            return;
        }
        if self.stack.len() >= self.deepest {
            let sentence =
                format!("nesting deeper than {} levels was not followed: open the original", self.deepest);
            return self.lines.draft.warn(sentence);
        }
        self.stack.push(Open { name, effect, start: self.lines.draft.len() });
    }

    /// The end tags that HTML lets writers leave out.
    fn close_implied(&mut self, name: &str) {
        let stops: &[&str] = match name {
            "p" | "li" | "dd" | "dt" => &["table", "td", "th", "ul", "ol", "menu", "blockquote"],
            "td" | "th" => &["table", "tr"],
            "tr" => &["table"],
            _ => return,
        };
        let stop = self.stack.iter().rposition(|open| stops.contains(&open.name.as_str()));
        let inner = stop.map_or(0, |stop| stop + 1);
        let from = match name {
            "td" | "th" | "tr" => stop.map(|_| inner),
            _ => self.stack.iter().rposition(|open| open.name == name).filter(|at| *at >= inner),
        };
        if let Some(from) = from {
            (from..self.stack.len()).for_each(|_| self.pop());
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "table" => self.end_table(),
            "tr" => self.end_row(),
            "td" | "th" => self.end_cell(),
            "br" => self.lines.line_end(),
            _ => {}
        }
        let barrier = self.stack.iter().rposition(|open| is_barrier(&open.name) && open.name != name);
        let reach = if is_barrier(name) { 0 } else { barrier.map_or(0, |at| at + 1) };
        match self.stack.iter().rposition(|open| open.name == name).filter(|at| *at >= reach) {
            Some(at) if is_barrier(name) => (at..self.stack.len()).for_each(|_| self.pop()),
            Some(at) => {
                let open = self.stack.remove(at);
                self.print_link(&open);
            }
            None => {}
        }
        self.lines.break_off(blank_lines(name));
    }

    fn pop(&mut self) {
        if let Some(open) = self.stack.pop() {
            self.print_link(&open);
        }
    }

    fn print_link(&mut self, open: &Open) {
        let Some(address) = &open.effect.link else { return };
        if link::is_hidden(address, &self.lines.draft.text()[open.start..]) {
            self.lines.write(&format!(" <{address}>"), false, &[]);
        }
    }

    fn label(&mut self) {
        let list = self.stack.iter_mut().rev().find_map(|open| open.effect.list.as_mut());
        let label = match list {
            Some(List::Numbers { next, format }) => {
                *next = next.saturating_add(1);
                format!("{}. ", numeral(*next - 1, format))
            }
            _ => "• ".to_owned(),
        };
        self.text(&label);
    }

    fn begin_table(&mut self, index: usize) {
        if self.tables.len() < self.deepest {
            self.tables.push(Table { index, row: 0, before: 0, span: 0, start: None });
        }
    }

    fn begin_row(&mut self, table: usize, row: usize) {
        self.end_row();
        while self.tables.last().is_some_and(|open| open.index != table) {
            self.end_table();
        }
        if let Some(open) = self.tables.last_mut() {
            (open.row, open.before, open.span) = (row, 0, 0);
        }
    }

    fn begin_cell(&mut self, table: usize, row: usize, span: usize) {
        self.end_cell();
        if self.tables.last().is_none_or(|open| open.index != table || open.row != row) {
            self.begin_row(table, row);
        }
        let data =
            self.census.get(table).is_some_and(|census| !census.layout && census.rows.get(row) > Some(&1));
        let Some(open) = self.tables.last_mut().filter(|_| data) else { return self.lines.break_off(1) };
        if self.lines.in_row {
            (0..open.span).for_each(|_| self.lines.draft.push_char('\t'));
        } else {
            self.lines.break_off(1);
            self.lines.begin_word();
            self.lines.in_row = true;
        }
        open.before += open.span;
        open.span = span;
        open.start = Some(self.lines.draft.len());
    }

    fn end_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let Some(start) = table.start.take() else { return };
        self.lines.forget_space();
        let number = |index: usize| u32::try_from(index + 1).unwrap_or(u32::MAX);
        let sheet = format!("table {}", number(table.index));
        self.lines
            .draft
            .place(start, At::Cell { sheet, row: number(table.row), column: number(table.before) });
    }

    fn end_row(&mut self) {
        self.end_cell();
        self.lines.in_row = false;
        self.lines.break_off(1);
    }

    fn end_table(&mut self) {
        self.end_row();
        self.tables.pop();
        self.lines.break_off(2);
    }
}

/// Formatting opened in a cell ends with it.
fn is_barrier(name: &str) -> bool {
    matches!(name, "table" | "tr" | "td" | "th")
}

/// How far an element stands from what is before and after it: 2 a blank line, 1 a line of its own, 0 in the line.
fn blank_lines(name: &str) -> usize {
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "pre" | "blockquote" | "dl" => 2,
        "div" | "li" | "ul" | "ol" | "menu" | "tr" | "section" | "article" | "header" | "footer" | "main"
        | "aside" | "nav" | "address" | "form" | "fieldset" | "legend" | "dd" | "dt" | "center"
        | "figure" | "figcaption" | "caption" | "body" | "textarea" => 1,
        _ => 0,
    }
}
