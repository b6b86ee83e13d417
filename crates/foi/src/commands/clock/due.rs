//! `foi clock due`.

use chrono::NaiveDate;
use domain::clock::{Clock, Hold, clock};
use domain::deadlines::RESPONSE_DUE;
use domain::law::Law;
use domain::moment::in_words;
use domain::query::{Answered, Query};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::say::{Say, wrapped};

/// Prints a last day, and the last lawful one where it is later.
pub(super) fn run(law: &Law, query: &Query<'_>, say: Say) -> Result<(), Failure> {
    let answered = query.answer(law)?;
    say.result(&value(law, query, &answered), || words(query, &answered))
}

/// What is known of the date, as structure.
pub(super) fn value(law: &Law, query: &Query<'_>, answered: &Answered<'_>) -> Value {
    let regime = &answered.terms.regime;
    json!({
        "due": answered.due, "quantity": query.quantity, "received": answered.received, "regime": regime.code,
        "jurisdiction": (!query.jurisdiction.is_empty()).then_some(query.jurisdiction),
        "profile": query.profile.name(), "calendar": law.version(), "last_lawful": last_lawful(query, answered),
        "held_for": held(query, answered).map(|(_, hold)| hold.name()), "law_checked": regime.checked,
    })
}

/// The last day on which the answer could be lawful; none for another quantity, where it is not known, and while the
/// authority waits for us: then nobody is late on any day.
pub(super) fn last_lawful(query: &Query<'_>, answered: &Answered<'_>) -> Option<NaiveDate> {
    let clock = clock(&answered.timeline, answered.terms);
    let runs = query.quantity == RESPONSE_DUE && !matches!(clock, Clock::Held { .. });
    clock.count().filter(|_| runs)?.last_lawful(answered.terms).ok()
}

/// What the authority waits for, and since when; nothing for another quantity than the answer.
fn held(query: &Query<'_>, answered: &Answered<'_>) -> Option<(NaiveDate, Hold)> {
    match clock(&answered.timeline, answered.terms) {
        Clock::Held { holds, .. } if query.quantity == RESPONSE_DUE => holds.first().copied(),
        _ => None,
    }
}

/// What is to be known of the law where the authority is.
pub(super) fn remark<'a>(query: &Query<'_>, answered: &'a Answered<'_>) -> Option<&'a str> {
    let remark = answered.terms.regime.jurisdictions.get(query.jurisdiction)?;
    (!remark.is_empty()).then_some(remark)
}

fn words(query: &Query<'_>, answered: &Answered<'_>) -> String {
    let day = |day: NaiveDate| format!("{day} ({})", in_words(day));
    let later = last_lawful(query, answered).filter(|last| *last > answered.due);
    let later = later.map(|last| format!("Lawful until {}: see `foi clock explain`.", day(last)));
    let held = held(query, answered).map(|(since, hold)| {
        format!(
            "Not running: since {} the authority waits for {}; see `foi clock explain`.",
            day(since),
            hold.name()
        )
    });
    let remark = remark(query, answered).map(String::from);
    let lines = [Some(day(answered.due)), later, held, remark].into_iter().flatten();
    lines.map(|line| wrapped(&line, "  ")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use domain::clock::Profile;

    use super::*;
    use crate::laws::laws;
    use crate::settings::Settings;

    /// Law, place, receipt, events, quantity.
    type Row<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

    fn said((regime, jurisdiction, received, events, quantity): Row<'_>) -> String {
        let nowhere = std::path::Path::new("nowhere");
        let law = laws(nowhere, &Settings::load(nowhere).unwrap()).unwrap();
        let events = events.split(';').collect();
        let query = Query { regime, jurisdiction, received, events, quantity, profile: Profile::Act };
        query.answer(&law).map_or_else(|refused| refused.to_string(), |answered| words(&query, &answered))
    }

    #[test]
    fn a_date_is_said_with_what_is_to_be_known_beside_it() {
        for (row, expected) in [
            (("foia", "england", "2026-05-29", "", "response_due"), "2026-06-29 (Mon 29 June 2026)"),
            (
                ("FOIA", "england", "2026-05-30", "", "response_due"),
                "2026-06-29 (Mon 29 June 2026)\nLawful until 2026-06-30 (Tue 30 June 2026): see `foi clock explain`.",
            ),
            (("foia", "", "2026-05-30", "", "refusal_notice_due"), "2026-06-29 (Mon 29 June 2026)"),
            (
                ("foia", "", "2026-07-29T23:30:00Z", "pit_extension", "refusal_notice_due"),
                "2026-08-28 (Fri 28 August 2026)",
            ),
            (
                ("foia", "", "2026-09-05", "fees_notice=2026-09-08", "response_due"),
                "2026-10-02 (Fri 2 October 2026)\nNot running: since 2026-09-08 (Tue 8 September 2026) the authority waits for\n  \
                 fees; see `foi clock explain`.",
            ),
            (
                ("foia", "scotland", "2026-05-29", "", "response_due"),
                "2026-06-29 (Mon 29 June 2026)\nFOIA binds bodies of the whole United Kingdom, in Scotland too; a Scottish\n  \
                 public authority answers under foisa.",
            ),
        ] {
            assert_eq!(said(row), expected, "{row:?}");
        }
    }
}
