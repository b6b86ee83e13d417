//! Who answers, who refuses and who stays silent.

use rand::seq::SliceRandom;

use super::quota::{Quota, share};
use super::{Conduct, Silence};
use crate::dice::Dice;
use crate::truth::{Exemption, Trust};

/// The trusts by what they do, as places in the sorted list.
#[derive(Debug)]
pub(super) struct Groups {
    /// Large trusts that answer and have nobody qualified: the first is the largest of these.
    pub(super) giants: Vec<usize>,
    /// All that answer, the giants first.
    pub(super) answerers: Vec<usize>,
    refusers: Vec<usize>,
    silent: Vec<usize>,
}

/// Sizes in the register between which a trust may be a giant: the largest reported without anybody qualified
/// had about 16,000 employees, and several had more than 10,000.
const GIANT: std::ops::Range<u32> = 10_001..14_950;

impl Groups {
    pub(super) fn divide(trusts: &[Trust], quota: &Quota, dice: &mut Dice) -> Groups {
        let giants = giants(trusts, quota, dice);
        let mut rest: Vec<usize> = (0..trusts.len()).filter(|place| !giants.contains(place)).collect();
        rest.shuffle(dice);
        let silent = rest.split_off(quota.responded.saturating_sub(giants.len()).min(rest.len()));
        let refusers = rest.split_off(rest.len().saturating_sub(quota.refusers));
        let answerers = giants.iter().copied().chain(rest).collect();
        Groups { giants, answerers, refusers, silent }
    }

    /// What each trust does, in the order of the list.
    pub(super) fn conducts(&self, trusts: usize, dice: &mut Dice) -> Vec<Conduct> {
        let mut conducts = vec![Conduct::Answers; trusts];
        for (place, exemption) in self.refusers.iter().zip(REFUSALS.into_iter().cycle()) {
            conducts[*place] = Conduct::Refuses(exemption);
        }
        let mut silences = silences(self.silent.len(), trusts);
        silences.shuffle(dice);
        for (place, silence) in self.silent.iter().zip(silences) {
            conducts[*place] = Conduct::Silent(silence);
        }
        conducts
    }
}

const REFUSALS: [Exemption; 4] = [
    Exemption::LawEnforcement,
    Exemption::CostLimit,
    Exemption::NationalSecurity,
    Exemption::NeitherConfirmNorDeny,
];

fn giants(trusts: &[Trust], quota: &Quota, dice: &mut Dice) -> Vec<usize> {
    let large = |place: &usize| trusts[*place].fte.is_some_and(|fte| GIANT.contains(&fte));
    let mut large: Vec<usize> = (0..trusts.len()).filter(large).collect();
    large.sort_by_key(|place| std::cmp::Reverse(trusts[*place].fte));
    if let Some((_, others)) = large.split_first_mut() {
        others.shuffle(dice);
    }
    large.truncate(share(trusts.len(), 5).min(quota.none_qualified));
    large
}

/// One of every way of being silent, then the proportions, then nothing at all.
fn silences(silent: usize, trusts: usize) -> Vec<Silence> {
    let kinds = [
        (Silence::RefusedAtTheDoor, 4),
        (Silence::Returned, 4),
        (Silence::Acknowledges, 17),
        (Silence::Asks, 7),
        (Silence::Away, 5),
    ];
    let several = kinds.iter().flat_map(|(kind, count)| vec![*kind; share(trusts, *count).max(1)]);
    several.chain(std::iter::repeat(Silence::Nothing)).take(silent).collect()
}
