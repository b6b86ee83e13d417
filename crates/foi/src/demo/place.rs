//! The demo's folder and what is in it before the first day.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::authority::Authority;
use simulator::Trust;
use store::{Desk, campaigns, register};

use crate::commands::authorities::read;
use crate::commands::campaign::declared;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::shipped;

/// Where the demo lives unless told otherwise.
const FOLDER: &str = "foi-demo";
/// The file that says that a folder is a demo's and may be made anew.
const MARK: &str = ".foi-demo";

/// The demo's folder: `dir`, or `foi-demo` below the current folder.
pub(super) fn choose(dir: &Path) -> PathBuf {
    if dir == Path::new(".") { PathBuf::from(FOLDER) } else { dir.to_path_buf() }
}

/// A fresh desk in `path`, which rehearses.
///
/// Errors: the folder holds something that is no demo.
pub(super) async fn make(path: &Path) -> Result<Folder, Failure> {
    let place = path.display();
    let failed = |error: std::io::Error| Failure::new(format!("{place}: {error}"));
    if path.exists() {
        let empty = std::fs::read_dir(path).map_err(failed)?.next().is_none();
        if !empty && !path.join(MARK).exists() {
            return Err(Failure::new(format!(
                "{place} holds something that is no demo: choose another folder with --dir"
            )));
        }
        std::fs::remove_dir_all(path).map_err(failed)?;
    }
    std::fs::create_dir_all(path).map_err(failed)?;
    std::fs::write(path.join(MARK), "A demo of foi: `foi demo` makes this folder anew.\n").map_err(failed)?;
    std::fs::write(path.join("foi.toml"), shipped::SETTINGS).map_err(failed)?;
    let folder = Folder::make(path).await?;
    if folder.settings.desk.rehearsal {
        return Ok(folder);
    }
    Err(Failure::new("the demo never writes to real addresses: unset FOI__DESK__REHEARSAL"))
}

/// Takes in register and campaign, with addresses made up under `.invalid`; gives the trusts that will be asked.
pub(super) async fn fill(desk: &Desk, now: DateTime<Utc>) -> Result<Vec<Trust>, Failure> {
    let mut authorities = read(shipped::REGISTER_2018.as_bytes()).map_err(Failure::new)?;
    for authority in &mut authorities {
        let address = format!("foi@{}.trusts.invalid", authority.code.to_string().to_lowercase());
        authority.email = Some(address.parse()?);
    }
    register::import(desk, &authorities, "nhs-trusts-2018.csv", now).await?;
    let campaign = declared(shipped::CAMPAIGN_2018, shipped::LETTER_2018)?;
    campaigns::put(desk, &campaign, now).await?;
    let asked = authorities.iter().filter(|authority| campaign.asks(authority));
    asked.map(trust).collect()
}

fn trust(authority: &Authority) -> Result<Trust, Failure> {
    let address = authority.email.as_ref().map(ToString::to_string);
    let address = address.filter(|address| address.ends_with(".invalid"));
    Ok(Trust {
        code: authority.code.to_string(),
        name: authority.name.clone(),
        address: address.ok_or_else(|| Failure::new("the demo writes only to addresses under .invalid"))?,
        kind: authority.kind.clone(),
        fte: authority.measure("fte").and_then(|measure| u32::try_from(measure.value).ok()),
    })
}
