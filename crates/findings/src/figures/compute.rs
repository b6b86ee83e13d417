//! One rule, applied.

use domain::authority::Code;
use domain::figure::{Rule, Test};
use rust_decimal::Decimal;

use super::{Found, correlation, numbers, words};
use crate::data::{Asked, Data};
use crate::number::Unit;

/// Numbers with those that gave them.
pub(super) type Given<'a> = Vec<(&'a Asked, Decimal)>;

pub(super) fn compute(data: &Data, rule: &Rule) -> Found {
    match rule {
        Rule::Asked => authorities(data, |_| true),
        Rule::Responded => authorities(data, Asked::responded),
        Rule::Silent => authorities(data, |asked| !asked.responded()),
        Rule::Answered { question } => {
            let number = data.number_of(question);
            authorities(data, |asked| number.is_some_and(|number| asked.gave(number)))
        }
        Rule::Count { question, test } => counted(data, question, test),
        Rule::Share { question, test } => Found { unit: Unit::Percent, ..share(data, question, test) },
        Rule::Sum { question, test } => summary(data, question, test, numbers::sum),
        Rule::Mean { question, test } => summary(data, question, test, numbers::mean),
        Rule::Median { question, test } => summary(data, question, test, numbers::median),
        Rule::Minimum { question, test } => {
            extreme(summary(data, question, test, numbers::minimum), data, question)
        }
        Rule::Maximum { question, test } => {
            extreme(summary(data, question, test, numbers::maximum), data, question)
        }
        Rule::RatioOfTotals { question, by } => ratio_of_totals(data, question, by),
        Rule::ShareReaching { question, by, reaching } => share_reaching(data, question, by, *reaching),
        Rule::RankCorrelation { question, size, test } => correlation::with_size(data, question, size, test),
    }
}

fn authorities(data: &Data, counts: impl Fn(&Asked) -> bool) -> Found {
    let rows: Vec<Code> =
        data.asked.iter().filter(|asked| counts(asked)).map(|asked| asked.authority.code.clone()).collect();
    let base = format!("of {} asked", words::authorities(data.asked.len()));
    Found { value: Ok(rows.len().into()), unit: Unit::Plain, n: data.asked.len(), base, rows, share_of: None }
}

fn counted(data: &Data, question: &str, test: &Test) -> Found {
    let given = data.numbers(question);
    let n = given.len();
    let passing = passing(given, test);
    let base = words::that_gave(data, n, question);
    let value = if n == 0 { Err(words::nobody(data, question)) } else { Ok(passing.len().into()) };
    Found { value, unit: Unit::Plain, n, base, rows: codes(&passing), share_of: None }
}

fn share(data: &Data, question: &str, test: &Test) -> Found {
    let found = counted(data, question, test);
    Found { value: found.value.and_then(|count| percent(count, found.n)), share_of: Some(found.n), ..found }
}

fn summary(data: &Data, question: &str, test: &Test, of: fn(&[Decimal]) -> Option<Decimal>) -> Found {
    let given = data.numbers(question);
    let any = !given.is_empty();
    let taken = passing(given, test);
    let values: Vec<Decimal> = taken.iter().map(|(_, number)| *number).collect();
    let value = match (any, values.is_empty()) {
        (false, _) => Err(words::nobody(data, question)),
        (true, true) => Err(format!("no number given is {}", test.in_words())),
        (true, false) => of(&values).ok_or_else(words::too_large),
    };
    let base = words::whose_number(data, taken.len(), question, test);
    let unit = Unit::of(data.campaign.question(question));
    Found { value, unit, n: taken.len(), base, rows: codes(&taken), share_of: None }
}

/// Keeps the rows that hold the extreme.
fn extreme(found: Found, data: &Data, question: &str) -> Found {
    let holders = data.numbers(question).into_iter().filter(|(_, number)| found.value.as_ref() == Ok(number));
    let rows = codes(&holders.collect());
    Found { rows, ..found }
}

fn ratio_of_totals(data: &Data, question: &str, by: &str) -> Found {
    let pairs = both(data, question, by);
    let (parts, wholes): (Vec<Decimal>, Vec<Decimal>) =
        pairs.iter().map(|(_, part, whole)| (*part, *whole)).unzip();
    let base = words::that_gave_both(data, pairs.len(), question, by);
    let value = match (numbers::sum(&parts), numbers::sum(&wholes)) {
        _ if pairs.is_empty() => Err(words::nobody_both(data, question, by)),
        (_, Some(whole)) if whole.is_zero() => {
            Err(format!("the total of {} is zero", words::question(data, by)))
        }
        (Some(part), Some(whole)) => part.checked_div(whole).ok_or_else(words::too_large),
        _ => Err(words::too_large()),
    };
    let unit = words::unit_of_ratio(data, question, by);
    let rows = pairs.into_iter().map(|(asked, ..)| asked.authority.code.clone()).collect();
    Found { value, unit, n: parts.len(), base, rows, share_of: None }
}

fn share_reaching(data: &Data, question: &str, by: &str, reaching: Decimal) -> Found {
    let pairs: Vec<_> = both(data, question, by).into_iter().filter(|(.., whole)| !whole.is_zero()).collect();
    let n = pairs.len();
    let base = format!("{}, the latter not zero", words::that_gave_both(data, n, question, by));
    let rows: Vec<Code> = pairs
        .into_iter()
        .filter(|(_, part, whole)| reaches(*part, *whole, reaching))
        .map(|(asked, ..)| asked.authority.code.clone())
        .collect();
    let none = || Err(words::nobody_both(data, question, by));
    let value = if n == 0 { none() } else { percent(rows.len().into(), n) };
    Found { value, unit: Unit::Percent, n, base, rows, share_of: Some(n) }
}

/// Whether the part is at least so many percent of the whole; nothing is divided, so nothing is rounded.
fn reaches(part: Decimal, whole: Decimal, percent: Decimal) -> bool {
    match (part.checked_mul(Decimal::ONE_HUNDRED), whole.checked_mul(percent)) {
        (Some(part), Some(target)) => part >= target,
        _ => part.checked_div(whole).is_some_and(|share| share >= percent / Decimal::ONE_HUNDRED),
    }
}

fn percent(count: Decimal, of: usize) -> Result<Decimal, String> {
    let hundredfold = count.checked_mul(Decimal::ONE_HUNDRED);
    hundredfold.and_then(|count| count.checked_div(of.into())).ok_or_else(words::too_large)
}

fn both<'a>(data: &'a Data, question: &str, by: &str) -> Vec<(&'a Asked, Decimal, Decimal)> {
    let Some(by) = data.number_of(by) else { return vec![] };
    let given = data.numbers(question).into_iter();
    given.filter_map(|(asked, part)| Some((asked, part, asked.exact(by)?))).collect()
}

pub(super) fn passing<'a>(given: Given<'a>, test: &Test) -> Given<'a> {
    given.into_iter().filter(|(_, number)| test.passes(*number)).collect()
}

pub(super) fn codes(given: &Given<'_>) -> Vec<Code> {
    given.iter().map(|(asked, _)| asked.authority.code.clone()).collect()
}
