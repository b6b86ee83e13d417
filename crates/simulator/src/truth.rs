//! What was drawn and what was really written: the record `foi` does not see until the comparison at the end.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::draw::{Conduct, Role};
use crate::figures;
use crate::post::Kind;

/// The names of the four questions, in the order of their numbers.
pub const QUESTIONS: [&str; 4] = ["staff", "qualified", "trained", "spent"];

/// A trust of the register, as the world is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trust {
    /// Code of the Organisation Data Service, such as `RJ1`.
    pub code: String,
    /// Name in full.
    pub name: String,
    /// Where its letters go, such as `foi@rj1.trusts.invalid`; refused unless under `.invalid`.
    pub address: String,
    /// Kind, such as `acute`.
    pub kind: String,
    /// Full-time equivalents of the register, where known.
    pub fte: Option<u32>,
}

/// Why a trust withholds (Freedom of Information Act 2000).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exemption {
    /// s.12(1): the cost would exceed the appropriate limit.
    CostLimit,
    /// s.24(1): national security.
    NationalSecurity,
    /// s.31(1)(a): prevention or detection of crime.
    LawEnforcement,
    /// s.31(3): neither confirms nor denies that it holds the information.
    NeitherConfirmNorDeny,
    /// s.40(2): personal data.
    PersonalData,
    /// s.43(2): commercial interests.
    Commercial,
}

impl Exemption {
    /// The section as it is cited, such as `31(1)(a)`.
    pub fn section(self) -> &'static str {
        match self {
            Exemption::CostLimit => "12(1)",
            Exemption::NationalSecurity => "24(1)",
            Exemption::LawEnforcement => "31(1)(a)",
            Exemption::NeitherConfirmNorDeny => "31(3)",
            Exemption::PersonalData => "40(2)",
            Exemption::Commercial => "43(2)",
        }
    }
}

/// What a trust says to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// A number: employees, or pounds.
    Value(Decimal),
    /// It holds the information (or will not say) and withholds it.
    Refused(Exemption),
    /// It does not hold the information.
    NotHeld,
    /// It points to a publication (s.21).
    Elsewhere,
    /// Nothing at all.
    Nothing,
}

impl Said {
    /// The number, where one is stated.
    pub fn value(self) -> Option<Decimal> {
        match self {
            Said::Value(value) => Some(value),
            Said::Refused(_) | Said::NotHeld | Said::Elsewhere | Said::Nothing => None,
        }
    }
}

/// What was stated to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated {
    /// One of [`QUESTIONS`].
    pub question: &'static str,
    /// What was said to it.
    pub said: Said,
}

/// Everything that was drawn, and who wrote which message.
#[derive(Debug, Clone)]
pub struct Truth {
    pub(crate) roles: Vec<Role>,
    pub(crate) written: BTreeMap<String, (Option<String>, Kind)>,
}

impl Truth {
    /// The figures of the campaign by their identifiers, computed from what was drawn; none where a figure
    /// has no base. Percentages have one decimal, the mean and the correlation two, `employees_per_qualified`
    /// none; half is rounded away from zero.
    pub fn figures(&self) -> Vec<(String, Option<Decimal>)> {
        figures::figures(&self.roles)
    }

    /// The code of the trust that wrote the message, with or without angle brackets around its identifier;
    /// none for an unknown message and for one that no trust wrote.
    pub fn trust_of(&self, message_id: &str) -> Option<String> {
        self.written.get(bare(message_id)).and_then(|(code, _)| code.clone())
    }

    /// What the message is: `answer`, `acknowledgement`, `out of office`, `clarification`, `extension`,
    /// `progress`, `survey`, `bounce`, `delay` or `stray`.
    pub fn kind_of(&self, message_id: &str) -> Option<&str> {
        self.written.get(bare(message_id)).map(|(_, kind)| kind.name())
    }

    /// What the trust says to each question in its answer; empty for an unknown code. A silent trust says
    /// nothing.
    pub fn answers(&self, code: &str) -> Vec<Stated> {
        let role = self.roles.iter().find(|role| role.trust.code == code);
        let stated = |role: &Role| {
            QUESTIONS.iter().zip(role.said).map(|(question, said)| Stated { question, said }).collect()
        };
        role.map(stated).unwrap_or_default()
    }

    /// Whether the trust answers or refuses in the end, so that it counts among those that responded.
    pub fn responds(&self, code: &str) -> bool {
        self.roles.iter().any(|role| role.trust.code == code && !matches!(role.conduct, Conduct::Silent(_)))
    }
}

fn bare(message_id: &str) -> &str {
    message_id.trim().trim_start_matches('<').trim_end_matches('>')
}
