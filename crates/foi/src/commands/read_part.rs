//! `foi read-part`: the child process in which one part of a message becomes text.

use std::io::{Read, Write};
use std::process::ExitCode;

use engine::reader::{Allowance, Job};
use rlimit::Resource;

/// Reads a job from standard input and writes its document to standard output, after giving up everything that
/// reading does not need: further memory, processor time, files, and core dumps.
pub(crate) fn run() -> ExitCode {
    match answer() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("foi: {why}");
            ExitCode::FAILURE
        }
    }
}

fn answer() -> Result<(), String> {
    let mut input = Vec::new();
    std::io::stdin().lock().read_to_end(&mut input).map_err(|error| error.to_string())?;
    let (job, bytes) = Job::take(&input)?;
    confine(job.allowance)?;
    let output = job.answer(bytes)?;
    std::io::stdout().lock().write_all(&output).map_err(|error| error.to_string())
}

fn confine(allowance: Allowance) -> Result<(), String> {
    let limits = [
        (Resource::AS, allowance.memory),
        (Resource::CPU, allowance.seconds),
        (Resource::FSIZE, 0),
        (Resource::CORE, 0),
        (Resource::NOFILE, 3),
    ];
    for (resource, most) in limits {
        resource.set(most, most).map_err(|error| format!("{resource:?} cannot be limited: {error}"))?;
    }
    Ok(())
}
