//! Counting again after holidays changed: every request that they touch, under its own law.
//!
//! Nothing here is done request by request: a chunk of them is read, folded and written at a time, so that a million
//! open requests take seconds and little memory.

use chrono::NaiveDate;
use domain::fact::{Dated, Fact};
use domain::law::{Law, Terms};
use domain::moment::london;
use domain::standing::Standing;
use sea_orm::DatabaseTransaction;

use crate::entity::board;
use crate::holidays::{Moved, News, in_a_sentence};
use crate::{Act, Error, board as derived, door};

mod touched;
mod written;

use touched::{Asked, Touched};
use written::Written;

/// What a recount did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) moved: Moved,
    /// Requests whose last day by the Act moved.
    pub(crate) due: i64,
}

/// Counts again every request that the news can touch, and notes with each of the news how many it moved.
///
/// Where a last day moved, the timeline says so, an answer's lateness is judged anew, and a chaser that waits for a
/// request no longer overdue is taken back. The timeline of a request that we took back is left as it is.
pub(crate) async fn recount(
    txn: &DatabaseTransaction,
    law: &Law,
    news: &mut [News],
    act: &Act,
) -> Result<Tally, Error> {
    let Some(mut touched) = Touched::by(law, news) else {
        return Ok(Tally::default());
    };
    let mut recount = Recount { act, today: london(act.at), news, tally: Tally::default() };
    loop {
        let asked = touched.next(txn).await?;
        if asked.is_empty() {
            return Ok(recount.tally);
        }
        recount.chunk(txn, asked).await?;
    }
}

struct Recount<'a> {
    act: &'a Act,
    today: NaiveDate,
    news: &'a mut [News],
    tally: Tally,
}

impl Recount<'_> {
    async fn chunk(&mut self, txn: &DatabaseTransaction, asked: Vec<Asked<'_>>) -> Result<(), Error> {
        let moved = &mut self.tally.moved;
        moved.looked_at += asked.len() as u64;
        let mut written = Written::default();
        for one in asked {
            self.one(one, &mut written)?;
        }
        let moved = &mut self.tally.moved;
        moved.moved += written.entries.len() as u64;
        moved.withdrawn += written.save(txn, self.today, self.act).await?;
        Ok(())
    }

    fn one(&mut self, mut asked: Asked<'_>, written: &mut Written) -> Result<(), Error> {
        let Some(mut is) = row(&asked) else { return Ok(()) };
        if is == asked.board {
            return Ok(());
        }
        let was = &asked.board;
        let has_moved = (is.due, is.last_lawful) != (was.due, was.last_lawful);
        if has_moved && is.withdrawn_on.is_none() {
            let why = self.reason(asked.terms, was, &is);
            let dated = Dated { on: self.today, fact: Fact::Recounted { was: was.due, due: is.due, why } };
            let entry = door::entry(is.request_id, asked.number + 1, &asked.hash, self.act, &dated)?;
            written.entries.push(entry);
            asked.timeline.push(dated);
            is = row(&asked).unwrap_or(is);
        }
        if !matches!(derived::standing(Some(&is), self.today), Standing::Overdue { .. }) {
            written.in_time.push(is.request_id);
        }
        written.boards.push(is);
        Ok(())
    }

    /// Which of the news moved this request, in a sentence; each of them is told that it did.
    fn reason(&mut self, terms: &Terms, was: &board::Model, is: &board::Model) -> String {
        let from = is.started_on.unwrap_or(NaiveDate::MIN);
        // none: the count ran past the known days, on one side or the other
        let to = was.last_lawful.zip(is.last_lawful).map_or(NaiveDate::MAX, |(was, is)| was.max(is));
        let moved = i64::from(was.due != is.due);
        self.tally.due += moved;
        let mut reasons = Vec::new();
        for news in self.news.iter_mut() {
            if news.touches(from, to) && terms.heeds(&news.division) {
                news.moved += moved;
                reasons.push(&*news);
            }
        }
        in_a_sentence(&reasons)
    }
}

fn row(asked: &Asked<'_>) -> Option<board::Model> {
    derived::row(asked.terms, asked.board.request_id, asked.board.campaign_id, &asked.timeline)
}
