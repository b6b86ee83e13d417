//! XLSX: every sheet, a line per row with tabs between cells, each cell a place.
//!
//! Cells are read one by one as they stand in the file. The library's own ranges are rectangles: two cells in opposite
//! corners of a sheet would ask for seventeen thousand million.

mod value;

use crate::archive::Archive;
use crate::draft::Draft;
use crate::table::push_cell;
use crate::unread::Unread;
use crate::{At, Document, Limits, Media};
use calamine::{Reader, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;

/// Gaps wider than this are shortened: nobody lines up columns over them.
const WIDEST_GAP: u32 = 64;

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads a workbook's cached values; formulas are never calculated.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unread> {
    let archive = Archive::open(bytes, Media::Xlsx, limits)?;
    drop(archive); // what it expands to is now known to be bounded
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(unread)?;
    let mut draft = Draft::new(limits);
    for sheet in workbook.sheets_metadata().to_vec() {
        if sheet.visible != SheetVisible::Visible {
            draft.warn(format!("the sheet {:?} is hidden; its text is read too", sheet.name));
        }
        if let Err(error) = cells(&mut workbook, &sheet.name, &mut draft) {
            draft.warn(left_out(&sheet.name, &error));
        }
        if draft.is_full() {
            break;
        }
    }
    Ok(draft.finish(Media::Xlsx))
}

fn unread(error: XlsxError) -> Unread {
    match error {
        XlsxError::Password => Unread::Encrypted { media: Media::Xlsx },
        other => Unread::broken(Media::Xlsx, &other),
    }
}

fn left_out(sheet: &str, error: &XlsxError) -> String {
    match error {
        XlsxError::NotAWorksheet(_) => format!("the sheet {sheet:?} is a chart or macro and has no cells"),
        other => Unread::broken(Media::Xlsx, &format!("sheet {sheet:?}: {other}")).to_string(),
    }
}

fn cells(workbook: &mut Workbook<'_>, name: &str, draft: &mut Draft) -> Result<(), XlsxError> {
    let formulas = uncalculated(workbook, name);
    if formulas > 0 {
        let sentence =
            format!("{formulas} formulas in the sheet {name:?} have no stored value: open it in Excel");
        draft.warn(sentence);
    }
    let mut cells = workbook.worksheet_cells_reader(name)?;
    let shapes: Vec<value::Shape> = cells.styles().iter().map(value::Shape::of).collect();
    let mut pen = Pen::new(name, draft);
    let told = loop {
        match cells.next_cell_with_style_id() {
            Ok(Some((cell, style))) => {
                let shape = shapes.get(style).copied().unwrap_or_default();
                pen.cell(cell.get_position(), &value::written(cell.get_value(), shape));
            }
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
        if pen.draft.is_full() {
            break Ok(());
        }
    };
    pen.end();
    told
}

/// Formulas that were saved without their result, as some programs do.
fn uncalculated(workbook: &mut Workbook<'_>, name: &str) -> usize {
    let Ok(mut cells) = workbook.worksheet_cells_reader(name) else { return 0 };
    let records = std::iter::from_fn(|| cells.next_cell_with_formula_metadata().ok().flatten());
    records.filter(|record| record.formula.is_some() && record.value == calamine::DataRef::Empty).count()
}

/// Writes cells in the order in which they come.
struct Pen<'a> {
    sheet: &'a str,
    draft: &'a mut Draft,
    /// The row of the last cell and the column after it, both from 0.
    at: Option<(u32, u32)>,
}

impl<'a> Pen<'a> {
    fn new(sheet: &'a str, draft: &'a mut Draft) -> Self {
        if draft.len() > 0 {
            draft.push_char('\n');
        }
        Self { sheet, draft, at: None }
    }

    fn cell(&mut self, (row, column): (u32, u32), text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.go_to(row, column);
        let start = self.draft.len();
        push_cell(self.draft, text);
        let sheet = self.sheet.to_owned();
        self.draft
            .place(start, At::Cell { sheet, row: row.saturating_add(1), column: column.saturating_add(1) });
        self.at = Some((row, column.saturating_add(1)));
    }

    fn go_to(&mut self, row: u32, column: u32) {
        let next = match self.at {
            Some((last, next)) if last == row => next.saturating_sub(1),
            Some((last, _)) => {
                // One blank line shows that rows were left empty: most often it parts two tables.
                self.draft.push(if row > last.saturating_add(1) { "\n\n" } else { "\n" });
                0
            }
            None => 0,
        };
        for _ in 0..column.saturating_sub(next).min(WIDEST_GAP) {
            self.draft.push_char('\t');
        }
    }

    fn end(self) {
        if self.at.is_some() {
            self.draft.push_char('\n');
        }
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use tests::sample;
