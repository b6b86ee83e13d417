//! What a reply says to one question, and how sure a reader may be of it.

use std::fmt;
use std::ops::Range;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a reply says to one question. Zero, not held, refused and silence are four different things.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    /// A number: people, pounds or percent, as the question asks. "Fewer than five" is the interval 0 to 4; an exact
    /// number has `low == high`.
    Number {
        /// The least it can be.
        low: Decimal,
        /// The most it can be.
        high: Decimal,
    },
    /// None, said in words: "no money has been spent".
    ZeroInWords,
    /// Yes or no.
    YesNo {
        /// Yes.
        yes: bool,
    },
    /// An answer in words, as the reply has them.
    Text {
        /// The words.
        text: String,
    },
    /// Withheld under exemptions; sections as cited, such as `s31(1)(a)`.
    Refused {
        /// Each section cited, in order; empty where the reply names none.
        exemptions: Vec<String>,
    },
    /// It would cost more than the appropriate limit (FOIA s.12).
    CostLimit,
    /// The authority neither confirms nor denies that it holds the information; sections as cited.
    NeitherConfirmNorDeny {
        /// Each section cited, in order.
        exemptions: Vec<String>,
    },
    /// The authority does not hold or record it (FOIA s.1(1)(a)).
    NotHeld,
    /// It can be found elsewhere (FOIA s.21, s.22, or a mere link).
    PublishedElsewhere,
    /// The reply passes over the question.
    NotAddressed,
    /// A person must read it.
    Unclear,
}

impl Outcome {
    /// An exact number.
    pub fn exactly(value: impl Into<Decimal>) -> Outcome {
        let value = value.into();
        Outcome::Number { low: value, high: value }
    }

    /// The exact number it says, zero in words included; nothing for an interval or no number.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Outcome::Number { low, high } if low == high => Some(*low),
            Outcome::ZeroInWords => Some(Decimal::ZERO),
            Outcome::Number { .. }
            | Outcome::YesNo { .. }
            | Outcome::Text { .. }
            | Outcome::Refused { .. }
            | Outcome::CostLimit
            | Outcome::NeitherConfirmNorDeny { .. }
            | Outcome::NotHeld
            | Outcome::PublishedElsewhere
            | Outcome::NotAddressed
            | Outcome::Unclear => None,
        }
    }

    /// Whether it gives what was asked for.
    pub fn is_value(&self) -> bool {
        matches!(
            self,
            Outcome::Number { .. } | Outcome::ZeroInWords | Outcome::YesNo { .. } | Outcome::Text { .. }
        )
    }

    /// The outcome's name, for columns, filters and exports.
    pub fn name(&self) -> &'static str {
        match self {
            Outcome::Number { low, high } if low == high => "value",
            Outcome::Number { .. } => "interval",
            Outcome::ZeroInWords => "zero in words",
            Outcome::YesNo { .. } | Outcome::Text { .. } => "value",
            Outcome::Refused { .. } => "refused",
            Outcome::CostLimit => "cost limit",
            Outcome::NeitherConfirmNorDeny { .. } => "neither confirm nor deny",
            Outcome::NotHeld => "not held",
            Outcome::PublishedElsewhere => "published elsewhere",
            Outcome::NotAddressed => "not addressed",
            Outcome::Unclear => "unclear",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Number { low, high } if low == high => write!(f, "{}", low.normalize()),
            Outcome::Number { low, high } => write!(f, "{} to {}", low.normalize(), high.normalize()),
            Outcome::YesNo { yes } => f.write_str(if *yes { "yes" } else { "no" }),
            Outcome::Text { text } => f.write_str(text),
            Outcome::Refused { exemptions } | Outcome::NeitherConfirmNorDeny { exemptions }
                if !exemptions.is_empty() =>
            {
                write!(f, "{}: {}", self.name(), exemptions.join(", "))
            }
            other => f.write_str(other.name()),
        }
    }
}

/// What may be done with a reading before a person has looked at it. Ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Shown beside the reply; never fills a result.
    Hint,
    /// Offered first to a reviewer; never fills a result by itself.
    Likely,
    /// The reply says it in so many words: fills a result where the campaign allows it.
    Stated,
}

impl Strength {
    /// The strength in a word.
    pub fn name(self) -> &'static str {
        match self {
            Strength::Hint => "hint",
            Strength::Likely => "likely",
            Strength::Stated => "stated",
        }
    }

    /// The strength of this name.
    pub fn named(name: &str) -> Option<Strength> {
        [Strength::Hint, Strength::Likely, Strength::Stated].into_iter().find(|known| known.name() == name)
    }
}

/// What a reader found in one text about one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The question's number.
    pub question: u32,
    /// What the words say.
    pub outcome: Outcome,
    /// Bytes of the text read: reading them alone gives `outcome` again.
    pub evidence: Range<usize>,
    /// What may be done with it.
    pub strength: Strength,
    /// The rule that found it, in a few words.
    pub rule: String,
}
