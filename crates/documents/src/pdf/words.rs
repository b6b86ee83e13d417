//! Glyphs into lines: where a word stands against the one before decides what parts them.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

/// Fractions of the font size.
const SPACE: f64 = 0.1;
const NEW_LINE: f64 = 0.5;
const NEW_BLOCK: f64 = 1.5;
/// Kerning moves back by less.
const MOVED_BACK: f64 = 1.0;

/// The text of one page. Refuses more than there is room for, which ends the page.
pub(super) struct Words<'a> {
    text: &'a mut String,
    room: usize,
    first_of_word: bool,
    last: Option<Pen>,
}

/// Where writing stands, measured along and across its own direction, so turned pages read like upright ones.
#[derive(Clone, Copy)]
struct Pen {
    direction: (f64, f64),
    along: f64,
    across: f64,
    size: f64,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a mut String, room: usize) -> Self {
        Self { text, room, first_of_word: false, last: None }
    }

    fn part(&mut self, pen: Pen) {
        let Some(last) = self.last else { return };
        let fallen = (pen.across - last.across).abs() / pen.size;
        let gap = (pen.along - last.along) / pen.size;
        let turned = pen.direction.0 * last.direction.0 + pen.direction.1 * last.direction.1 < NEW_LINE;
        if fallen > NEW_BLOCK {
            self.text.push('\n');
        }
        if turned || (gap < 0.0 && fallen > NEW_LINE) || gap < -MOVED_BACK {
            self.text.push('\n');
        } else if gap > SPACE && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
    }
}

impl Pen {
    fn at(trm: &Transform, font_size: f64) -> Self {
        let length = trm.m11.hypot(trm.m12);
        let direction = if length > 0.0 { (trm.m11 / length, trm.m12 / length) } else { (1.0, 0.0) };
        let along = trm.m31 * direction.0 + trm.m32 * direction.1;
        let across = trm.m32 * direction.0 - trm.m31 * direction.1;
        let size = font_size.abs() * (trm.m11 * trm.m22 - trm.m12 * trm.m21).abs().sqrt();
        Self { direction, along, across, size }
    }
}

impl OutputDev for Words<'_> {
    fn output_character(
        &mut self,
        trm: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        char: &str,
    ) -> Result<(), OutputError> {
        if self.text.len() >= self.room {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let pen = Pen::at(trm, font_size);
        if self.first_of_word {
            self.part(pen);
        }
        self.first_of_word = false;
        self.text.push_str(char);
        self.last = Some(Pen { along: pen.along + width * pen.size, ..pen });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.first_of_word = true;
        Ok(())
    }

    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
