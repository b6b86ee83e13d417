//! Sums and what is made of them, in decimals. Nothing where a number outgrows the decimals.

use rust_decimal::Decimal;

pub(super) fn sum(values: &[Decimal]) -> Option<Decimal> {
    values.iter().try_fold(Decimal::ZERO, |total, value| total.checked_add(*value))
}

pub(super) fn mean(values: &[Decimal]) -> Option<Decimal> {
    sum(values)?.checked_div(values.len().into())
}

/// The middle number, or the mean of the two in the middle.
pub(crate) fn median(values: &[Decimal]) -> Option<Decimal> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len().is_multiple_of(2) {
        mean(&[*sorted.get(sorted.len() / 2 - 1)?, upper])
    } else {
        Some(upper)
    }
}

pub(super) fn minimum(values: &[Decimal]) -> Option<Decimal> {
    values.iter().min().copied()
}

pub(super) fn maximum(values: &[Decimal]) -> Option<Decimal> {
    values.iter().max().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_means_and_medians_are_exact_and_never_overflow() {
        let given = |text: &str| -> Vec<Decimal> { text.split(' ').map(|n| n.parse().unwrap()).collect() };
        let number = |text: &str| Some(text.parse::<Decimal>().unwrap());
        for (values, total, average, middle) in [
            ("1", number("1"), number("1"), number("1")),
            ("0.1 0.2", number("0.3"), number("0.15"), number("0.15")),
            ("3 1 2", number("6"), number("2"), number("2")),
            ("10 1 2 3", number("16"), number("4"), number("2.5")),
            ("79228162514264337593543950335 1", None, None, None),
        ] {
            let values = given(values);
            assert_eq!(
                (sum(&values), mean(&values), median(&values)),
                (total, average, middle),
                "{values:?}"
            );
        }
        assert_eq!((median(&[]), minimum(&[]), maximum(&[])), (None, None, None));
    }
}
