//! Numbers as people read them: one rounding rule, thousands set apart, the unit at its side.

use domain::question::{AnswerType, Question};
use rust_decimal::{Decimal, RoundingStrategy};

/// More places than this are never shown.
const MOST_DECIMALS: u32 = 10;

/// What stands before and after a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Nothing: authorities, people, a ratio.
    Plain,
    /// `£` before it.
    Pounds,
    /// ` %` after it.
    Percent,
}

impl Unit {
    /// The unit of answers to the question. Money without a unit is pounds; another unit is told by the
    /// title.
    pub(crate) fn of(question: Option<&Question>) -> Unit {
        let Some(question) = question else { return Unit::Plain };
        let pounds =
            question.unit.as_deref().is_none_or(|unit| unit.eq_ignore_ascii_case("gbp") || unit == "£");
        match question.kind {
            AnswerType::Money if pounds => Unit::Pounds,
            AnswerType::Percent => Unit::Percent,
            AnswerType::Money | AnswerType::Count | AnswerType::YesNo | AnswerType::Text => Unit::Plain,
        }
    }

    /// The number as text with the unit: `£5,356`, `22.2 %`, `-3`.
    pub(crate) fn show(self, number: &str) -> String {
        let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
        let digits = thousands(digits);
        match self {
            Unit::Plain => format!("{sign}{digits}"),
            Unit::Pounds => format!("{sign}£{digits}"),
            Unit::Percent => format!("{sign}{digits} %"),
        }
    }

    /// A given number, exactly as given; pounds with pence have two places.
    pub(crate) fn exactly(self, number: Decimal) -> String {
        let number = number.normalize();
        let pence = self == Unit::Pounds && number.scale() == 1;
        self.show(&if pence { padded(&number.to_string(), 2) } else { number.to_string() })
    }

    /// A computed number with so many places.
    pub(crate) fn rounded(self, number: Decimal, decimals: u32) -> String {
        self.show(&padded(&round(number, decimals).normalize().to_string(), decimals.min(MOST_DECIMALS)))
    }
}

/// Zeros after the point, up to so many places. `Decimal` panics when it pads its longest numbers itself.
fn padded(number: &str, places: u32) -> String {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let places = places as usize;
    if places == 0 { whole.to_string() } else { format!("{whole}.{fraction:0<places$}") }
}

/// Half is rounded away from zero; there is no negative zero.
pub(crate) fn round(number: Decimal, decimals: u32) -> Decimal {
    let places = decimals.min(MOST_DECIMALS);
    let rounded = number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    if rounded.is_zero() { Decimal::ZERO } else { rounded }
}

fn thousands(digits: &str) -> String {
    let whole = digits.split_once('.').map_or(digits, |(whole, _)| whole);
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.char_indices() {
        if place > 0 && place < whole.len() && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_half_away_from_zero_and_set_in_thousands() {
        for (number, decimals, unit, expected) in [
            ("2.5", 0, Unit::Plain, "3"),
            ("-2.5", 0, Unit::Plain, "-3"),
            ("3.5", 0, Unit::Plain, "4"),
            ("0.125", 2, Unit::Plain, "0.13"),
            ("22.2222", 1, Unit::Percent, "22.2 %"),
            ("22.25", 1, Unit::Percent, "22.3 %"),
            ("5356", 2, Unit::Pounds, "£5,356.00"),
            ("999.995", 2, Unit::Pounds, "£1,000.00"),
            ("1234567", 0, Unit::Plain, "1,234,567"),
            ("-1234.5", 1, Unit::Pounds, "-£1,234.5"),
            ("-0.004", 2, Unit::Plain, "0.00"),
            (
                "79228162514264337593543950335",
                3_000_000_000,
                Unit::Plain,
                "79,228,162,514,264,337,593,543,950,335.0000000000",
            ),
        ] {
            assert_eq!(unit.rounded(number.parse().unwrap(), decimals), expected, "{number}");
        }
        for (number, expected) in [("1234.50", "£1,234.50"), ("5.00", "£5"), ("0.125", "£0.125")] {
            assert_eq!(Unit::Pounds.exactly(number.parse().unwrap()), expected);
        }
    }
}
