//! The drawn truth against the published figures, for many seeds.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Conduct, Habit, Role, Silence, cast};
use crate::figures::figures;
use crate::truth::{Said, Trust};

/// The register's sizes, read from the campaign's own register.
fn trusts() -> Vec<Trust> {
    let register = include_str!("../../../../config/registers/nhs-trusts-2018.csv");
    let asked = register.lines().skip(1).filter(|line| line.trim_end().ends_with(",1"));
    asked.map(trust).collect()
}

fn trust(line: &str) -> Trust {
    let fields: Vec<&str> = line.split(',').collect();
    let code = fields[0].to_owned();
    // Names with a comma move the other columns, so the size is the first number behind the name; the last
    // column is always 1.
    let fte = fields[2..].iter().find_map(|field| field.parse().ok().filter(|fte| *fte > 1));
    let address = format!("foi@{}.trusts.invalid", code.to_lowercase());
    Trust { name: format!("Trust {code}"), code, address, kind: "acute".to_owned(), fte }
}

fn drawn(roles: &[Role]) -> BTreeMap<String, Option<Decimal>> {
    figures(roles).into_iter().collect()
}

const SEEDS: [u64; 12] = [0, 1, 2, 3, 4, 5, 6, 7, 2018, 40_000, 123_456_789, u64::MAX];

#[test]
fn the_published_figures_hold_for_every_seed() {
    for seed in SEEDS {
        let drawn = drawn(&cast(seed, trusts()));
        for (id, expected) in [
            ("asked", "226"),
            ("responded", "159"),
            ("silent", "67"),
            ("qualified_answered", "108"),
            ("none_qualified", "24"),
            ("none_qualified_share", "22.2"),
            ("spent_nothing", "43"),
            ("spend_mean", "5356"),
            ("spend_min", "238"),
            ("spend_max", "78000"),
            ("spend_above_40000", "3"),
            ("target_reached", "12.0"),
            ("employees_per_qualified", "2582"),
        ] {
            assert_eq!(drawn[id], Some(expected.parse().unwrap()), "{id}, seed {seed}");
        }
        let link = drawn["size_and_spend"].unwrap().abs();
        assert!(link < "0.1".parse().unwrap(), "seed {seed}: {link}");
    }
}

#[test]
fn what_was_not_published_differs_with_the_seed() {
    for id in ["spend_median", "trained_total", "staff_total", "spend_total"] {
        let figures: Vec<Option<Decimal>> = SEEDS.map(|seed| drawn(&cast(seed, trusts()))[id]).to_vec();
        assert!(figures.windows(2).any(|pair| pair[0] != pair[1]), "{id}: {figures:?}");
    }
}

#[test]
fn the_largest_trust_without_anybody_qualified_has_about_16_000() {
    for seed in SEEDS {
        let roles = cast(seed, trusts());
        let none = roles.iter().filter(|role| role.said[1] == Said::Value(Decimal::ZERO));
        let mut sizes: Vec<Decimal> = none.filter_map(|role| role.said[0].value()).collect();
        sizes.sort();
        let largest = *sizes.last().unwrap();
        assert!(largest > Decimal::from(15_900) && largest < Decimal::from(16_050), "seed {seed}: {largest}");
        assert!(sizes.iter().filter(|size| **size > Decimal::from(10_000)).count() >= 3, "seed {seed}");
    }
}

#[test]
fn a_quarter_trained_fewer_than_80_percent_and_some_fewer_than_50() {
    for seed in SEEDS {
        let roles = cast(seed, trusts());
        let pairs = roles.iter().filter_map(|role| role.said[0].value().zip(role.said[2].value()));
        let shares: Vec<Decimal> = pairs.map(|(staff, trained)| trained / staff).collect();
        let under = |limit: &str| shares.iter().filter(|share| **share < limit.parse().unwrap()).count();
        assert!(shares.iter().all(|share| *share <= Decimal::ONE), "seed {seed}");
        assert_eq!(under("0.8"), shares.len() / 4, "seed {seed}");
        assert!((3..12).contains(&under("0.5")), "seed {seed}: {}", under("0.5"));
    }
}

#[test]
fn whoever_answers_gives_a_number_and_whoever_is_silent_says_nothing() {
    for seed in SEEDS {
        for role in cast(seed, trusts()) {
            let gives = role.said.iter().any(|said| said.value().is_some());
            assert_eq!(gives, role.conduct == Conduct::Answers, "seed {seed}, {}", role.trust.code);
            let silent = matches!(role.conduct, Conduct::Silent(_));
            assert_eq!(role.said.contains(&Said::Nothing), silent, "seed {seed}, {}", role.trust.code);
        }
    }
}

#[test]
fn every_style_silence_and_habit_is_met_several_times() {
    for seed in SEEDS {
        let roles = cast(seed, trusts());
        let mut met: BTreeMap<String, usize> = BTreeMap::new();
        for role in &roles {
            match role.conduct {
                Conduct::Answers => *met.entry(format!("{:?}", role.style)).or_default() += 1,
                conduct => *met.entry(format!("{conduct:?}")).or_default() += 1,
            }
            *met.entry(format!("{:?}", role.system)).or_default() += 1;
            role.habits.iter().for_each(|habit| *met.entry(format!("{habit:?}")).or_default() += 1);
        }
        assert_eq!(met.len(), 10 + 4 + 6 + 6 + 12, "seed {seed}: {met:?}");
        assert!(met.values().all(|count| *count >= 2), "seed {seed}: {met:?}");
    }
}

#[test]
fn a_world_of_twenty_keeps_the_proportions_roughly() {
    for seed in SEEDS {
        let roles = cast(seed, trusts().into_iter().step_by(11).take(20).collect());
        let drawn = drawn(&roles);
        assert_eq!(drawn["responded"], Some(Decimal::from(14)), "seed {seed}");
        assert_eq!(drawn["qualified_answered"], Some(Decimal::from(10)), "seed {seed}");
        assert_eq!(drawn["spend_min"], Some(Decimal::from(238)), "seed {seed}");
        let refused = roles.iter().filter(|role| role.conduct == Conduct::Silent(Silence::RefusedAtTheDoor));
        assert_eq!(refused.count(), 1, "seed {seed}");
        assert!(roles.iter().any(|role| role.has(Habit::DropsTheLine)), "seed {seed}");
    }
}

#[test]
fn worlds_of_any_number_can_be_drawn() {
    for count in [0, 1, 2, 3, 5, 50, 400] {
        let many: Vec<Trust> = trusts().into_iter().cycle().zip(0..count).map(renamed).collect();
        assert_eq!(cast(1, many).len(), count);
    }
}

fn renamed((trust, number): (Trust, usize)) -> Trust {
    Trust { code: format!("{}{number}", trust.code), ..trust }
}
