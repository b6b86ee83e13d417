use domain::answer::Outcome;

use super::*;
use crate::sample;

fn named(figures: &[Computed], id: &str) -> Computed {
    figures.iter().find(|figure| figure.id == id).unwrap().clone()
}

/// Worked out by hand from the table in `sample.rs`.
#[test]
fn gold_totals_of_twelve_authorities_with_every_kind_of_outcome() {
    let computed = figures(&sample::data());
    for (id, value, shown, n, rows) in [
        ("asked", "12", "12", 12, "AA1 AA2 AA3 AA4 AA5 AA6 AA7 AA8 AA9 AB1 AB2 AB3"),
        ("responded", "9", "9", 12, "AA1 AA2 AA3 AA4 AA5 AA6 AA7 AA8 AA9"),
        ("silent", "3", "3", 12, "AB1 AB2 AB3"),
        // The interval of AA5 is a value, the refusals of AA6, AA7 and AA9 are none.
        ("answered", "6", "6", 12, "AA1 AA2 AA3 AA4 AA5 AA8"),
        ("none", "2", "2", 5, "AA1 AA4"),
        ("none_share", "40", "2 of 5", 5, "AA1 AA4"),
        ("qualified_sum", "6", "6", 5, "AA1 AA2 AA3 AA4 AA8"),
        ("qualified_mean", "2", "2.0", 3, "AA2 AA3 AA8"),
        ("qualified_median", "1", "1", 5, "AA1 AA2 AA3 AA4 AA8"),
        // (3000 + 4100) / 2
        ("employees_median", "3550", "3,550", 8, "AA1 AA2 AA3 AA4 AA5 AA6 AA7 AA8"),
        // (500 + 238 + 78000 + 1200.50) / 4 = 19984.625
        ("spent_mean", "19984.63", "£19,984.63", 4, "AA2 AA3 AA4 AA8"),
        ("spent_least", "238", "£238", 4, "AA3"),
        ("spent_most", "78000", "£78,000", 5, "AA4"),
        ("spent_much", "1", "1", 5, "AA4"),
        // (1000 + 2000 + 3000 + 4100 + 800) / (0 + 1 + 2 + 0 + 3) = 1816.67
        ("one_per", "1817", "1,817", 5, "AA1 AA2 AA3 AA4 AA8"),
        ("target", "50", "3 of 6", 6, "AA1 AA2 AA4"),
        // Sizes rank 1 2 3, sums 2 1 3: 1 - 6 * 2 / (3 * 8)
        ("size", "0.5", "0.50", 3, "AA2 AA3 AA4"),
        ("spent_too_much", "", "not computable: no number given is above 100000", 0, ""),
        ("policy_mean", "", "not computable: no authority gave a number to question 5", 0, ""),
        (
            "trained_per_nothing",
            "",
            "not computable: no authority gave usable numbers to question 3 and question 5",
            0,
            "",
        ),
    ] {
        let figure = named(&computed, id);
        assert_eq!(figure.value.map_or(String::new(), |value| value.normalize().to_string()), value, "{id}");
        assert_eq!((figure.shown.as_str(), figure.n, figure.asked), (shown, n, 12), "{id}");
        let codes: Vec<String> = figure.rows.iter().map(ToString::to_string).collect();
        assert_eq!(codes.join(" "), rows, "{id}");
    }
}

#[test]
fn every_figure_names_its_base_and_its_rule() {
    let computed = figures(&sample::data());
    for (id, base) in [
        ("silent", "of 12 authorities asked"),
        ("none", "of 5 authorities that gave a number to question 2"),
        ("spent_mean", "of 4 authorities that gave a number above 0 to question 4"),
        ("one_per", "of 5 authorities that gave numbers to question 1 and question 2"),
        (
            "size",
            "of 3 authorities that gave a number above 0 to question 4 and have a size (fte) in the register",
        ),
    ] {
        assert_eq!(named(&computed, id).base, base);
    }
    assert!(computed.iter().all(|figure| figure.rule.ends_with('.')));
    assert!(named(&computed, "one_per").rule.starts_with("Ratio of totals"));
    assert_eq!(named(&computed, "none").published.as_deref(), Some("24"));
}

#[test]
fn a_share_is_a_percentage_only_from_twenty_authorities_on() {
    // Five of twelve give an exact number, two of them zero.
    for (authorities, shown) in [(36, "6 of 15"), (43, "8 of 19"), (44, "40.0 %"), (226, "40.0 %")] {
        let share = named(&figures(&sample::many(authorities)), "none_share");
        assert_eq!(share.shown, shown, "{authorities}: n = {}", share.n);
        assert!(share.value.is_some());
    }
}

#[test]
fn numbers_too_large_for_the_decimals_are_said_to_be_so() {
    let mut data = sample::data();
    for code in ["AA1", "AA2"] {
        sample::answer(&mut data, code, 1, Outcome::exactly(Decimal::MAX));
        sample::answer(&mut data, code, 3, Outcome::exactly(Decimal::MAX));
    }
    let computed = figures(&data);
    assert_eq!(named(&computed, "one_per").shown, "not computable: the numbers are too large to be added up");
    assert_eq!(named(&computed, "target").shown, "3 of 6");
}

#[test]
fn figures_do_not_depend_on_the_order_in_which_facts_came() {
    let data = sample::data();
    let mut reversed = data.asked.clone();
    reversed.reverse();
    let again = Data::new(data.campaign.clone(), data.as_of, reversed);
    assert_eq!(figures(&data), figures(&again));
}
