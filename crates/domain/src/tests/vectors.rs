//! Worked dates: published ones, and ones computed twice.

use super::law;
use crate::query::Vector;

#[test]
fn every_worked_date_comes_out_as_worked() {
    let law = law();
    let vectors = Vector::read(include_str!("../../../../tests/corpus/clock-vectors.csv")).unwrap();
    assert!(vectors.len() > 90, "the file has {} rows", vectors.len());
    let differing: Vec<_> = vectors
        .iter()
        .filter_map(|vector| {
            let query = vector.query().unwrap();
            let got = query.answer(&law).map(|answered| answered.due);
            let explained = query.explain(&law).map(|explained| explained.due);
            assert_eq!(got, explained, "{}", vector.id);
            (got != Ok(vector.expected))
                .then(|| format!("{}: {got:?}, expected {}", vector.id, vector.expected))
        })
        .collect();
    assert!(differing.is_empty(), "{differing:#?}");
}
