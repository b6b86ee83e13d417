//! `foi verify` and `foi board rebuild`.

use serde_json::json;

use crate::failure::Failure;
use crate::folder::Folder;
use crate::say::Say;

/// Checks everything that is stored; exit status 1 where something is wrong.
pub(crate) async fn run(folder: &Folder, say: Say) -> Result<(), Failure> {
    let report = store::verify::verify(&folder.desk).await?;
    say.result(&report, || {
        let looked = format!(
            "{} requests, {} timeline entries, {} letters and {} messages looked at.",
            report.requests, report.entries, report.letters, report.arrivals
        );
        match report.faults.as_slice() {
            [] => format!("{looked} Everything is whole."),
            faults => format!("{looked}\n{}", faults.join("\n")),
        }
    })?;
    match report.faults.len() {
        0 => Ok(()),
        count => Err(Failure::new(format!("{count} faults: each line above says what to do"))),
    }
}

/// Derives the board anew.
pub(crate) async fn rebuild(folder: &Folder, say: Say) -> Result<(), Failure> {
    let requests = store::board::rebuild(&folder.desk).await?;
    say.result(&json!({ "requests": requests }), || {
        format!("The board of {requests} requests is derived anew.")
    })
}
