//! Replies in over IMAP (RFC 3501), without changing anything there: the folder is opened by EXAMINE and bodies are
//! read by BODY.PEEK, so nothing is marked as read.
//!
//! A message is known by folder, UIDVALIDITY and UID. When the server raises UIDVALIDITY, old UIDs mean nothing and
//! reading begins again; the inbox knows by their content which messages it already has.

mod position;

use std::fmt::Debug;
use std::io;
use std::time::Duration;

use async_imap::types::Fetch;
use async_imap::{Client, Session};
use futures::TryStreamExt;
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite};

pub use crate::account::{Login, Tls};
use crate::account::{dial, encrypt, is_loopback};
use position::Position;

/// A mailbox that replies come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The server's name or address.
    pub host: String,
    /// Its port: 993 with implicit TLS, 143 otherwise.
    pub port: u16,
    /// How the connection is encrypted; `Tls::None` only on this machine.
    pub tls: Tls,
    /// The login.
    pub login: Login,
    /// The folder to read, such as `INBOX`.
    pub folder: String,
    /// How long each step may take.
    pub timeout: Duration,
    /// Largest message that is fetched whole, in bytes; of a larger one only so much is.
    pub largest: u32,
}

/// One message as it lies in the mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// `folder/uidvalidity/uid`.
    pub position: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether these are all of its bytes; not so for one larger than the account allows.
    pub whole: bool,
}

/// Why a mailbox could not be read. Nothing is lost: the messages are still there.
#[derive(Debug, Error)]
pub enum ImapError {
    /// The password would cross the network in the clear.
    #[error("a login to {0} without TLS is refused: set tls to `implicit` or `start-tls`")]
    BareLogin(String),
    /// No connection.
    #[error("{place} cannot be reached: {source}; check host, port and tls")]
    Unreachable {
        /// Host and port.
        place: String,
        /// What failed.
        source: io::Error,
    },
    /// The server does not take the login.
    #[error(
        "{host} refuses the login of {user}: {why}; check name and password, or whether it wants an app password"
    )]
    Login {
        /// The server.
        host: String,
        /// The user name.
        user: String,
        /// Its words.
        why: String,
    },
    /// The conversation failed.
    #[error("{step} failed: {why}; it is tried again at the next collection")]
    Protocol {
        /// Which step.
        step: &'static str,
        /// What was seen.
        why: String,
    },
    /// No answer in time.
    #[error("no answer to {step} in {limit:?}: it is tried again at the next collection")]
    Silent {
        /// Which step.
        step: &'static str,
        /// The limit.
        limit: Duration,
    },
}

/// At most `limit` messages that came after the position `seen`, oldest first. Without a position, with one of another
/// folder, or after UIDVALIDITY has changed, reading begins with the first message.
pub async fn fetch_since(
    account: &Account,
    seen: Option<&str>,
    limit: usize,
) -> Result<Vec<Fetched>, ImapError> {
    if account.tls == Tls::None && !is_loopback(&account.host) {
        return Err(ImapError::BareLogin(account.host.clone()));
    }
    let place = format!("{}:{}", account.host, account.port);
    let unreachable = |source| ImapError::Unreachable { place: place.clone(), source };
    let plain = dial(&account.host, account.port, account.timeout).await.map_err(unreachable)?;
    match account.tls {
        Tls::None => converse(greeted(account, plain).await?, account, seen, limit).await,
        Tls::Implicit => {
            let stream = encrypt(plain, &account.host, account.timeout).await.map_err(unreachable)?;
            converse(greeted(account, stream).await?, account, seen, limit).await
        }
        Tls::StartTls => {
            let mut client = greeted(account, plain).await?;
            account.step("STARTTLS", client.run_command_and_check_ok("STARTTLS", None)).await?;
            // What the server sent in the clear after its answer is dropped with the client's buffer.
            let stream = encrypt(client.into_inner(), &account.host, account.timeout).await;
            converse(Client::new(stream.map_err(unreachable)?), account, seen, limit).await
        }
    }
}

async fn greeted<T>(account: &Account, stream: T) -> Result<Client<T>, ImapError>
where
    T: AsyncRead + AsyncWrite + Unpin + Debug + Send,
{
    let mut client = Client::new(stream);
    let greeting = account.step("the greeting", async { Ok(client.read_response().await?) }).await?;
    match greeting {
        Some(_) => Ok(client),
        None => Err(ImapError::Protocol { step: "the greeting", why: "the line was closed".to_string() }),
    }
}

