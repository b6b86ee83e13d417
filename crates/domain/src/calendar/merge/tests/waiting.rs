//! What waits is stored, shown and accepted.

use super::*;

fn moved() -> Waiting {
    let fed = edited(ruled(2027..=2027), "-scotland 2027-08-02; +scotland 2027-08-30 Summer bank holiday");
    let merge = merge(&calendar(ruled(2027..=2027), 2027..=2027), &feed(fed), date("2026-11-24"));
    assert_eq!(merge.waiting.len(), 1);
    merge.waiting[0].clone()
}

fn removed() -> Waiting {
    let day = Day { date: date("2027-08-02"), title: "Summer bank holiday".into() };
    Waiting::Removed { division: "scotland".into(), day }
}

#[test]
fn it_waits_as_json_and_comes_back_the_same() {
    for waiting in [moved(), removed()] {
        let stored = serde_json::to_string(&waiting).unwrap();
        assert_eq!(serde_json::from_str::<Waiting>(&stored).unwrap(), waiting, "{stored}");
    }
    assert_eq!(
        serde_json::to_string(&removed()).unwrap(),
        r#"{"what":"removed","division":"scotland","day":{"date":"2027-08-02","title":"Summer bank holiday"}}"#
    );
}

#[test]
fn it_names_the_division_and_the_days_that_would_change() {
    assert_eq!(moved().days(), [date("2027-08-02"), date("2027-08-30")]);
    assert_eq!(removed().days(), [date("2027-08-02")]);
    assert_eq!((moved().division(), removed().division()), ("scotland", "scotland"));
}

#[test]
fn an_accepted_move_changes_that_division_alone() {
    let mut known = calendar(ruled(2027..=2027), 2027..=2027);
    moved().accept(&mut known, "accepted by a person");
    let mut expected = calendar(ruled(2027..=2027), 2027..=2027);
    expected.remove("scotland", date("2027-08-02"));
    let mut day = holiday("scotland", date("2027-08-30"), "Summer bank holiday");
    day.source = "accepted by a person".into();
    expected.add(day);
    assert_eq!(known, expected);
}

#[test]
fn an_accepted_removal_takes_the_day_away_and_nothing_waits_after_it() {
    let mut known = calendar(ruled(2027..=2027), 2027..=2027);
    removed().accept(&mut known, "accepted by a person");
    assert!(known.on(date("2027-08-02")).is_empty());
    let fed = feed(edited(ruled(2027..=2027), "-scotland 2027-08-02"));
    assert_eq!(merge(&known, &fed, date("2026-11-24")), Merge::default());
}

#[test]
fn an_added_day_takes_the_basis_of_the_rules_where_the_feed_has_none() {
    let bases = |fed: &str| {
        let known = calendar(edited(ruled(2027..=2027), "-scotland 2027-08-02"), 2027..=2027);
        let merge = merge(&known, &feed(edited(ruled(2027..=2027), fed)), date("2026-11-24"));
        merge.added.into_iter().map(|day| (day.basis, day.source)).collect::<Vec<_>>()
    };
    assert_eq!(bases("+scotland 2027-08-02 Summer bank holiday"), [("B".into(), "a test".into())]);
    assert_eq!(bases(""), [("B".into(), "rules of the 1971 Act".into())]);
}
