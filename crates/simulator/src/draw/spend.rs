//! What trusts spent: mean, range and high spenders as published, and no link with their size.

use rand::RngExt;
use rand::seq::SliceRandom;
use rust_decimal::Decimal;

use super::quota::Quota;
use crate::dice::{Dice, deal};
use crate::figures::spearman;
use crate::truth::Trust;

/// Published, in pounds.
const MEAN: i64 = 5_356;
const LEAST: i64 = 238;
const MOST: i64 = 78_000;
/// Trusts of 3,000 to 4,000 employees spent between these.
const MIDDLING_SIZE: std::ops::RangeInclusive<u32> = 3_000..=4_000;
const MIDDLING: std::ops::RangeInclusive<i64> = 500..=33_000;
/// What an ordinary spender spends.
const ORDINARY: std::ops::RangeInclusive<i64> = 300..=33_000;
/// With fewer spenders than this the published mean, least and most cannot hold together.
const ENOUGH: usize = 40;
const SHUFFLES: usize = 2_000;
/// A rank correlation below this is no link, and stays below 0.1 when it is rounded.
const LOOSE: f64 = 0.094;

/// What each trust that says so spent, in pounds, by its place.
pub(super) fn draw(
    trusts: &[Trust],
    answerers: &[usize],
    quota: &Quota,
    dice: &mut Dice,
) -> Vec<(usize, Decimal)> {
    let mut places = deal(dice, answerers, quota.spent_nothing + quota.spenders);
    let spenders = places.split_off(quota.spent_nothing.min(places.len()));
    let amounts = amounts(spenders.len(), dice);
    let spent = unlinked(trusts, &spenders, amounts, dice);
    let nothing = places.into_iter().map(|place| (place, Decimal::ZERO));
    nothing.chain(spenders.iter().copied().zip(spent)).collect()
}

/// Deals the amounts out until they have no link with size; the loosest link found, where none is loose
/// enough.
fn unlinked(trusts: &[Trust], spenders: &[usize], mut pence: Vec<i64>, dice: &mut Dice) -> Vec<Decimal> {
    let sizes: Vec<Option<u32>> = spenders.iter().map(|place| trusts[*place].fte).collect();
    let mut loosest = (f64::INFINITY, pence.clone());
    for _ in 0..SHUFFLES {
        pence.shuffle(dice);
        keep_middling(&sizes, &mut pence);
        let link = link(&sizes, &pence);
        if link < loosest.0 {
            loosest = (link, pence.clone());
        }
        if link < LOOSE {
            break;
        }
    }
    loosest.1.into_iter().map(|pence| Decimal::new(pence, 2).normalize()).collect()
}

/// How strongly amounts go with sizes, from 0 to 1; nought where nothing can be said.
fn link(sizes: &[Option<u32>], pence: &[i64]) -> f64 {
    let known = sizes.iter().zip(pence).filter_map(|(size, pence)| size.map(|size| (size, *pence)));
    let (sizes, pence): (Vec<Decimal>, Vec<Decimal>) =
        known.map(|(size, pence)| (Decimal::from(size), Decimal::from(pence))).unzip();
    spearman(&sizes, &pence).map_or(0.0, f64::abs)
}

/// Gives trusts of middling size amounts in the published range, in exchange with others.
fn keep_middling(sizes: &[Option<u32>], pence: &mut [i64]) {
    let middling = |place: usize| sizes[place].is_some_and(|size| MIDDLING_SIZE.contains(&size));
    for place in 0..pence.len() {
        if !middling(place) || in_range(pence[place]) {
            continue;
        }
        if let Some(other) = (0..pence.len()).find(|other| !middling(*other) && in_range(pence[*other])) {
            pence.swap(place, other);
        }
    }
}

fn in_range(pence: i64) -> bool {
    MIDDLING.contains(&(pence / 100))
}

/// So many amounts in pence, as published: least, most, three above 40,000 pounds, and the mean to the penny.
fn amounts(count: usize, dice: &mut Dice) -> Vec<i64> {
    let high = [MOST, 50 * dice.random_range(810..1_160), 50 * dice.random_range(810..1_160)];
    if count < ENOUGH {
        let few = (0..count).map(|nth| if nth == 0 { LEAST } else { ORDINARY.start() + steep(dice) });
        return few.map(|pounds| pounds * 100).collect();
    }
    let fixed: Vec<i64> = high.into_iter().chain([LEAST]).collect();
    let ordinary = count - fixed.len();
    let total = MEAN * i64::try_from(count).unwrap_or(0) - fixed.iter().sum::<i64>();
    let ordinary = with_pence(ordinary_amounts(ordinary, total, dice));
    fixed.into_iter().map(|pounds| pounds * 100).chain(ordinary).collect()
}

/// So many ordinary amounts in pounds that add up to `total`; about half of them round.
fn ordinary_amounts(count: usize, total: i64, dice: &mut Dice) -> Vec<i64> {
    let raw: Vec<i64> = (0..count).map(|_| steep(dice)).collect();
    let base = ORDINARY.start() * i64::try_from(count).unwrap_or(0);
    let sum = raw.iter().sum::<i64>().max(1);
    let mut amounts: Vec<i64> = raw.iter().map(|raw| ORDINARY.start() + raw * (total - base) / sum).collect();
    for amount in amounts.iter_mut().skip(1).step_by(2) {
        let unit = if *amount > 3_000 { 500 } else { 50 };
        *amount = (*amount + unit / 2) / unit * unit;
    }
    settle(&mut amounts, total);
    amounts
}

/// Moves every second amount, a few pounds at a time, until all add up to `total`.
fn settle(amounts: &mut [i64], total: i64) {
    let mut gap = total - amounts.iter().sum::<i64>();
    while gap != 0 {
        let before = gap;
        for amount in amounts.iter_mut().step_by(2) {
            let moved = *amount + gap.clamp(-7, 7);
            if gap != 0 && ORDINARY.contains(&moved) {
                gap -= moved - *amount;
                *amount = moved;
            }
        }
        if gap == before {
            return;
        }
    }
}

/// The amounts in pence, a few of them no whole pounds; the total stays.
fn with_pence(pounds: Vec<i64>) -> Vec<i64> {
    let mut pence: Vec<i64> = pounds.into_iter().map(|pounds| pounds * 100).collect();
    let loose: Vec<usize> =
        (0..pence.len()).step_by(2).filter(|place| pence[*place] > 60_000).take(4).collect();
    if let [one, two, three, four] = loose[..] {
        for (place, change) in [(one, 50), (two, -50), (three, 37), (four, -37)] {
            pence[place] += change;
        }
    }
    pence
}

/// Between 0 and 20,000, mostly small.
fn steep(dice: &mut Dice) -> i64 {
    let throw: i64 = dice.random_range(0..=1_000);
    20 * throw.pow(4) / 1_000_000_000
}
