//! `foi demo`: the campaign of 2018 in fast time, on this machine alone.
//!
//! Letters go over SMTP to simulated trusts and replies come back over SMTP, all on loopback and to addresses under
//! `.invalid`; anything else is refused. What the simulated trusts know is asked for only at the end, to compare.

mod compare;
mod days;
mod differences;
mod place;

use std::path::Path;
use std::time::Instant;

use chrono::NaiveDate;
use domain::moment::in_words;
use simulator::World;
use store::campaigns;

use compare::Outcome;

use crate::commands::findings::{write_export, write_report};
use crate::failure::Failure;
use crate::folder::Folder;
use crate::gather;
use crate::now::Hand;
use crate::say::Say;

/// The campaign that the demo runs.
const CAMPAIGN: &str = "nhs-cyber-2018";

/// The days of the campaign: the first letters go on the first, the last replies come on the last.
fn days() -> Result<(NaiveDate, NaiveDate), Failure> {
    Ok(("2018-08-20".parse()?, "2018-11-27".parse()?))
}

/// Runs the demo in `dir`, then serves the desk.
pub(crate) async fn run(dir: &Path, seed: u64, serve: bool, say: Say) -> Result<(), Failure> {
    let started = Instant::now();
    let (first, last) = days()?;
    let folder = place::make(&place::choose(dir)).await?;
    let hand = Hand::at(days::opening(first));
    let trusts = place::fill(&folder.desk, days::opening(first)).await?;
    say.line(&format!(
        "{} simulated trusts will be asked from {} to {} (seed {seed}); every address is under .invalid.",
        trusts.len(),
        in_words(first),
        in_words(last)
    ));
    let world = World::start(seed, trusts, first, last).await?;
    let lived = days::live(&folder, &world, &hand, seed, (first, last), say).await?;
    let checked = conclude(&folder, world, &lived, last, started, say).await?.check();
    if serve {
        if let Err(failure) = &checked {
            say.line(&format!("Note: {failure}"));
        }
        let stop = crate::serve::until_interrupted()?;
        crate::serve::pages(&folder, folder.settings.web.bind, hand.now(), say, stop).await?;
    }
    folder.desk.close().await?;
    checked
}

async fn conclude(
    folder: &Folder,
    world: World,
    lived: &days::Lived,
    last: NaiveDate,
    started: Instant,
    say: Say,
) -> Result<Outcome, Failure> {
    let stored = campaigns::get(&folder.desk, CAMPAIGN).await?;
    let data = gather::data(&folder.desk, &stored, last).await?;
    let report = folder.path.join("report.html");
    write_report(&data, &report)?;
    let export = folder.path.join("export");
    write_export(&data, &export)?;
    let result = compare::compare(folder, &world, &data, lived, started.elapsed().as_secs_f64()).await?;
    world.stop().await;
    say.result(&result, || {
        format!("{}\n\nReport: {}\nExport: {}", result.table(), report.display(), export.display())
    })?;
    Ok(result)
}
