//! The command line.

#![expect(clippy::doc_markdown, reason = "these comments are the help texts, printed as they stand")]

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use clap_complete::Shell;

mod clock;
mod request;

pub(crate) use clock::Clock;
pub(crate) use request::Request;

/// Runs Freedom of Information campaigns: one set of questions to many authorities, every deadline kept, every answer
/// shown with its words.
#[derive(Debug, Parser)]
#[command(
    name = "foi",
    version,
    after_help = "Start with `foi demo`: the whole campaign of 2018 in a minute, on this machine alone."
)]
pub(crate) struct Args {
    /// The desk folder; the current folder where it is left out
    #[arg(long, global = true, value_name = "FOLDER", default_value = ".")]
    pub(crate) dir: PathBuf,
    /// Print results as JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// What to do
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show the whole campaign of 2018 in fast time: 226 simulated trusts are asked, answer, and are counted
    ///
    /// Everything happens on this machine: real SMTP on loopback, addresses under .invalid. The folder (--dir,
    /// `foi-demo` where it is left out) is made anew. At the end the desk is served on 127.0.0.1.
    Demo {
        /// The seed of the simulated world: another seed, other answers
        #[arg(long, default_value_t = 2018)]
        seed: u64,
        /// End after the findings instead of serving the desk
        #[arg(long)]
        no_serve: bool,
    },
    /// Make a desk folder with settings and database
    Init {
        /// The folder; --dir where it is left out
        folder: Option<PathBuf>,
    },
    /// The register of authorities
    #[command(subcommand)]
    Authorities(Authorities),
    /// Campaigns: declare, check, launch, pause
    #[command(subcommand)]
    Campaign(Campaign),
    /// Serve the desk and run the workers
    Serve {
        /// The address to serve on; `web.bind` of foi.toml where it is left out
        #[arg(long)]
        bind: Option<SocketAddr>,
    },
    /// Run the workers: write due letters, post them, collect replies, read them
    Work {
        /// Do what there is to do now, then end
        #[arg(long)]
        once: bool,
    },
    /// Messages from outside
    #[command(subcommand)]
    Mail(Mail),
    /// Single requests: show one, record what happened to it, strike a mistake
    #[command(subcommand)]
    Request(Request),
    /// The statutory clock
    #[command(subcommand)]
    Clock(Clock),
    /// Print the campaign's figures
    Findings {
        /// The campaign's name
        campaign: String,
    },
    /// Write the report, one HTML file
    Report {
        /// The campaign's name
        campaign: String,
        /// The file; `CAMPAIGN-report.html` in the desk folder where it is left out
        #[arg(long, short)]
        output: Option<PathBuf>,
    },
    /// Write requests, answers and figures as CSV
    Export {
        /// The campaign's name
        campaign: String,
        /// The folder; `CAMPAIGN-export` in the desk folder where it is left out
        #[arg(long, short)]
        output: Option<PathBuf>,
    },
    /// Check that everything stored is whole
    Verify,
    /// The derived rows behind the lists
    #[command(subcommand)]
    Board(Board),
    /// Print shell completions
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Read one part of a message from standard input: how foi runs itself
    #[command(name = "read-part", hide = true)]
    ReadPart,
}

/// The register of authorities.
#[derive(Debug, Subcommand)]
pub(crate) enum Authorities {
    /// Import a CSV register: all rows or none
    ///
    /// Columns: code (or ods_code) and name; if there: nation, kind, email (or foi_email), regime, successor_codes,
    /// sizes such as fte_2018_06, and sets such as in_226.
    Import {
        /// The CSV file
        file: PathBuf,
    },
    /// List the authorities
    List,
}

/// Campaigns.
#[derive(Debug, Subcommand)]
pub(crate) enum Campaign {
    /// Take in a campaign from a folder that holds campaign.toml and letter.txt
    Create {
        /// The folder
        folder: PathBuf,
    },
    /// List the campaigns
    List,
    /// Say what is wrong with a campaign before it is launched
    Lint {
        /// The campaign's name
        name: String,
    },
    /// Show the letter as one authority would get it, and the send plan
    Preview {
        /// The campaign's name
        name: String,
        /// The authority's code; the first one where it is left out
        #[arg(long)]
        authority: Option<String>,
    },
    /// Plan one request for each authority and start sending
    Launch {
        /// The campaign's name
        name: String,
        /// How many requests are planned: typed to confirm, as in `--confirm 226`
        #[arg(long)]
        confirm: Option<usize>,
    },
    /// Stop sending
    Pause {
        /// The campaign's name
        name: String,
    },
    /// Send again
    Resume {
        /// The campaign's name
        name: String,
    },
    /// Show how the requests stand
    Status {
        /// The campaign's name
        name: String,
        /// As on this day; today where it is left out
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<NaiveDate>,
    },
}

/// Messages from outside.
#[derive(Debug, Subcommand)]
pub(crate) enum Mail {
    /// Import messages: .eml files, mbox files, Maildirs
    Import {
        /// Files or folders
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// Read one message and print what it says; nothing is stored
    Read {
        /// The file, in the format of RFC 5322
        file: PathBuf,
    },
}

/// The derived rows behind the lists.
#[derive(Debug, Subcommand)]
pub(crate) enum Board {
    /// Drop them and derive them anew from the timelines
    Rebuild,
}
