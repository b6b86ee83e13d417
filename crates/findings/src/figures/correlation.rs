//! Spearman's rank correlation: the only figure that is no decimal arithmetic.

use domain::figure::Test;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use statrs::statistics::{Data as Sample, OrderStatistics, RankTieBreaker};

use super::compute::{codes, passing};
use super::{Found, words};
use crate::data::{Asked, Data};
use crate::number::Unit;

/// With two authorities every correlation is 1 or -1.
const FEWEST: usize = 3;

pub(super) fn with_size(data: &Data, question: &str, size: &str, test: &Test) -> Found {
    let pairs = with_sizes(passing(data.numbers(question), test), size);
    let (numbers, sizes): (Vec<f64>, Vec<f64>) =
        pairs.iter().map(|(_, number, size)| (*number, *size)).unzip();
    let n = pairs.len();
    let value = match spearman(&numbers, &sizes) {
        _ if n < FEWEST => {
            Err(format!("{} with number and size, at least {FEWEST} are needed", words::authorities(n)))
        }
        None => Err("all numbers or all sizes are the same".to_string()),
        Some(rho) => Ok(rho),
    };
    let base =
        format!("{} and have a size ({size}) in the register", words::whose_number(data, n, question, test));
    let given = pairs.into_iter().map(|(asked, ..)| (asked, Decimal::ZERO)).collect();
    Found { value, unit: Unit::Plain, n, base, rows: codes(&given), share_of: None }
}

/// Those that have the measure in the register, with number and size.
fn with_sizes<'a>(given: Vec<(&'a Asked, Decimal)>, size: &str) -> Vec<(&'a Asked, f64, f64)> {
    let pair = |(asked, number): (&'a Asked, Decimal)| {
        let size = asked.authority.measure(size)?.value;
        Some((asked, number.to_f64()?, size.to_f64()?))
    };
    given.into_iter().filter_map(pair).collect()
}

/// The correlation of the ranks, ties sharing their mean rank; nothing where one side does not vary.
///
/// Ranks are halves, so sums of their squares are exact and the result is the same on every machine.
fn spearman(left: &[f64], right: &[f64]) -> Option<Decimal> {
    let ranks = |values: &[f64]| Sample::new(values.to_vec()).ranks(RankTieBreaker::Average);
    let mean = left.len().checked_add(1)?.to_f64()? / 2.0;
    let deviations = |values: &[f64]| ranks(values).into_iter().map(|rank| rank - mean).collect::<Vec<f64>>();
    let (left, right) = (deviations(left), deviations(right));
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    Decimal::from_f64(product(&left, &right) / (product(&left, &left) * product(&right, &right)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected values: `scipy.stats.spearmanr(left, right).statistic` of scipy 1.17.1.
    #[test]
    fn rank_correlation_agrees_with_scipy() {
        let cases: [(&[f64], &[f64], &str); 6] = [
            (&[1.0, 2.0, 3.0, 4.0, 5.0], &[5.0, 6.0, 7.0, 8.0, 7.0], "0.820782681668123"),
            (&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0], "-1.000000000000000"),
            (&[1.0, 1.0, 2.0, 3.0], &[10.0, 20.0, 20.0, 30.0], "0.833333333333333"),
            (
                &[0.0, 0.0, 0.0, 5.0, 238.0, 78000.0],
                &[900.0, 4000.0, 3500.0, 16000.0, 2000.0, 7000.0],
                "0.394664881467296",
            ),
            (
                &[3.5, 2.25, 9.0, 1.0, 1.0, 7.0, 7.0, 7.0, 4.0, 0.5],
                &[10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0],
                "-0.061545745489666",
            ),
            (
                &[250.0, 238.0, 5000.0, 33000.0, 500.0, 1200.0, 78000.0, 41000.0],
                &[3000.0, 3100.0, 3200.0, 3300.0, 9000.0, 12000.0, 6000.0, 800.0],
                "0.071428571428571",
            ),
        ];
        for (left, right, expected) in cases {
            let rho = spearman(left, right).unwrap();
            let expected: Decimal = expected.parse().unwrap();
            assert!((rho - expected).abs() < Decimal::new(1, 12), "{rho} is not {expected}");
        }
    }

    #[test]
    fn a_side_that_does_not_vary_has_no_correlation() {
        for (left, right) in [(vec![1.0, 1.0, 1.0], vec![1.0, 2.0, 3.0]), (vec![], vec![])] {
            assert_eq!(spearman(&left, &right), None);
        }
    }
}
