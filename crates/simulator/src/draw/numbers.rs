//! The numbers that trusts state, and what they say instead of a number.

use rand::RngExt;
use rand::seq::SliceRandom;
use rust_decimal::Decimal;

use super::groups::Groups;
use super::quota::Quota;
use super::{spend, training};
use crate::dice::{Dice, deal, weighed};
use crate::truth::{Exemption, Said, Trust};

/// Employees for each qualified one, over all trusts that gave both: the published average.
const EMPLOYEES_PER_QUALIFIED: u32 = 2582;
/// No trust without anybody qualified is larger than the one of about 16,000.
const LARGEST_OTHER_NONE: u32 = 15_700;

/// Who gives a number to which question, as places in the sorted list.
pub(super) struct Givers {
    /// Both employees and trained employees.
    pub(super) pairs: Vec<usize>,
    pub(super) staff_only: Vec<usize>,
    pub(super) trained_only: Vec<usize>,
    none_qualified: Vec<usize>,
    some_qualified: Vec<usize>,
}

/// What each trust says to the four questions, if it answers at all.
pub(super) fn draw(trusts: &[Trust], groups: &Groups, quota: &Quota, dice: &mut Dice) -> Vec<[Said; 4]> {
    let givers = Givers::choose(trusts, groups, quota, dice);
    let mut staff = sizes(trusts, groups, &givers, dice);
    let qualified = qualified(&givers, &mut staff, groups.giants.first().copied(), dice);
    let trained = training::draw(&staff, &givers, quota, dice);
    let spent = spend::draw(trusts, &groups.answerers, quota, dice);
    let mut said = vec![[Said::Nothing; 4]; trusts.len()];
    for place in &groups.answerers {
        said[*place] = [0, 1, 2, 3].map(|question| instead(question, dice));
    }
    let staff = givers.staff().map(|place| (place, 0, Decimal::from(staff[place])));
    let qualified = qualified.into_iter().map(|(place, count)| (place, 1, Decimal::from(count)));
    let trained = trained.into_iter().map(|(place, count)| (place, 2, Decimal::from(count)));
    let spent = spent.into_iter().map(|(place, pounds)| (place, 3, pounds));
    for (place, question, value) in staff.chain(qualified).chain(trained).chain(spent) {
        said[place][question] = Said::Value(value);
    }
    said
}

impl Givers {
    fn choose(trusts: &[Trust], groups: &Groups, quota: &Quota, dice: &mut Dice) -> Givers {
        let mut left = groups.answerers.iter().copied();
        let pairs: Vec<usize> = left.by_ref().take(quota.pairs).collect();
        let staff_only: Vec<usize> = left.by_ref().take(quota.staff_only).collect();
        let trained_only: Vec<usize> = left.by_ref().take(quota.trained_only).collect();
        // Those that give neither give this, so that everybody who answers gives at least one number.
        let neither: Vec<usize> = left.collect();
        let mut others: Vec<usize> = groups.answerers.clone();
        others.retain(|place| !neither.contains(place) && !groups.giants.contains(place));
        others.shuffle(dice);
        let qualified: Vec<usize> = neither.into_iter().chain(others).collect();
        let qualified =
            &qualified[..quota.qualified.saturating_sub(groups.giants.len()).min(qualified.len())];
        let small = |place: &usize| trusts[*place].fte.is_some_and(|fte| fte < 14_950);
        let small: Vec<usize> = qualified.iter().copied().filter(small).collect();
        let mut none_qualified = groups.giants.clone();
        none_qualified.extend(deal(dice, &small, quota.none_qualified.saturating_sub(groups.giants.len())));
        let some = qualified.iter().copied().filter(|place| !none_qualified.contains(place)).collect();
        Givers { pairs, staff_only, trained_only, none_qualified, some_qualified: some }
    }

    /// Those that give their employees.
    fn staff(&self) -> impl Iterator<Item = usize> {
        self.pairs.iter().chain(&self.staff_only).copied()
    }
}

