//! `foi findings`, `foi report`, `foi export`.

use std::path::{Path, PathBuf};

use ::findings::{Computed, Data};
use domain::moment::london;
use serde_json::json;
use store::campaigns;

use crate::failure::Failure;
use crate::folder::Folder;
use crate::say::{Say, table};
use crate::{gather, now};

/// Prints the campaign's figures.
pub(crate) async fn figures(folder: &Folder, name: &str, say: Say) -> Result<(), Failure> {
    let data = data(folder, name).await?;
    let figures = ::findings::figures(&data);
    say.result(&figures, || {
        let row = |figure: &Computed| {
            let base = format!("{} of {}", figure.n, figure.asked);
            vec![
                figure.title.clone(),
                figure.shown.clone(),
                base,
                figure.published.clone().unwrap_or_default(),
            ]
        };
        table(&["Figure", "Value", "n of N", "Published"], &[1, 2, 3], figures.iter().map(row))
    })
}

/// Writes the report.
pub(crate) async fn report(
    folder: &Folder,
    name: &str,
    to: Option<PathBuf>,
    say: Say,
) -> Result<(), Failure> {
    let file = to.unwrap_or_else(|| folder.path.join(format!("{name}-report.html")));
    write_report(&data(folder, name).await?, &file)?;
    say.result(&json!({ "report": file }), || format!("The report is in {}.", file.display()))
}

/// Writes the CSV files.
pub(crate) async fn export(
    folder: &Folder,
    name: &str,
    to: Option<PathBuf>,
    say: Say,
) -> Result<(), Failure> {
    let target = to.unwrap_or_else(|| folder.path.join(format!("{name}-export")));
    let files = write_export(&data(folder, name).await?, &target)?;
    say.result(&json!({ "folder": target, "files": files }), || {
        format!("{} are in {}.", files.join(", "), target.display())
    })
}

async fn data(folder: &Folder, name: &str) -> Result<Data, Failure> {
    let stored = campaigns::get(&folder.desk, name).await?;
    gather::data(&folder.desk, &stored, london(now::clock()())).await
}

/// Writes the report of `data` to `file`.
pub(crate) fn write_report(data: &Data, file: &Path) -> Result<(), Failure> {
    let report = ::findings::report(data, &::findings::figures(data))?;
    std::fs::write(file, report).map_err(|error| Failure::new(format!("{}: {error}", file.display())))
}

/// Writes requests, answers and figures to `folder`; gives the files' names.
pub(crate) fn write_export(data: &Data, folder: &Path) -> Result<Vec<&'static str>, Failure> {
    let figures = ::findings::figures(data);
    let failed = |error: std::io::Error| Failure::new(format!("{}: {error}", folder.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    let files = [
        ("requests.csv", ::findings::requests_csv(data)?),
        ("answers.csv", ::findings::answers_csv(data)?),
        ("figures.csv", ::findings::figures_csv(&figures)?),
    ];
    for (name, content) in &files {
        std::fs::write(folder.join(name), content).map_err(failed)?;
    }
    Ok(files.iter().map(|(name, _)| *name).collect())
}
