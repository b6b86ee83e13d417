//! Public authorities as a register knows them.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use email_address::EmailAddress;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::regime::RegimeCode;

/// One public authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// Its code in the register, such as the Organisation Data Service code `RJ1`.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// The nation it works in.
    pub nation: String,
    /// What kind of body it is, such as `acute` or `ambulance`.
    pub kind: String,
    /// The law it answers under.
    pub regime: RegimeCode,
    /// Where requests go, where it is known.
    pub email: Option<Address>,
    /// Its sizes, each with source and date.
    pub measures: Vec<Measure>,
    /// The sets it belongs to, such as `in_226`.
    pub tags: Vec<String>,
    /// Codes of the bodies that took over from it.
    pub successors: Vec<Code>,
}

/// A size of an authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// What is measured: `fte` (full-time equivalents), `headcount`, `beds`.
    pub name: String,
    /// The number.
    pub value: Decimal,
    /// The month it holds for, as its first day.
    pub month: NaiveDate,
}

impl Authority {
    /// The latest measure of this name.
    pub fn measure(&self, name: &str) -> Option<&Measure> {
        self.measures.iter().filter(|measure| measure.name == name).max_by_key(|measure| measure.month)
    }
}

/// The code of an authority in its register: 2 to 12 capital letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// The text is no authority code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotACode {
    /// A spreadsheet turned the code into a number or a date.
    #[error("`{0}` looks like a code that a spreadsheet changed: import the column as text")]
    Mangled(String),
    /// Anything else.
    #[error("`{0}` is not a code: 2 to 12 letters and digits")]
    Other(String),
}

impl FromStr for Code {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Code, NotACode> {
        let code = text.trim();
        if is_mangled(code) {
            return Err(NotACode::Mangled(code.chars().take(40).collect()));
        }
        let fits = (2..=12).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if fits {
            Ok(Code(code.to_ascii_uppercase()))
        } else {
            Err(NotACode::Other(code.chars().take(40).collect()))
        }
    }
}

/// What spreadsheets make of codes: `1E+05`, `01/05/2018`, `01-May`, `#REF!`.
fn is_mangled(code: &str) -> bool {
    let number = code.contains(['.', '+']) && code.parse::<f64>().is_ok();
    let has_digit = code.contains(|c: char| c.is_ascii_digit());
    number || code.starts_with('#') || (has_digit && code.contains(['/', '-']))
}

impl TryFrom<String> for Code {
    type Error = NotACode;

    fn try_from(text: String) -> Result<Code, NotACode> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> String {
        code.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An e-mail address of one mailbox, without a display name (RFC 5321, 4.1.2).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

/// The text is no e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not an e-mail address such as foi@authority.example")]
pub struct NotAnAddress(String);

impl FromStr for Address {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Address, NotAnAddress> {
        let text = text.trim();
        let plain = !text.contains(['<', '>', ',', ';', '"']) && !text.contains(char::is_control);
        if plain && text.is_ascii() && EmailAddress::is_valid(text) {
            Ok(Address(text.to_string()))
        } else {
            Err(NotAnAddress(text.chars().filter(|c| !c.is_control()).take(80).collect()))
        }
    }
}

impl Address {
    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the `@`.
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// The part after the `@`, in lower case.
    pub fn host(&self) -> String {
        self.0.rsplit_once('@').map_or(String::new(), |(_, host)| host.to_ascii_lowercase())
    }

    /// Whether no real mailbox can have this address (RFC 6761, 6.4).
    pub fn is_invalid(&self) -> bool {
        let host = self.host();
        host == "invalid" || host.ends_with(".invalid")
    }
}

impl TryFrom<String> for Address {
    type Error = NotAnAddress;

    fn try_from(text: String) -> Result<Address, NotAnAddress> {
        text.parse()
    }
}

impl From<Address> for String {
    fn from(address: Address) -> String {
        address.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_letters_and_digits_and_mangled_ones_say_so() {
        for (text, expected) in [
            ("rj1", Ok("RJ1")),
            (" 7A1 ", Ok("7A1")),
            ("1.00E+05", Err("a spreadsheet changed")),
            ("01/05/2018", Err("a spreadsheet changed")),
            ("#REF!", Err("a spreadsheet changed")),
            ("R", Err("2 to 12 letters")),
            ("R J1", Err("2 to 12 letters")),
        ] {
            let code = text.parse::<Code>();
            match expected {
                Ok(expected) => assert_eq!(code.unwrap().to_string(), expected),
                Err(words) => assert!(code.unwrap_err().to_string().contains(words), "{text}"),
            }
        }
    }

    #[test]
    fn an_address_is_one_mailbox_without_room_for_a_header() {
        for text in ["foi@rj1.invalid", "foi+tag@trust.nhs.invalid"] {
            assert!(text.parse::<Address>().unwrap().is_invalid(), "{text}");
        }
        for text in
            ["foi", "a@b\r\nBcc: c@d", "A <a@b.invalid>", "a@b.invalid,c@d.invalid", "a b@c.invalid", ""]
        {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
        assert!(!"foi@invalid.example".parse::<Address>().unwrap().is_invalid());
    }
}
