//! What was published, what the simulator drew, and what was recovered from the e-mails.

use std::collections::BTreeMap;

use findings::Data;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;
use simulator::World;
use store::{outbox, requests};

use super::days::{Lived, counted};
use super::differences::{Difference, differences};
use crate::failure::Failure;
use crate::folder::Folder;
use crate::say::table;

/// How many differing answers are named.
const MOST: usize = 50;

/// The demo's result: the object that `--json` prints last.
#[derive(Debug, Serialize)]
pub(super) struct Outcome {
    asked: usize,
    accepted: u64,
    duplicates: usize,
    bounced: usize,
    answered: usize,
    silent: usize,
    triage: u64,
    messages_in: u64,
    messages_taken: usize,
    wrong_routes: usize,
    invented: usize,
    missed: usize,
    figures: Vec<Line>,
    seconds: f64,
    #[serde(skip)]
    differences: Vec<Difference>,
    #[serde(skip)]
    titles: BTreeMap<String, String>,
}

/// One figure three times.
#[derive(Debug, Serialize)]
struct Line {
    id: String,
    published: Option<String>,
    #[serde(serialize_with = "as_number")]
    drawn: Option<Decimal>,
    #[serde(serialize_with = "as_number")]
    recovered: Option<Decimal>,
}

/// A number in JSON. The comparison itself is of decimals; these are for programs that read the result.
#[expect(clippy::ref_option, reason = "serde hands a field over by reference")]
fn as_number<S: serde::Serializer>(value: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    let whole =
        value.and_then(|value| i64::try_from(value).ok().filter(|whole| Decimal::from(*whole) == value));
    match whole {
        Some(whole) => serializer.serialize_some(&whole),
        None => value.and_then(|value| value.to_f64()).serialize(serializer),
    }
}

/// Compares what was recovered with what was drawn.
pub(super) async fn compare(
    folder: &Folder,
    world: &World,
    data: &Data,
    lived: &Lived,
    seconds: f64,
) -> Result<Outcome, Failure> {
    let truth = world.truth();
    let drawn: BTreeMap<String, Option<Decimal>> = truth.figures().into_iter().collect();
    let computed = findings::figures(data);
    let line = |figure: &findings::Computed| Line {
        id: figure.id.clone(),
        published: figure.published.clone(),
        drawn: drawn.get(&figure.id).copied().flatten().map(|value| value.normalize()),
        recovered: figure.value.map(|value| value.normalize()),
    };
    let filed = requests::filed(&folder.desk).await?;
    let wrong =
        filed.iter().filter(|(message, code)| truth.trust_of(message).as_deref() != Some(code.as_str()));
    let (messages_in, triage) = counted(&folder.desk).await?;
    let campaign = store::campaigns::get(&folder.desk, super::CAMPAIGN).await?;
    let letters: BTreeMap<String, u64> =
        outbox::counts(&folder.desk, campaign.id).await?.into_iter().collect();
    let differences = differences(data, &truth);
    let invented = differences.iter().filter(|difference| difference.invented).count();
    let answered = data.asked.iter().filter(|asked| !asked.answers.is_empty()).count();
    Ok(Outcome {
        asked: data.asked.len(),
        accepted: letters.get(outbox::State::Accepted.name()).copied().unwrap_or(0),
        duplicates: world.received().duplicates,
        bounced: data.asked.iter().filter(|asked| asked.bounced).count(),
        answered,
        silent: data.asked.len() - answered,
        triage,
        messages_in,
        messages_taken: lived.taken,
        wrong_routes: wrong.count(),
        invented,
        missed: differences.len() - invented,
        differences,
        figures: computed.iter().map(line).collect(),
        seconds,
        titles: computed.iter().map(|figure| (figure.id.clone(), figure.title.clone())).collect(),
    })
}

impl Outcome {
    /// The comparison for people.
    pub(super) fn table(&self) -> String {
        let number = |value: Option<Decimal>| value.map_or("-".to_string(), |value| value.to_string());
        let row = |line: &Line| {
            let title = self.titles.get(&line.id).unwrap_or(&line.id);
            let published = line.published.clone().unwrap_or("-".into());
            vec![title.clone(), published, number(line.drawn), number(line.recovered)]
        };
        let figures =
            table(&["Figure", "Published", "Drawn", "Recovered"], &[1, 2, 3], self.figures.iter().map(row));
        format!(
            "{figures}\n\n{} asked, {} letters accepted, {} asked twice, {} undeliverable; {} responded, {} silent.\n\
             {} messages came in, {} of them wait in triage, {} were filed wrongly. {:.1} seconds.",
            self.asked,
            self.accepted,
            self.duplicates,
            self.bounced,
            self.answered,
            self.silent,
            self.messages_in,
            self.triage,
            self.wrong_routes,
            self.seconds
        )
    }

    /// Whether everything that was drawn was recovered.
    ///
    /// Errors: which figures differ, or what else went wrong.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let differs: Vec<_> = self
            .figures
            .iter()
            .filter(|line| line.drawn != line.recovered)
            .map(|line| line.id.as_str())
            .collect();
        let mut faults = Vec::new();
        if !differs.is_empty() {
            faults.push(format!("recovered differs from drawn for {}", differs.join(", ")));
        }
        if self.duplicates > 0 {
            faults.push(format!("{} trusts were asked twice", self.duplicates));
        }
        if self.wrong_routes > 0 {
            faults.push(format!("{} messages were filed wrongly", self.wrong_routes));
        }
        faults.extend(self.differences.iter().take(MOST).map(|difference| difference.says.clone()));
        if faults.is_empty() {
            return Ok(());
        }
        Err(Failure::new(format!("{}\nplease report this with the seed", faults.join("\n  "))))
    }
}
