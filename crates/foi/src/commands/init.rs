//! `foi init`.

use std::path::Path;

use serde_json::json;

use crate::failure::Failure;
use crate::folder::Folder;
use crate::say::Say;
use crate::shipped;

/// Makes a desk folder; one that is there already is left as it is.
pub(crate) async fn run(path: &Path, say: Say) -> Result<(), Failure> {
    let place = path.display().to_string();
    std::fs::create_dir_all(path).map_err(|error| Failure::new(format!("{place}: {error}")))?;
    let settings = path.join("foi.toml");
    let new = !settings.exists();
    if new {
        std::fs::write(&settings, shipped::SETTINGS)?;
    }
    let folder = Folder::make(path).await?;
    folder.desk.close().await?;
    say.result(&json!({ "folder": place, "new": new }), || {
        let what = if new { "A new desk is in" } else { "There was a desk already in" };
        format!(
            "{what} {place}.\n\nNext:\n  set your mail server and mailbox in {place}/foi.toml\n  \
             foi --dir {place} authorities import REGISTER.csv\n  \
             foi --dir {place} campaign create FOLDER\n  foi --dir {place} serve"
        )
    })
}
