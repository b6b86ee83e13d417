//! Which requests the news can touch, with their timelines, chunk by chunk.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use domain::fact::Dated;
use domain::law::{Law, Terms};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, Select,
};

use crate::Error;
use crate::entity::{board, entry, request};
use crate::error::from_json;
use crate::holidays::News;

/// Requests in one chunk.
const CHUNK: u64 = 2000;

/// A request that has to be counted again.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    /// Its row as it stands.
    pub(super) board: board::Model,
    /// The law it was made under.
    pub(super) terms: &'a Terms,
    pub(super) timeline: Vec<Dated>,
    /// The last entry's number and hash.
    pub(super) number: i32,
    pub(super) hash: String,
}

/// Walks over the requests that the news can touch, by row.
pub(super) struct Touched<'a> {
    query: Select<board::Entity>,
    terms: HashMap<&'a str, &'a Terms>,
    last: i64,
}

#[derive(FromQueryResult)]
struct Found {
    #[sea_orm(nested)]
    board: board::Model,
    regime: String,
}

impl<'a> Touched<'a> {
    /// Nothing where no law heeds the news.
    pub(super) fn by(law: &'a Law, news: &[News]) -> Option<Touched<'a>> {
        let spans = spans(law, news);
        let touched =
            spans.into_iter().fold(Condition::any(), |any, (span, codes)| any.add(touches(span, codes)));
        if touched.is_empty() {
            return None;
        }
        let to_request =
            board::Entity::belongs_to(request::Entity).from(board::Column::RequestId).to(request::Column::Id);
        let query = board::Entity::find()
            .join(JoinType::InnerJoin, to_request.into())
            .column(request::Column::Regime)
            .filter(touched)
            .order_by_asc(board::Column::RequestId)
            .limit(CHUNK);
        let terms = law.all().map(|terms| (terms.regime.code.as_str(), terms)).collect();
        Some(Touched { query, terms, last: i64::MIN })
    }

    /// The next chunk; empty at the end.
    pub(super) async fn next(&mut self, txn: &DatabaseTransaction) -> Result<Vec<Asked<'a>>, Error> {
        let query = self.query.clone().filter(board::Column::RequestId.gt(self.last));
        let found = query.into_model::<Found>().all(txn).await?;
        let mut asked: Vec<Asked<'a>> = found.into_iter().filter_map(|found| self.asked(found)).collect();
        if let Some(last) = asked.last() {
            self.last = last.board.request_id;
            read(txn, &mut asked).await?;
        }
        Ok(asked)
    }

    fn asked(&self, Found { board, regime }: Found) -> Option<Asked<'a>> {
        let terms = self.terms.get(regime.as_str())?;
        Some(Asked { board, terms, timeline: Vec::new(), number: -1, hash: String::new() })
    }
}

type Span = (NaiveDate, NaiveDate);

/// The earliest and the latest day of the news that a law heeds, with all the laws for which they are these.
fn spans<'a>(law: &'a Law, news: &[News]) -> BTreeMap<Span, Vec<&'a str>> {
    let mut spans: BTreeMap<Span, Vec<&str>> = BTreeMap::new();
    for terms in law.all() {
        let heeded = || news.iter().filter(|news| terms.heeds(&news.division));
        let first = heeded().map(|news| news.first).min();
        let last = heeded().map(|news| news.last).max();
        if let Some(span) = first.zip(last) {
            spans.entry(span).or_default().push(terms.regime.code.as_str());
        }
    }
    spans
}

/// Whether days of the span can matter to a count: one on the day of receipt does, by the section 45 Code; so does one
/// before the last day of a payment, and any where the count ran past the known days.
fn touches((first, last): Span, codes: Vec<&str>) -> Condition {
    let open = Condition::any()
        .add(board::Column::LastLawful.is_null())
        .add(board::Column::LastLawful.gte(first))
        .add(board::Column::LapsesOn.gte(first));
    Condition::all()
        .add(request::Column::Regime.is_in(codes))
        .add(board::Column::StartedOn.lte(last))
        .add(open)
}

/// Reads the timelines of a chunk in one query.
async fn read(txn: &DatabaseTransaction, asked: &mut [Asked<'_>]) -> Result<(), Error> {
    use entry::Column as C;
    let ids = asked.iter().map(|one| one.board.request_id);
    let query = entry::Entity::find()
        .filter(C::RequestId.is_in(ids))
        .select_only()
        .columns([C::RequestId, C::Number, C::HappenedOn, C::Fact, C::Hash])
        .order_by_asc(C::RequestId)
        .order_by_asc(C::Number);
    let rows: Vec<(i64, i32, NaiveDate, String, String)> = query.into_tuple().all(txn).await?;
    let mut chunk = asked.iter_mut();
    let mut current = chunk.next();
    for (request, number, on, fact, hash) in rows {
        while current.as_ref().is_some_and(|one| one.board.request_id < request) {
            current = chunk.next();
        }
        let Some(one) = &mut current else { break };
        let what = format!("entry {number} of request {request}");
        one.timeline.push(Dated { on, fact: from_json(&what, &fact)? });
        (one.number, one.hash) = (number, hash);
    }
    Ok(())
}
