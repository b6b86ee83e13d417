//! Launching a campaign, and moving what is due into the outbox.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use domain::authority::Authority;
use domain::campaign::{Campaign, Remark};
use domain::moment::london;
use domain::outbox::{Letter, LetterKind};
use domain::plan::schedule;
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
    let times = schedule(&stored.campaign.plan, asked.len(), desk.calendar());
    let times = times.map_err(|beyond| Error::Launch(beyond.to_string()))?;
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
    Ok(Planned { authority: registered.id, reference, regime: authority.regime, recipient, at })
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
pub async fn due(desk: &Desk, now: DateTime<Utc>) -> Result<usize, Error> {
    const BATCH: u64 = 500;
    let unasked = requests::unasked(desk, now, BATCH).await?;
    if unasked.is_empty() {
        return Ok(0);
    }
    let authorities: BTreeMap<i64, Authority> = register::list(desk)
        .await?
        .into_iter()
        .map(|registered| (registered.id, registered.authority))
        .collect();
    let mut campaigns = BTreeMap::new();
    for request in &unasked {
        if let std::collections::btree_map::Entry::Vacant(vacant) = campaigns.entry(request.campaign) {
            vacant.insert(campaigns::by_id(desk, request.campaign).await?.campaign);
        }
        if let (Some(campaign), Some(authority)) =
            (campaigns.get(&request.campaign), authorities.get(&request.authority))
        {
            queue(desk, request, campaign, authority, now).await?;
        }
    }
    Ok(unasked.len())
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
