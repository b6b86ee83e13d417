//! The settings: `config/foi.toml` inside the binary, then the desk folder's `foi.toml`, then the environment.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use config::{Config, Environment, File, FileFormat};
use documents::Limits;
use mail::post::{Login, Tls};
use serde::Deserialize;

use crate::failure::Failure;
use crate::shipped;

/// Every setting; each is described in `config/foi.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    pub(crate) desk: DeskSettings,
    pub(crate) database: DatabaseSettings,
    pub(crate) blobs: BlobSettings,
    pub(crate) smtp: SmtpSettings,
    pub(crate) imap: ImapSettings,
    pub(crate) listener: ListenerSettings,
    pub(crate) web: WebSettings,
    pub(crate) reading: ReadingSettings,
    pub(crate) calendar: CalendarSettings,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeskSettings {
    pub(crate) rehearsal: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DatabaseSettings {
    pub(crate) url: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BlobSettings {
    pub(crate) folder: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SmtpSettings {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) tls: Tls,
    pub(crate) user: String,
    pub(crate) secret_file: String,
    pub(crate) hello: String,
    pub(crate) timeout_seconds: u64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ImapSettings {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) tls: Tls,
    pub(crate) user: String,
    pub(crate) secret_file: String,
    pub(crate) folder: String,
    pub(crate) timeout_seconds: u64,
    pub(crate) every_seconds: u64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListenerSettings {
    pub(crate) address: String,
    pub(crate) protocol: Protocol,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Protocol {
    Lmtp,
    Smtp,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebSettings {
    pub(crate) bind: SocketAddr,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReadingSettings {
    pub(crate) bytes: usize,
    pub(crate) expanded: usize,
    pub(crate) text: usize,
    pub(crate) pages: usize,
    pub(crate) cells: usize,
    pub(crate) depth: usize,
    pub(crate) seconds: u64,
    pub(crate) memory: u64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CalendarSettings {
    pub(crate) regimes: String,
    pub(crate) feed: String,
    pub(crate) refresh_days: u32,
}

impl Settings {
    /// The settings in force in a desk folder.
    ///
    /// Errors: a key that is unknown or of the wrong kind, named.
    pub(crate) fn load(folder: &Path) -> Result<Settings, Failure> {
        let file = folder.join("foi.toml");
        let read = Config::builder()
            .add_source(File::from_str(shipped::SETTINGS, FileFormat::Toml))
            .add_source(File::from(file.clone()).format(FileFormat::Toml).required(false))
            .add_source(
                Environment::with_prefix("FOI").prefix_separator("__").separator("__").try_parsing(true),
            )
            .build()
            .and_then(Config::try_deserialize);
        read.map_err(|error| {
            Failure::new(format!("{}: {error}; config/foi.toml describes every setting", file.display()))
        })
    }

    /// The mailbox that replies come to; nothing where none is set.
    ///
    /// Errors: there is no login, or its secret's file cannot be read.
    pub(crate) fn mailbox(&self) -> Result<Option<mail::imap::Account>, Failure> {
        self.imap.account(u32::try_from(self.reading.bytes).unwrap_or(u32::MAX))
    }

    /// Bounds on what is read.
    pub(crate) fn limits(&self) -> Limits {
        let reading = &self.reading;
        Limits {
            bytes: reading.bytes,
            expanded: reading.expanded,
            text: reading.text,
            pages: reading.pages,
            cells: reading.cells,
            depth: reading.depth,
        }
    }
}

impl SmtpSettings {
    /// The mail server that takes letters; nothing where none is set.
    ///
    /// Errors: the secret's file cannot be read.
    pub(crate) fn server(&self) -> Result<Option<mail::post::Server>, Failure> {
        if self.host.is_empty() {
            return Ok(None);
        }
        Ok(Some(mail::post::Server {
            host: self.host.clone(),
            port: self.port,
            tls: self.tls,
            login: login(&self.user, &self.secret_file, "FOI_SMTP_SECRET")?,
            hello: self.hello.clone(),
            timeout: Duration::from_secs(self.timeout_seconds),
        }))
    }
}

impl ImapSettings {
    /// The mailbox that replies come to, for messages of at most `largest` bytes; nothing where none is set.
    ///
    /// Errors: there is no login, or its secret's file cannot be read.
    fn account(&self, largest: u32) -> Result<Option<mail::imap::Account>, Failure> {
        if self.host.is_empty() {
            return Ok(None);
        }
        let login = login(&self.user, &self.secret_file, "FOI_IMAP_SECRET")?;
        Ok(Some(mail::imap::Account {
            host: self.host.clone(),
            port: self.port,
            tls: self.tls,
            login: login
                .ok_or_else(|| Failure::new("imap.user is empty: set the mailbox's login in foi.toml"))?,
            folder: self.folder.clone(),
            largest,
            timeout: Duration::from_secs(self.timeout_seconds),
        }))
    }
}

fn login(user: &str, secret_file: &str, variable: &str) -> Result<Option<Login>, Failure> {
    if user.is_empty() {
        return Ok(None);
    }
    let secret = match (secret_file, std::env::var(variable)) {
        ("", Ok(secret)) => secret,
        ("", Err(_)) => {
            return Err(Failure::new(format!(
                "the secret of `{user}` is not set: put it into a file named by secret_file, or into {variable}"
            )));
        }
        (file, _) => std::fs::read_to_string(file).map_err(|error| {
            Failure::new(format!("{file}: {error}; it is to hold the secret of `{user}`"))
        })?,
    };
    Ok(Some(Login { user: user.into(), secret: secret.trim_end_matches(['\r', '\n']).into() }))
}
