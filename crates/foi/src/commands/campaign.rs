//! `foi campaign`.

use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use domain::campaign::{Campaign as Declared, Remark};
use domain::moment::{in_words, london, london_time};
use domain::plan::OverHolidays;
use serde_json::json;
use store::campaigns::{self, Stored};
use store::register::Registered;
use store::requests::{self, Filter, Row};
use store::{inbox, outbox};

use crate::args::Campaign;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::now;
use crate::say::{Say, table};

/// Declares, checks, launches and shows campaigns.
pub(crate) async fn run(folder: &Folder, act: Campaign, say: Say) -> Result<(), Failure> {
    match act {
        Campaign::Create { folder: source } => create(folder, &source, say).await,
        Campaign::List => list(folder, say).await,
        Campaign::Lint { name } => lint(folder, &name, say).await,
        Campaign::Preview { name, authority } => preview(folder, &name, authority.as_deref(), say).await,
        Campaign::Launch { name, confirm } => launch(folder, &name, confirm, say).await,
        Campaign::Pause { name } => pause(folder, &name, say).await,
        Campaign::Resume { name } => resume(folder, &name, say).await,
        Campaign::Status { name, on } => status(folder, &name, on, say).await,
    }
}

async fn create(folder: &Folder, source: &Path, say: Say) -> Result<(), Failure> {
    let read = |name: &str| {
        let file = source.join(name);
        std::fs::read_to_string(&file).map_err(|error| {
            Failure::new(format!(
                "{}: {error}; a campaign's folder holds campaign.toml and letter.txt",
                file.display()
            ))
        })
    };
    let declared = declared(&read("campaign.toml")?, &read("letter.txt")?)
        .map_err(|error| Failure::new(format!("{}: {error}", source.join("campaign.toml").display())))?;
    campaigns::put(&folder.desk, &declared, now::clock()()).await?;
    say.result(&json!({ "name": declared.name, "questions": declared.questions.len() }), || {
        let name = &declared.name;
        format!(
            "Campaign {name} is here: {} questions.\n\nNext:\n  foi campaign lint {name}\n  \
             foi campaign preview {name}\n  foi campaign launch {name}",
            declared.questions.len()
        )
    })
}

/// A campaign from its two texts.
pub(crate) fn declared(campaign: &str, letter: &str) -> Result<Declared, toml::de::Error> {
    let mut declared: Declared = toml::from_str(campaign)?;
    declared.letter.text = letter.into();
    Ok(declared)
}

async fn list(folder: &Folder, say: Say) -> Result<(), Failure> {
    let stored = campaigns::list(&folder.desk).await?;
    let value = |stored: &Stored| {
        json!({
            "name": stored.campaign.name, "title": stored.campaign.title, "requests": stored.requests,
            "launched_at": stored.launched_at, "paused_since": stored.paused_since,
        })
    };
    say.result(&stored.iter().map(value).collect::<Vec<_>>(), || {
        if stored.is_empty() {
            return "There is no campaign yet: take one in with `foi campaign create FOLDER`.".into();
        }
        let row = |stored: &Stored| {
            vec![
                stored.campaign.name.clone(),
                stored.campaign.title.clone(),
                stored.requests.to_string(),
                state(stored),
            ]
        };
        table(&["Name", "Title", "Requests", "State"], &[2], stored.iter().map(row))
    })
}

fn state(stored: &Stored) -> String {
    match (stored.launched_at, stored.paused_since) {
        (None, _) => "draft".into(),
        (Some(_), Some(since)) => format!("paused since {}", in_words(london(since))),
        (Some(at), None) => format!("launched {}", in_words(london(at))),
    }
}

