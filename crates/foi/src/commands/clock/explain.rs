//! `foi clock explain`.

use domain::calendar::Covered;
use domain::explain::{Day, Explained};
use domain::law::Law;
use domain::moment::in_words;
use domain::query::{Answered, Query};
use serde_json::{Value, json};

use super::due;
use crate::failure::Failure;
use crate::say::{Say, wrapped};

/// Prints a last day with every day that led to it.
pub(super) fn run(law: &Law, query: &Query<'_>, say: Say) -> Result<(), Failure> {
    let answered = query.answer(law)?;
    let explained = query.explain(law)?;
    say.result(&value(law, query, &answered, &explained), || words(law, query, &answered, &explained))
}

fn value(law: &Law, query: &Query<'_>, answered: &Answered<'_>, explained: &Explained) -> Value {
    let regime = &answered.terms.regime;
    let Covered { first, last } = answered.terms.days.covered();
    let mut value = due::value(law, query, answered);
    value["title"] = json!(regime.title);
    value["sources"] = json!(regime.sources);
    value["note"] = json!(regime.note);
    value["day_zero"] = json!(explained.zero);
    value["length"] = json!(explained.length);
    value["days"] = explained.days.iter().map(day).collect();
    value["remarks"] = remarks(query, answered, explained).collect();
    value["known"] = json!({ "first": first, "last": last });
    value
}

fn day(day: &Day) -> Value {
    let left_out = day.number.is_none().then_some(&day.why);
    json!({ "date": day.date, "number": day.number, "left_out": left_out })
}

fn remarks<'a>(
    query: &Query<'_>,
    answered: &'a Answered<'_>,
    explained: &'a Explained,
) -> impl Iterator<Item = &'a str> {
    explained.remarks.iter().map(String::as_str).chain(due::remark(query, answered))
}

fn words(law: &Law, query: &Query<'_>, answered: &Answered<'_>, explained: &Explained) -> String {
    let blocks = [
        head(answered),
        vec![format!("Day zero is {}", explained.zero), format!("The period is {}", explained.length)],
        explained.days.iter().map(Day::in_words).collect(),
        vec![format!("{}: the last day ({})", in_words(answered.due), query.quantity)],
        remarks(query, answered, explained).map(String::from).collect(),
        vec![holidays(law, answered)],
    ];
    let block =
        |lines: &Vec<String>| lines.iter().map(|line| wrapped(line, "  ")).collect::<Vec<_>>().join("\n");
    let shown: Vec<String> = blocks.iter().filter(|lines| !lines.is_empty()).map(block).collect();
    shown.join("\n\n")
}

fn head(answered: &Answered<'_>) -> Vec<String> {
    let regime = &answered.terms.regime;
    let title = format!("{} ({}), as checked on {}", regime.title, regime.code, in_words(regime.checked));
    let note = (!regime.note.is_empty()).then(|| regime.note.clone());
    std::iter::once(title).chain(regime.sources.iter().cloned()).chain(note).collect()
}

fn holidays(law: &Law, answered: &Answered<'_>) -> String {
    let Covered { first, last } = answered.terms.days.covered();
    format!("Holidays: version {}, known from {} to {}.", law.version(), in_words(first), in_words(last))
}

#[cfg(test)]
mod tests {
    use domain::clock::Profile;

    use super::*;
    use crate::laws::laws;
    use crate::settings::Settings;

    #[test]
    fn no_line_is_wider_than_a_terminal_and_the_structure_counts_what_the_words_count() {
        let nowhere = std::path::Path::new("nowhere");
        let law = laws(nowhere, &Settings::load(nowhere).unwrap()).unwrap();
        for (regime, received, events, quantity) in [
            (
                "foia",
                "2026-05-30",
                "fees_notice=2026-06-02;fee_paid=2026-06-10;pit_extension",
                "response_due",
            ),
            ("foia", "2026-05-29", "", "fee_last_day"),
            ("foia-school", "2026-06-29", "school_closed=2026-07-20/2026-09-01", "response_due"),
            ("au-foi", "2026-05-29", "", "response_due"),
            ("eir", "2026-12-18", "extension=reg7", "response_due"),
        ] {
            let events = events.split(';').collect();
            let query = Query { regime, jurisdiction: "", received, events, quantity, profile: Profile::Act };
            let Ok(answered) = query.answer(&law) else { continue };
            let explained = query.explain(&law).unwrap();
            let words = words(&law, &query, &answered, &explained);
            let long = words
                .lines()
                .find(|line| line.chars().count() > 80 && line.contains(' ') && !line.contains("://"));
            assert_eq!(long, None, "{regime}");
            let value = value(&law, &query, &answered, &explained);
            let listed = value["days"].as_array().unwrap();
            assert_eq!(listed.len(), explained.days.len());
            assert!(listed.iter().all(|day| day["number"].is_null() != day["left_out"].is_null()), "{value}");
            assert_eq!(value["due"], answered.due.to_string());
        }
    }
}
