//! The public reference of a request: short, typed without mistakes, and checked.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Characters without look-alikes: no 0 O 1 I L, no vowels, nothing that reads as a hexadecimal number.
const ALPHABET: [u8; 16] = *b"GHJKMNPQRTVWXYZS";
const PAYLOAD: usize = 6;
const LENGTH: usize = PAYLOAD + 2;
/// A prime below 256, so that each changed character and each swapped pair changes the check characters.
const MODULUS: u32 = 251;

/// A reference such as `GHJK-MNPQ`: six characters and two check characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference([u8; LENGTH]);

/// The text is no reference of ours.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a reference: eight letters such as GHJK-MNPQ, whose last two check the others")]
pub struct NotAReference(String);

impl Reference {
    /// The reference for a number; only the lowest 24 bits count.
    pub fn from_number(number: u32) -> Reference {
        let digit = |place: usize| (number >> (4 * place)) & 15;
        let payload: [u32; PAYLOAD] = std::array::from_fn(digit);
        let check = check(&payload);
        let digits = payload.into_iter().chain([check >> 4, check & 15]);
        let mut characters = [0; LENGTH];
        characters.iter_mut().zip(digits).for_each(|(slot, value)| *slot = ALPHABET[value as usize]);
        Reference(characters)
    }

    /// The tag for a reply address: eight lower-case letters.
    pub fn tag(self) -> String {
        self.letters().to_ascii_lowercase()
    }

    /// Every reference that stands in `text` with right check characters, in order, each once. Case and a missing
    /// hyphen do not matter.
    pub fn find_all(text: &str) -> Vec<Reference> {
        let mut found = Vec::new();
        for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')) {
            if let Ok(reference) = word.trim_matches('-').parse::<Reference>()
                && !found.contains(&reference)
            {
                found.push(reference);
            }
        }
        found
    }

    fn letters(self) -> String {
        self.0.iter().map(|byte| char::from(*byte)).collect()
    }
}

fn check(payload: &[u32]) -> u32 {
    payload.iter().zip(2..).map(|(value, weight)| value * weight).sum::<u32>() % MODULUS
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = self.letters();
        write!(f, "{}-{}", &letters[..4], &letters[4..])
    }
}

impl FromStr for Reference {
    type Err = NotAReference;

    fn from_str(text: &str) -> Result<Reference, NotAReference> {
        let refuse = || NotAReference(text.chars().take(40).collect());
        let bytes: Vec<u8> = match text.as_bytes() {
            [head @ .., b'-', a, b, c, d] if head.len() == 4 => [head, &[*a, *b, *c, *d]].concat(),
            bytes => bytes.to_vec(),
        };
        if bytes.len() != LENGTH {
            return Err(refuse());
        }
        let value = |byte: &u8| ALPHABET.iter().position(|known| *known == byte.to_ascii_uppercase());
        let values: Option<Vec<usize>> = bytes.iter().map(value).collect();
        let payload = values.ok_or_else(refuse)?;
        let number = payload[..PAYLOAD].iter().rev().fold(0, |number, value| number << 4 | value);
        let reference = Reference::from_number(u32::try_from(number).map_err(|_| refuse())?);
        if reference.letters().eq_ignore_ascii_case(&String::from_utf8_lossy(&bytes)) {
            Ok(reference)
        } else {
            Err(refuse())
        }
    }
}

impl TryFrom<String> for Reference {
    type Error = NotAReference;

    fn try_from(text: String) -> Result<Reference, NotAReference> {
        text.parse()
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> String {
        reference.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_reference_is_read_back_from_any_way_of_writing_it(number in 0u32..1 << 24) {
            let reference = Reference::from_number(number);
            prop_assert_eq!(reference.to_string().parse(), Ok(reference));
            prop_assert_eq!(reference.tag().parse(), Ok(reference));
            prop_assert_eq!(Reference::find_all(&format!("Re: [Ref {reference}], yours")), vec![reference]);
        }

        #[test]
        fn one_wrong_character_or_a_swapped_pair_is_noticed(number in 0u32..1 << 24, at in 0usize..8, other in 0usize..16) {
            let tag = Reference::from_number(number).tag().to_ascii_uppercase();
            let mut wrong = tag.clone().into_bytes();
            wrong[at] = ALPHABET[other];
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assert!(wrong == tag || wrong.parse::<Reference>().is_err());
            let mut swapped = tag.clone().into_bytes();
            swapped.swap(at, (at + 1) % 8);
            let swapped = String::from_utf8(swapped).unwrap();
            prop_assert!(swapped == tag || at >= 5 || swapped.parse::<Reference>().is_err());
        }
    }

    #[test]
    fn ordinary_words_and_other_references_are_not_ours() {
        for text in ["FOI-2018-0387", "request", "GHJK-MNPP and some", "", "--", "GHJKMNPQGHJKMNPQ"] {
            assert_eq!(Reference::find_all(text), [], "{text}");
        }
    }
}
