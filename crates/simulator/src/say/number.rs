//! How numbers are written.

use rust_decimal::Decimal;

use crate::dice::{Dice, chance, weighed};

/// With commas between thousands, such as `8,453` or `1,234.50`.
pub(super) fn grouped(number: Decimal) -> String {
    let text = number.to_string();
    let (whole, rest) =
        text.split_once('.').map_or((text.as_str(), String::new()), |(w, r)| (w, format!(".{r}")));
    let mut grouped = String::new();
    for (digit, place) in whole.chars().zip((0..whole.len()).rev()) {
        grouped.push(digit);
        if place > 0 && place % 3 == 0 {
            grouped.push(',');
        }
    }
    grouped + &rest
}

/// Without commas.
pub(crate) fn plain(number: Decimal) -> String {
    number.to_string()
}

/// A count, mostly with commas.
pub(super) fn count(number: Decimal, dice: &mut Dice) -> String {
    if chance(dice, 65) { grouped(number) } else { plain(number) }
}

const WORDS: [&str; 11] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// The count as a word, up to ten.
pub(super) fn word(number: Decimal) -> Option<&'static str> {
    usize::try_from(number).ok().and_then(|number| WORDS.get(number)).copied()
}

/// Pounds in one of the ways they are written; always the exact amount.
pub(super) fn pounds(amount: Decimal, dice: &mut Dice) -> String {
    let mut pence = amount;
    pence.rescale(2);
    let whole = amount.is_integer();
    let thousands = amount / Decimal::ONE_THOUSAND;
    match weighed(dice, [(40, 'g'), (20, 'p'), (25, 'c'), (15, 'k')]) {
        'k' if thousands.is_integer() => format!("£{}k", plain(thousands.normalize())),
        'c' => format!("£{}", grouped(pence)),
        'p' if whole => format!("£{}", plain(amount)),
        _ if whole => format!("£{}", grouped(amount)),
        _ => format!("£{}", grouped(pence)),
    }
}

/// The word with a capital, for the start of a sentence.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dice::dice;

    #[test]
    fn commas_stand_between_thousands() {
        for (number, expected) in
            [("0", "0"), ("999", "999"), ("8453", "8,453"), ("1234567", "1,234,567"), ("1234.50", "1,234.50")]
        {
            assert_eq!(grouped(number.parse().unwrap()), expected);
        }
    }

    #[test]
    fn pounds_are_exact_in_every_way_of_writing() {
        let mut dice = dice(1, "pounds");
        for amount in ["238", "5000", "78000", "1234.5", "33000.63"] {
            let amount: Decimal = amount.parse().unwrap();
            for _ in 0..40 {
                let written = pounds(amount, &mut dice);
                let digits = written.trim_start_matches('£').replace(',', "");
                let read = digits.strip_suffix('k').map_or_else(
                    || digits.parse::<Decimal>().unwrap(),
                    |thousands| thousands.parse::<Decimal>().unwrap() * Decimal::ONE_THOUSAND,
                );
                assert_eq!(read, amount, "{written}");
            }
        }
    }
}
