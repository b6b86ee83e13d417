//! What else is to be known about a date: extensions, restarts, later readings.

use chrono::NaiveDate;

use crate::calendar::BeyondCalendar;
use crate::clock::{Clock, Count, Profile, Start, Why, clock};
use crate::deadlines::{Counted, RESPONSE_DUE, lapse};
use crate::fact::Dated;
use crate::law::Terms;
use crate::moment::in_words;

/// What else is to be known about a date.
pub(super) fn all(
    quantity: &str,
    counted: &Counted,
    timeline: &[Dated],
    terms: &Terms,
    profile: Profile,
) -> Result<Vec<String>, BeyondCalendar> {
    let mut remarks = Vec::new();
    let Some(count) = counted.count.as_ref().filter(|_| quantity == RESPONSE_DUE) else {
        return Ok(remarks);
    };
    remarks.extend(waiting(timeline, terms));
    remarks.extend(not_established(count, terms));
    let notice = count.notice_due(terms, profile)?;
    if let Some(extended) = count.extended {
        remarks.push(extension(count, extended.until, notice, terms));
    }
    let clear = count.if_clear.as_ref().and_then(|clear| clear.due(terms, profile).ok());
    remarks.extend(clear.map(|due| {
        format!(
            "If the request was clear as it was, asking did not restart the count, and the answer was due on {}.",
            in_words(due)
        )
    }));
    match count.last_lawful(terms) {
        Ok(last) if last > counted.due => remarks.push(later(count, counted, last, terms)),
        Ok(_) => {}
        Err(beyond) => remarks.push(format!("How long it may lawfully answer is not known: {beyond}.")),
    }
    Ok(remarks)
}

/// While the authority waits for us nobody is late, whatever date stands there.
fn waiting(timeline: &[Dated], terms: &Terms) -> Option<String> {
    let Clock::Held { holds, .. } = clock(timeline, terms) else {
        return None;
    };
    let each = holds.iter().map(|(since, hold)| format!("since {} for {}", in_words(*since), hold.name()));
    let pay = lapse(&holds, terms).map(|last| {
        format!(" A fee can be paid until {}; after that nothing is owed any more.", in_words(last))
    });
    let waits = each.collect::<Vec<_>>().join(" and ");
    Some(format!(
        "The authority waits for us {waits}, so its time stands still; the date is the one that holds if it need not wait.{}",
        pay.unwrap_or_default()
    ))
}

/// A timeline records what happened, whether the law has a rule for it or not: then the later reading is counted.
fn not_established(count: &Count, terms: &Terms) -> Option<String> {
    let regime = &terms.regime;
    let clarified = count.start == Start::Clarified && regime.clarification.is_none();
    let unpaid = regime.fees.is_none() && count.left_out.iter().any(|days| days.why == Why::Unpaid);
    let what = match (clarified, unpaid) {
        (true, _) => "a clarification",
        (false, true) => "a fee",
        (false, false) => return None,
    };
    Some(format!(
        "What {what} does to the time for an answer is not established for {}; the later reading is counted.",
        regime.short
    ))
}

fn extension(count: &Count, until: Option<NaiveDate>, notice: NaiveDate, terms: &Terms) -> String {
    let short = &terms.regime.short;
    match (count.extension(terms, notice), &terms.regime.extension, until) {
        (Some((rule, _)), _, until) => {
            let promised =
                until.map_or(String::new(), |day| format!("; the authority promised {}", in_words(day)));
            format!(
                "Longer time was claimed ({}){promised}. The date for a refusal notice stays {}.",
                rule.period.source,
                in_words(notice)
            )
        }
        (None, Some(rule), _) => format!(
            "Longer time was claimed after {}: too late, so it extends nothing ({}).",
            in_words(notice),
            rule.period.source
        ),
        (None, None, _) => format!("Longer time was claimed; {short} knows no extension, so the date stays."),
    }
}

fn later(count: &Count, counted: &Counted, last: NaiveDate, terms: &Terms) -> String {
    let why = if let Some(at_most) =
        terms.regime.answer.at_most.as_ref().filter(|_| count.left_out.is_empty())
    {
        format!(
            "The day is not certain: it lies between {} and {} ({})",
            in_words(counted.due),
            in_words(last),
            at_most.source
        )
    } else if terms.days.counts(count.received) == Some(true) {
        "A change of the holidays waits for a decision (`foi clock changes`)".into()
    } else {
        format!(
            "{} was no working day, and an authority that follows paragraph 4.2 of the section 45 Code counts from the next one",
            in_words(count.received)
        )
    };
    format!("{why}. It may lawfully answer until {}; it is not called late before.", in_words(last))
}
