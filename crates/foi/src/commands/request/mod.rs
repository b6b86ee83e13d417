//! `foi request`: one request.

mod correct;
mod record;
mod show;

use domain::law::{Law, Terms};
use domain::moment::in_words;
use store::requests::{self, File};

use crate::act::of_person;
use crate::args::Request;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::now;
use crate::say::Say;

/// Shows a request, records what happened to it, or strikes a mistake.
pub(crate) async fn run(folder: &Folder, act: Request, say: Say) -> Result<(), Failure> {
    match act {
        Request::Show { reference } => show::run(folder, &reference, say).await,
        Request::Record { reference, events, why } => {
            let act = of_person(why.unwrap_or_else(|| "recorded by hand".into()));
            record::run(folder, &reference, &events, &act, say).await
        }
        Request::Correct { reference, number, why } => {
            correct::run(folder, &reference, number, &why, &of_person("corrected by hand"), say).await
        }
    }
}

/// The request of this reference as it stands today.
async fn find(folder: &Folder, reference: &str) -> Result<File, Failure> {
    Ok(requests::file(&folder.desk, reference.trim(), domain::moment::london(now::clock()())).await?)
}

/// The law under which the request is answered.
fn terms<'l>(law: &'l Law, file: &File) -> Result<&'l Terms, Failure> {
    let code = &file.row.regime;
    law.terms(code).ok_or_else(|| {
        Failure::new(format!(
            "request {} is answered under law `{code}`, which is not known: put its file into the folder that calendar.regimes names",
            file.row.reference
        ))
    })
}

/// How the request stands, in a line.
fn stands(file: &File) -> String {
    let due = file.row.due.map_or(String::new(), |due| format!(", due {}", in_words(due)));
    format!("{}: {}{due}", file.row.reference, file.row.standing.name())
}
