//! What findings are computed from, as the store holds it.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use domain::authority::Authority;
use domain::moment::london;
use domain::standing::Standing;
use findings::{Accepted, Asked, Data};
use store::campaigns::Stored;
use store::requests::{self, Filter, Row};
use store::results::{self, Answer};
use store::{Desk, register};

use crate::failure::Failure;

/// A campaign's requests with the answers that count, as on the day `as_of`.
pub(crate) async fn data(desk: &Desk, stored: &Stored, as_of: NaiveDate) -> Result<Data, Failure> {
    let (rows, _) = requests::list(desk, stored.id, &Filter::default(), as_of).await?;
    let mut answers = results::of_campaign(desk, stored.id).await?;
    let authorities: HashMap<i64, Authority> =
        register::list(desk).await?.into_iter().map(|one| (one.id, one.authority)).collect();
    let mut asked = Vec::with_capacity(rows.len());
    for row in rows {
        let missing = || {
            Failure::new(format!(
                "authority {} of request {} is missing: run `foi verify`",
                row.code, row.reference
            ))
        };
        let authority = authorities.get(&row.authority_id).cloned().ok_or_else(missing)?;
        asked.push(one(&row, authority, answers.remove(&row.id).unwrap_or_default())?);
    }
    Ok(Data::new(stored.campaign.clone(), as_of, asked))
}

fn one(row: &Row, authority: Authority, answers: BTreeMap<u32, Answer>) -> Result<Asked, Failure> {
    Ok(Asked {
        authority,
        reference: row.reference.parse()?,
        standing: row.standing.name().into(),
        sent_on: row.sent_on,
        due: row.due,
        acknowledged_on: row.acknowledged_on,
        responded_on: row.answered_on,
        late: matches!(row.standing, Standing::Answered { late: true, .. } | Standing::Overdue { .. }),
        bounced: row.bounced_on.is_some(),
        answers: answers.into_iter().map(|(question, answer)| (question, accepted(answer))).collect(),
    })
}

fn accepted(answer: Answer) -> Accepted {
    Accepted {
        on: london(answer.at),
        outcome: answer.outcome,
        words: answer.words,
        place: answer.place,
        message_id: answer.message_id,
        part: answer.part,
        by: answer.by,
    }
}
