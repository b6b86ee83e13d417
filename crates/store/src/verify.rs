//! Whether everything stored is whole: chains, board, blobs.

use domain::outbox::LetterKind;
use sea_orm::{EntityTrait, QueryOrder};

use crate::entity::{arrival, letter, request};
use crate::{Desk, Error, board, door};

/// What was looked at and what is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// Requests looked at.
    pub requests: usize,
    /// Timeline entries looked at.
    pub entries: usize,
    /// Letters looked at.
    pub letters: usize,
    /// Messages looked at.
    pub arrivals: usize,
    /// A sentence for each fault.
    pub faults: Vec<String>,
}

/// Checks the hash chain of every timeline, the board against a fresh fold, and that each letter and each message has
/// its bytes.
pub async fn verify(desk: &Desk) -> Result<Report, Error> {
    let requests = request::Entity::find().order_by_asc(request::Column::Id).all(&desk.db).await?;
    let mut report = Report { requests: requests.len(), ..Report::default() };
    for request in &requests {
        chain(desk, request, &mut report).await?;
    }
    let law = desk.law().await?;
    for request in &requests {
        match board::differs(desk, &law, request).await {
            Ok(false) => {}
            Ok(true) => report.faults.push(format!(
                "the board of request {} differs from its timeline: run `foi board rebuild`",
                request.reference
            )),
            Err(Error::Corrupt { what, why }) => report.faults.push(format!("{what}: {why}")),
            Err(other) => return Err(other),
        }
    }
    letters(desk, &mut report).await?;
    arrivals(desk, &mut report).await?;
    Ok(report)
}

async fn chain(desk: &Desk, request: &request::Model, report: &mut Report) -> Result<(), Error> {
    let mut previous = String::new();
    for (row, expected) in door::rows(&desk.db, request.id).await?.iter().zip(0..) {
        report.entries += 1;
        if row.number != expected || row.hash != door::link(&previous, row) {
            let reference = &request.reference;
            report.faults.push(format!(
                "entry {expected} of request {reference} was changed or is missing: restore it from a backup"
            ));
            return Ok(());
        }
        previous.clone_from(&row.hash);
    }
    Ok(())
}

async fn letters(desk: &Desk, report: &mut Report) -> Result<(), Error> {
    for row in letter::Entity::find().order_by_asc(letter::Column::Id).all(&desk.db).await? {
        report.letters += 1;
        if LetterKind::named(&row.kind).is_none() {
            report.faults.push(format!("letter {} is of unknown kind `{}`", row.id, row.kind));
        }
        let name = format!("letter {} to {}", row.id, row.recipient);
        blob(desk, &name, &row.hash, report).await?;
    }
    Ok(())
}

async fn arrivals(desk: &Desk, report: &mut Report) -> Result<(), Error> {
    for row in arrival::Entity::find().order_by_asc(arrival::Column::Id).all(&desk.db).await? {
        report.arrivals += 1;
        blob(desk, &format!("message {}", row.id), &row.hash, report).await?;
    }
    Ok(())
}

/// The bytes are there and are what their hash says.
async fn blob(desk: &Desk, name: &str, hash: &str, report: &mut Report) -> Result<(), Error> {
    if !desk.blobs.has(hash).await? {
        report.faults.push(format!("the bytes of {name} are missing: restore blob {hash} from a backup"));
    } else if crate::blobs::hash_of(&desk.blobs.get(hash).await?) != hash {
        report.faults.push(format!("the bytes of {name} were changed: restore blob {hash} from a backup"));
    }
    Ok(())
}
