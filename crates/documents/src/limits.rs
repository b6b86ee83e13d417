//! How much of a hostile part is looked at.

use serde::{Deserialize, Serialize};

/// Bounds on one call of [`crate::read`]. Missing fields take their default when deserialised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Bytes of the part itself; a larger part is not opened. Default 50 MB.
    pub bytes: usize,
    /// Bytes that a ZIP container, or the text streams of a PDF, may expand to in all. Default 200 MB.
    pub expanded: usize,
    /// Bytes of text (UTF-8) kept; the rest is cut off with a warning. Default 5 MB.
    pub text: usize,
    /// Pages of a PDF that are read. Default 500.
    pub pages: usize,
    /// Places (cells, lines, paragraphs) recorded; text beyond them has no place. Default 200,000.
    pub cells: usize,
    /// Nesting of elements, tables and forms that is followed. Default 200.
    pub depth: usize,
}

const MEGABYTE: usize = 1_000_000;

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 50 * MEGABYTE,
            expanded: 200 * MEGABYTE,
            text: 5 * MEGABYTE,
            pages: 500,
            cells: 200_000,
            depth: 200,
        }
    }
}
