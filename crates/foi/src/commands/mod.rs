//! One module a command: load, ask the product, print.

pub(crate) mod authorities;
pub(crate) mod campaign;
mod clock;
pub(crate) mod findings;
mod init;
mod mail;
pub(crate) mod read_part;
mod request;
mod verify;
mod work;

use clap::CommandFactory;

use crate::args::{Args, Command};
use crate::failure::Failure;
use crate::folder::Folder;
use crate::say::Say;

/// Runs one command.
pub(crate) async fn run(args: Args) -> Result<(), Failure> {
    let say = Say { json: args.json };
    let dir = args.dir;
    match args.command {
        Command::Demo { seed, no_serve } => crate::demo::run(&dir, seed, !no_serve, say).await,
        Command::Init { folder } => init::run(&folder.unwrap_or(dir), say).await,
        Command::Authorities(act) => authorities::run(&Folder::open(&dir).await?, act, say).await,
        Command::Campaign(act) => campaign::run(&Folder::open(&dir).await?, act, say).await,
        Command::Serve { bind } => work::serve(&Folder::open(&dir).await?, bind, say).await,
        Command::Work { once } => work::run(&Folder::open(&dir).await?, once, say).await,
        Command::Mail(act) => mail::run(&dir, act, say).await,
        Command::Request(act) => request::run(&Folder::open(&dir).await?, act, say).await,
        Command::Clock(act) => clock::run(&dir, act, say).await,
        Command::Findings { campaign } => findings::figures(&Folder::open(&dir).await?, &campaign, say).await,
        Command::Report { campaign, output } => {
            findings::report(&Folder::open(&dir).await?, &campaign, output, say).await
        }
        Command::Export { campaign, output } => {
            findings::export(&Folder::open(&dir).await?, &campaign, output, say).await
        }
        Command::Verify => verify::run(&Folder::open(&dir).await?, say).await,
        Command::Board(crate::args::Board::Rebuild) => verify::rebuild(&Folder::open(&dir).await?, say).await,
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Args::command(), "foi", &mut std::io::stdout());
            Ok(())
        }
        Command::ReadPart => Err(Failure::new("read-part is how foi runs itself")),
    }
}
