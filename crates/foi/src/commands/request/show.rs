//! `foi request show`.

use chrono::NaiveDate;
use domain::clock::{Profile, clock};
use domain::deadlines::{RESPONSE_DUE, last_day};
use domain::fact::{Dated, Fact};
use domain::law::{Law, Terms};
use domain::moment::{in_words, london};
use domain::regime::Whose;
use serde_json::{Value, json};
use store::requests::{Entry, File};

use super::{find, stands, terms};
use crate::failure::Failure;
use crate::folder::Folder;
use crate::say::{Say, wrapped};

/// Prints a request's timeline, how it stands, and its last days.
pub(super) async fn run(folder: &Folder, reference: &str, say: Say) -> Result<(), Failure> {
    let (file, law) = (find(folder, reference).await?, folder.desk.law().await?);
    let days = Days::of(&file, terms(&law, &file)?);
    say.result(&value(&file, &law, &days), || words(&file, &days))
}

/// The last days that follow from a timeline, as far as they are known.
struct Days {
    short: String,
    code45: Option<NaiveDate>,
    last_lawful: Option<NaiveDate>,
    others: Vec<Other>,
}

/// A last day other than the answer's.
struct Other {
    name: String,
    on: NaiveDate,
    ours: bool,
    says: String,
}

impl Days {
    fn of(file: &File, terms: &Terms) -> Days {
        let timeline: Vec<Dated> = file.entries.iter().map(|entry| entry.dated.clone()).collect();
        let count = clock(&timeline, terms).count().cloned();
        let other = |(name, deadline): (&String, &domain::regime::Deadline)| {
            let on = last_day(name, &timeline, terms, Profile::Act).ok()?;
            let ours = deadline.whose == Whose::Ours;
            Some(Other { name: name.clone(), on, ours, says: deadline.says.clone() })
        };
        let mut others: Vec<Other> = terms.regime.deadlines.iter().filter_map(other).collect();
        others.sort_by_key(|other| other.on);
        Days {
            short: terms.regime.short.clone(),
            code45: last_day(RESPONSE_DUE, &timeline, terms, Profile::Code45).ok(),
            last_lawful: count.and_then(|count| count.last_lawful(terms).ok()),
            others,
        }
    }
}

fn value(file: &File, law: &Law, days: &Days) -> Value {
    let row = &file.row;
    let other = |one: &Other| json!({ "name": one.name, "on": one.on, "whose": if one.ours { "ours" } else { "theirs" }, "says": one.says });
    json!({
        "reference": row.reference, "code": row.code, "authority": row.authority, "regime": row.regime,
        "standing": row.standing.name(), "sent_on": row.sent_on, "started_on": row.started_on, "due": row.due,
        "due_code45": days.code45, "last_lawful": days.last_lawful,
        "last_days": days.others.iter().map(other).collect::<Vec<_>>(), "calendar": law.version(),
        "timeline": file.entries.iter().enumerate().map(|one| entry(file, one)).collect::<Vec<_>>(),
    })
}

fn entry(file: &File, (number, entry): (usize, &Entry)) -> Value {
    json!({
        "number": number, "on": entry.dated.on, "name": entry.dated.fact.name(), "fact": entry.dated.fact,
        "recorded_at": entry.recorded_at, "cause": entry.cause, "struck": is_struck(file, number),
    })
}

fn is_struck(file: &File, number: usize) -> bool {
    let strikes =
        |entry: &Entry| matches!(entry.dated.fact, Fact::Corrected { entry, .. } if entry == number);
    file.entries.iter().any(strikes)
}

fn words(file: &File, days: &Days) -> String {
    let row = &file.row;
    let mut lines = vec![format!("{} ({}), {}", row.authority, row.code, days.short), stands(file)];
    let last = days.last_lawful.filter(|last| row.due.is_some_and(|due| *last > due));
    lines.extend(last.map(|last| format!("It may lawfully be answered until {}.", in_words(last))));
    let empty = if file.entries.is_empty() { " nothing yet, its letter waits for its time" } else { "" };
    lines.push(format!("\nTimeline:{empty}"));
    lines.extend(file.entries.iter().enumerate().map(|one| line(file, one)));
    if !days.others.is_empty() {
        lines.push("\nLast days:".into());
        lines.extend(days.others.iter().map(Other::in_words));
    }
    lines.iter().map(|line| wrapped(line, "     ")).collect::<Vec<_>>().join("\n")
}

fn line(file: &File, (number, entry): (usize, &Entry)) -> String {
    let struck = if is_struck(file, number) { " (struck: it no longer counts)" } else { "" };
    let more = match &entry.dated.fact {
        Fact::Corrected { entry, why } => format!(": entry {entry}, {why}"),
        Fact::Closed { until } => format!(" until {}", in_words(*until)),
        Fact::Recounted { was, due, why } if was == due => format!(": still {}, {why}", day(*due)),
        Fact::Recounted { was, due, why } => format!(": {} instead of {}, {why}", day(*due), day(*was)),
        Fact::Bounced { why, .. } | Fact::InDoubt { why, .. } | Fact::Withdrawn { why } => format!(": {why}"),
        _ => String::new(),
    };
    let recorded = in_words(london(entry.recorded_at));
    let Dated { on, fact } = &entry.dated;
    format!(
        "{number:>3}  {}: {}{more}{struck} [{}, recorded {recorded}]",
        in_words(*on),
        fact.name(),
        entry.cause
    )
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or("an unknown day".into(), in_words)
}

impl Other {
    fn in_words(&self) -> String {
        let whose = if self.ours { "ours" } else { "theirs" };
        format!("  {} {}, {whose}: {}", in_words(self.on), self.name, self.says)
    }
}
