//! Whatever is said can be read back by a careful person.

use rust_decimal::Decimal;

use super::number::{grouped, plain, word};
use super::{MONEY, value, withheld};
use crate::dice::dice;
use crate::truth::{Exemption, Said};

/// Ways of writing nothing.
const NOTHING: [&str; 9] = ["0", "Nil", "nil", "None", "Zero", "no ", "No ", "nothing", "not spent any"];

fn says(text: &str, number: Decimal) -> bool {
    let mut pence = number;
    pence.rescale(2);
    let thousands = format!("£{}k", (number / Decimal::ONE_THOUSAND).normalize());
    let mut forms = vec![grouped(number), plain(number), grouped(pence), plain(pence), thousands];
    forms.extend(word(number).map(str::to_owned));
    let lower = text.to_lowercase();
    (number.is_zero() && NOTHING.iter().any(|word| text.contains(word)))
        || forms.iter().any(|form| lower.contains(form))
}

#[test]
fn every_way_of_saying_a_number_says_that_number() {
    let mut dice = dice(1, "words");
    let counts = [0, 1, 3, 12, 8_453, 16_000].map(Decimal::from);
    let amounts = ["0", "238", "5000", "1234.5", "78000"].map(|amount| amount.parse().unwrap());
    let asked = (0..MONEY).flat_map(|question| counts.map(|count| (question, count)));
    for (question, number) in asked.chain(amounts.map(|amount| (MONEY, amount))) {
        for _ in 0..80 {
            let texts = [
                value::answer(question, number, Some(Decimal::from(20_000)), &mut dice),
                value::sentence(question, number, &mut dice),
                value::cell(question, number, &mut dice),
            ];
            for text in texts {
                assert!(says(&text, number), "{number}: {text}");
            }
        }
    }
}

#[test]
fn every_refusal_cites_its_section_in_sentence_and_cell() {
    let mut dice = dice(2, "refusals");
    for (said, section) in [
        (Said::Refused(Exemption::CostLimit), "12(1)"),
        (Said::Refused(Exemption::NationalSecurity), "24(1)"),
        (Said::Refused(Exemption::LawEnforcement), "31(1)(a)"),
        (Said::Refused(Exemption::NeitherConfirmNorDeny), "31(3)"),
        (Said::Refused(Exemption::PersonalData), "40(2)"),
        (Said::Refused(Exemption::Commercial), "43(2)"),
        (Said::Elsewhere, "21"),
        (Said::NotHeld, ""),
    ] {
        for question in 0..4 {
            for text in [withheld::sentence(question, said, &mut dice), withheld::cell(said, &mut dice)] {
                let cited = match said {
                    Said::NotHeld => text.contains("hold") || text.contains("held"),
                    _ => text.replace(" (", "(").contains(section),
                };
                assert!(cited, "{said:?}: {text}");
                assert!(
                    !text.contains("SECTION") && !text.contains("SUBJECT") && !text.contains("LINK"),
                    "{text}"
                );
            }
        }
    }
}
