//! The response curve of a campaign: the one place where the web asks `findings` for a chart.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use findings::chart::response_curve;
use store::requests::Row;

/// The chart as SVG of our own making, for the page itself; nothing before the first request is out.
pub(crate) fn draw(rows: &[Row], today: NaiveDate) -> Option<String> {
    let first = rows.iter().filter_map(|row| row.sent_on).min()?;
    Some(response_curve(rows.len(), &days(rows, first, today.max(first))))
}

/// Each day on which somebody answered with the answers so far, between the first day and the last.
fn days(rows: &[Row], first: NaiveDate, last: NaiveDate) -> Vec<(NaiveDate, usize)> {
    let mut answers: BTreeMap<NaiveDate, usize> = BTreeMap::from([(first, 0), (last, 0)]);
    for on in rows.iter().filter_map(|row| row.answered_on).filter(|on| *on <= last) {
        *answers.entry(on.max(first)).or_default() += 1;
    }
    let so_far = answers.into_iter().scan(0, |so_far, (day, count)| {
        *so_far += count;
        Some((day, *so_far))
    });
    so_far.collect()
}
