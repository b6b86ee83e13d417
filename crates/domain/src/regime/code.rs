//! The codes of laws.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The code of a law, as registers, the database and commands write it: `foia`, `eir`, `foisa-keeper`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegimeCode(String);

/// The text is no code of a law.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not the code of a law such as `foia`: use letters, digits and hyphens")]
pub struct NotARegime(String);

impl RegimeCode {
    /// The code in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The law that binds authorities of this nation where nothing else is said: in Scotland the Freedom of Information
    /// (Scotland) Act 2002, elsewhere the Freedom of Information Act 2000.
    pub fn of_nation(nation: &str) -> RegimeCode {
        if nation.trim().eq_ignore_ascii_case("scotland") {
            RegimeCode("foisa".into())
        } else {
            RegimeCode::default()
        }
    }
}

impl Default for RegimeCode {
    fn default() -> RegimeCode {
        RegimeCode("foia".into())
    }
}

impl FromStr for RegimeCode {
    type Err = NotARegime;

    fn from_str(text: &str) -> Result<RegimeCode, NotARegime> {
        let code = text.trim().to_ascii_lowercase();
        let fits = code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if fits && (1..=40).contains(&code.len()) {
            Ok(RegimeCode(code))
        } else {
            Err(NotARegime(text.chars().filter(|c| !c.is_control()).take(40).collect()))
        }
    }
}

impl TryFrom<String> for RegimeCode {
    type Error = NotARegime;

    fn try_from(text: String) -> Result<RegimeCode, NotARegime> {
        text.parse()
    }
}

impl From<RegimeCode> for String {
    fn from(code: RegimeCode) -> String {
        code.0
    }
}

impl fmt::Display for RegimeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
