//! A desk folder: `foi.toml`, the SQLite file and `blobs/`.

use std::path::{Path, PathBuf};

use engine::reader::{Allowance, Reader};
use store::blobs::Blobs;
use store::{Act, Desk, holidays};

use crate::failure::Failure;
use crate::laws::laws;
use crate::now;
use crate::settings::Settings;

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
        if !Folder::is_desk(path) {
            let place = path.display();
            return Err(Failure::new(format!(
                "{place} holds no foi.toml: make a desk with `foi init {place}`, or name one with --dir"
            )));
        }
        Folder::make(path).await
    }

    /// Whether there is a desk in this folder.
    pub(crate) fn is_desk(path: &Path) -> bool {
        path.join("foi.toml").is_file()
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
        let law = laws(path, &settings)?;
        let shipped = law.calendar().clone();
        let desk = Desk::open(&url, Blobs::folder(&blobs)?, law).await?;
        migrations::up(desk.connection()).await?;
        let act = Act::of_worker(now::clock()(), "holidays that come with foi");
        holidays::adopt(&desk, &shipped, &act).await?;
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
