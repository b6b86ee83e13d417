//! `foi clock`.

use chrono::NaiveDate;
use domain::authority::Regime;
use domain::calendar::Calendar;
use domain::clock::{self, clock};
use domain::fact::{Dated, Fact};
use domain::moment::in_words;
use serde_json::json;

use crate::args::{Clock, Profile};
use crate::failure::Failure;
use crate::say::Say;
use crate::shipped;

/// Computes dates of the statutory clock; no desk is needed.
pub(crate) fn run(act: &Clock, say: Say) -> Result<(), Failure> {
    let Clock::Due { regime, received, event, profile } = act;
    if Regime::named(regime).is_none() {
        return Err(Failure::new(format!("regime `{regime}` is not counted by this version: use foia")));
    }
    let due = due(*received, event, *profile)?;
    let value = json!({ "regime": "foia", "received": received, "quantity": "response_due", "due": due });
    say.result(&value, || format!("{due} ({})", in_words(due)))
}

fn due(received: NaiveDate, events: &[String], profile: Profile) -> Result<NaiveDate, Failure> {
    let calendar = Calendar::parse(shipped::BANK_HOLIDAYS)?;
    let mut timeline = vec![Dated { on: received, fact: Fact::Received }];
    for event in events {
        timeline.push(dated(event)?);
    }
    timeline.sort_by_key(|dated| dated.on);
    let clock = clock(&timeline);
    let count = clock.count().ok_or_else(|| Failure::new("the clock has not started"))?;
    let profile = match profile {
        Profile::Act => clock::Profile::Act,
        Profile::Code45 => clock::Profile::Code45,
    };
    Ok(count.due(&calendar, profile)?)
}

fn dated(event: &str) -> Result<Dated, Failure> {
    let wrong = || {
        Failure::new(format!(
            "event `{event}` is not KEY=YYYY-MM-DD with a key that `foi clock due --help` names"
        ))
    };
    let (key, date) = event.split_once('=').ok_or_else(wrong)?;
    let on: NaiveDate = date.parse().map_err(|_| wrong())?;
    let fact = match key {
        "clarification_requested" => Fact::ClarificationSought,
        "clarification_received" => Fact::ClarificationSupplied,
        "fees_notice" => Fact::FeesNotified,
        "fee_paid" => Fact::FeesPaid,
        "pit_extension" => Fact::ExtensionClaimed { until: None },
        "response_received" => Fact::Responded,
        _ => return Err(wrong()),
    };
    Ok(Dated { on, fact })
}
