//! `foi authorities`.

use std::path::Path;

use domain::authority::Authority;
use serde_json::json;
use store::register;

use crate::args::Authorities;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::now;
use crate::say::{Say, table};

/// Imports or lists authorities.
pub(crate) async fn run(folder: &Folder, act: Authorities, say: Say) -> Result<(), Failure> {
    match act {
        Authorities::Import { file } => import(folder, &file, say).await,
        Authorities::List => list(folder, say).await,
    }
}

async fn import(folder: &Folder, file: &Path, say: Say) -> Result<(), Failure> {
    let bytes = std::fs::read(file).map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
    let authorities = read(&bytes).map_err(|says| Failure::new(format!("{}: {says}", file.display())))?;
    let source = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let imported = register::import(&folder.desk, &authorities, &source, now::clock()()).await?;
    let without = authorities.iter().filter(|authority| authority.email.is_none()).count();
    let value = json!({ "added": imported.added, "updated": imported.updated, "without_email": without });
    say.result(&value, || {
        let counted = format!("{} authorities added, {} updated.", imported.added, imported.updated);
        match without {
            0 => counted,
            some => format!("{counted} {some} have no e-mail address and cannot be written to yet."),
        }
    })
}

/// The authorities of a CSV register.
///
/// Errors: every fault found, a line each; nothing is to be imported then.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Authority>, String> {
    const MOST: usize = 20;
    let text = std::str::from_utf8(bytes).map_err(|error| {
        format!(
            "it is not UTF-8 at byte {}: save it as `CSV UTF-8`; nothing was imported",
            error.valid_up_to()
        )
    })?;
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let fields = |record: &csv::StringRecord| record.iter().map(String::from).collect::<Vec<_>>();
    let header = reader.headers().map(fields).map_err(|error| error.to_string())?;
    let rows: Result<Vec<_>, _> =
        reader.records().map(|record| record.map(|record| fields(&record))).collect();
    let faults = match domain::register::read(&header, &rows.map_err(|error| error.to_string())?) {
        Ok(authorities) => return Ok(authorities),
        Err(faults) => faults,
    };
    let mut lines: Vec<_> = faults.iter().take(MOST).map(ToString::to_string).collect();
    if faults.len() > MOST {
        lines.push(format!("and {} more", faults.len() - MOST));
    }
    Err(format!("nothing was imported\n  {}", lines.join("\n  ")))
}

async fn list(folder: &Folder, say: Say) -> Result<(), Failure> {
    let authorities: Vec<_> =
        register::list(&folder.desk).await?.into_iter().map(|registered| registered.authority).collect();
    say.result(&authorities, || {
        if authorities.is_empty() {
            return "There is no authority yet: import a register with `foi authorities import FILE`.".into();
        }
        let row = |authority: &Authority| {
            let email = authority.email.as_ref().map_or("-".to_string(), ToString::to_string);
            vec![authority.code.to_string(), authority.name.clone(), authority.nation.clone(), email]
        };
        table(&["Code", "Name", "Nation", "E-mail"], &[], authorities.iter().map(row))
    })
}
