//! `foi work` and `foi serve`: the loops that repeat the steps.

use std::net::SocketAddr;
use std::time::Duration;

use engine::post::{Poster, Reach};
use engine::repeat::repeat;
use engine::{Step, collect, launch, read};
use mail::listen::{self, Listener};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::failure::Failure;
use crate::folder::Folder;
use crate::now::{self, Now};
use crate::refresh::Refresher;
use crate::say::Say;
use crate::serve::{pages, until_interrupted};
use crate::settings::Protocol;

/// How long a step rests when there is nothing to do.
const REST: Duration = Duration::from_secs(5);

/// How long the holidays' feed is left alone after it could not be fetched.
const HOUR: Duration = Duration::from_hours(1);

/// Serves the desk and runs the workers.
pub(crate) async fn serve(folder: &Folder, bind: Option<SocketAddr>, say: Say) -> Result<(), Failure> {
    let stop = until_interrupted()?;
    let bind = bind.unwrap_or(folder.settings.web.bind);
    if !bind.ip().is_loopback() {
        say.line(&format!("Note: {bind} can be reached from other machines, and the desk has no sign-in."));
    }
    remark_no_server(folder, say);
    let served = async {
        let served = pages(folder, bind, now::clock(), say, stop.clone()).await;
        stop.cancel();
        served
    };
    let (served, worked) = tokio::join!(served, Box::pin(workers(folder, stop.clone())));
    served.and(worked)
}

/// Runs the workers: until interrupted, or once.
pub(crate) async fn run(folder: &Folder, once: bool, say: Say) -> Result<(), Failure> {
    remark_no_server(folder, say);
    if once {
        return Box::pin(work_once(folder, say)).await;
    }
    say.line("Working (Ctrl+C ends it).");
    Box::pin(workers(folder, until_interrupted()?)).await
}

/// Without a mail server letters are written and wait.
fn remark_no_server(folder: &Folder, say: Say) {
    if folder.settings.smtp.host.is_empty() {
        say.line("Note: smtp.host is empty in foi.toml, so letters wait in the outbox.");
    }
}

async fn work_once(folder: &Folder, say: Say) -> Result<(), Failure> {
    let (desk, now) = (&folder.desk, now::clock());
    let written = launch::due(desk, now()).await?;
    let mut posted = 0;
    if let Some(mut poster) = poster(folder)? {
        store::outbox::sweep(desk, now()).await?;
        while poster.post_next(desk, now()).await?.is_some() {
            posted += 1;
        }
        poster.close().await;
    }
    if let Some(account) = folder.settings.mailbox()? {
        while collect::from_imap(desk, &account, now()).await? == Step::Done {}
    }
    let (reader, mut read) = (folder.reader()?, 0);
    while read::read_next(desk, &reader, now()).await? == Step::Done {
        read += 1;
    }
    say.result(&json!({ "written": written, "posted": posted, "read": read }), || {
        format!("{written} letters written, {posted} attempts to post, {read} messages read.")
    })
}

/// The poster, where a mail server is set. A desk that rehearses uses servers on this machine only.
fn poster(folder: &Folder) -> Result<Option<Poster>, Failure> {
    let Some(server) = folder.settings.smtp.server()? else { return Ok(None) };
    let rehearsal = folder.settings.desk.rehearsal;
    if rehearsal && !is_loopback(&server.host) {
        return Err(Failure::new(format!(
            "this desk rehearses and smtp.host is {}: use a server on 127.0.0.1, or set rehearsal = false in foi.toml to run a real campaign",
            server.host
        )));
    }
    let reach = if rehearsal { Reach::InvalidOnly } else { Reach::Anyone };
    Ok(Some(Poster::new(mail::post::Line::new(server), format!("worker {}", std::process::id()), reach)))
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

async fn workers(folder: &Folder, stop: CancellationToken) -> Result<(), Failure> {
    let (desk, now) = (&folder.desk, now::clock());
    let reader = folder.reader()?;
    let mut poster = poster(folder)?;
    let account = folder.settings.mailbox()?;
    let every = Duration::from_secs(folder.settings.imap.every_seconds);
    let written = repeat("write letters", REST, &stop, async || {
        let written = launch::due(desk, now()).await?;
        Ok::<_, engine::Error>(if written > 0 { Step::Done } else { Step::Idle })
    });
    let posted = repeat("post", REST, &stop, async || match &mut poster {
        Some(poster) => poster.step(desk, now()).await,
        None => Ok(Step::Idle),
    });
    let collected = repeat("collect", every, &stop, async || match &account {
        Some(account) => collect::from_imap(desk, account, now()).await,
        None => Ok(Step::Idle),
    });
    let read = repeat("read", REST, &stop, async || read::read_next(desk, &reader, now()).await);
    let mut refresher = Refresher::new(&folder.settings.calendar);
    let refreshed = repeat("refresh holidays", HOUR, &stop, async || refresher.step(desk, now()).await);
    let (listened, (), (), (), (), ()) =
        tokio::join!(listen(folder, &now, &stop), written, posted, collected, read, refreshed);
    listened
}

/// Takes mail from a mail server, where a listener is set.
async fn listen(folder: &Folder, now: &Now, stop: &CancellationToken) -> Result<(), Failure> {
    let listener = &folder.settings.listener;
    if listener.address.is_empty() {
        return Ok(());
    }
    let wrong = |what: String| Failure::new(format!("listener.address `{}`: {what}", listener.address));
    let address: SocketAddr =
        listener.address.parse().map_err(|_| wrong("give address and port, as in 127.0.0.1:2424".into()))?;
    let protocol = match listener.protocol {
        Protocol::Lmtp => listen::Protocol::Lmtp,
        Protocol::Smtp => listen::Protocol::Smtp,
    };
    let bound = Listener::bind(address, protocol, listen::Limits::default())
        .await
        .map_err(|error| wrong(error.to_string()))?;
    let (desk, now, stop) = (folder.desk.clone(), now.clone(), stop.clone());
    let deliver = move |envelope, bytes: Vec<u8>| {
        let (desk, at) = (desk.clone(), now());
        async move { collect::from_server(&desk, envelope, &bytes, at).await }
    };
    bound.serve(|_: &str| true, deliver, async move { stop.cancelled().await }).await;
    Ok(())
}
