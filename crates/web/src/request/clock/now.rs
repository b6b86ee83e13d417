//! Where a count stands today, in a sentence.

use chrono::NaiveDate;
use domain::clock::{Clock, Count, Hold};
use domain::deadlines::lapse;
use domain::explain::Explained;
use domain::law::Terms;
use domain::moment::in_words;
use domain::regime::Means;

/// How far the count has come by `today`; without its days, where the last one is not known.
pub(super) fn sentence(
    clock: &Clock,
    explained: Option<&Explained>,
    terms: &Terms,
    today: NaiveDate,
) -> String {
    match clock {
        Clock::NotStarted => String::new(),
        Clock::Running(count) => running(count, explained, terms, today),
        Clock::Held { holds, .. } => held(holds, explained, terms, today),
        Clock::Stopped { on, answered, .. } => stopped(*on, *answered, explained, terms),
    }
}

fn running(count: &Count, explained: Option<&Explained>, terms: &Terms, today: NaiveDate) -> String {
    let Some(explained) = explained else {
        return "The time is running.".into();
    };
    if today <= explained.due {
        return match place(explained, today, terms) {
            Some(place) => format!("It is running: {place}."),
            None => "It is running.".into(),
        };
    }
    let last = count.last_lawful(terms).ok().filter(|last| today <= *last);
    let still =
        last.map_or(String::new(), |last| format!(", but it may lawfully answer until {}", in_words(last)));
    format!("The last day passed {}{still}.", since(explained.due, today, terms))
}

/// `working day 7 of 20`; nothing where the law counts months.
fn place(explained: &Explained, day: NaiveDate, terms: &Terms) -> Option<String> {
    let of = explained.days.iter().filter_map(|day| day.number).next_back()?;
    Some(format!("{} {} of {of}", unit(terms), passed(explained, day)))
}

/// The number of the last counted day on or before `day`.
fn passed(explained: &Explained, day: NaiveDate) -> u32 {
    let before = explained.days.iter().take_while(|counted| counted.date <= day);
    before.filter_map(|counted| counted.number).last().unwrap_or(0)
}

fn unit(terms: &Terms) -> &'static str {
    if terms.regime.answer.period.working_days().is_some() { "working day" } else { "day" }
}

fn since(due: NaiveDate, today: NaiveDate, terms: &Terms) -> String {
    let first = due.succ_opt().unwrap_or(due);
    match terms.days.between(first, today) {
        Ok(1) => "1 working day ago".into(),
        Ok(days) if days > 1 => format!("{days} working days ago"),
        Ok(_) | Err(_) => format!("on {}", in_words(due)),
    }
}

fn held(
    holds: &[(NaiveDate, Hold)],
    explained: Option<&Explained>,
    terms: &Terms,
    today: NaiveDate,
) -> String {
    if let Some(last) = lapsed_by(holds, terms, today) {
        return lapsed(holds, last, terms);
    }
    let waits: Vec<String> = holds
        .iter()
        .map(|(since, hold)| format!("since {} for {}", in_words(*since), thing(*hold)))
        .collect();
    let before = holds.first().and_then(|(since, _)| since.pred_opt());
    let stood = before.zip(explained).map_or(String::new(), |(before, explained)| {
        format!(" {} had passed before.", days_passed(passed(explained, before), terms))
    });
    let ends: Vec<&str> = holds.iter().map(|(_, hold)| ends(*hold, terms)).collect();
    format!("It stands still: the authority waits {}.{stood} {}", waits.join(", and "), ends.join(" "))
}

fn thing(hold: Hold) -> &'static str {
    match hold {
        Hold::Clarification => "clarification",
        Hold::Fees => "a fee",
        Hold::Redirect => "the request at another address",
    }
}

fn days_passed(passed: u32, terms: &Terms) -> String {
    let unit = unit(terms);
    if passed == 1 { format!("1 {unit}") } else { format!("{passed} {unit}s") }
}

/// What ends a hold, and what that does to the count.
fn ends(hold: Hold, terms: &Terms) -> &'static str {
    let pauses = terms.regime.clarification.as_ref().is_some_and(|rule| rule.means == Means::Pauses);
    match hold {
        Hold::Clarification if pauses => {
            "When it has our answer the count goes on; the days from its question to our answer are left out."
        }
        Hold::Clarification => "When it has our answer, a new day zero begins.",
        Hold::Fees => {
            "When the fee is paid the count goes on; the days from the notice to the payment are left out, both included."
        }
        Hold::Redirect => "Its time begins when the request reaches that address.",
    }
}

/// The last day for a payment that did not come; none while it still can.
pub(super) fn lapsed_on(clock: &Clock, terms: &Terms, today: NaiveDate) -> Option<NaiveDate> {
    match clock {
        Clock::Held { holds, .. } => lapsed_by(holds, terms, today),
        Clock::NotStarted | Clock::Running(_) | Clock::Stopped { .. } => None,
    }
}

fn lapsed_by(holds: &[(NaiveDate, Hold)], terms: &Terms, today: NaiveDate) -> Option<NaiveDate> {
    lapse(holds, terms).filter(|last| *last < today)
}

fn lapsed(holds: &[(NaiveDate, Hold)], last: NaiveDate, terms: &Terms) -> String {
    let notice = holds.iter().find(|(_, hold)| *hold == Hold::Fees);
    let asked = notice.map_or(String::new(), |(since, _)| format!(", asked for on {},", in_words(*since)));
    let rule = terms.regime.fees.as_ref().and_then(|fees| terms.regime.deadlines.get(&fees.lapses));
    let source = rule.map_or(String::new(), |rule| format!(" ({})", rule.period.source));
    format!(
        "It lapsed: the fee{asked} was not paid by {}, so the authority need not answer any more{source}.",
        in_words(last)
    )
}

fn stopped(on: NaiveDate, answered: bool, explained: Option<&Explained>, terms: &Terms) -> String {
    let why = if answered { "the authority answered" } else { "we took the request back" };
    let place = explained.filter(|explained| on <= explained.due);
    match place.and_then(|explained| place_of(explained, on, terms)) {
        Some(place) => format!("It stopped on {}, {place}, when {why}.", in_words(on)),
        None => format!("It stopped on {}, when {why}.", in_words(on)),
    }
}

/// Where the count stood on the day on which it stopped; nothing for a stop on day zero or before it.
fn place_of(explained: &Explained, on: NaiveDate, terms: &Terms) -> Option<String> {
    let started = explained.days.first().is_some_and(|first| first.date <= on);
    started.then(|| place(explained, on, terms)).flatten()
}
