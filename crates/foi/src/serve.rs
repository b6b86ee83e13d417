//! Serving the desk.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::failure::Failure;
use crate::folder::Folder;
use crate::now::Now;
use crate::say::Say;

/// Serves the desk until `stop`, with `today` from `now`.
///
/// Errors: the address is taken.
pub(crate) async fn pages(
    folder: &Folder,
    bind: SocketAddr,
    now: Now,
    say: Say,
    stop: CancellationToken,
) -> Result<(), Failure> {
    let taken = |error| {
        Failure::new(format!("{bind} cannot be served on: {error}; choose another with --bind or web.bind"))
    };
    let listener = TcpListener::bind(bind).await.map_err(taken)?;
    let bound = listener.local_addr()?;
    say.line(&format!("The desk is on http://{bound}/ (Ctrl+C ends it)."));
    let pages = web::Pages { desk: folder.desk.clone(), today: Arc::clone(&now), bound };
    web::serve(listener, pages, async move { stop.cancelled().await }).await?;
    Ok(())
}

/// A token that is cancelled by Ctrl+C or by a request to end.
pub(crate) fn until_interrupted() -> Result<CancellationToken, Failure> {
    let stop = CancellationToken::new();
    let ends = stop.clone();
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        ends.cancel();
    });
    Ok(stop)
}
