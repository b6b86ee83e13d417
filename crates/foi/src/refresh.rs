//! Bringing further holidays into the desk: from a file or an address, by command or by the worker.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::calendar::feed::{Feed, MOST_BYTES};
use domain::moment::london;
use engine::Step;
use store::holidays::{self, Refreshed};
use store::{Act, Desk};

use crate::failure::Failure;
use crate::fetch::fetch;
use crate::settings::CalendarSettings;

/// Takes in the feed in a file or at an address.
///
/// Errors: it cannot be read or fetched, or is no feed of holidays; nothing was changed.
pub(crate) async fn refresh(desk: &Desk, from: &str, act: &Act) -> Result<Refreshed, Failure> {
    let today = london(act.at);
    let feed = feed(from, today).await?;
    Ok(holidays::refresh(desk, &feed, today, act).await?)
}

async fn feed(from: &str, today: NaiveDate) -> Result<Feed, Failure> {
    let wrong = |what: String| Failure::new(format!("{from}: {what}"));
    let (text, came) = if from.contains("://") {
        (fetch(from).await?, "fetched")
    } else {
        let next = "give a file of holidays, or an address that begins with https://";
        (read(from).map_err(|error| wrong(format!("{error}; {next}")))?, "read")
    };
    Feed::read(&text, &format!("{from}, {came} {today}")).map_err(|error| wrong(error.to_string()))
}

fn read(file: &str) -> Result<String, String> {
    let size = std::fs::metadata(file).map_err(|error| error.to_string())?.len();
    if size > MOST_BYTES as u64 {
        return Err(format!("it has {size} bytes and a feed of holidays at most {MOST_BYTES}"));
    }
    std::fs::read_to_string(file).map_err(|error| error.to_string())
}

/// The step with which the workers keep the holidays fresh, where the settings allow it. When the feed was last taken is
/// kept in memory: starting anew costs no more than one fetch.
#[derive(Debug)]
pub(crate) struct Refresher {
    every_days: u32,
    feed: String,
    last: Option<DateTime<Utc>>,
}

impl Refresher {
    /// The step under these settings.
    pub(crate) fn new(settings: &CalendarSettings) -> Refresher {
        Refresher { every_days: settings.refresh_days, feed: settings.feed.clone(), last: None }
    }
    /// Takes in the feed if it is time.
    ///
    /// Errors: as for [`refresh`]; it is tried again at the next step.
    pub(crate) async fn step(&mut self, desk: &Desk, now: DateTime<Utc>) -> Result<Step, Failure> {
        if !is_time(self.every_days, self.last, now) {
            return Ok(Step::Idle);
        }
        let refreshed = refresh(desk, &self.feed, &Act::of_worker(now, "refresh of the holidays")).await?;
        self.last = Some(now);
        if !refreshed.waiting.is_empty() {
            tracing::warn!(
                changes = refreshed.waiting.len(),
                "holidays wait for a decision: see `foi clock changes`"
            );
        }
        Ok(Step::Idle)
    }
}

/// Whether the feed is to be fetched now, `every_days` after it was last; with 0 never.
fn is_time(every_days: u32, last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    every_days > 0 && last.is_none_or(|last| now - last >= TimeDelta::days(every_days.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_feed_is_fetched_once_in_so_many_days_and_with_nought_never() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let last = Some(at("2026-11-24T10:00:00Z"));
        for (every_days, last, now, expected) in [
            (0, None, "2026-11-24T10:00:00Z", false),
            (0, last, "2036-11-24T10:00:00Z", false),
            (7, None, "2026-11-24T10:00:00Z", true),
            (7, last, "2026-12-01T09:59:59Z", false),
            (7, last, "2026-12-01T10:00:00Z", true),
            (7, last, "2026-11-23T10:00:00Z", false),
            (u32::MAX, last, "2036-11-24T10:00:00Z", false),
        ] {
            assert_eq!(is_time(every_days, last, at(now)), expected, "{every_days} {now}");
        }
    }
}
