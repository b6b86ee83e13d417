//! `/calendar`: which holidays are known here, where each came from, and which wait for a person.

use askama::Template;
use axum::extract::State;
use chrono::{Months, NaiveDate, TimeDelta};
use domain::calendar::{Calendar, Covered, Holiday, UNITED_KINGDOM};
use domain::explain::place;
use domain::moment::in_words;
use domain::regime::RegimeCode;
use store::holidays::{self, Change, ChangeState};

use crate::frame::{Frame, Shown, html};
use crate::notice::says;
use crate::{Pages, shown};

/// The most changes on the page besides those that wait; the newest come first.
const CHANGES: usize = 100;
/// Sixty working days, the longest time any law here allows from a request of today, take about so long.
const LONGEST: TimeDelta = TimeDelta::weeks(13);

/// Which holidays are known, and what became of those that changed.
#[derive(Debug, PartialEq, Eq, Template)]
#[template(path = "pages/calendar.html")]
struct CalendarPage {
    frame: Frame,
    version: String,
    divisions: Vec<DivisionLine>,
    holidays: Vec<HolidayLine>,
    /// The last of the coming days that is known; empty where the whole year is.
    known_to: String,
    /// What the law that binds most authorities makes of them.
    rule: String,
    waiting: Vec<ChangeLine>,
    made: Vec<ChangeLine>,
    /// How many older changes are not shown.
    more: usize,
}

#[derive(Debug, PartialEq, Eq)]
struct DivisionLine {
    place: String,
    first: String,
    last: String,
    /// What is to be done about its end; empty where nothing is.
    warning: &'static str,
}

#[derive(Debug, PartialEq, Eq)]
struct HolidayLine {
    date: String,
    title: String,
    places: String,
    source: String,
}

#[derive(Debug, PartialEq, Eq)]
struct ChangeLine {
    id: i64,
    made: String,
    says: String,
    source: String,
    state: &'static str,
    by: String,
    moved: i64,
}

/// Shows which holidays are known.
pub(crate) async fn show(State(pages): State<Pages>) -> Shown {
    let (desk, today) = (&pages.desk, pages.date());
    let law = desk.law().await?;
    let changes = holidays::changes(desk).await?;
    let (waiting, made): (Vec<_>, Vec<_>) =
        changes.iter().partition(|change| change.state == ChangeState::Waiting);
    html(&CalendarPage {
        frame: Frame::on(today).at("calendar"),
        version: law.version().into(),
        divisions: divisions(law.calendar(), today),
        holidays: coming(law.calendar(), today),
        known_to: short_of_a_year(law.calendar(), today),
        rule: law
            .terms(&RegimeCode::default())
            .map_or(String::new(), |terms| terms.regime.calendar.says.clone()),
        waiting: waiting.into_iter().map(change_line).collect(),
        more: made.len().saturating_sub(CHANGES),
        made: made.into_iter().take(CHANGES).map(change_line).collect(),
    })
}

/// Every division, those of the United Kingdom first.
fn divisions(calendar: &Calendar, today: NaiveDate) -> Vec<DivisionLine> {
    let is_ours = |division: &str| UNITED_KINGDOM.contains(&division);
    let ours = UNITED_KINGDOM.into_iter().filter_map(|name| Some((name, calendar.covers().get(name)?)));
    let others = calendar.covers().iter().map(|(name, covered)| (name.as_str(), covered));
    let all = ours.chain(others.filter(|(name, _)| !is_ours(name)));
    all.map(|(name, covered)| division_line(name, *covered, today)).collect()
}

fn division_line(division: &str, covered: Covered, today: NaiveDate) -> DivisionLine {
    let warning = match covered.last - today {
        left if left < TimeDelta::zero() => "passed: no date after it is counted",
        left if left < LONGEST => "soon: bring in further holidays",
        _ => "",
    };
    DivisionLine {
        place: place(division),
        first: in_words(covered.first),
        last: in_words(covered.last),
        warning,
    }
}