async fn converse<T>(
    client: Client<T>,
    account: &Account,
    seen: Option<&str>,
    limit: usize,
) -> Result<Vec<Fetched>, ImapError>
where
    T: AsyncRead + AsyncWrite + Unpin + Debug + Send,
{
    let Login { user, secret } = &account.login;
    let login = async { client.login(user, secret).await.map_err(|(error, _)| error) };
    let refused = |error: ImapError| match error {
        ImapError::Protocol { why, .. } => {
            ImapError::Login { host: account.host.clone(), user: user.clone(), why }
        }
        other => other,
    };
    let mut session = account.step("LOGIN", login).await.map_err(refused)?;
    let fetched = collect(&mut session, account, seen, limit).await?;
    // The messages are here; whether the server hears the goodbye changes nothing.
    drop(account.step("LOGOUT", session.logout()).await);
    Ok(fetched)
}

async fn collect<T>(
    session: &mut Session<T>,
    account: &Account,
    seen: Option<&str>,
    limit: usize,
) -> Result<Vec<Fetched>, ImapError>
where
    T: AsyncRead + AsyncWrite + Unpin + Debug + Send,
{
    let folder = account.step("EXAMINE", session.examine(&account.folder)).await?;
    let Some(validity) = folder.uid_validity else {
        let why = format!("the server gives no UIDVALIDITY for {}", account.folder);
        return Err(ImapError::Protocol { step: "EXAMINE", why });
    };
    let first = Position::after(seen, &account.folder, validity);
    let search = session.uid_search(format!("UID {first}:*"));
    let mut uids: Vec<u32> = account.step("SEARCH", search).await?.into_iter().collect();
    uids.retain(|uid| *uid >= first); // `n:*` always names the last message, even one before n
    uids.sort_unstable();
    uids.truncate(limit);
    let mut fetched = Vec::new();
    for (uid, size) in sizes(session, account, &uids).await? {
        if let Some(bytes) = body(session, account, uid, size).await? {
            let position = Position { validity, uid }.of(&account.folder);
            fetched.push(Fetched { position, bytes, whole: size <= account.largest });
        }
    }
    Ok(fetched)
}

/// The messages that are still there, with their sizes in bytes.
async fn sizes<T>(
    session: &mut Session<T>,
    account: &Account,
    uids: &[u32],
) -> Result<Vec<(u32, u32)>, ImapError>
where
    T: AsyncRead + AsyncWrite + Unpin + Debug + Send,
{
    if uids.is_empty() {
        return Ok(vec![]);
    }
    let set = uids.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
    let answers: Vec<Fetch> = account
        .step("FETCH", async { session.uid_fetch(set, "(UID RFC822.SIZE)").await?.try_collect().await })
        .await?;
    let mut sizes: Vec<(u32, u32)> =
        answers.iter().filter_map(|answer| Some((answer.uid?, answer.size?))).collect();
    sizes.retain(|(uid, _)| uids.contains(uid)); // a server may speak of other messages in between
    sizes.sort_unstable();
    sizes.dedup_by_key(|(uid, _)| *uid);
    Ok(sizes)
}

/// The bytes of one message; none if it has gone from the folder meanwhile.
async fn body<T>(
    session: &mut Session<T>,
    account: &Account,
    uid: u32,
    size: u32,
) -> Result<Option<Vec<u8>>, ImapError>
where
    T: AsyncRead + AsyncWrite + Unpin + Debug + Send,
{
    let part = if size > account.largest { format!("<0.{}>", account.largest) } else { String::new() };
    let query = format!("(UID BODY.PEEK[]{part})");
    let answers: Vec<Fetch> = account
        .step("FETCH", async { session.uid_fetch(uid.to_string(), query).await?.try_collect().await })
        .await?;
    let mut ours = answers.iter().filter(|answer| answer.uid == Some(uid));
    Ok(ours.find_map(Fetch::body).map(<[u8]>::to_vec))
}

impl Account {
    async fn step<T>(
        &self,
        step: &'static str,
        work: impl Future<Output = async_imap::error::Result<T>>,
    ) -> Result<T, ImapError> {
        match tokio::time::timeout(self.timeout, work).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => Err(ImapError::Protocol { step, why: words(&error.to_string()) }),
            Err(_) => Err(ImapError::Silent { step, limit: self.timeout }),
        }
    }
}

/// The server's own words, where the library's error holds them among its own; never more than a line, for some of its
/// errors quote all of a message.
fn words(error: &str) -> String {
    let own = error.split_once("Some(\"").and_then(|(_, rest)| rest.split_once("\")"));
    own.map_or(error, |(own, _)| own).chars().filter(|c| !c.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests;
