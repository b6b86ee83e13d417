//! Chance, always from a seed: the same seed and label give the same throws everywhere.

use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A seeded stream of throws.
pub(crate) type Dice = ChaCha8Rng;

/// The throws for one purpose: `label` names it, so that the order in which purposes come does not matter.
pub(crate) fn dice(seed: u64, label: &str) -> Dice {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8..16].copy_from_slice(&hash(label).to_le_bytes());
    ChaCha8Rng::from_seed(key)
}

/// FNV-1a over 64 bits: stable across versions of the standard library, unlike its own hasher.
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// One of the options, each as likely as any other.
pub(crate) fn pick<T: Copy, const N: usize>(dice: &mut Dice, options: [T; N]) -> T {
    options[dice.random_range(0..N)]
}

/// One of the options, each as likely as its weight says.
pub(crate) fn weighed<T: Copy, const N: usize>(dice: &mut Dice, options: [(u32, T); N]) -> T {
    let total = options.iter().map(|(weight, _)| weight).sum();
    let mut throw = dice.random_range(0..total);
    for (weight, option) in options {
        match throw.checked_sub(weight) {
            Some(left) => throw = left,
            None => return option,
        }
    }
    options[0].1
}

/// Whether something that happens in so many of a hundred cases happens now.
pub(crate) fn chance(dice: &mut Dice, percent: u32) -> bool {
    dice.random_range(0..100) < percent
}

/// `count` of the given places, in an order of their own; all of them if there are fewer.
pub(crate) fn deal(dice: &mut Dice, places: &[usize], count: usize) -> Vec<usize> {
    let mut places = places.to_vec();
    places.shuffle(dice);
    places.truncate(count);
    places
}