async fn lint(folder: &Folder, name: &str, say: Say) -> Result<(), Failure> {
    let declared = campaigns::get(&folder.desk, name).await?.campaign;
    let mut remarks = engine::launch::lint(&declared);
    let asked = engine::launch::asked(&folder.desk, &declared).await?;
    remarks.extend(remarks_on_plan(folder, &declared, &asked).await);
    say.result(&remarks, || {
        if remarks.is_empty() {
            return "Nothing to mend.".into();
        }
        let line = |remark: &Remark| {
            format!("{} {}", if remark.blocks { "must be mended:" } else { "consider:" }, remark.says)
        };
        remarks.iter().map(line).collect::<Vec<_>>().join("\n")
    })?;
    match remarks.iter().filter(|remark| remark.blocks).count() {
        0 => Ok(()),
        count => {
            Err(Failure::new(format!("{count} to mend before campaign {} can be launched", declared.name)))
        }
    }
}

/// When the authorities are asked, and how many of them over Christmas or Easter.
async fn planned(
    folder: &Folder,
    declared: &Declared,
    asked: &[Registered],
) -> Result<(Vec<DateTime<Utc>>, Vec<OverHolidays>), Failure> {
    let times = engine::launch::times(&folder.desk, declared, asked, now::clock()()).await?;
    let over = engine::launch::warnings(&folder.desk, asked, &times).await?;
    Ok((times, over))
}

async fn remarks_on_plan(folder: &Folder, declared: &Declared, asked: &[Registered]) -> Vec<Remark> {
    match planned(folder, declared, asked).await {
        Ok((_, over)) => sentences(&over, asked.len()).map(|says| Remark { blocks: false, says }).collect(),
        Err(failure) => vec![Remark { blocks: true, says: failure.to_string() }],
    }
}

fn sentences(over: &[OverHolidays], asked: usize) -> impl Iterator<Item = String> {
    over.iter().map(move |season| season.sentence(asked))
}

/// The warnings, each on a line of its own below what is said otherwise.
fn considered(over: &[OverHolidays], asked: usize) -> String {
    sentences(over, asked).fold(String::new(), |text, says| text + "\nconsider: " + &says)
}

async fn preview(folder: &Folder, name: &str, code: Option<&str>, say: Say) -> Result<(), Failure> {
    let stored = campaigns::get(&folder.desk, name).await?;
    let asked = engine::launch::asked(&folder.desk, &stored.campaign).await?;
    let wanted =
        |code: &str| asked.iter().find(|one| one.authority.code.to_string().eq_ignore_ascii_case(code));
    let one = code.map_or(asked.first(), wanted).ok_or_else(|| {
        Failure::new(
            "the campaign asks no such authority: see `foi authorities list` and `select` in campaign.toml",
        )
    })?;
    let text = engine::launch::text(&stored.campaign, &one.authority.name)?;
    let (times, over) = planned(folder, &stored.campaign, &asked).await?;
    let subject = &stored.campaign.letter.subject;
    let value = json!({
        "authority": one.authority.code, "to": one.authority.email, "subject": subject, "text": text,
        "letters": asked.len(), "first": times.first(), "last": times.last(), "over_holidays": over,
    });
    say.result(&value, || {
        let to = one.authority.email.as_ref().map_or("(no address yet)".to_string(), ToString::to_string);
        let when = |at: Option<&DateTime<Utc>>| {
            at.map_or(String::new(), |at| {
                format!("{} {}", in_words(london(*at)), london_time(*at).format("%H:%M"))
            })
        };
        format!(
            "To: {to}\nSubject: {subject}\n\n{text}\n\n{} letters, from {} to {}.{}",
            asked.len(),
            when(times.first()),
            when(times.last()),
            considered(&over, asked.len())
        )
    })
}

async fn launch(folder: &Folder, name: &str, confirm: Option<usize>, say: Say) -> Result<(), Failure> {
    let stored = campaigns::get(&folder.desk, name).await?;
    let asked = engine::launch::ready(&folder.desk, &stored.campaign).await?;
    refuse_real_addresses(folder, &asked)?;
    let (_, over) = planned(folder, &stored.campaign, &asked).await?;
    if confirm != Some(asked.len()) {
        return Err(Failure::new(format!(
            "this writes to {0} authorities, and a letter cannot be called back: look at `foi campaign preview {name}`, then confirm with `foi campaign launch {name} --confirm {0}`{1}",
            asked.len(),
            considered(&over, asked.len())
        )));
    }
    let launched = engine::launch::launch(&folder.desk, &stored, rand_seed(), now::clock()()).await?;
    let value = json!({
        "requests": launched.requests, "first": launched.first, "last": launched.last, "over_holidays": over,
    });
    say.result(&value, || {
        let day = |at: Option<DateTime<Utc>>| at.map_or(String::new(), |at| in_words(london(at)));
        format!(
            "{} requests are planned, from {} to {}. Letters go out while `foi serve` or `foi work` runs.",
            launched.requests,
            day(launched.first),
            day(launched.last)
        )
    })
}

