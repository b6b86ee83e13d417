//! Numbers sorted into classes for a distribution: few, with round bounds, zero by itself.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::number::Unit;

/// More bars than this are hard to read.
const MOST: usize = 14;

/// Classes from low to high with how many numbers fall in each; empty ones between are kept, so that gaps
/// show.
pub(crate) fn classes(values: &[Decimal], unit: Unit) -> Vec<(String, usize)> {
    let (positive, rest): (Vec<Decimal>, Vec<Decimal>) =
        values.iter().partition(|value| **value > Decimal::ZERO);
    let (zeros, negative): (Vec<Decimal>, Vec<Decimal>) = rest.into_iter().partition(Decimal::is_zero);
    let mut classes = Vec::new();
    if !negative.is_empty() {
        classes.push(("below 0".to_string(), negative.len()));
    }
    if !zeros.is_empty() {
        classes.push((unit.show("0"), zeros.len()));
    }
    classes.extend(above_zero(&positive, unit));
    classes
}

fn above_zero(values: &[Decimal], unit: Unit) -> Vec<(String, usize)> {
    let (Some(least), Some(most)) = (values.iter().min(), values.iter().max()) else { return vec![] };
    if let Some(each) = each_by_itself(values, *least, *most, unit) {
        return each;
    }
    let wide = least.checked_mul(50.into()).is_some_and(|limit| limit <= *most);
    let bounds = if wide { growing(*least, *most) } else { equal(*least, *most) };
    let Some(bounds) = bounds else {
        return vec![(format!("{} to {}", unit.exactly(*least), unit.exactly(*most)), values.len())];
    };
    let count =
        |low: Decimal, high: Decimal| values.iter().filter(|value| (low..high).contains(value)).count();
    let label = |low: Decimal, high| {
        let above = if low.is_zero() { "above " } else { "" };
        format!("{above}{} to under {}", unit.exactly(low), unit.exactly(high))
    };
    bounds.windows(2).map(|pair| (label(pair[0], pair[1]), count(pair[0], pair[1]))).collect()
}

/// A class for each whole number, where there are few.
fn each_by_itself(
    values: &[Decimal],
    least: Decimal,
    most: Decimal,
    unit: Unit,
) -> Option<Vec<(String, usize)>> {
    let few = (most - least).to_usize().is_some_and(|span| span < MOST);
    let whole = values.iter().all(|value| value.fract().is_zero());
    let (lowest, highest) = (least.to_u64()?, most.to_u64()?);
    let count = |number: u64| values.iter().filter(|value| value.to_u64() == Some(number)).count();
    (few && whole)
        .then(|| (lowest..=highest).map(|number| (unit.show(&number.to_string()), count(number))).collect())
}

/// Bounds 1, 2, 5, 10, 20, 50 … or, over very many decades, powers of ten. Nothing where they outgrow the
/// decimals.
fn growing(least: Decimal, most: Decimal) -> Option<Vec<Decimal>> {
    let fine = bounds_in_steps(least, most, &[1, 2, 5])?;
    if fine.len() <= MOST + 1 { Some(fine) } else { bounds_in_steps(least, most, &[1]) }
}

fn bounds_in_steps(least: Decimal, most: Decimal, steps: &[u32]) -> Option<Vec<Decimal>> {
    let mut bounds = Vec::new();
    let mut decade = power_below(least);
    while bounds.last().is_none_or(|last| *last <= most) {
        for step in steps {
            bounds.push(decade.checked_mul((*step).into())?);
        }
        decade = decade.checked_mul(Decimal::TEN)?;
    }
    Some(between(bounds, least, most))
}

/// Leaves out the bounds that no number needs.
fn between(bounds: Vec<Decimal>, least: Decimal, most: Decimal) -> Vec<Decimal> {
    let below = bounds.iter().filter(|bound| **bound <= least).count().saturating_sub(1);
    let needed = bounds.iter().filter(|bound| **bound <= most).count() + 1;
    bounds.into_iter().take(needed).skip(below).collect()
}

/// The greatest power of ten that is not above the number.
fn power_below(number: Decimal) -> Decimal {
    let mut power = Decimal::ONE;
    while power > number && !power.is_zero() {
        power /= Decimal::TEN;
    }
    while let Some(next) = power.checked_mul(Decimal::TEN).filter(|next| *next <= number) {
        power = next;
    }
    power
}

/// About eight classes of one width, which is 1, 2 or 5 times a power of ten. Nothing where there is one
/// number only or the bounds outgrow the decimals.
fn equal(least: Decimal, most: Decimal) -> Option<Vec<Decimal>> {
    let raw = (most - least).checked_div(8.into()).filter(|raw| !raw.is_zero())?;
    let ten = power_below(raw);
    let width = [1, 2, 5, 10]
        .iter()
        .find_map(|step: &u32| ten.checked_mul((*step).into()).filter(|width| *width >= raw))?;
    let mut bounds = vec![least.checked_div(width)?.floor().checked_mul(width)?];
    while let Some(last) = bounds.last().filter(|last| **last <= most) {
        bounds.push(last.checked_add(width)?);
    }
    Some(bounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `200 to under 500: 1; …`
    fn told(numbers: &str) -> String {
        let values: Vec<Decimal> = numbers.split_whitespace().map(|n| n.parse().unwrap()).collect();
        let classes = classes(&values, Unit::Plain).into_iter();
        classes
            .map(|(label, count)| format!("{}: {count}", label.replace(" to under ", "–")))
            .collect::<Vec<_>>()
            .join("; ")
    }

    #[test]
    fn classes_are_few_and_hold_every_number_once() {
        for (numbers, expected) in [
            ("", ""),
            ("0 0", "0: 2"),
            ("0 1 3 3", "0: 1; 1: 1; 2: 0; 3: 2"),
            ("-1 0", "below 0: 1; 0: 1"),
            ("0.5 0.5", "0.5 to 0.5: 2"),
            (
                "800 3000.5",
                "500–1,000: 1; 1,000–1,500: 0; 1,500–2,000: 0; 2,000–2,500: 0; 2,500–3,000: 0; \
                 3,000–3,500: 1",
            ),
            (
                "800 7000.5 3000",
                "above 0–1,000: 1; 1,000–2,000: 0; 2,000–3,000: 0; 3,000–4,000: 1; 4,000–5,000: 0; \
                 5,000–6,000: 0; 6,000–7,000: 0; 7,000–8,000: 1",
            ),
            (
                "238 78000 500 33000",
                "200–500: 1; 500–1,000: 1; 1,000–2,000: 0; 2,000–5,000: 0; 5,000–10,000: 0; \
                 10,000–20,000: 0; 20,000–50,000: 1; 50,000–100,000: 1",
            ),
        ] {
            assert_eq!(told(numbers), expected, "{numbers}");
        }
    }

    #[test]
    fn numbers_at_the_ends_of_what_can_be_written_are_classed_too() {
        let extremes = [Decimal::MAX, Decimal::new(1, 28), Decimal::ONE, Decimal::MIN];
        for values in
            [&extremes[..], &extremes[..1], &extremes[1..2], &[Decimal::MAX - Decimal::ONE, Decimal::MAX]]
        {
            let classes = classes(values, Unit::Plain);
            let counted: usize = classes.iter().map(|(_, count)| count).sum();
            assert_eq!(counted, values.len(), "{classes:?}");
            assert!(classes.len() < 64, "{classes:?}");
        }
    }
}
