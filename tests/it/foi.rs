//! The binary, run as a person would run it.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a run of `foi` left behind.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// When commands are run: a Tuesday in working hours.
pub(crate) const NOW: &str = "2026-09-01T10:00:00Z";

/// The command, in this folder, without anything of ours in its environment, at the instant [`NOW`].
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_foi-tested"));
    command.current_dir(folder).args(arguments).env_clear().env("FOI_TEST_NOW", NOW).stdin(Stdio::null());
    command
}

/// Waits for the command's end.
pub(crate) fn run(mut command: Command) -> Run {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Runs `foi` with these arguments, separated by spaces.
pub(crate) fn foi(folder: &Path, arguments: &str) -> Run {
    run(command(folder, &arguments.split(' ').collect::<Vec<_>>()))
}

impl Run {
    /// What it printed as JSON, on its last line, having succeeded.
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.status, Some(0), "{self:?}");
        serde_json::from_str(self.stdout.lines().last().unwrap_or_default()).unwrap()
    }

    /// What it said before it gave up.
    pub(crate) fn refusal(&self) -> &str {
        assert_eq!(self.status, Some(1), "{self:?}");
        assert!(self.stderr.starts_with("foi: ") && self.stdout.is_empty(), "{self:?}");
        &self.stderr["foi: ".len()..]
    }
}