/// A desk that rehearses writes to nobody real.
fn refuse_real_addresses(folder: &Folder, asked: &[Registered]) -> Result<(), Failure> {
    let real =
        asked.iter().filter_map(|one| one.authority.email.as_ref()).find(|address| !address.is_invalid());
    match real {
        Some(address) if folder.settings.desk.rehearsal => Err(Failure::new(format!(
            "this desk rehearses and {address} may be a real mailbox: use addresses under .invalid, or set rehearsal = false in foi.toml to run a real campaign"
        ))),
        _ => Ok(()),
    }
}

/// A seed nobody can guess: the standard library draws its hash keys from the system's randomness.
fn rand_seed() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one("references")
}

async fn pause(folder: &Folder, name: &str, say: Say) -> Result<(), Failure> {
    let stored = campaigns::get(&folder.desk, name).await?;
    campaigns::pause(&folder.desk, stored.id, now::clock()()).await?;
    say.result(&json!({ "name": name, "paused": true }), || {
        format!("Campaign {name} is paused: nothing is sent until `foi campaign resume {name}`.")
    })
}

async fn resume(folder: &Folder, name: &str, say: Say) -> Result<(), Failure> {
    let stored = campaigns::get(&folder.desk, name).await?;
    campaigns::resume(&folder.desk, stored.id).await?;
    say.result(&json!({ "name": name, "paused": false }), || format!("Campaign {name} sends again."))
}

async fn status(folder: &Folder, name: &str, on: Option<NaiveDate>, say: Say) -> Result<(), Failure> {
    let stored = campaigns::get(&folder.desk, name).await?;
    let today = on.unwrap_or_else(|| london(now::clock()()));
    let counts = requests::counts(&folder.desk, stored.id, today).await?;
    let (rows, _) = requests::list(&folder.desk, stored.id, &Filter::default(), today).await?;
    let letters = outbox::counts(&folder.desk, stored.id).await?;
    let triage = inbox::count(&folder.desk, Some(inbox::State::Triage)).await?;
    let object = |pairs: Vec<(String, u64)>| pairs.into_iter().collect::<std::collections::BTreeMap<_, _>>();
    let value = json!({
        "name": name, "on": today, "state": state(&stored),
        "counts": object(counts.iter().map(|(name, count)| (name.to_string(), *count)).collect()),
        "letters": object(letters.clone()), "triage": triage,
        "requests": rows.iter().map(request).collect::<Vec<_>>(),
    });
    say.result(&value, || {
        let shown = counts.iter().filter(|(_, count)| *count > 0);
        let standings = table(
            &["Standing", "Requests"],
            &[1],
            shown.map(|(name, count)| vec![(*name).to_string(), count.to_string()]),
        );
        let outbox =
            letters.iter().map(|(state, count)| format!("{count} {state}")).collect::<Vec<_>>().join(", ");
        let outbox = if outbox.is_empty() { "none yet".into() } else { outbox };
        format!(
            "{name}: {}, as on {}\n\n{standings}\n\nLetters: {outbox}. Messages in triage: {triage}.",
            state(&stored),
            in_words(today)
        )
    })
}

fn request(row: &Row) -> serde_json::Value {
    json!({
        "reference": row.reference, "code": row.code, "authority": row.authority, "standing": row.standing.name(),
        "due": row.due, "sent_on": row.sent_on, "started_on": row.started_on, "acknowledged_on": row.acknowledged_on,
        "answered_on": row.answered_on, "planned_at": row.planned_at,
    })
}
