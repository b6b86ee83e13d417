//! Launching a campaign, and moving what is due into the outbox.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use domain::authority::Authority;
use domain::campaign::{Campaign, Remark};
use domain::law::{Law, Terms};
use domain::moment::{london, london_time};
use domain::outbox::{Letter, LetterKind};
use domain::plan::{OverHolidays, SendDays, over_holidays, schedule};
use domain::reference::Reference;
use domain::request::{Refusal, ask};
use mail::letter::{Draft, compose, message_id, render};
use store::campaigns::{Planned, Stored};
use store::register::Registered;
use store::requests::Unasked;
use store::{Act, ChangeError, Desk, campaigns, door, register, requests};

use crate::Error;

/// What a launch planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Launched {
    /// How many requests.
    pub requests: usize,
    /// When the first letter goes.
    pub first: Option<DateTime<Utc>>,
    /// When the last letter goes.
    pub last: Option<DateTime<Utc>>,
}

/// Checks the campaign and plans one request for each authority, in one transaction.
///
/// `seed` makes the references; it is to be drawn at random, so that nobody can guess one.
///
/// Errors: the campaign has something to mend, an authority has no address, or it was launched before.
pub async fn launch(desk: &Desk, stored: &Stored, seed: u64, now: DateTime<Utc>) -> Result<Launched, Error> {
    let asked = ready(desk, &stored.campaign).await?;
    let times = times(desk, &stored.campaign, &asked, now).await?;
    let mut taken: HashSet<Reference> = campaigns::references(desk).await?.into_iter().collect();
    let mut planned = Vec::with_capacity(asked.len());
    for (authority, at) in asked.iter().zip(&times) {
        planned.push(plan(
            authority,
            fresh(seed, &stored.campaign.name, &authority.authority, &mut taken),
            *at,
        )?);
    }
    campaigns::launch(desk, stored.id, &planned, now).await?;
    Ok(Launched { requests: planned.len(), first: times.first().copied(), last: times.last().copied() })
}

/// When each of these authorities is asked, in their order; none before `now`, none on a day or at an hour that starts a
/// dispute about the day of receipt.
///
/// Errors: the plan leaves the days whose holidays are known, or an authority's law is not known.
pub async fn times(
    desk: &Desk,
    campaign: &Campaign,
    asked: &[Registered],
    now: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>, Error> {
    let law = desk.law().await?;
    let laws = laws(&law, asked)?;
    let times = schedule(&campaign.plan, asked.len(), SendDays(&laws), now);
    times.map_err(|beyond| Error::Launch(beyond.to_string()))
}

/// How many authorities these send times would put over Christmas or Easter.
///
/// Errors: as for [`times`].
pub async fn warnings(
    desk: &Desk,
    asked: &[Registered],
    times: &[DateTime<Utc>],
) -> Result<Vec<OverHolidays>, Error> {
    let law = desk.law().await?;
    let letters: Result<Vec<_>, Error> =
        asked.iter().zip(times).map(|(registered, at)| Ok((*at, terms(&law, registered)?))).collect();
    over_holidays(letters?).map_err(|beyond| Error::Launch(beyond.to_string()))
}

/// The laws under which these authorities answer, each once.
fn laws<'l>(law: &'l Law, asked: &[Registered]) -> Result<Vec<&'l Terms>, Error> {
    let mut laws: BTreeMap<_, &Terms> = BTreeMap::new();
    for registered in asked {
        laws.insert(&registered.authority.regime, terms(law, registered)?);
    }
    Ok(laws.into_values().collect())
}

fn terms<'l>(law: &'l Law, registered: &Registered) -> Result<&'l Terms, Error> {
    let Authority { name, regime, .. } = &registered.authority;
    law.terms(regime).ok_or_else(|| {
        Error::Launch(format!(
            "{name} answers under `{regime}`, which is not known: mend its regime in the register, or add the law's file"
        ))
    })
}

/// The authorities that the campaign asks, once nothing stands in the way of asking them.
///
/// Errors: the campaign has something to mend, asks nobody, or an authority has no address.
pub async fn ready(desk: &Desk, campaign: &Campaign) -> Result<Vec<Registered>, Error> {
    let asked = asked(desk, campaign).await?;
    check(campaign, &asked)?;
    Ok(asked)
}

/// The authorities that the campaign asks, by code.
pub async fn asked(desk: &Desk, campaign: &Campaign) -> Result<Vec<Registered>, Error> {
    let mut authorities = register::list(desk).await?;
    authorities.retain(|registered| campaign.asks(&registered.authority));
    Ok(authorities)
}

/// Everything to mend in a campaign, with its letter rendered once.
pub fn lint(campaign: &Campaign) -> Vec<Remark> {
    let rendered = text(campaign, "an authority");
    let fault = rendered.err().map(|error| Remark { blocks: true, says: error.to_string() });
    fault.into_iter().chain(campaign.lint()).collect()
}

fn check(campaign: &Campaign, asked: &[Registered]) -> Result<(), Error> {
    if let Some(remark) = campaign.lint().into_iter().find(|remark| remark.blocks) {
        return Err(Error::Launch(remark.says));
    }
    if asked.is_empty() {
        let next = "import a register with `foi authorities import FILE`, or mend `select` in campaign.toml";
        return Err(Error::Launch(format!("the campaign asks no authority: {next}")));
    }
    let without: Vec<_> = asked.iter().filter(|registered| registered.authority.email.is_none()).collect();
    if let Some(first) = without.first() {
        let (count, name) = (without.len(), &first.authority.name);
        return Err(Error::Launch(format!(
            "{count} of {} authorities have no e-mail address, first {name}: import a register with a column `email`",
            asked.len()
        )));
    }
    for registered in asked {
        text(campaign, &registered.authority.name)?;
    }
    Ok(())
}

