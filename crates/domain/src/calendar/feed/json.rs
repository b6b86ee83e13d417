//! The JSON of gov.uk: all divisions in one object, or one division alone.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;

use super::super::UNITED_KINGDOM;
use super::{FeedError, Listed};

/// A division with its holidays.
#[derive(Deserialize)]
struct Part {
    division: String,
    events: Vec<Event>,
}

/// A holiday; `notes` and `bunting` say nothing that matters to a count.
#[derive(Deserialize)]
struct Event {
    title: String,
    date: String,
}

/// Every holiday of the text, in its order.
pub(super) fn events(text: &str) -> Result<Vec<Listed>, FeedError> {
    let mut listed = Vec::new();
    for Part { division, events } in parts(text)? {
        known(&division)?;
        for event in events {
            listed.push(event.of(&division)?);
        }
    }
    Ok(listed)
}

fn parts(text: &str) -> Result<Vec<Part>, FeedError> {
    let broken = |error: serde_json::Error| FeedError::not_a_feed(&error.to_string());
    let shape: BTreeMap<String, Value> = serde_json::from_str(text).map_err(broken)?;
    if shape.contains_key("events") {
        return Ok(vec![serde_json::from_str(text).map_err(broken)?]);
    }
    shape.keys().try_for_each(|division| known(division))?;
    // Read from the text once more: its errors name the line and the column.
    let parts: BTreeMap<String, Part> = serde_json::from_str(text).map_err(broken)?;
    match parts.iter().find(|(key, part)| **key != part.division) {
        Some((key, part)) => {
            Err(FeedError::not_a_feed(&format!("under `{key}` it has the division `{}`", part.division)))
        }
        None => Ok(parts.into_values().collect()),
    }
}

fn known(division: &str) -> Result<(), FeedError> {
    let is_known = UNITED_KINGDOM.contains(&division);
    if is_known { Ok(()) } else { Err(FeedError::unknown_division(division)) }
}

impl Event {
    fn of(self, division: &str) -> Result<Listed, FeedError> {
        let date: Option<NaiveDate> = self.date.parse().ok();
        // The parser is generous (`2026-6-1`); a feed that does not write the date in full is not trusted to mean it.
        match date.filter(|date| date.to_string() == self.date) {
            Some(date) => Ok(Listed {
                division: division.into(),
                title: self.title,
                date,
                basis: String::new(),
                source: String::new(),
            }),
            None => Err(FeedError::not_a_date(division, &self.title, &self.date)),
        }
    }
}
