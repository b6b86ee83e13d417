//! Figures that a campaign declares before it knows the answers.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A figure the campaign will publish: its rule is fixed in `campaign.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// A short name, such as `none_qualified`.
    pub id: String,
    /// What it says, in words.
    pub title: String,
    /// How it is computed.
    #[serde(flatten)]
    pub rule: Rule,
    /// Decimal places shown; half away from zero is rounded up.
    #[serde(default)]
    pub decimals: u32,
    /// What was published before, where that is known, as printed.
    #[serde(default)]
    pub published: Option<String>,
    /// What the printed figure leaves open, or where it stands.
    #[serde(default)]
    pub note: Option<String>,
}

/// How a figure is computed. `question` and the like are names of questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    /// Authorities asked. N = n.
    Asked,
    /// Authorities with at least one accepted outcome: a refusal notice is a response (FOIA s.17). N = asked.
    Responded,
    /// Authorities without any accepted outcome. N = asked.
    Silent,
    /// Authorities that gave a value to the question. N = asked.
    Answered {
        /// The question.
        question: String,
    },
    /// Authorities whose number passes the test. n = exact numbers given, N = asked.
    Count {
        /// The question.
        question: String,
        /// The test.
        #[serde(flatten)]
        test: Test,
    },
    /// The same as a percentage of those that gave an exact number.
    Share {
        /// The question.
        question: String,
        /// The test.
        #[serde(flatten)]
        test: Test,
    },
    /// The total of the numbers that pass the test.
    Sum {
        /// The question.
        question: String,
        /// The test.
        #[serde(flatten)]
        test: Test,
    },
    /// The arithmetic mean of the numbers that pass the test.
    Mean {
        /// The question.
        question: String,
        /// The test.
        #[serde(flatten)]
        test: Test,
    },
    /// The median of the numbers that pass the test.
    Median {
        /// The question.
        question: String,
        /// The test.
        #[serde(flatten)]
        test: Test,
    },
    /// The least number that passes the test.
    Minimum {
        /// The question.
        question: String,
        /// The test.
        #[serde(flatten)]
        test: Test,
    },
    /// The greatest number that passes the test.
    Maximum {
        /// The question.
        question: String,
        /// The test.
        #[serde(flatten)]
        test: Test,
    },
    /// The total of one question divided by the total of another, over authorities that gave both.
    RatioOfTotals {
        /// What is divided.
        question: String,
        /// What it is divided by.
        by: String,
    },
    /// The percentage of authorities whose `question` is at least `reaching` percent of their `by`, among those that
    /// gave both (and `by` not zero).
    ShareReaching {
        /// The part.
        question: String,
        /// The whole.
        by: String,
        /// The target in percent.
        reaching: Decimal,
    },
    /// Spearman's rank correlation of the numbers that pass the test with the authority's size in the register.
    RankCorrelation {
        /// The question.
        question: String,
        /// The measure in the register, such as `fte`.
        size: String,
        /// The test.
        #[serde(flatten)]
        test: Test,
    },
}

/// Which numbers a rule takes. Left out, every number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// Only numbers equal to this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equals: Option<Decimal>,
    /// Only numbers greater than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<Decimal>,
    /// Only numbers less than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Decimal>,
}

impl Test {
    /// Whether the number passes.
    pub fn passes(&self, number: Decimal) -> bool {
        self.equals.is_none_or(|equal| number == equal)
            && self.above.is_none_or(|least| number > least)
            && self.below.is_none_or(|most| number < most)
    }

    /// The test in words, such as `above 0`; empty where every number passes.
    pub fn in_words(&self) -> String {
        let part = |word: &str, limit: Option<Decimal>| limit.map(|limit| format!("{word} {limit}"));
        let parts = [part("equal to", self.equals), part("above", self.above), part("below", self.below)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" and ")
    }
}

impl Rule {
    /// The questions it names.
    pub fn questions(&self) -> Vec<&str> {
        match self {
            Rule::Asked | Rule::Responded | Rule::Silent => vec![],
            Rule::Answered { question }
            | Rule::Count { question, .. }
            | Rule::Share { question, .. }
            | Rule::Sum { question, .. }
            | Rule::Mean { question, .. }
            | Rule::Median { question, .. }
            | Rule::Minimum { question, .. }
            | Rule::Maximum { question, .. }
            | Rule::RankCorrelation { question, .. } => vec![question],
            Rule::RatioOfTotals { question, by } | Rule::ShareReaching { question, by, .. } => {
                vec![question, by]
            }
        }
    }
}
