//! Messages that belong to no request: newsletters, offers, and what else finds its way into a mailbox.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rand::RngExt;

use super::{Kind, Outgoing};
use crate::dice::{dice, hash};
use crate::mime::{Mail, Part};
use crate::schedule::{after, date_header, working_days_between};

const SENDERS: [(&str, &str, &str); 6] = [
    (
        "Health Events <news@health-events.invalid>",
        "Digital Health Summit: early booking ends soon",
        "Join 1,200 colleagues in November. Tickets from £295. Unsubscribe at the foot of this message.",
    ),
    (
        "Growth Partners <offers@growth-partners.invalid>",
        "Improve your ranking",
        "We can bring your website to page 1 in 30 days for only £99 a month. Just reply to this e-mail.",
    ),
    (
        "Weekly Bulletin <bulletin@public-sector.invalid>",
        "This week in public services",
        "1. Budgets under pressure\n2. New guidance on records\n3. Five questions on cyber security",
    ),
    (
        "Information Team <foi@borough-council.invalid>",
        "Disclosure log updated",
        "You subscribed to our disclosure log. 14 new responses were published this week.",
    ),
    (
        "Parcel Service <tracking@parcels.invalid>",
        "Your parcel could not be delivered",
        "We attempted delivery on 3 occasions. Please confirm your address within 48 hours.",
    ),
    (
        "Recruitment <jobs@agency.invalid>",
        "Experienced information governance staff available",
        "We have 25 candidates in your area, with day rates from £180.",
    ),
];

/// So many stray messages between now and the last day, to this mailbox.
pub(crate) fn strays(
    seed: u64,
    count: usize,
    now: DateTime<Utc>,
    last: NaiveDate,
    mailbox: &str,
) -> Vec<Outgoing> {
    let mut dice = dice(seed, "strays");
    let days = working_days_between(now.date_naive(), last).max(1);
    let mut strays = Vec::with_capacity(count);
    for ((author, subject, text), nth) in SENDERS.into_iter().cycle().zip(0..count) {
        let due = after(now, dice.random_range(1..=days), dice.random_range(420..1080), last)
            + TimeDelta::minutes(1);
        let address = author.split_once('<').map_or(author, |(_, rest)| rest.trim_end_matches('>'));
        let domain = address.rsplit('@').next().unwrap_or("stray.invalid");
        let id = format!("stray.{nth}.{:016x}@{domain}", hash(&format!("{seed} {nth} stray")));
        let fields = vec![
            ("From", author.to_owned()),
            ("To", format!("<{mailbox}>")),
            ("Subject", subject.to_owned()),
            ("Date", date_header(due)),
            ("Message-ID", format!("<{id}>")),
        ];
        let bytes = Mail { fields, body: Part::plain(format!("{text}\n")) }.bytes();
        let (sender, recipient) = (address.to_owned(), mailbox.to_owned());
        strays.push(Outgoing {
            due,
            code: None,
            nth,
            kind: Kind::Stray,
            message_id: id,
            sender,
            recipient,
            bytes,
        });
    }
    strays
}
