//! How many trusts do what: the counts of 2018, scaled where the world is smaller.

use rand::RngExt;

use crate::dice::{Dice, pick};

/// The number of trusts that were asked in 2018.
pub(super) const ASKED: usize = 226;

/// How many trusts do what.
#[derive(Debug)]
pub(super) struct Quota {
    pub(super) responded: usize,
    /// Of those that responded: refuse everything.
    pub(super) refusers: usize,
    pub(super) qualified: usize,
    pub(super) none_qualified: usize,
    pub(super) spent_nothing: usize,
    pub(super) spenders: usize,
    /// Give both employees and trained employees.
    pub(super) pairs: usize,
    /// Of the pairs: reach 95 %.
    pub(super) reaching: usize,
    /// Give employees but not trained employees.
    pub(super) staff_only: usize,
    /// Give trained employees but not employees.
    pub(super) trained_only: usize,
}

impl Quota {
    /// The counts of 2018 for so many trusts; what was not published varies with the dice.
    pub(super) fn draw(trusts: usize, dice: &mut Dice) -> Quota {
        // Each of these is 12.0 % to one decimal.
        let (pairs, reaching) = pick(dice, [(100, 12), (108, 13), (117, 14), (125, 15), (133, 16)]);
        let pairs_here = share(trusts, pairs);
        Quota {
            responded: share(trusts, 159),
            refusers: share(trusts, 12),
            qualified: share(trusts, 108),
            none_qualified: share(trusts, 24),
            spent_nothing: share(trusts, 43),
            spenders: share(trusts, dice.random_range(56..=66)),
            pairs: pairs_here,
            reaching: if trusts == ASKED { reaching } else { (pairs_here * 12 + 50) / 100 },
            staff_only: share(trusts, dice.random_range(6..=10)),
            trained_only: share(trusts, dice.random_range(2..=4)),
        }
    }
}

/// What so many of 226 are of so many trusts, to the nearest whole trust.
pub(super) fn share(trusts: usize, of_226: usize) -> usize {
    (of_226 * trusts + ASKED / 2) / ASKED
}