/// Employees of each trust: near the register's full-time equivalents, mostly a little more, as heads are.
fn sizes(trusts: &[Trust], groups: &Groups, givers: &Givers, dice: &mut Dice) -> Vec<u32> {
    let mut staff: Vec<u32> = trusts
        .iter()
        .map(|trust| {
            trust.fte.unwrap_or_else(|| dice.random_range(1_200..4_000)) * dice.random_range(985..1_130)
                / 1_000
        })
        .collect();
    for place in &givers.none_qualified {
        staff[*place] = staff[*place].min(LARGEST_OTHER_NONE);
    }
    if let Some(largest) = groups.giants.first().filter(|place| trusts[**place].fte > Some(14_000)) {
        staff[*largest] = dice.random_range(15_920..=16_040);
    }
    staff
}

/// Qualified employees of those that say so. Moves the sizes a little, so that the published average holds.
fn qualified(givers: &Givers, staff: &mut [u32], keep: Option<usize>, dice: &mut Dice) -> Vec<(usize, u32)> {
    let gives_staff: Vec<usize> = givers.staff().collect();
    let (both, alone): (Vec<usize>, Vec<usize>) =
        givers.some_qualified.iter().partition(|place| gives_staff.contains(place));
    let base = both.iter().chain(givers.none_qualified.iter().filter(|place| gives_staff.contains(place)));
    let base: Vec<usize> = base.copied().collect();
    let total: u32 = base.iter().map(|place| staff[*place]).sum();
    let least = u32::try_from(both.len()).unwrap_or(u32::MAX);
    let people = ((total + EMPLOYEES_PER_QUALIFIED / 2) / EMPLOYEES_PER_QUALIFIED).max(least);
    let movable: Vec<usize> = base.into_iter().filter(|place| Some(*place) != keep).collect();
    move_total(staff, &movable, i64::from(people * EMPLOYEES_PER_QUALIFIED) - i64::from(total));
    let mut counts: Vec<(usize, u32)> = both.into_iter().map(|place| (place, 1)).collect();
    for _ in least..people {
        let skewed = dice.random_range(0..100) * dice.random_range(0..100) * counts.len() / 10_000;
        if let Some((_, count)) = counts.get_mut(skewed) {
            *count += 1;
        }
    }
    counts.extend(alone.into_iter().map(|place| (place, dice.random_range(1..=4))));
    counts.extend(givers.none_qualified.iter().map(|place| (*place, 0)));
    counts
}

/// Adds `gap` to the total of the sizes, spread evenly; leaves them alone where that would be more than a few
/// each.
fn move_total(staff: &mut [u32], places: &[usize], gap: i64) {
    let Ok(count) = i64::try_from(places.len()) else { return };
    if count == 0 || gap.abs() > 40 * count {
        return;
    }
    for (place, nth) in places.iter().zip(0..) {
        let step = gap * (nth + 1) / count - gap * nth / count;
        staff[*place] = u32::try_from(i64::from(staff[*place]) + step).unwrap_or(staff[*place]);
    }
}

/// What a trust says to a question to which it gives no number.
fn instead(question: usize, dice: &mut Dice) -> Said {
    use Exemption::{
        Commercial, CostLimit, LawEnforcement, NationalSecurity, NeitherConfirmNorDeny, PersonalData,
    };
    use Said::{Elsewhere, NotHeld, Refused};
    match question {
        0 => weighed(dice, [(55, Elsewhere), (25, Refused(CostLimit)), (20, NotHeld)]),
        1 => weighed(
            dice,
            [
                (40, Refused(LawEnforcement)),
                (25, NotHeld),
                (15, Refused(PersonalData)),
                (12, Refused(NationalSecurity)),
                (8, Refused(NeitherConfirmNorDeny)),
            ],
        ),
        2 => weighed(
            dice,
            [(40, NotHeld), (25, Refused(CostLimit)), (25, Refused(LawEnforcement)), (10, Elsewhere)],
        ),
        _ => weighed(
            dice,
            [
                (35, NotHeld),
                (25, Refused(Commercial)),
                (20, Refused(LawEnforcement)),
                (20, Refused(CostLimit)),
            ],
        ),
    }
}
