//! How trusts write: style of the answer, mail system, and what else they send.

use std::collections::BTreeSet;

use rand::seq::SliceRandom;

use super::groups::Groups;
use super::quota::share;
use super::{Conduct, Silence};
use crate::dice::{Dice, deal};
use crate::style::Style;

/// The mail system through which a trust writes: it decides what is left of our keys in a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    /// `RE:` with In-Reply-To, HTML beside text, the original letter below.
    Exchange,
    /// `Re:` with In-Reply-To, plain text, quoted history.
    Plain,
    /// A case system: its own reference in the subject, ours only in the text; no In-Reply-To.
    CaseReference,
    /// A case system that writes from a no-reply address of its supplier; our subject kept, no In-Reply-To.
    NoReply,
    /// A mail domain that several trusts share.
    SharedDomain,
    /// A new message: our reference stands only in the signature.
    NewThread,
}

/// What a trust does besides answering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Habit {
    AcknowledgesAtOnce,
    AcknowledgesByHand,
    /// Writes that it is still at work.
    ReportsProgress,
    /// Takes longer for the public interest test.
    Extends,
    /// Somebody is out of office.
    IsAway,
    /// Its server reports a delay before it delivers.
    Delays,
    /// Asks what was meant, and answers although nobody replied.
    Clarifies,
    /// Sends the answer twice.
    SendsTwice,
    /// Asks afterwards how it did.
    Surveys,
    /// Answers after the twentieth working day.
    IsLate,
    /// Defers the first attempt.
    Greylists,
    /// Takes the letter and drops the line before it says so.
    DropsTheLine,
}

/// For trusts that answer or refuse: how many of 226 have the habit.
const RESPONDERS: [(Habit, usize); 11] = [
    (Habit::AcknowledgesAtOnce, 126),
    (Habit::AcknowledgesByHand, 112),
    (Habit::ReportsProgress, 60),
    (Habit::Extends, 11),
    (Habit::IsAway, 22),
    (Habit::Delays, 6),
    (Habit::Clarifies, 6),
    (Habit::SendsTwice, 8),
    (Habit::Surveys, 27),
    (Habit::IsLate, 36),
    (Habit::Greylists, 7),
];

/// The habits of every trust, in the order of the list.
pub(super) fn habits(conducts: &[Conduct], dice: &mut Dice) -> Vec<BTreeSet<Habit>> {
    let places = |wanted: &dyn Fn(&Conduct) -> bool| -> Vec<usize> {
        (0..conducts.len()).filter(|place| wanted(&conducts[*place])).collect()
    };
    let responders = places(&|conduct| !matches!(conduct, Conduct::Silent(_)));
    let acknowledgers = places(&|conduct| *conduct == Conduct::Silent(Silence::Acknowledges));
    let quiet = places(&|conduct| *conduct == Conduct::Silent(Silence::Nothing));
    let mut habits = vec![BTreeSet::new(); conducts.len()];
    let mut give = |habit: Habit, places: Vec<usize>| {
        for place in places {
            habits[place].insert(habit);
        }
    };
    let some = |of_226: usize| share(conducts.len(), of_226).max(1);
    for (habit, count) in RESPONDERS {
        give(habit, deal(dice, &responders, some(count)));
    }
    give(Habit::AcknowledgesAtOnce, acknowledgers.clone());
    give(Habit::AcknowledgesByHand, deal(dice, &acknowledgers, some(12)));
    give(Habit::Greylists, deal(dice, &quiet, some(2)));
    // Whoever drops the line shows later that it has the letter: an acknowledgement goes out at once.
    let dropping = deal(dice, &responders, some(2));
    give(Habit::AcknowledgesAtOnce, dropping.clone());
    give(Habit::DropsTheLine, dropping.clone());
    for place in dropping {
        habits[place].remove(&Habit::Greylists);
        habits[place].remove(&Habit::Delays);
    }
    habits
}

/// The style of each trust's answer; those that refuse everything or stay silent have one too and do not use
/// it.
pub(super) fn styles(groups: &Groups, trusts: usize, dice: &mut Dice) -> Vec<Style> {
    let mut styles = vec![Style::Inline; trusts];
    let mut answerers = groups.answerers.clone();
    answerers.shuffle(dice);
    for (place, style) in answerers.into_iter().zip(deck(&STYLES)) {
        styles[place] = style;
    }
    styles
}

/// The mail system of each trust.
pub(super) fn systems(trusts: usize, dice: &mut Dice) -> Vec<System> {
    let mut systems: Vec<System> = deck(&SYSTEMS).take(trusts).collect();
    systems.shuffle(dice);
    systems
}

/// Shares of one hundred.
const STYLES: [(Style, usize); 10] = [
    (Style::Inline, 28),
    (Style::Numbered, 16),
    (Style::Quoted, 10),
    (Style::TextTable, 8),
    (Style::HtmlTable, 8),
    (Style::Prose, 7),
    (Style::PdfLetter, 9),
    (Style::DocxLetter, 6),
    (Style::XlsxGrid, 4),
    (Style::CsvFile, 4),
];

const SYSTEMS: [(System, usize); 6] = [
    (System::Exchange, 38),
    (System::Plain, 18),
    (System::CaseReference, 12),
    (System::NoReply, 10),
    (System::SharedDomain, 14),
    (System::NewThread, 8),
];

/// Cards without end in which each kind comes as often as its share says, evenly mixed, each kind once at
/// first.
fn deck<T: Copy, const N: usize>(shares: &'static [(T, usize); N]) -> impl Iterator<Item = T> {
    let firsts = shares.iter().map(|(card, _)| *card);
    let evenly = (1..=100).flat_map(move |round: usize| {
        let due = move |(_, share): &&(T, usize)| share * round / 100 > share * (round - 1) / 100;
        shares.iter().filter(due).map(|(card, _)| *card)
    });
    firsts.chain(evenly.collect::<Vec<_>>().into_iter().cycle())
}
