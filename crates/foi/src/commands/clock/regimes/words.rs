//! One law as people read it.

use domain::calendar::Covered;
use domain::law::Terms;
use domain::moment::in_words;
use domain::regime::{Anchor, Closed, Deadline, Effect, ExtensionRule, Means, Money, Regime, Roll, Whose};

use super::divisions;
use crate::say::wrapped;

/// The law with all its parameters, at most 80 columns wide.
pub(super) fn law(terms: &Terms) -> String {
    let regime = &terms.regime;
    let mut lines =
        vec![format!("{} ({}), as checked on {}", regime.title, regime.code, in_words(regime.checked))];
    lines.extend(regime.sources.iter().cloned());
    lines.extend((!regime.note.is_empty()).then(|| regime.note.clone()));
    lines.push(String::new());
    lines.extend(scope(regime));
    lines.extend(days(terms));
    lines.extend(answer(regime));
    lines.extend(regime.money.values().map(money));
    lines.push("\nLast days, by the name that --quantity takes:".into());
    lines.push(format!(
        "response_due: {}; theirs, statute ({})",
        regime.answer.period.in_words(),
        regime.answer.period.source
    ));
    lines.extend(regime.deadlines.iter().map(|(name, one)| deadline(name, one)));
    lines.iter().map(|line| wrapped(line, "  ")).collect::<Vec<_>>().join("\n")
}

fn scope(regime: &Regime) -> Vec<String> {
    let until = regime.in_force.until.map_or(String::new(), |day| format!(" to {}", in_words(day)));
    let mut lines = vec![format!("In force: from {}{until}", in_words(regime.in_force.from))];
    let places: Vec<_> = regime.jurisdictions.keys().map(String::as_str).collect();
    lines.push(format!("Binds authorities of: {}", places.join(", ")));
    let remarks = regime.jurisdictions.iter().filter(|(_, remark)| !remark.is_empty());
    lines.extend(remarks.map(|(place, remark)| format!("In {place}: {remark}")));
    lines
}

fn days(terms: &Terms) -> Vec<String> {
    let regime = &terms.regime;
    let Covered { first, last } = terms.days.covered();
    let mut lines = vec![format!("Received: {}", regime.receipt.says)];
    if let Some(days) = regime.receipt.posted_days {
        lines.push(format!("Posted: presumed received {days} calendar days later"));
    }
    lines.push(format!(
        "Left out: Saturdays, Sundays and holidays of {}; {} ({})",
        divisions(regime),
        regime.calendar.says,
        regime.calendar.source
    ));
    let closed = |Closed { from, to, why }: &Closed| {
        format!(
            "Left out each year: {}/{} to {}/{} (day/month), {why}",
            from.day, from.month, to.day, to.month
        )
    };
    lines.extend(regime.calendar.closed.iter().map(closed));
    lines.push(if first <= last {
        format!("Holidays known: from {} to {}", in_words(first), in_words(last))
    } else {
        "Holidays known: none; bring them in with `foi clock refresh FILE`".into()
    });
    lines
}

fn answer(regime: &Regime) -> Vec<String> {
    let answer = &regime.answer;
    let mut lines = vec![format!(
        "Answer: {}{} ({})",
        answer.period.in_words(),
        rolled(answer.period.roll),
        answer.period.source
    )];
    if answer.leaves_out_closures {
        lines.push("Left out: days on which the authority says it is closed".into());
    }
    lines.extend(
        answer.at_most.as_ref().map(|most| format!("At most: {} ({})", most.in_words(), most.source)),
    );
    lines.extend(regime.extension.as_ref().map(extension));
    lines.extend(regime.clarification.as_ref().map(clarification));
    lines.extend(regime.fees.as_ref().map(|fees| {
        format!(
            "A fees notice stops the count until the fee is paid, at the latest on {} ({})",
            fees.lapses, fees.source
        )
    }));
    lines
}

fn rolled(roll: Roll) -> &'static str {
    match roll {
        Roll::Stays => "",
        Roll::NextWorkingDay => ", then on to the next working day",
    }
}

fn extension(rule: &ExtensionRule) -> String {
    let limit = if rule.is_limit { "at most " } else { "" };
    let notice = if rule.needs_notice { ", only if claimed within the time for the answer" } else { "" };
    let names = rule.names.join(" or ");
    format!("Longer ({names}): {limit}{} in all{notice} ({})", rule.period.in_words(), rule.period.source)
}

fn clarification(effect: &Effect) -> String {
    let means = match effect.means {
        Means::Restarts => "a new day zero",
        Means::Pauses => "the days from question to answer are left out",
    };
    format!("Clarification: {means} ({})", effect.source)
}

fn money(money: &Money) -> String {
    format!(
        "Cost limit from {}: £{} at £{} an hour, {} ({})",
        in_words(money.from),
        money.pounds,
        money.an_hour,
        money.says,
        money.source
    )
}

fn deadline(name: &str, deadline: &Deadline) -> String {
    let from: Vec<_> = deadline.from.iter().map(Anchor::in_words).collect();
    let latest = if deadline.from_latest { "the later of " } else { "" };
    let how = if deadline.period.beginning_with { "beginning with" } else { "from" };
    let whose = if deadline.whose == Whose::Ours { "ours" } else { "theirs" };
    format!(
        "{name}: {} {how} {latest}{}{}; {whose}, {}: {} ({})",
        deadline.period.in_words(),
        from.join(" or "),
        rolled(deadline.period.roll),
        deadline.binds,
        deadline.says,
        deadline.period.source
    )
}
