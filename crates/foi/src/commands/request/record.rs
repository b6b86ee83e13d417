//! `foi request record`.

use chrono::NaiveDate;
use domain::events::dated;
use domain::fact::{Dated, Fact, Receipt, in_force};
use domain::moment::{in_words, london};
use domain::regime::Regime;
use domain::request::Decision;
use serde_json::json;
use store::{Act, door};
use thiserror::Error;

use super::{find, stands, terms};
use crate::failure::Failure;
use crate::folder::Folder;
use crate::say::Say;

/// Appends what happened to the request's timeline: all of it or nothing.
pub(super) async fn run(
    folder: &Folder,
    reference: &str,
    events: &[String],
    act: &Act,
    say: Say,
) -> Result<(), Failure> {
    let (file, law) = (find(folder, reference).await?, folder.desk.law().await?);
    let today = london(act.at);
    let facts = facts(events, today, &terms(&law, &file)?.regime)?;
    let appended =
        door::change(&folder.desk, file.row.id, act, |timeline| record(timeline, facts, today)).await?;
    let after = find(folder, reference).await?;
    let value = json!({
        "reference": after.row.reference, "recorded": appended, "standing": after.row.standing.name(),
        "due": after.row.due,
    });
    say.result(&value, || {
        let line = |Dated { on, fact }: &Dated| format!("Recorded: {} on {}", fact.name(), in_words(*on));
        let lines = appended.iter().map(line).chain([stands(&after)]);
        lines.collect::<Vec<_>>().join("\n")
    })
}

