//! A desk folder: `foi.toml`, the SQLite file and `blobs/`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::calendar::Calendar;
use engine::reader::{Allowance, Reader};
use store::Desk;
use store::blobs::Blobs;

use crate::failure::Failure;
use crate::settings::Settings;
use crate::shipped;

/// An opened desk folder.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    pub(crate) path: PathBuf,
    pub(crate) settings: Settings,
    pub(crate) desk: Desk,
}

/// The argument with which the binary runs itself to read one part.
pub(crate) const READ_PART: &str = "read-part";

impl Folder {
    /// Opens the desk in this folder and brings its schema up to date.
    ///
    /// Errors: there is no desk here.
    pub(crate) async fn open(path: &Path) -> Result<Folder, Failure> {
        if !path.join("foi.toml").is_file() {
            let place = path.display();
            return Err(Failure::new(format!(
                "{place} holds no foi.toml: make a desk with `foi init {place}`, or name one with --dir"
            )));
        }
        Folder::make(path).await
    }

    /// Opens the desk in this folder, which may be new.
    pub(crate) async fn make(path: &Path) -> Result<Folder, Failure> {
        let settings = Settings::load(path)?;
        let blobs = path.join(&settings.blobs.folder);
        std::fs::create_dir_all(&blobs)
            .map_err(|error| Failure::new(format!("{}: {error}", blobs.display())))?;
        let url = match settings.database.url.as_str() {
            "" => format!("sqlite://{}?mode=rwc", path.join("foi.sqlite").display()),
            url => url.to_string(),
        };
        let calendar = Arc::new(calendar(&settings)?);
        let desk = Desk::open(&url, Blobs::folder(&blobs)?, calendar).await?;
        migrations::up(desk.connection()).await?;
        Ok(Folder { path: path.to_path_buf(), settings, desk })
    }

    /// The reader of attachments: this binary in a process of its own.
    pub(crate) fn reader(&self) -> Result<Reader, Failure> {
        reader(&self.settings)
    }
}

/// The reader of attachments under these settings.
pub(crate) fn reader(settings: &Settings) -> Result<Reader, Failure> {
    Ok(Reader::Child {
        program: std::env::current_exe()?,
        argument: READ_PART,
        limits: settings.limits(),
        allowance: Allowance { seconds: settings.reading.seconds, memory: settings.reading.memory },
    })
}

/// The bank holidays in force.
///
/// Errors: the file cannot be read, with its line.
pub(crate) fn calendar(settings: &Settings) -> Result<Calendar, Failure> {
    let file = &settings.calendar.bank_holidays;
    if file.is_empty() {
        return Ok(Calendar::parse(shipped::BANK_HOLIDAYS)?);
    }
    let text = std::fs::read_to_string(file).map_err(|error| Failure::new(format!("{file}: {error}")))?;
    Calendar::parse(&text).map_err(|error| Failure::new(format!("{file}: {error}")))
}
