//! `foi clock refresh`.

use chrono::Datelike;
use domain::calendar::Holiday;
use domain::calendar::merge::{Difference, What};
use domain::explain::place;
use domain::moment::in_words;
use serde_json::{Value, json};
use store::holidays::{Change, Refreshed};

use super::changes;
use crate::act::of_person;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::refresh::refresh;
use crate::say::{Say, wrapped};

/// Takes in a feed and says what follows.
pub(super) async fn run(folder: &Folder, from: Option<&str>, say: Say) -> Result<(), Failure> {
    let from = from.unwrap_or(&folder.settings.calendar.feed);
    let refreshed = refresh(&folder.desk, from, &of_person("refresh of the holidays")).await?;
    say.result(&value(from, &refreshed), || words(from, &refreshed))
}

fn value(from: &str, refreshed: &Refreshed) -> Value {
    let day = |holiday: &Holiday| {
        json!({
            "division": holiday.division, "date": holiday.date, "title": holiday.title, "basis": holiday.basis,
            "source": holiday.source,
        })
    };
    let incomplete = refreshed
        .incomplete
        .iter()
        .map(|(division, year, missing)| json!({ "division": division, "year": year, "missing": missing }));
    json!({
        "from": from, "added": refreshed.added.iter().map(day).collect::<Vec<_>>(),
        "waiting": refreshed.waiting.iter().map(changes::value).collect::<Vec<_>>(),
        "kept_past": refreshed.kept_past, "incomplete": incomplete.collect::<Vec<_>>(),
        "differences": departures(&refreshed.differences), "moved": refreshed.moved,
    })
}

fn words(from: &str, refreshed: &Refreshed) -> String {
    let mut lines = Vec::new();
    let added = refreshed
        .added
        .iter()
        .map(|day| format!("  {}: {} ({})", place(&day.division), in_words(day.date), day.title));
    section(&mut lines, "Added:", added);
    section(&mut lines, "Waiting for a decision:", refreshed.waiting.iter().flat_map(waiting));
    section(
        &mut lines,
        "Other than by the rules of the 1971 Act:",
        departures(&refreshed.differences).into_iter().map(|says| format!("  {says}")),
    );
    section(
        &mut lines,
        "Years that are incomplete, so that no date is counted into them:",
        incomplete(refreshed),
    );
    if refreshed.kept_past > 0 {
        lines.push(format!("Days past that it no longer lists stay: {}.", refreshed.kept_past));
    }
    match (refreshed.added.len(), refreshed.waiting.len()) {
        (0, 0) => lines.push(format!("Nothing changed: {from} lists no day that is not known.")),
        (0, _) => lines.push("Nothing was added: what would change waits for a decision.".into()),
        (_, _) => {}
    }
    if refreshed.moved.looked_at > 0 || !refreshed.added.is_empty() {
        lines.push(changes::moved(&refreshed.moved));
    }
    lines.iter().map(|line| wrapped(line, "    ")).collect::<Vec<_>>().join("\n")
}

fn section(lines: &mut Vec<String>, title: &str, own: impl Iterator<Item = String>) {
    let own: Vec<String> = own.collect();
    if !own.is_empty() {
        lines.push(title.into());
        lines.extend(own);
    }
}

fn waiting(change: &Change) -> [String; 2] {
    let Change { id, sentence, .. } = change;
    [
        format!("  {id}: {sentence}"),
        format!("    `foi clock accept {id}` makes it, `foi clock refuse {id}` keeps the days"),
    ]
}

fn incomplete(refreshed: &Refreshed) -> impl Iterator<Item = String> {
    refreshed.incomplete.iter().map(|(division, year, missing)| {
        let missing: Vec<_> =
            missing.iter().map(|day| format!("{} ({})", in_words(day.date), day.title)).collect();
        format!("  {} {year} lacks {}", place(division), missing.join(", "))
    })
}

/// What the feed has otherwise than the rules, each thing once: a day on another date with both dates.
fn departures(differences: &[Difference]) -> Vec<String> {
    let is_twin = |one: &Difference, other: &Difference| {
        one.what != other.what
            && (&one.division, &one.title, one.date.year())
                == (&other.division, &other.title, other.date.year())
    };
    let told = |one: &Difference| {
        let twin = differences.iter().find(|other| is_twin(one, other));
        match (one.what, twin) {
            (What::Missing, Some(_)) => None,
            (What::Extra, Some(rule)) => Some(format!(
                "{}: the feed has {} on {}, the rules on {}",
                place(&one.division),
                one.title,
                in_words(one.date),
                in_words(rule.date)
            )),
            (What::Extra | What::Missing, None) => Some(one.sentence()),
        }
    };
    differences.iter().filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_on_another_date_is_told_once_with_both_dates() {
        let difference = |date: &str, title: &str, what| Difference {
            division: "scotland".into(),
            date: date.parse().unwrap(),
            title: title.into(),
            what,
        };
        let told = departures(&[
            difference("2027-06-21", "A day of joy", What::Extra),
            difference("2027-08-02", "Summer bank holiday", What::Missing),
            difference("2027-08-30", "Summer bank holiday", What::Extra),
            difference("2028-08-07", "Summer bank holiday", What::Missing),
        ]);
        let expected = [
            "Scotland: the feed lists Mon 21 June 2027 (A day of joy), which the rules do not give",
            "Scotland: the feed has Summer bank holiday on Mon 30 August 2027, the rules on Mon 2 August 2027",
            "Scotland: the feed does not list Mon 7 August 2028 (Summer bank holiday), which the rules give",
        ];
        assert_eq!(told, expected);
    }
}
