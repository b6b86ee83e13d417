//! `foi clock regimes`.

mod value;
mod words;

use domain::events::EVENTS;
use domain::explain::place;
use domain::law::{Law, Terms};
use domain::regime::{Regime, RegimeCode};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::say::{Say, table};

/// Lists the laws.
pub(super) fn list(law: &Law, say: Say) -> Result<(), Failure> {
    say.result(&law.all().map(|terms| short(&terms.regime)).collect::<Vec<_>>(), || {
        let row = |Terms { regime, .. }: &Terms| {
            vec![
                regime.code.to_string(),
                regime.title.clone(),
                regime.answer.period.in_words(),
                divisions(regime),
                regime.checked.to_string(),
            ]
        };
        table(&["Code", "Law", "Time for the answer", "Holidays of", "Checked"], &[], law.all().map(row))
    })
}

/// Shows one law in full.
///
/// Errors: there is no law of this code.
pub(super) fn one(law: &Law, code: &str, say: Say) -> Result<(), Failure> {
    let code: RegimeCode = code.parse()?;
    let terms = law.terms(&code).ok_or_else(|| {
        Failure::new(format!("law `{code}` is not known: `foi clock regimes` lists those that are"))
    })?;
    say.result(&value::law(terms), || words::law(terms))
}

/// Lists the events with what they take.
pub(super) fn events(say: Say) -> Result<(), Failure> {
    let value = |(name, takes): &(&str, &str)| json!({ "event": name, "takes": takes });
    say.result(&EVENTS.iter().map(value).collect::<Vec<_>>(), || {
        let row = |(name, takes): &(&str, &str)| vec![(*name).to_string(), (*takes).to_string()];
        let listed = table(&["Event", "Takes: what happened"], &[], EVENTS.iter().map(row));
        format!(
            "{listed}\n\nAs in --event fee_paid=2026-09-18, --event pit_extension or --event extension=reg7; DATE may be an \
             instant."
        )
    })
}

fn short(regime: &Regime) -> Value {
    json!({
        "code": regime.code, "name": regime.title, "short": regime.short, "answer": regime.answer.period.in_words(),
        "calendar": regime.calendar.divisions, "checked": regime.checked,
    })
}

fn divisions(regime: &Regime) -> String {
    let names: Vec<_> = regime.calendar.divisions.iter().map(|division| place(division)).collect();
    names.join(", ")
}
