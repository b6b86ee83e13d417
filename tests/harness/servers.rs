//! The servers that `tests/run` starts. Without it a test that needs one has nothing to do; under it a missing one
//! fails the test.

use std::env;
use std::net::SocketAddr;
use std::time::Duration;

use mail::imap::{self, Account, Fetched};
use mail::post::{Line, Login, Server, Tls};

/// The URL of the PostgreSQL server, without a database.
pub fn postgres() -> Option<String> {
    wanted("FOI_TEST_POSTGRES")
}

/// Where Postfix and Dovecot listen.
#[derive(Debug, Clone)]
pub struct MailServers {
    /// Postfix takes letters here.
    pub smtp: SocketAddr,
    /// Postfix takes letters here from those who sign in, with or without STARTTLS.
    pub submission: SocketAddr,
    /// The same, encrypted from the first byte.
    pub smtps: SocketAddr,
    /// Postfix delivers letters to `anyone@lmtp.invalid` here, where a test listens.
    pub lmtp: SocketAddr,
    /// Dovecot serves here the mailbox of every user name: mail to `anyone@NAME.invalid` is in the mailbox `NAME`.
    pub imap: SocketAddr,
    /// The same, encrypted from the first byte.
    pub imaps: SocketAddr,
    /// A file with the certificate that vouches for those of the servers.
    pub authority: String,
    /// Everybody's password.
    pub password: String,
}

/// The mail servers.
pub fn mail() -> Option<MailServers> {
    let address = |name| wanted(name).map(|text| text.parse().unwrap());
    Some(MailServers {
        smtp: address("FOI_TEST_SMTP")?,
        submission: address("FOI_TEST_SUBMISSION")?,
        smtps: address("FOI_TEST_SMTPS")?,
        lmtp: address("FOI_TEST_LMTP")?,
        imap: address("FOI_TEST_IMAP")?,
        imaps: address("FOI_TEST_IMAPS")?,
        authority: wanted("FOI_TEST_CA")?,
        password: wanted("FOI_TEST_PASSWORD")?,
    })
}

/// A line in the clear to whatever listens at this address, if anything does.
pub fn plain_line(at: SocketAddr) -> Line {
    line_to(at, Tls::None, None)
}

fn line_to(at: SocketAddr, tls: Tls, login: Option<Login>) -> Line {
    Line::new(Server {
        host: at.ip().to_string(),
        port: at.port(),
        tls,
        login,
        hello: "desk.invalid".into(),
        timeout: PATIENCE,
    })
}

impl MailServers {
    /// A line in the clear to the server that listens at this address.
    pub fn line(&self, at: SocketAddr, login: Option<Login>) -> Line {
        self.line_by(at, Tls::None, login)
    }

    /// A line to the server that listens at this address.
    pub fn line_by(&self, at: SocketAddr, tls: Tls, login: Option<Login>) -> Line {
        line_to(at, tls, login)
    }

    /// The login of this name.
    pub fn login(&self, user: &str) -> Login {
        Login { user: user.into(), secret: self.password.clone() }
    }

    /// The mailbox of this name, read in the clear.
    pub fn mailbox(&self, name: &str) -> Account {
        self.mailbox_by(self.imap, Tls::None, name)
    }

    /// The mailbox of this name, read at this address.
    pub fn mailbox_by(&self, at: SocketAddr, tls: Tls, name: &str) -> Account {
        Account {
            host: at.ip().to_string(),
            port: at.port(),
            tls,
            login: self.login(name),
            folder: "INBOX".into(),
            timeout: PATIENCE,
            largest: 50_000_000,
        }
    }

    /// Waits until `count` messages are in the mailbox of this name, and gives them: no more and no fewer.
    pub async fn messages(&self, name: &str, count: usize) -> Vec<Fetched> {
        let found = self.at_least(name, count).await;
        assert_eq!(found.len(), count, "messages in the mailbox {name}");
        found
    }

    /// Waits until `count` messages or more are in the mailbox of this name, and gives them.
    pub async fn at_least(&self, name: &str, count: usize) -> Vec<Fetched> {
        let account = self.mailbox(name);
        let mut found = Vec::new();
        // Postfix delivers when it likes: ask until the mail is there
        for _ in 0..PATIENCE.as_millis() / PAUSE.as_millis() {
            found = imap::fetch_since(&account, None, usize::MAX).await.unwrap();
            if found.len() >= count {
                break;
            }
            tokio::time::sleep(PAUSE).await;
        }
        assert!(found.len() >= count, "{} of {count} messages came to the mailbox {name}", found.len());
        found
    }
}

const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(100);

fn wanted(name: &str) -> Option<String> {
    let found = env::var(name).ok().filter(|value| !value.is_empty());
    let required = env::var("FOI_TEST_SERVERS").is_ok_and(|value| value == "required");
    assert!(
        found.is_some() || !required,
        "{name} is not set although FOI_TEST_SERVERS=required: run the tests with `tests/run`"
    );
    found
}
