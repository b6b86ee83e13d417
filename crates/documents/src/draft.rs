//! A document under construction: the only place where text is appended, normalised and cut.

use crate::{At, Document, Limits, Mark, MarkKind, Media, Place};
use std::ops::Range;

/// Text so far. Pushed text is normalised (line ends become `\n`, NUL vanishes) and cut at the limit, so ranges taken
/// from `len()` before and after a push are always right.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    text: String,
    places: Vec<Place>,
    marks: Vec<Mark>,
    warnings: Vec<String>,
    room: usize,
    most_places: usize,
    cut: bool,
    /// Some text got no place.
    unplaced: bool,
    after_return: bool,
}

impl Draft {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { room: limits.text, most_places: limits.cells, ..Self::default() }
    }

    /// An empty draft with what room is left here, for text that is pushed later or not at all.
    pub(crate) fn part(&self) -> Self {
        Self {
            room: self.room(),
            most_places: self.most_places.saturating_sub(self.places.len()),
            ..Self::default()
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn ends_with(&self, any: [char; 3]) -> bool {
        self.text.ends_with(any)
    }

    /// Bytes that still fit.
    pub(crate) fn room(&self) -> usize {
        self.room.saturating_sub(self.len())
    }

    /// Nothing more is taken: what came from elsewhere did not fit.
    pub(crate) fn cut(&mut self) {
        self.cut = true;
    }

    /// Nothing more fits.
    pub(crate) fn is_full(&self) -> bool {
        self.cut
    }

    pub(crate) fn push(&mut self, text: &str) {
        text.chars().for_each(|c| self.push_char(c));
    }

    pub(crate) fn push_char(&mut self, c: char) {
        let second_half = c == '\n' && self.after_return;
        self.after_return = c == '\r';
        if second_half || c == '\0' || self.cut {
            return;
        }
        let c = if c == '\r' { '\n' } else { c };
        self.cut = self.text.len() + c.len_utf8() > self.room;
        if !self.cut {
            self.text.push(c);
        }
    }

    /// Appends another draft's text, places and marks.
    pub(crate) fn append(&mut self, part: &Draft) {
        let start = self.len();
        self.push(&part.text);
        let moved = |range: &Range<usize>| range.start + start..range.end + start;
        for place in &part.places {
            self.place_range(moved(&place.range), place.at.clone());
        }
        for mark in &part.marks {
            self.mark_range(moved(&mark.range), mark.kind.clone());
        }
        self.cut |= part.cut;
        self.unplaced |= part.unplaced;
        part.warnings.iter().for_each(|warning| self.warn(warning.clone()));
    }

    /// Takes line ends and spaces off the end.
    pub(crate) fn end_trimmed(&mut self) {
        let kept = self.text.trim_end().len();
        self.text.truncate(kept);
        self.places.retain(|place| place.range.start < kept);
        self.marks.retain(|mark| mark.range.start < kept);
        let ends = self.places.iter_mut().map(|place| &mut place.range.end);
        ends.chain(self.marks.iter_mut().map(|mark| &mut mark.range.end))
            .for_each(|end| *end = kept.min(*end));
    }

    /// Makes one line of it: breaks and tabs become spaces, byte for byte, so ranges stay right.
    pub(crate) fn flatten(&mut self) {
        self.text = self.text.replace(['\n', '\t'], " ");
    }

    /// Says that the text since `start` stood at `at`; text without a visible character has no place.
    pub(crate) fn place(&mut self, start: usize, at: At) {
        self.place_range(start..self.len(), at);
    }

    fn place_range(&mut self, range: Range<usize>, at: At) {
        let Range { start, end } = self.fitted(range);
        let end = start + self.text[start..end].trim_end_matches('\n').len();
        if self.text[start..end].trim().is_empty() {
            return;
        }
        self.unplaced |= self.places.len() >= self.most_places;
        if self.places.len() < self.most_places {
            self.places.push(Place { range: start..end, at });
        }
    }

    /// Gives each line that reaches into no place its number.
    pub(crate) fn number_free_lines(&mut self) {
        let taken = std::mem::take(&mut self.places);
        let mut next = taken.iter().peekable();
        let mut start = 0;
        let ends: Vec<usize> = self.text.split_inclusive('\n').map(str::len).collect();
        for (length, number) in ends.into_iter().zip(1..) {
            let end = start + length;
            while next.next_if(|place| place.range.end <= start).is_some() {}
            if next.peek().is_none_or(|place| place.range.start >= end) {
                self.place_range(start..end, At::Line(number));
            }
            start = end;
        }
        self.places.extend(taken);
    }

    /// Says that the text since `start` looks like `kind`; joins a mark of the same kind before it.
    pub(crate) fn mark(&mut self, start: usize, kind: MarkKind) {
        self.mark_range(start..self.len(), kind);
    }

    fn mark_range(&mut self, range: Range<usize>, kind: MarkKind) {
        let range = self.fitted(range);
        if self.text[range.clone()].trim().is_empty() {
            return;
        }
        let text = &self.text;
        // Spaces between two runs belong to neither, yet a person sees one run.
        let meets = |mark: &Mark| {
            text.get(mark.range.end..range.start).is_some_and(|gap| gap.trim_matches(' ').is_empty())
        };
        let joined = self.marks.iter_mut().rev().take(4).find(|mark| mark.kind == kind && meets(mark));
        if let Some(mark) = joined {
            mark.range.end = range.end;
        } else if self.marks.len() < self.most_places {
            self.marks.push(Mark { range, kind });
        }
    }

    /// A cut falls between characters, so clamping to the text keeps character boundaries.
    fn fitted(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end.min(self.len());
        range.start.min(end)..end
    }

    /// Adds a sentence, once.
    pub(crate) fn warn(&mut self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        if !self.warnings.contains(&sentence) {
            self.warnings.push(sentence);
        }
    }

    pub(crate) fn finish(mut self, media: Media) -> Document {
        if self.cut {
            self.warn(format!(
                "the text is longer than {} bytes and is cut there: read the rest by hand",
                self.room
            ));
        }
        if self.unplaced {
            self.warn(format!(
                "only the first {} cells or lines have a place: find the rest by hand",
                self.most_places
            ));
        }
        self.places.sort_by_key(|place| place.range.start);
        let Self { text, places, marks, warnings, .. } = self;
        Document { media, text, places, marks, warnings }
    }
}
