//! Posting one letter: claim, send with no transaction open, settle.

use chrono::{DateTime, Utc};
use domain::outbox::{Next, Verdict};
use mail::post::Line;
use store::outbox::Claimed;
use store::{Desk, outbox};

use crate::{Error, Step};

/// A worker that posts letters over one line.
#[derive(Debug)]
pub struct Poster {
    line: Line,
    worker: String,
    reach: Reach,
}

/// Whom letters may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Real mailboxes.
    Anyone,
    /// Only addresses under `.invalid`: demo, tests and rehearsals.
    InvalidOnly,
}

impl Poster {
    /// A poster named `worker`.
    pub fn new(line: Line, worker: impl Into<String>, reach: Reach) -> Poster {
        Poster { line, worker: worker.into(), reach }
    }

    /// Posts one letter, if one is due, and gives what followed.
    ///
    /// Errors: the store failed. A claim that could not be settled is found by [`store::outbox::sweep`] and goes to a
    /// person; it is never sent again by itself.
    pub async fn post_next(&mut self, desk: &Desk, now: DateTime<Utc>) -> Result<Option<Next>, Error> {
        let Some(claimed) = outbox::claim(desk, &self.worker, now).await? else {
            return Ok(None);
        };
        let verdict = self.send(desk, &claimed).await;
        Ok(Some(outbox::settle(desk, &claimed, verdict, now).await?))
    }

    async fn send(&mut self, desk: &Desk, claimed: &Claimed) -> Verdict {
        if self.reach == Reach::InvalidOnly && !claimed.to.is_invalid() {
            return Verdict::Refused {
                why: "this desk rehearses: it writes only to addresses under .invalid".into(),
            };
        }
        match desk.blobs.get(&claimed.hash).await {
            Ok(bytes) => self.line.post(&claimed.from, &claimed.to, &bytes).await,
            // nothing was on the wire, so it may be tried again
            Err(error) => Verdict::Deferred { why: error.to_string() },
        }
    }

    /// [`Poster::post_next`] as a step, after claims left behind by a crash were settled as in doubt.
    pub async fn step(&mut self, desk: &Desk, now: DateTime<Utc>) -> Result<Step, Error> {
        outbox::sweep(desk, now).await?;
        let next = self.post_next(desk, now).await?;
        Ok(if next.is_some() { Step::Done } else { Step::Idle })
    }

    /// Ends the session with the mail server politely.
    pub async fn close(self) {
        self.line.quit().await;
    }
}
