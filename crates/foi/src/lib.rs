//! The binary: settings, system clock, commands.
//!
//! *Invariant:* nothing else in the product reads the system clock (`now.rs`) or the settings (`settings.rs`).

mod act;
mod args;
mod commands;
mod demo;
mod failure;
mod fetch;
mod folder;
mod gather;
mod laws;
mod now;
mod refresh;
mod say;
mod serve;
mod settings;
mod shipped;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};
use crate::failure::Failure;

pub use now::Now;

/// [`main`] on a day of the caller's choosing: what goes out, and when, depends on it.
pub fn main_by(clock: Now) -> ExitCode {
    now::start_with(clock);
    main()
}

/// Runs the command that the arguments name. Exit status: 0 done, 1 refused or failed with a sentence, 2 wrong usage.
pub fn main() -> ExitCode {
    let args = Args::parse();
    if let Command::ReadPart = args.command {
        return commands::read_part::run();
    }
    say::start_log();
    let _ = rustls::crypto::ring::default_provider().install_default(); // fails only where one is installed already
    let outcome = tokio::runtime::Runtime::new()
        .map_err(Failure::from)
        .and_then(|runtime| runtime.block_on(commands::run(args)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("foi: {failure}");
            ExitCode::FAILURE
        }
    }
}
