//! What commands print: for people, or as JSON.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use comfy_table::presets::NOTHING;
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use crate::failure::Failure;

/// How results are printed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Say {
    /// As JSON instead of words.
    pub(crate) json: bool,
}

impl Say {
    /// Prints a result: `value` as one line of JSON, or `words`.
    pub(crate) fn result(
        self,
        value: &impl Serialize,
        words: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        let text = if self.json { serde_json::to_string(value)? } else { words() };
        match writeln!(std::io::stdout().lock(), "{}", text.trim_end()) {
            // whoever read the pipe has had enough
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            written => Ok(written?),
        }
    }

    /// Prints a line about the progress of long work; with JSON it goes to standard error.
    pub(crate) fn line(self, line: &str) {
        if self.json {
            eprintln!("{line}");
        } else {
            println!("{line}");
        }
    }

    /// A bar on a terminal, or plain lines in a pipe.
    pub(crate) fn progress(self, steps: u64) -> Progress {
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}");
        let on_terminal = !self.json && std::io::stderr().is_terminal();
        let bar = (on_terminal, style);
        match bar {
            (true, Ok(style)) => {
                let bar = ProgressBar::new(steps).with_style(style);
                bar.enable_steady_tick(Duration::from_millis(200));
                Progress { say: self, bar: Some(bar) }
            }
            _ => Progress { say: self, bar: None },
        }
    }
}

/// Progress of long work.
#[derive(Debug)]
pub(crate) struct Progress {
    say: Say,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// One step further.
    pub(crate) fn step(&self, message: &str) {
        match &self.bar {
            Some(bar) => {
                bar.set_message(message.to_string());
                bar.inc(1);
            }
            None => self.say.line(message),
        }
    }

    /// The work is done.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// A table for people; columns named in `numbers` are aligned to the right.
pub(crate) fn table(
    header: &[&str],
    numbers: &[usize],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> String {
    let mut table = Table::new();
    table
        .load_style(NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(header.to_vec());
    for row in rows {
        table.add_row(row.into_iter().map(Cell::new));
    }
    for number in numbers {
        if let Some(column) = table.column_mut(*number) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

/// Logs to standard error: warnings, or what `FOI_LOG` asks for.
pub(crate) fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("FOI_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
