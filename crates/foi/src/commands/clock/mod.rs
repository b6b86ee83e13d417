//! `foi clock`.

mod changes;
mod check;
mod due;
mod explain;
mod refresh;
mod regimes;

use std::path::Path;
use std::sync::Arc;

use domain::law::Law;

use crate::args::Clock;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::laws::laws;
use crate::say::Say;
use crate::settings::Settings;

/// Asks the statutory clock, or brings its holidays up to date.
pub(crate) async fn run(dir: &Path, act: Clock, say: Say) -> Result<(), Failure> {
    match act {
        Clock::Due(question) => due::run(&*law(dir).await?, &question.query(), say),
        Clock::Explain(question) => explain::run(&*law(dir).await?, &question.query(), say),
        Clock::Check { file } => check::run(&*law(dir).await?, &file, say),
        Clock::Regimes { events: true, .. } => regimes::events(say),
        Clock::Regimes { code: Some(code), .. } => regimes::one(&*law(dir).await?, &code, say),
        Clock::Regimes { code: None, .. } => regimes::list(&*law(dir).await?, say),
        Clock::Refresh { from } => refresh::run(&Folder::open(dir).await?, from.as_deref(), say).await,
        Clock::Changes => changes::list(&Folder::open(dir).await?, say).await,
        Clock::Accept { id } => changes::decide(&Folder::open(dir).await?, id, true, say).await,
        Clock::Refuse { id } => changes::decide(&Folder::open(dir).await?, id, false, say).await,
    }
}

/// The laws with the holidays of the desk in this folder; where there is no desk, with those that come with foi.
async fn law(dir: &Path) -> Result<Arc<Law>, Failure> {
    if !Folder::is_desk(dir) {
        return Ok(Arc::new(laws(dir, &Settings::load(dir)?)?));
    }
    let desk = Folder::open(dir).await?.desk;
    let law = desk.law().await?;
    desk.close().await?;
    Ok(law)
}
