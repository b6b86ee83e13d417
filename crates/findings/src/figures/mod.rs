//! The figures a campaign declared: each with its n, its N, its rule in words and its rows.

mod compute;
mod correlation;
mod numbers;
mod words;

pub(crate) use numbers::median;

#[cfg(test)]
mod tests;

use domain::authority::Code;
use domain::figure::Figure;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::data::Data;
use crate::number::{Unit, round};

/// Below this many authorities a share is shown as a count, not as a percentage.
pub(crate) const PERCENT_FROM: usize = 20;

/// A figure as computed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Computed {
    /// The figure's short name.
    pub id: String,
    /// What it says, in words.
    pub title: String,
    /// The number, rounded half away from zero to the figure's places; a share in percent. Nothing where it
    /// cannot be computed.
    pub value: Option<Decimal>,
    /// The number as it is printed: `24`, `22.2 %`, `3 of 12`, or why there is none.
    pub shown: String,
    /// n: the authorities it is computed over.
    pub n: usize,
    /// N: the authorities asked.
    pub asked: usize,
    /// The word for n: `of 108 authorities that gave a number to question 2`.
    pub base: String,
    /// How it is computed, in words.
    pub rule: String,
    /// The authorities behind the number: those counted, those whose numbers went in, or those that hold the
    /// extreme.
    pub rows: Vec<Code>,
    /// What was published before, as printed.
    pub published: Option<String>,
    /// What the printed figure leaves open.
    pub note: Option<String>,
}

/// What a rule found, before it is rounded and worded.
struct Found {
    /// The exact number, or why there is none.
    value: Result<Decimal, String>,
    unit: Unit,
    n: usize,
    base: String,
    rows: Vec<Code>,
    /// Of how many, for shares.
    share_of: Option<usize>,
}

/// The figures of the campaign, in its order.
///
/// Numbers in figures are exact ones; intervals such as "fewer than five" are left out and zero in words is
/// 0.
pub fn figures(data: &Data) -> Vec<Computed> {
    data.campaign.figures.iter().map(|figure| computed(data, figure)).collect()
}

fn computed(data: &Data, figure: &Figure) -> Computed {
    let found = compute::compute(data, &figure.rule);
    Computed {
        id: figure.id.clone(),
        title: figure.title.clone(),
        shown: shown(&found, figure.decimals),
        value: found.value.ok().map(|value| round(value, figure.decimals)),
        n: found.n,
        asked: data.asked.len(),
        base: found.base,
        rule: words::rule(data, &figure.rule),
        rows: found.rows,
        published: figure.published.clone(),
        note: figure.note.clone(),
    }
}

fn shown(found: &Found, decimals: u32) -> String {
    match (&found.value, found.share_of) {
        (Err(why), _) => format!("not computable: {why}"),
        (Ok(_), Some(all)) if all < PERCENT_FROM => format!("{} of {all}", found.rows.len()),
        (Ok(value), _) => found.unit.rounded(*value, decimals),
    }
}
