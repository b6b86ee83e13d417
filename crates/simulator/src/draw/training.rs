//! How many employees were trained: 12 % of trusts reach the target of 95 %, a quarter stay under 80 %, some
//! under 50 %.

use rand::RngExt;
use rand::seq::SliceRandom;

use super::numbers::Givers;
use super::quota::Quota;
use crate::dice::Dice;

/// Trained employees of each trust that says so, by its place.
pub(super) fn draw(staff: &[u32], givers: &Givers, quota: &Quota, dice: &mut Dice) -> Vec<(usize, u32)> {
    let mut pairs = givers.pairs.clone();
    pairs.shuffle(dice);
    let under_80 = pairs.len() / 4;
    let under_50 = pairs.len() / 18;
    let mut trained = Vec::with_capacity(pairs.len());
    for (place, rank) in pairs.into_iter().zip(0..) {
        let per_mille = if rank < quota.reaching {
            dice.random_range(951..=995)
        } else if rank < quota.reaching + under_50 {
            dice.random_range(270..=490)
        } else if rank < quota.reaching + under_80 {
            dice.random_range(500..=790)
        } else {
            dice.random_range(801..=944)
        };
        trained.push((place, part(staff[place], per_mille)));
    }
    let alone =
        givers.trained_only.iter().map(|place| (*place, part(staff[*place], dice.random_range(600..=940))));
    trained.extend(alone);
    trained
}

/// So many thousandths of the employees, rounded up: never below the share that was meant.
fn part(staff: u32, per_mille: u32) -> u32 {
    (staff * per_mille).div_ceil(1_000)
}
