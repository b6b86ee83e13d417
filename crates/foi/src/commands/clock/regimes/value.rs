//! One law as structure.

use domain::calendar::Covered;
use domain::law::Terms;
use domain::regime::{Anchor, Closed, Deadline, Means, Money, MonthDay, Period, Regime, Roll, Unit, Whose};
use serde_json::{Map, Value, json};

/// The law with all its parameters.
pub(super) fn law(terms: &Terms) -> Value {
    let regime = &terms.regime;
    let Covered { first, last } = terms.days.covered();
    json!({
        "code": regime.code, "short": regime.short, "name": regime.title, "checked": regime.checked,
        "sources": regime.sources, "note": regime.note,
        "in_force": { "from": regime.in_force.from, "until": regime.in_force.until },
        "jurisdictions": regime.jurisdictions, "calendar": calendar(regime),
        "holidays_known": { "first": first, "last": last },
        "receipt": { "says": regime.receipt.says, "code45": regime.receipt.code45, "posted_days": regime.receipt.posted_days },
        "answer": answer(regime), "extension": extension(regime),
        "clarification": regime.clarification.as_ref().map(|effect| json!({ "means": means(effect.means), "source": effect.source })),
        "fees": regime.fees.as_ref().map(|fees| json!({ "lapses": fees.lapses, "source": fees.source })),
        "money": regime.money.iter().map(|(name, money)| (name.clone(), limit(money))).collect::<Map<_, _>>(),
        "deadlines": regime.deadlines.iter().map(|(name, one)| (name.clone(), deadline(one))).collect::<Map<_, _>>(),
    })
}

fn calendar(regime: &Regime) -> Value {
    let rule = &regime.calendar;
    let day = |MonthDay { month, day }: MonthDay| format!("{month:02}-{day:02}");
    let closed =
        |closed: &Closed| json!({ "from": day(closed.from), "to": day(closed.to), "why": closed.why });
    json!({
        "divisions": rule.divisions, "says": rule.says, "source": rule.source,
        "closed": rule.closed.iter().map(closed).collect::<Vec<_>>(),
    })
}

fn answer(regime: &Regime) -> Value {
    let mut value = period(&regime.answer.period);
    value["leaves_out_closures"] = regime.answer.leaves_out_closures.into();
    value["at_most"] = regime.answer.at_most.as_ref().map_or(Value::Null, period);
    value
}

fn extension(regime: &Regime) -> Option<Value> {
    let rule = regime.extension.as_ref()?;
    let mut value = period(&rule.period);
    value["names"] = json!(rule.names);
    value["is_limit"] = rule.is_limit.into();
    value["needs_notice"] = rule.needs_notice.into();
    Some(value)
}

fn deadline(deadline: &Deadline) -> Value {
    let mut value = period(&deadline.period);
    let from: Vec<_> = deadline.from.iter().map(Anchor::in_words).collect();
    value["from"] = json!(from);
    value["from_latest"] = deadline.from_latest.into();
    value["whose"] = if deadline.whose == Whose::Ours { "ours" } else { "theirs" }.into();
    value["binds"] = json!(deadline.binds);
    value["says"] = json!(deadline.says);
    value
}

fn period(period: &Period) -> Value {
    let unit = match period.unit {
        Unit::WorkingDays => "working-days",
        Unit::WorkingWeeks => "working-weeks",
        Unit::CalendarDays => "calendar-days",
        Unit::Months => "months",
    };
    json!({
        "count": period.count, "unit": unit, "beginning_with": period.beginning_with,
        "roll": if period.roll == Roll::Stays { "stays" } else { "next-working-day" }, "source": period.source,
    })
}

fn limit(money: &Money) -> Value {
    json!({
        "pounds": money.pounds, "an_hour": money.an_hour, "says": money.says, "from": money.from, "source": money.source,
    })
}

fn means(means: Means) -> &'static str {
    match means {
        Means::Restarts => "restarts",
        Means::Pauses => "pauses",
    }
}
