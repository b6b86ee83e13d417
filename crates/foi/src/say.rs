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

/// The text in lines of at most 80 columns, all but the first begun with `indent`; a longer word stays whole.
pub(crate) fn wrapped(text: &str, indent: &str) -> String {
    const WIDTH: usize = 80;
    let (mut lines, mut width) = (String::new(), 0);
    for (place, word) in text.split(' ').enumerate() {
        let long = word.chars().count();
        if place > 0 && width + 1 + long > WIDTH {
            lines = lines + "\n" + indent + word;
            width = indent.len() + long;
        } else {
            lines = lines + if place > 0 { " " } else { "" } + word;
            width += usize::from(place > 0) + long;
        }
    }
    lines
}

/// Logs to standard error: warnings, or what `FOI_LOG` asks for.
pub(crate) fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("FOI_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_between_words_before_the_eightieth_column() {
        let (a, b) = ("a".repeat(40), "b".repeat(39));
        for (text, expected) in [
            (String::new(), String::new()),
            (format!("{a} {b}"), format!("{a} {b}")),
            (format!("{a} {b}b"), format!("{a}\n  {b}b")),
            (format!("{a} {a} {b}"), format!("{a}\n  {a}\n  {b}")),
            ("x".repeat(90), "x".repeat(90)),
        ] {
            assert_eq!(wrapped(&text, "  "), expected);
        }
    }
}