/// The holidays of the United Kingdom from today to a year from now, one line for all places that share one.
fn coming(calendar: &Calendar, today: NaiveDate) -> Vec<HolidayLine> {
    let end = in_a_year(today);
    let in_time = |holiday: &&Holiday| (today..end).contains(&holiday.date);
    let ours = |holiday: &&Holiday| UNITED_KINGDOM.contains(&holiday.division.as_str());
    let mut shared: Vec<Vec<&Holiday>> = Vec::new();
    for holiday in calendar.holidays().filter(in_time).filter(ours) {
        match shared.iter_mut().rev().take(UNITED_KINGDOM.len()).find(|others| same(others[0], holiday)) {
            Some(others) => others.push(holiday),
            None => shared.push(vec![holiday]),
        }
    }
    shared.iter().map(|holidays| holiday_line(holidays)).collect()
}

fn in_a_year(today: NaiveDate) -> NaiveDate {
    today.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX)
}

/// The last day that is known in the whole United Kingdom, where the coming year goes on after it.
fn short_of_a_year(calendar: &Calendar, today: NaiveDate) -> String {
    let covered = calendar.covered(&UNITED_KINGDOM.map(String::from));
    let last = covered.map(|covered| covered.last).filter(|last| last.succ_opt() < Some(in_a_year(today)));
    last.map_or(String::new(), in_words)
}

fn same(one: &Holiday, other: &Holiday) -> bool {
    (one.date, &one.title, &one.source) == (other.date, &other.title, &other.source)
}

fn holiday_line(shared: &[&Holiday]) -> HolidayLine {
    let places: Vec<String> = shared.iter().map(|holiday| place(&holiday.division)).collect();
    let everywhere = shared.len() == UNITED_KINGDOM.len();
    HolidayLine {
        date: in_words(shared[0].date),
        title: shown::excerpt(&shared[0].title),
        places: if everywhere { "the whole United Kingdom".into() } else { places.join(", ") },
        source: shown::excerpt(&shared[0].source),
    }
}

fn change_line(change: &Change) -> ChangeLine {
    ChangeLine {
        id: change.id,
        made: shown::instant(change.made_at),
        says: says(change),
        source: shown::excerpt(&change.source),
        state: change.state.name(),
        by: change.decided_by.clone().unwrap_or_default(),
        moved: change.moved,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::sample::HOLIDAYS;

    fn calendar() -> Calendar {
        Calendar::parse(HOLIDAYS).unwrap()
    }

    #[test]
    fn a_holiday_of_several_places_is_one_line_and_its_year_ends_after_twelve_months() {
        let lines = coming(&calendar(), "2018-12-25".parse().unwrap());
        let told: Vec<_> =
            lines.iter().map(|line| format!("{}: {} ({})", line.date, line.title, line.places)).collect();
        assert_eq!(told[0], "Tue 25 December 2018: Christmas Day (the whole United Kingdom)");
        assert_eq!(told[3], "Wed 2 January 2019: 2nd January (Scotland)");
        assert_eq!(told[6], "Mon 22 April 2019: Easter Monday (England and Wales, Northern Ireland)");
        assert_eq!(told.last().unwrap(), "Mon 2 December 2019: St Andrew’s Day (Scotland)");
    }

    #[test]
    fn a_year_that_is_not_known_to_its_end_says_so() {
        for (today, expected) in [("2028-01-01", ""), ("2028-01-02", "Sun 31 December 2028")] {
            assert_eq!(short_of_a_year(&calendar(), today.parse().unwrap()), expected);
        }
    }

    #[test]
    fn the_end_of_what_is_known_is_called_out_before_a_request_could_run_into_it() {
        for (today, expected) in [
            ("2018-09-10", ""),
            ("2028-10-01", ""),
            ("2028-10-02", "soon: bring in further holidays"),
            ("2028-12-31", "soon: bring in further holidays"),
            ("2029-01-01", "passed: no date after it is counted"),
        ] {
            let lines = divisions(&calendar(), today.parse().unwrap());
            assert_eq!(lines.iter().map(|line| line.warning).collect::<Vec<_>>(), [expected; 3], "{today}");
            assert_eq!(lines[0].place, "England and Wales");
        }
    }
}
