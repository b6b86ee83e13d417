//! The campaign's figures, computed from the drawn truth alone and by rules of this crate's own.

use rust_decimal::prelude::FromPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::draw::{Conduct, Role};

const STAFF: usize = 0;
const QUALIFIED: usize = 1;
const TRAINED: usize = 2;
const SPENT: usize = 3;

/// Every figure with its identifier, in the order of the report.
pub(crate) fn figures(roles: &[Role]) -> Vec<(String, Option<Decimal>)> {
    let silent = roles.iter().filter(|role| matches!(role.conduct, Conduct::Silent(_))).count();
    let qualified = stated(roles, QUALIFIED);
    let none = qualified.iter().filter(|value| value.is_zero()).count();
    let mut spends: Vec<Decimal> =
        stated(roles, SPENT).into_iter().filter(|spent| !spent.is_zero()).collect();
    spends.sort();
    let nothing = stated(roles, SPENT).len() - spends.len();
    let high = spends.iter().filter(|spent| **spent > Decimal::from(40_000)).count();
    let figures = [
        ("asked", Some(count(roles.len()))),
        ("responded", Some(count(roles.len() - silent))),
        ("silent", Some(count(silent))),
        ("qualified_answered", Some(count(qualified.len()))),
        ("none_qualified", Some(count(none))),
        ("none_qualified_share", percent(none, qualified.len())),
        ("spent_nothing", Some(count(nothing))),
        ("spend_mean", divide(spends.iter().sum(), count(spends.len()), 2)),
        ("spend_median", median(&spends)),
        ("spend_min", spends.first().copied()),
        ("spend_max", spends.last().copied()),
        ("spend_above_40000", Some(count(high))),
        ("spend_total", Some(spends.iter().sum())),
        ("target_reached", target_reached(roles)),
        ("staff_total", Some(stated(roles, STAFF).iter().sum())),
        ("trained_total", Some(stated(roles, TRAINED).iter().sum())),
        ("employees_per_qualified", employees_per_qualified(roles)),
        ("size_and_spend", size_and_spend(roles)),
    ];
    figures.into_iter().map(|(id, figure)| (id.to_owned(), figure)).collect()
}

fn stated(roles: &[Role], question: usize) -> Vec<Decimal> {
    roles.iter().filter_map(|role| role.said[question].value()).collect()
}

fn both(roles: &[Role], one: usize, other: usize) -> Vec<(Decimal, Decimal)> {
    roles.iter().filter_map(|role| role.said[one].value().zip(role.said[other].value())).collect()
}

fn count(number: usize) -> Decimal {
    Decimal::from(number)
}

fn rounded(number: Decimal, places: u32) -> Decimal {
    number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

fn divide(sum: Decimal, by: Decimal, places: u32) -> Option<Decimal> {
    sum.checked_div(by).map(|quotient| rounded(quotient, places))
}

fn percent(part: usize, whole: usize) -> Option<Decimal> {
    divide(count(part) * Decimal::ONE_HUNDRED, count(whole), 1)
}

fn median(sorted: &[Decimal]) -> Option<Decimal> {
    let upper = sorted.get(sorted.len() / 2)?;
    let lower = if sorted.len().is_multiple_of(2) { sorted.get(sorted.len() / 2 - 1)? } else { upper };
    divide(*lower + *upper, Decimal::TWO, 2)
}

fn target_reached(roles: &[Role]) -> Option<Decimal> {
    let pairs = both(roles, TRAINED, STAFF);
    let reached = |(trained, staff): &&(Decimal, Decimal)| {
        *trained * Decimal::ONE_HUNDRED >= *staff * Decimal::from(95)
    };
    percent(pairs.iter().filter(reached).count(), pairs.len())
}

fn employees_per_qualified(roles: &[Role]) -> Option<Decimal> {
    let pairs = both(roles, STAFF, QUALIFIED);
    divide(pairs.iter().map(|pair| pair.0).sum(), pairs.iter().map(|pair| pair.1).sum(), 0)
}

fn size_and_spend(roles: &[Role]) -> Option<Decimal> {
    let spenders = roles.iter().filter_map(|role| role.trust.fte.zip(role.said[SPENT].value()));
    let (sizes, spends): (Vec<Decimal>, Vec<Decimal>) = spenders
        .filter(|(_, spent)| !spent.is_zero())
        .map(|(fte, spent)| (Decimal::from(fte), spent))
        .unzip();
    spearman(&sizes, &spends).and_then(Decimal::from_f64).map(|rho| rounded(rho, 2))
}

/// Spearman's rank correlation, ties sharing their average rank; none for fewer than two pairs or no spread.
pub(crate) fn spearman(one: &[Decimal], other: &[Decimal]) -> Option<f64> {
    let (one, other) = (ranks(one), ranks(other));
    let centre = i64::try_from(one.len() + 1).ok()?;
    let product =
        |a: &[i64], b: &[i64]| -> i64 { a.iter().zip(b).map(|(a, b)| (a - centre) * (b - centre)).sum() };
    let spread = wide(product(&one, &one))? * wide(product(&other, &other))?;
    let rho = wide(product(&one, &other))? / spread.sqrt();
    rho.is_finite().then_some(rho)
}

fn wide(number: i64) -> Option<f64> {
    i32::try_from(number).ok().map(f64::from)
}

/// Twice the rank of each number (from 1), so that a shared rank is a whole number too.
fn ranks(numbers: &[Decimal]) -> Vec<i64> {
    let rank = |number: &Decimal| {
        let below = numbers.iter().filter(|other| *other < number).count();
        let equal = numbers.iter().filter(|other| *other == number).count();
        i64::try_from(2 * below + equal + 1).unwrap_or(i64::MAX)
    };
    numbers.iter().map(rank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(numbers: &[i64]) -> Vec<Decimal> {
        numbers.iter().map(|number| Decimal::from(*number)).collect()
    }

    #[test]
    fn ranks_correlate_as_worked_by_hand() {
        for (one, other, expected) in [
            (vec![1, 2, 3], vec![10, 20, 30], Some(1.0)),
            (vec![1, 2, 3], vec![3, 2, 1], Some(-1.0)),
            (vec![1, 2, 3, 4], vec![1, 3, 2, 4], Some(0.8)),
            (vec![1, 1, 2, 3], vec![1, 2, 3, 4], Some(0.948_683_298_050_513_8)),
            (vec![1, 1], vec![1, 2], None),
            (vec![], vec![], None),
        ] {
            let rho = spearman(&numbers(&one), &numbers(&other));
            let near = match (rho, expected) {
                (Some(rho), Some(expected)) => (rho - expected).abs() < 1e-9,
                (rho, expected) => rho == expected,
            };
            assert!(near, "{one:?} {other:?}: {rho:?}");
        }
    }

    #[test]
    fn the_median_of_an_even_number_lies_between_the_middle_two() {
        for (sorted, expected) in [(vec![], None), (vec![3], Some("3")), (vec![1, 2, 3, 4], Some("2.5"))] {
            assert_eq!(median(&numbers(&sorted)), expected.map(|text| text.parse().unwrap()), "{sorted:?}");
        }
    }
}
