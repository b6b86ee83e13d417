//! First walk: markup into events, and which tables hold data rather than a layout.

use super::style::{Effect, attribute};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// What the second walk needs.
#[derive(Debug)]
pub(super) enum Event {
    Text(String),
    Open {
        name: String,
        effect: Effect,
    },
    Close {
        name: String,
    },
    /// Follow the opening of a table, row or cell; `table` and `row` index the census.
    Table {
        table: usize,
    },
    Row {
        table: usize,
        row: usize,
    },
    Cell {
        table: usize,
        row: usize,
        span: usize,
    },
}

/// A table as the first walk saw it, in order of appearance.
#[derive(Debug, Default, Clone)]
pub(super) struct Census {
    /// It holds another table, so it only arranges the page.
    pub(super) layout: bool,
    /// Cells of each row.
    pub(super) rows: Vec<usize>,
}

const WIDEST_SPAN: usize = 64;

/// The events of a page, and its tables.
pub(super) fn read(text: &str) -> (Vec<Event>, Vec<Census>) {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    while !input.is_empty() {
        // Scripts are never run, so a pause for one is passed over.
        let _paused = tokenizer.feed(&input);
    }
    tokenizer.end();
    let gathered = tokenizer.sink.0.into_inner();
    (gathered.events, gathered.tables)
}

#[derive(Default)]
struct Sink(RefCell<Gathered>);

#[derive(Default)]
struct Gathered {
    events: Vec<Event>,
    tables: Vec<Census>,
    /// Indices of the tables that are open.
    open: Vec<usize>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) => self.0.borrow_mut().text(&text),
            Token::TagToken(tag) => return self.0.borrow_mut().tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Gathered {
    fn text(&mut self, text: &str) {
        match self.events.last_mut() {
            Some(Event::Text(before)) => before.push_str(text),
            _ => self.events.push(Event::Text(text.to_owned())),
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = tag.name.to_string();
        if tag.kind == TagKind::EndTag {
            if name == "table" {
                self.open.pop();
            }
            self.events.push(Event::Close { name });
            return TokenSinkResult::Continue;
        }
        let raw = raw_kind(&name);
        let effect = Effect::of(tag);
        self.events.push(Event::Open { name: name.clone(), effect });
        let census = self.census(&name, tag);
        self.events.extend(census);
        raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }

    fn census(&mut self, name: &str, tag: &Tag) -> Option<Event> {
        match name {
            "table" => Some(self.table()),
            "tr" | "td" | "th" => {
                let table = *self.open.last()?;
                let rows = &mut self.tables[table].rows;
                if name == "tr" || rows.is_empty() {
                    rows.push(0);
                }
                let row = rows.len() - 1;
                if name == "tr" {
                    return Some(Event::Row { table, row });
                }
                rows[row] += 1;
                Some(Event::Cell { table, row, span: span(tag) })
            }
            _ => None,
        }
    }

    fn table(&mut self) -> Event {
        if let Some(outer) = self.open.last() {
            self.tables[*outer].layout = true;
        }
        let table = self.tables.len();
        self.open.push(table);
        self.tables.push(Census::default());
        Event::Table { table }
    }
}

fn span(tag: &Tag) -> usize {
    let written = attribute(tag, "colspan").and_then(|span| span.trim().parse().ok());
    written.unwrap_or(1).clamp(1, WIDEST_SPAN)
}

/// Elements whose content is not markup.
fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}