fn plan(registered: &Registered, reference: Reference, at: DateTime<Utc>) -> Result<Planned, Error> {
    let authority = &registered.authority;
    let missing =
        || Error::Launch(format!("{} has no e-mail address: add one to the register", authority.name));
    let recipient = authority.email.clone().ok_or_else(missing)?;
    Ok(Planned { authority: registered.id, reference, regime: authority.regime.clone(), recipient, at })
}

/// A reference that is not in use, from a hash of seed, campaign and authority.
fn fresh(seed: u64, campaign: &str, authority: &Authority, taken: &mut HashSet<Reference>) -> Reference {
    let hash = store::blobs::hash_of(format!("{seed} {campaign} {}", authority.code).as_bytes());
    let mut number = u32::from_str_radix(&hash[..6], 16).unwrap_or(0);
    while !taken.insert(Reference::from_number(number)) {
        number = number.wrapping_add(1);
    }
    Reference::from_number(number)
}

/// The letter's text for the authority of this name.
///
/// Errors: a field is undefined, or a merged field holds a line break.
pub fn text(campaign: &Campaign, authority: &str) -> Result<String, Error> {
    let questions: Vec<_> =
        campaign.questions.iter().map(|asked| format!("{}. {}", asked.number, asked.text)).collect();
    let fields = BTreeMap::from([
        ("authority".to_string(), authority.to_string()),
        ("questions".to_string(), questions.join("\n\n")),
        ("sender".to_string(), campaign.sender.name.clone()),
        ("organisation".to_string(), campaign.sender.organisation.clone().unwrap_or_default()),
        ("address".to_string(), campaign.sender.address.to_string()),
    ]);
    render(&campaign.letter.text, &fields)
        .map_err(|error| Error::Letter { authority: authority.into(), why: error.to_string() })
}

/// The request's letter, frozen: the same arguments give the same bytes.
pub fn letter(
    campaign: &Campaign,
    authority: &Authority,
    to: &domain::authority::Address,
    reference: Reference,
    date: DateTime<Utc>,
) -> Result<Letter, Error> {
    let text = text(campaign, &authority.name)?;
    let draft = Draft {
        sender: &campaign.sender,
        kind: LetterKind::Request,
        to,
        subject: &campaign.letter.subject,
        text: &text,
        reference,
        date,
        number: 1,
    };
    compose(&draft)
        .map_err(|error| Error::Letter { authority: authority.name.clone(), why: error.to_string() })
}

/// The Message-ID that the request's letter bears.
pub fn letter_id(campaign: &Campaign, reference: &Reference) -> String {
    message_id(&campaign.sender.address, reference, LetterKind::Request, 1)
}

/// Moves every planned request whose time has come into the outbox; gives how many.
///
/// A request whose time came while nothing was running, or on a day that has become a holiday since, waits until the
/// campaign's hours on the next working day: an arrival at another time would start a dispute about the day of receipt.
pub async fn due(desk: &Desk, now: DateTime<Utc>) -> Result<usize, Error> {
    const BATCH: u64 = 500;
    let law = desk.law().await?;
    let open = open_campaigns(desk, now).await?;
    let ids: Vec<i64> = open.keys().copied().collect();
    let unasked = requests::unasked(desk, &ids, now, BATCH).await?;
    if unasked.is_empty() {
        return Ok(0);
    }
    let authorities: BTreeMap<i64, Registered> =
        register::list(desk).await?.into_iter().map(|registered| (registered.id, registered)).collect();
    let mut queued = 0;
    for request in &unasked {
        let named = open.get(&request.campaign).zip(authorities.get(&request.authority));
        let Some((campaign, registered)) = named else { continue };
        let laws = [terms(&law, registered)?];
        let may_go = campaign.plan.is_open(now, SendDays(&laws));
        if may_go.map_err(|beyond| Error::Launch(beyond.to_string()))? {
            queue(desk, request, campaign, &registered.authority, now).await?;
            queued += 1;
        }
    }
    Ok(queued)
}

/// The campaigns within whose hours it is now.
async fn open_campaigns(desk: &Desk, now: DateTime<Utc>) -> Result<BTreeMap<i64, Campaign>, Error> {
    let campaigns = campaigns::list(desk).await?.into_iter();
    Ok(campaigns
        .filter(|stored| stored.campaign.plan.is_open_at(london_time(now)))
        .map(|stored| (stored.id, stored.campaign))
        .collect())
}

async fn queue(
    desk: &Desk,
    request: &Unasked,
    campaign: &Campaign,
    authority: &Authority,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let letter = letter(campaign, authority, &request.recipient, request.reference, now)?;
    desk.blobs.put(&letter.bytes).await?;
    let act = Act::of_worker(now, "send plan");
    match door::change(desk, request.id, &act, |timeline| ask(timeline, letter, london(now))).await {
        // another worker queued it in the meantime: it is asked, once
        Ok(_) | Err(ChangeError::Refused(Refusal::AlreadyAsked { .. })) => Ok(()),
        Err(ChangeError::Refused(refusal)) => Err(Error::Launch(refusal.to_string())),
        Err(ChangeError::Store(error)) => Err(error.into()),
    }
}
