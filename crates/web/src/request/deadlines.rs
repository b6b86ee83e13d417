//! Every other last day of a request that can be counted now: the authority's and ours.

use chrono::NaiveDate;
use domain::clock::{Clock, Profile, clock};
use domain::deadlines::{NoDate, last_day};
use domain::fact::Dated;
use domain::law::Terms;
use domain::moment::in_words;
use domain::regime::{Deadline, Whose};

/// One last day.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LastDay {
    pub(super) on: String,
    /// Whether it has passed.
    pub(super) passed: bool,
    /// What it is.
    pub(super) says: String,
    /// Who has to act by then.
    pub(super) whose: &'static str,
    /// What binds it: `statute`, `code`, `guideline`, `policy`.
    pub(super) binds: String,
    pub(super) source: String,
}

/// Every deadline of the law for which there is something to count it from, by date; none of a request that we took back.
///
/// Theirs are shown at their latest, ours at their earliest.
pub(super) fn last_days(timeline: &[Dated], terms: &Terms, today: NaiveDate) -> Vec<LastDay> {
    if matches!(clock(timeline, terms), Clock::Stopped { answered: false, .. }) {
        return Vec::new();
    }
    let mut days = Vec::new();
    for (name, deadline) in &terms.regime.deadlines {
        match counted(name, deadline, timeline, terms) {
            Ok(on) => days.push((Some(on), deadline)),
            Err(NoDate::Beyond(_)) => days.push((None, deadline)),
            Err(NoDate::NoStart { .. } | NoDate::NotEstablished { .. }) => {}
        }
    }
    days.sort_by_key(|(on, _)| (on.is_none(), *on));
    days.into_iter().map(|(on, deadline)| line(on, deadline, today)).collect()
}

fn counted(name: &str, deadline: &Deadline, timeline: &[Dated], terms: &Terms) -> Result<NaiveDate, NoDate> {
    let profile = match deadline.whose {
        Whose::Theirs => Profile::Code45,
        Whose::Ours => Profile::Act,
    };
    last_day(name, timeline, terms, profile)
}

fn line(on: Option<NaiveDate>, deadline: &Deadline, today: NaiveDate) -> LastDay {
    LastDay {
        on: on.map_or("past the known holidays".into(), in_words),
        passed: on.is_some_and(|on| on < today),
        says: deadline.says.clone(),
        whose: match deadline.whose {
            Whose::Theirs => "the authority",
            Whose::Ours => "we",
        },
        binds: deadline.binds.clone(),
        source: deadline.period.source.clone(),
    }
}
