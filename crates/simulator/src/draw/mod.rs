//! Draws who answers, what, how and by which ways, so that the published figures of 2018 hold.

mod groups;
mod habits;
mod numbers;
mod quota;
mod spend;
#[cfg(test)]
mod tests;
mod training;

use std::collections::BTreeSet;

use crate::dice::dice;
use crate::style::Style;
use crate::truth::{Exemption, Said, Trust};
use groups::Groups;
use quota::Quota;

pub(crate) use habits::{Habit, System};

/// A trust and everything that was drawn for it.
#[derive(Debug, Clone)]
pub(crate) struct Role {
    pub(crate) trust: Trust,
    /// What it says to the four questions.
    pub(crate) said: [Said; 4],
    pub(crate) conduct: Conduct,
    pub(crate) style: Style,
    pub(crate) system: System,
    pub(crate) habits: BTreeSet<Habit>,
}

impl Role {
    pub(crate) fn has(&self, habit: Habit) -> bool {
        self.habits.contains(&habit)
    }
}

/// How a trust deals with the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Conduct {
    /// It says something to every question.
    Answers,
    /// It refuses the whole request.
    Refuses(Exemption),
    /// It never says anything of substance.
    Silent(Silence),
}

/// The ways of saying nothing of substance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Silence {
    /// No message at all.
    Nothing,
    /// The letter is refused while it is handed over.
    RefusedAtTheDoor,
    /// The letter is taken and comes back later.
    Returned,
    /// It acknowledges and leaves it at that.
    Acknowledges,
    /// Only an automatic note that somebody is away.
    Away,
    /// It asks what was meant; as nobody answers, it never answers either.
    Asks,
}

/// Casts every trust, in the order of codes. For 226 trusts the published figures hold exactly for every
/// seed; for another number the proportions are kept roughly.
pub(crate) fn cast(seed: u64, mut trusts: Vec<Trust>) -> Vec<Role> {
    trusts.sort_by(|one, other| one.code.cmp(&other.code));
    let mut throw = dice(seed, "cast");
    let quota = Quota::draw(trusts.len(), &mut throw);
    let groups = Groups::divide(&trusts, &quota, &mut throw);
    let said = numbers::draw(&trusts, &groups, &quota, &mut throw);
    let conducts = groups.conducts(trusts.len(), &mut throw);
    let styles = habits::styles(&groups, trusts.len(), &mut throw);
    let systems = habits::systems(trusts.len(), &mut throw);
    let habits = habits::habits(&conducts, &mut throw);
    let mut roles = Vec::with_capacity(trusts.len());
    for ((((trust, said), conduct), (style, system)), habits) in
        trusts.into_iter().zip(said).zip(conducts).zip(styles.into_iter().zip(systems)).zip(habits)
    {
        let said =
            if let Conduct::Refuses(exemption) = conduct { [Said::Refused(exemption); 4] } else { said };
        roles.push(Role { trust, said, conduct, style, system, habits });
    }
    roles
}
