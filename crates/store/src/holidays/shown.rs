//! How holidays and differences are written where a program reads them.

use chrono::NaiveDate;
use domain::calendar::Holiday;
use domain::calendar::merge::Difference;
use serde::{Serialize, Serializer};

#[derive(Serialize)]
struct Shown<'a> {
    division: &'a str,
    date: NaiveDate,
    title: &'a str,
    basis: &'a str,
    source: &'a str,
}

pub(super) fn holidays<S: Serializer>(days: &[Holiday], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(days.iter().map(|Holiday { division, date, title, basis, source }| Shown {
        division,
        date: *date,
        title,
        basis,
        source,
    }))
}

/// In sentences.
pub(super) fn differences<S: Serializer>(differences: &[Difference], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(differences.iter().map(Difference::sentence))
}
