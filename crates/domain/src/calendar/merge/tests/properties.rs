//! What holds for every calendar and every feed.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;

const TITLES: [&str; 4] = ["Summer bank holiday", "SUMMER BANK HOLIDAY (moved)", "Boxing Day", "A fair"];

/// Any days of 2027 to 2029 in any division, at their right places or not.
fn strays() -> impl Strategy<Value = Vec<Holiday>> {
    let start = date("2027-01-01");
    let stray = (0..4_usize, 0..1_096_u64, 0..TITLES.len()).prop_map(move |(place, after, title)| {
        let division = ["england-and-wales", "scotland", "northern-ireland", "ireland"][place];
        holiday(division, start + chrono::Days::new(after), TITLES[title])
    });
    vec(stray, 0..12)
}

/// Most of what the rules give to 2027 to 2029, and strays.
fn days() -> impl Strategy<Value = Vec<Holiday>> {
    let ruled = ruled(2027..=2029);
    let most = ruled.len() - 12..=ruled.len();
    (subsequence(ruled, most), strays()).prop_map(|(ruled, strays)| [ruled, strays].concat())
}

fn todays() -> impl Strategy<Value = NaiveDate> {
    (0..1_200_u64).prop_map(|after| date("2026-11-24") + chrono::Days::new(after))
}

proptest! {
    #[test]
    fn a_merge_never_removes_a_day(known in days(), fed in days(), today in todays()) {
        let before = calendar(known, 2027..=2028);
        let mut after = before.clone();
        merge(&before, &feed(fed), today).apply(&mut after);
        prop_assert!(before.holidays().all(|day| after.on(day.date).contains(day)));
    }

    #[test]
    fn a_merge_never_takes_back_a_covered_day(known in days(), fed in days(), today in todays()) {
        let before = calendar(known, 2027..=2028);
        let mut after = before.clone();
        merge(&before, &feed(fed), today).apply(&mut after);
        for (division, Covered { first, last }) in before.covers() {
            let now = after.covers()[division];
            prop_assert!(now.first <= *first && *last <= now.last);
        }
    }

    #[test]
    fn a_year_that_becomes_known_has_every_day_that_the_rules_expect(
        known in days(), fed in days(), today in todays()
    ) {
        let mut calendar = calendar(known, 2027..=2028);
        let merged = merge(&calendar, &feed(fed), today);
        merged.apply(&mut calendar);
        for (division, _) in &merged.covers {
            for day in rules::holidays_of(division, 2029).unwrap_or_default() {
                prop_assert!(calendar.on(day.date).iter().any(|known| known.division == *division), "{:?}", day);
            }
        }
    }

    #[test]
    fn the_same_feed_once_more_adds_nothing_and_leaves_the_same_waiting(
        known in days(), fed in days(), today in todays()
    ) {
        let mut calendar = calendar(known, 2027..=2028);
        let first = merge(&calendar, &feed(fed.clone()), today);
        first.apply(&mut calendar);
        let again = merge(&calendar, &feed(fed), today);
        prop_assert_eq!((again.added, again.covers), (vec![], vec![]));
        prop_assert_eq!(again.waiting, first.waiting);
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter(
        known in days(),
        (fed, shuffled) in days().prop_flat_map(|fed| (Just(fed.clone()), Just(fed).prop_shuffle())),
        today in todays(),
    ) {
        let calendar = calendar(known, 2027..=2028);
        prop_assert_eq!(merge(&calendar, &feed(fed), today), merge(&calendar, &feed(shuffled), today));
    }

    #[test]
    fn once_all_that_waits_is_accepted_nothing_of_the_feed_is_missing_or_too_much(
        known in days(), fed in days(), today in todays()
    ) {
        let mut calendar = calendar(known, 2027..=2028);
        let merged = merge(&calendar, &feed(fed.clone()), today);
        merged.apply(&mut calendar);
        merged.waiting.iter().for_each(|waiting| waiting.accept(&mut calendar, "accepted"));
        let after = merge(&calendar, &feed(fed), today);
        prop_assert_eq!((after.added, after.waiting, after.differences), (vec![], vec![], vec![]));
    }
}
