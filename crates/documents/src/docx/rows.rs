//! Tables of a DOCX while they are read: cells gather until their row ends.

use crate::At;
use crate::draft::Draft;

/// Wider spans than this are not a table that anybody filled in.
const WIDEST_SPAN: usize = 64;

#[derive(Debug)]
pub(super) struct Table {
    /// The n-th table of the document, from 1.
    number: u32,
    row: u32,
    cells: Vec<Draft>,
    cell: Option<Draft>,
    span: usize,
}

impl Table {
    pub(super) fn new(number: u32) -> Self {
        Self { number, row: 0, cells: Vec::new(), cell: None, span: 1 }
    }

    pub(super) fn open_row(&mut self) {
        self.row = self.row.saturating_add(1);
        self.cells.clear();
    }

    pub(super) fn open_cell(&mut self, cell: Draft) {
        self.span = 1;
        self.cell = Some(cell);
    }

    pub(super) fn span(&mut self, columns: usize) {
        self.span = columns.clamp(1, WIDEST_SPAN);
    }

    pub(super) fn close_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        // Empty cells keep the columns below a wide cell in line.
        let fillers = (1..self.span).map(|_| cell.part()).collect::<Vec<_>>();
        self.cells.push(cell);
        self.cells.extend(fillers);
    }

    /// Where text of an open cell goes.
    pub(super) fn open(&mut self) -> Option<&mut Draft> {
        self.cell.as_mut()
    }

    /// Writes the row: one cell as its own lines, several as one line with tabs. An empty row gives nothing.
    /// Cells get a place only where the row goes into the document itself.
    pub(super) fn close_row(&mut self, into: &mut Draft, placed: bool) {
        let cells = std::mem::take(&mut self.cells);
        if cells.iter().all(|cell| cell.text().trim().is_empty()) {
            return;
        }
        let alone = cells.len() == 1;
        for (mut cell, column) in cells.into_iter().zip(1..) {
            if column > 1 {
                into.push_char('\t');
            }
            cell.end_trimmed();
            if !alone {
                cell.flatten();
            }
            let start = into.len();
            into.append(&cell);
            if placed {
                into.place(
                    start,
                    At::Cell { sheet: format!("table {}", self.number), row: self.row, column },
                );
            }
        }
        into.push_char('\n');
    }
}