/// Why something cannot be recorded.
#[derive(Debug, PartialEq, Eq, Error)]
enum Refusal {
    // otherwise its letter would still go out, and ask a second time
    #[error("the request's letter is not written yet, so `{what}` cannot have happened to it")]
    NotWritten { what: &'static str },
    #[error("`{what}` on {} lies in the future: record it once it has happened", in_words(*on))]
    Ahead { what: &'static str, on: NaiveDate },
    #[error("`{what}` on {} cannot be before {}, when the request was {how}: look at its date", in_words(*on), in_words(*first))]
    TooEarly { what: &'static str, on: NaiveDate, first: NaiveDate, how: &'static str },
    #[error(
        "the request has not been sent, so `{what}` cannot have happened; if it came back and arrived otherwise, record `received=DATE` first"
    )]
    NotSent { what: &'static str },
    #[error("`{what}` on {} is in the timeline already: see `foi request show`", in_words(*on))]
    Twice { what: &'static str, on: NaiveDate },
}

/// The facts that these events make; one without a date happened today.
///
/// Errors: an event that cannot be understood, or none that says that anything happened.
fn facts(events: &[String], today: NaiveDate, law: &Regime) -> Result<Vec<Dated>, Failure> {
    let written = events.iter().flat_map(|events| events.split(';'));
    let mut facts = Vec::new();
    for event in written.map(str::trim).filter(|event| !event.is_empty()) {
        facts.extend(one(event, today, law)?);
    }
    if facts.is_empty() {
        return Err(Failure::new("these events say that nothing happened, so there is nothing to record"));
    }
    facts.sort_by_key(|dated| dated.on);
    Ok(facts)
}

fn one(event: &str, today: NaiveDate, law: &Regime) -> Result<Option<Dated>, Failure> {
    // `foi clock` has --received for it; here it is an event like the others
    if let Some(("received", value)) = event.split_once('=').map(|(name, value)| (name.trim(), value.trim()))
    {
        let fact = Fact::Received { how: Receipt::Direct };
        return Ok(Some(Dated { on: domain::events::received(value)?, fact }));
    }
    Ok(dated(event, today, law)?)
}

/// Lets the facts into the timeline where their dates can be right.
fn record(timeline: &[Dated], facts: Vec<Dated>, today: NaiveDate) -> Result<Decision, Refusal> {
    let mut after = timeline.to_vec();
    for dated in &facts {
        admit(&after, dated, today)?;
        after.push(dated.clone());
    }
    Ok(Decision { facts, letters: Vec::new() })
}

fn admit(timeline: &[Dated], Dated { on, fact }: &Dated, today: NaiveDate) -> Result<(), Refusal> {
    let (on, what) = (*on, fact.name());
    if in_force(timeline).any(|known| known.on == on && known.fact == *fact) {
        return Err(Refusal::Twice { what, on });
    }
    // an authority is closed whether there is a request or not, and says so beforehand
    if matches!(fact, Fact::Closed { .. }) {
        return Ok(());
    }
    if on > today {
        return Err(Refusal::Ahead { what, on });
    }
    let is_arrival = matches!(fact, Fact::Posted | Fact::Received { how: Receipt::Direct });
    let written = first(timeline, |fact| matches!(fact, Fact::Queued { letter } if letter.is_request()));
    let written = written.ok_or(Refusal::NotWritten { what })?;
    if is_arrival {
        return not_before(written, on, what, "written");
    }
    let arrived = |fact: &Fact| match fact {
        Fact::Sent { letter } => letter.is_request(),
        Fact::Posted | Fact::Received { .. } => true,
        _ => false,
    };
    let sent = first(timeline, arrived).ok_or(Refusal::NotSent { what })?;
    not_before(sent, on, what, "sent")
}

fn first(timeline: &[Dated], is_it: impl Fn(&Fact) -> bool) -> Option<NaiveDate> {
    in_force(timeline).filter(|dated| is_it(&dated.fact)).map(|dated| dated.on).min()
}

fn not_before(first: NaiveDate, on: NaiveDate, what: &'static str, how: &'static str) -> Result<(), Refusal> {
    if on < first { Err(Refusal::TooEarly { what, on, first, how }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use domain::outbox::LetterKind;

    use super::*;
    use crate::laws::laws;
    use crate::settings::Settings;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// What these events do to a request that was written on 1 June, sent on 3 June if `sent`, on 30 June 2026.
    fn said(sent: bool, events: &str) -> String {
        let nowhere = std::path::Path::new("nowhere");
        let law = laws(nowhere, &Settings::load(nowhere).unwrap()).unwrap();
        let regime = &law.terms(&"foia-school".parse().unwrap()).unwrap().regime;
        let letter = LetterKind::Request;
        let mut timeline = vec![Dated { on: date("2026-06-01"), fact: Fact::Queued { letter } }];
        if sent {
            timeline.push(Dated { on: date("2026-06-03"), fact: Fact::Sent { letter } });
            timeline.push(Dated { on: date("2026-06-10"), fact: Fact::FeesNotified });
        }
        let facts = match facts(&[events.to_string()], date("2026-06-30"), regime) {
            Ok(facts) => facts,
            Err(failure) => return failure.to_string(),
        };
        let line = |dated: &Dated| format!("{} {}", dated.on, dated.fact.name());
        match record(&timeline, facts, date("2026-06-30")) {
            Ok(decision) => decision.facts.iter().map(line).collect::<Vec<_>>().join(", "),
            Err(refusal) => refusal.to_string(),
        }
    }

    #[test]
    fn nothing_has_happened_to_a_request_whose_letter_is_not_written() {
        let dated = Dated { on: date("2026-06-02"), fact: Fact::Received { how: Receipt::Direct } };
        let refused = record(&[], vec![dated], date("2026-06-30"));
        assert_eq!(refused, Err(Refusal::NotWritten { what: "received by the authority" }));
    }

    #[test]
    fn what_happened_is_recorded_where_its_date_can_be_right() {
        for (sent, events, expected) in [
            (true, "fee_paid=2026-06-12", "2026-06-12 fees paid"),
            (
                true,
                "fee_paid=2026-06-12; clarification_requested=2026-06-05",
                "2026-06-05 clarification sought, 2026-06-12 fees paid",
            ),
            (true, "internal_review_requested", "2026-06-30 internal review requested"),
            (true, "received=2026-06-02", "2026-06-02 received by the authority"),
            (true, "school_closed=2026-05-25/2026-07-31", "2026-05-25 closed"),
            (
                false,
                "received=2026-06-02;response_received=2026-06-20",
                "2026-06-02 received by the authority, 2026-06-20 responded",
            ),
            (
                true,
                "fee_paid=2026-07-01",
                "`fees paid` on Wed 1 July 2026 lies in the future: record it once it has happened",
            ),
            (
                true,
                "fee_paid=2026-06-02",
                "`fees paid` on Tue 2 June 2026 cannot be before Wed 3 June 2026, when the request was sent: look at its date",
            ),
            (
                true,
                "received=2026-05-31",
                "`received by the authority` on Sun 31 May 2026 cannot be before Mon 1 June 2026, when the request was written: look at its date",
            ),
            (
                false,
                "fee_paid=2026-06-12",
                "the request has not been sent, so `fees paid` cannot have happened; if it came back and arrived otherwise, record `received=DATE` first",
            ),
            (
                true,
                "fees_notice=2026-06-10",
                "`fees notified` on Wed 10 June 2026 is in the timeline already: see `foi request show`",
            ),
            (true, "no_response", "these events say that nothing happened, so there is nothing to record"),
            (true, "posted=2026-06-02", "2026-06-02 posted"),
            (true, "fee_paid=soon", "event `fee_paid` takes DATE: the fee was paid; `soon` is none"),
        ] {
            assert_eq!(said(sent, events), expected, "{events}");
        }
    }
}
