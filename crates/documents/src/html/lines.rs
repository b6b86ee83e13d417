//! Writes lines: spaces collapse, blocks break, quotes are prefixed.

use crate::MarkKind;
use crate::draft::Draft;

/// The text of a page, line by line.
pub(super) struct Lines {
    pub(super) draft: Draft,
    /// A space is due before the next word.
    space: bool,
    /// Line ends due before the next word: one for a block, two for a paragraph.
    breaks: usize,
    /// Breaks become spaces, since a row is one line.
    pub(super) in_row: bool,
    pub(super) quotes: usize,
}

const DEEPEST_QUOTE: usize = 8;

impl Lines {
    pub(super) fn new(draft: Draft) -> Self {
        Self { draft, space: false, breaks: 0, in_row: false, quotes: 0 }
    }

    /// Asks for a new line (1), or for a blank line before it (2), unless nothing was written yet.
    pub(super) fn break_off(&mut self, lines: usize) {
        if self.in_row {
            self.space = true;
        } else {
            self.breaks = self.breaks.max(lines);
        }
    }

    /// `<br>`: every one counts, unlike blocks.
    pub(super) fn line_end(&mut self) {
        if self.in_row {
            self.space = true;
        } else {
            self.breaks = (self.breaks + 1).min(3);
        }
    }

    /// Writes text; `kept` keeps its spaces and line ends.
    pub(super) fn write(&mut self, text: &str, kept: bool, marks: &[MarkKind]) {
        let mut start = None;
        for c in text.chars().filter(|c| !is_invisible(*c)) {
            match c {
                '\n' | '\r' if kept && !self.in_row => self.line_end(),
                c if c.is_whitespace() && !kept => self.space = true,
                c => {
                    self.begin_word();
                    start.get_or_insert(self.draft.len());
                    self.draft.push_char(if c.is_whitespace() { ' ' } else { c });
                }
            }
        }
        if let Some(start) = start {
            for kind in marks {
                self.draft.mark(start, kind.clone());
            }
        }
    }

    /// Writes what is due before a word.
    pub(super) fn begin_word(&mut self) {
        let empty = self.draft.len() == 0;
        let breaks = std::mem::take(&mut self.breaks);
        if breaks > 0 && !empty {
            (0..breaks).for_each(|_| self.draft.push_char('\n'));
        }
        if empty || breaks > 0 {
            (0..self.quotes.min(DEEPEST_QUOTE)).for_each(|_| self.draft.push("> "));
        } else if self.space && !self.draft.ends_with([' ', '\t', '\n']) {
            self.draft.push_char(' ');
        }
        self.space = false;
    }

    /// Ends a cell's text: a space due at its end is not written.
    pub(super) fn forget_space(&mut self) {
        self.space = false;
    }
}

/// Soft hyphens, zero-width characters and byte order marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}
