//! The charts over the whole campaign.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::figure::{Rule, Test};
use rust_decimal::Decimal;

use super::text;
use crate::chart;
use crate::data::Data;
use crate::figures::Computed;

/// A drawing and what stands under it.
#[derive(Debug)]
pub(super) struct Chart {
    /// SVG, made by [`crate::chart`]: every text in it is escaped.
    pub(super) svg: String,
    pub(super) caption: String,
}

/// The response curve, then size against answer for each rank correlation.
pub(super) fn of(data: &Data, figures: &[Computed]) -> Vec<Chart> {
    let declared = data.campaign.figures.iter().zip(figures);
    let scatters = declared.filter_map(|(figure, computed)| match &figure.rule {
        Rule::RankCorrelation { question, size, test } => scatter(data, computed, question, size, test),
        _ => None,
    });
    curve(data).into_iter().chain(scatters).collect()
}

fn curve(data: &Data) -> Option<Chart> {
    let days = responses_by_day(data)?;
    let svg = chart::response_curve(data.asked.len(), &days);
    let responded = days.last().map_or(0, |(_, so_far)| *so_far);
    let caption = format!(
        "Responses by day: {responded} of {} had sent one by {}. The dashed line is all that were asked.",
        text::authorities(data.asked.len()),
        text::long_date(data.as_of)
    );
    Some(Chart { svg, caption })
}

/// From the first letter to the day of the report, each day on which a response came.
fn responses_by_day(data: &Data) -> Option<Vec<(NaiveDate, usize)>> {
    let first = data.asked.iter().filter_map(|asked| asked.sent_on).min()?;
    let mut each: BTreeMap<NaiveDate, usize> = BTreeMap::from([(first, 0), (data.as_of.max(first), 0)]);
    for day in data.asked.iter().filter_map(|asked| asked.responded_on) {
        *each.entry(day.max(first)).or_default() += 1;
    }
    let so_far = each.into_iter().scan(0, |so_far, (day, new)| {
        *so_far += new;
        Some((day, *so_far))
    });
    Some(so_far.collect())
}

fn scatter(data: &Data, computed: &Computed, question: &str, size: &str, test: &Test) -> Option<Chart> {
    let points: Vec<(Decimal, Decimal)> = data
        .numbers(question)
        .into_iter()
        .filter(|(_, number)| test.passes(*number))
        .filter_map(|(asked, number)| Some((asked.authority.measure(size)?.value, number)))
        .collect();
    let number = data.number_of(question)?;
    let axes = (format!("size in the register: {size}"), format!("question {number}: {question}"));
    let title = text::visible(&computed.title);
    let svg = chart::scatter(&title, &points, (&axes.0, &axes.1));
    let caption = format!(
        "{title}: {}, {}. A ring for each authority. A link, or none, says nothing about causes.",
        computed.shown, computed.base
    );
    (!points.is_empty()).then_some(Chart { svg, caption })
}
