//! Typed questions of a campaign.

use serde::{Deserialize, Serialize};

/// A question that every authority is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its number in the letter, from one.
    pub number: u32,
    /// A short name for columns and figures, such as `staff`.
    pub name: String,
    /// The question as the letter asks it.
    pub text: String,
    /// What kind of answer is wanted.
    #[serde(rename = "type")]
    pub kind: AnswerType,
    /// The unit: `people`, `GBP`. Money without a unit is pounds.
    #[serde(default)]
    pub unit: Option<String>,
    /// The date or period it asks about, in words.
    #[serde(default)]
    pub period: Option<String>,
    /// Words that name the thing asked for in replies, such as `employees`, `staff`. They help to recognise prose.
    #[serde(default)]
    pub words: Vec<String>,
}

/// What kind of answer a question wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerType {
    /// A whole number of something.
    Count,
    /// An amount in pounds.
    Money,
    /// A percentage from 0 to 100 (or above, where it grows).
    Percent,
    /// Yes or no.
    #[serde(alias = "boolean", alias = "yesno")]
    YesNo,
    /// Words.
    Text,
}

impl AnswerType {
    /// The type's name, as `campaign.toml` writes it.
    pub fn name(self) -> &'static str {
        match self {
            AnswerType::Count => "count",
            AnswerType::Money => "money",
            AnswerType::Percent => "percent",
            AnswerType::YesNo => "yes_no",
            AnswerType::Text => "text",
        }
    }
}
