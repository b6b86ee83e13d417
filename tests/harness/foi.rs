//! The product's binary once more, where Cargo shows it to the tests. Its clock stands where `FOI_TEST_NOW` says, since
//! requests go out on working days and in working hours only.

use std::sync::Arc;

use chrono::{DateTime, Utc};

fn main() -> std::process::ExitCode {
    match std::env::var("FOI_TEST_NOW").ok().map(|at| at.parse::<DateTime<Utc>>()) {
        None => foi::main(),
        Some(Ok(at)) => foi::main_by(Arc::new(move || at)),
        Some(Err(error)) => {
            eprintln!("FOI_TEST_NOW is no instant such as 2026-09-01T10:00:00Z: {error}");
            std::process::ExitCode::from(2)
        }
    }
}
