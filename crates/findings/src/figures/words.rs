//! Rules and bases in words.

use domain::figure::{Rule, Test};
use rust_decimal::Decimal;

use crate::data::Data;
use crate::number::Unit;

pub(super) fn authorities(count: usize) -> String {
    if count == 1 { "1 authority".to_string() } else { format!("{count} authorities") }
}

/// `question 2`, or its name where the campaign does not ask it.
pub(super) fn question(data: &Data, name: &str) -> String {
    data.number_of(name).map_or_else(|| format!("`{name}`"), |number| format!("question {number}"))
}

pub(super) fn that_gave(data: &Data, n: usize, name: &str) -> String {
    format!("of {} that gave a number to {}", authorities(n), question(data, name))
}

pub(super) fn that_gave_both(data: &Data, n: usize, name: &str, by: &str) -> String {
    format!("of {} that gave numbers to {} and {}", authorities(n), question(data, name), question(data, by))
}

pub(super) fn whose_number(data: &Data, n: usize, name: &str, test: &Test) -> String {
    match test.in_words() {
        every if every.is_empty() => that_gave(data, n, name),
        limits => format!("of {} that gave a number {limits} to {}", authorities(n), question(data, name)),
    }
}

pub(super) fn nobody(data: &Data, name: &str) -> String {
    format!("no authority gave a number to {}", question(data, name))
}

pub(super) fn nobody_both(data: &Data, name: &str, by: &str) -> String {
    format!("no authority gave usable numbers to {} and {}", question(data, name), question(data, by))
}

pub(super) fn too_large() -> String {
    "the numbers are too large to be added up".to_string()
}

/// Pounds for each of something are pounds; a ratio of like to like has no unit.
pub(super) fn unit_of_ratio(data: &Data, name: &str, by: &str) -> Unit {
    let unit = |name: &str| Unit::of(data.campaign.question(name));
    match (unit(name), unit(by)) {
        (Unit::Pounds, Unit::Plain) => Unit::Pounds,
        _ => Unit::Plain,
    }
}

/// How the figure is computed, as a reader can check it.
pub(super) fn rule(data: &Data, rule: &Rule) -> String {
    let numbers = |name: &str, test: &Test| match test.in_words() {
        every if every.is_empty() => format!("exact numbers given to {}", question(data, name)),
        limits => format!("exact numbers given to {} that are {limits}", question(data, name)),
    };
    match rule {
        Rule::Asked => "Authorities asked, counted.".into(),
        Rule::Responded => {
            "Authorities with any accepted outcome, counted. A refusal notice is a response (FOIA s.17)."
                .into()
        }
        Rule::Silent => "Authorities without any accepted outcome, counted.".into(),
        Rule::Answered { question: name } => {
            format!("Authorities with a value for {}, counted; an interval is one.", question(data, name))
        }
        Rule::Count { question: name, test } => format!("Count of {}.", numbers(name, test)),
        Rule::Share { question: name, test } => {
            format!("Count of {}, as a percentage of all exact numbers given to it.", numbers(name, test))
        }
        Rule::Sum { question: name, test } => format!("Total of {}.", numbers(name, test)),
        Rule::Mean { question: name, test } => format!("Arithmetic mean of {}.", numbers(name, test)),
        Rule::Median { question: name, test } => format!("Median of {}.", numbers(name, test)),
        Rule::Minimum { question: name, test } => format!("Least of {}.", numbers(name, test)),
        Rule::Maximum { question: name, test } => format!("Greatest of {}.", numbers(name, test)),
        Rule::RatioOfTotals { question, by } => ratio_of_totals(data, question, by),
        Rule::ShareReaching { question, by, reaching } => share_reaching(data, question, by, *reaching),
        Rule::RankCorrelation { question: name, size, test } => format!(
            "Spearman's rank correlation, ties sharing their mean rank, of {} with the authority's latest \
             size ({size}) in the register. It says how far the two orders agree, not why.",
            numbers(name, test)
        ),
    }
}

fn ratio_of_totals(data: &Data, name: &str, by: &str) -> String {
    format!(
        "Ratio of totals: the total of {} divided by the total of {}, over authorities that gave exact \
         numbers to both.",
        question(data, name),
        question(data, by)
    )
}

fn share_reaching(data: &Data, name: &str, by: &str, reaching: Decimal) -> String {
    format!(
        "Authorities whose number for {} is at least {reaching} % of their number for {}, as a percentage of \
         those that gave exact numbers to both and whose number for the latter is not zero.",
        question(data, name),
        question(data, by)
    )
}
