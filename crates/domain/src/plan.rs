//! When the letters of a campaign go out.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::{BeyondCalendar, Calendar};
use crate::moment::in_london;

/// The window and the pace in which letters go out: working days only, London time, a pilot first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SendPlan {
    /// The first day on which a letter may go; nothing goes on a day that is no working day.
    pub starts: NaiveDate,
    /// The hour from which letters go, London time.
    pub from: NaiveTime,
    /// The hour at which sending stops for the day.
    pub until: NaiveTime,
    /// Letters an hour, at least one.
    pub per_hour: u32,
    /// Letters in the pilot.
    pub pilot: usize,
    /// Working days between the pilot's day and the rest, so that a fault can show.
    pub pilot_days: usize,
}

impl Default for SendPlan {
    fn default() -> SendPlan {
        SendPlan {
            starts: NaiveDate::MIN,
            from: NaiveTime::MIN + TimeDelta::minutes(9 * 60 + 30),
            until: NaiveTime::MIN + TimeDelta::minutes(15 * 60 + 30),
            per_hour: 120,
            pilot: 10,
            pilot_days: 2,
        }
    }
}

/// Send times for `letters` letters, in order: the pilot's, then the rest.
///
/// Errors: the plan runs past the last day whose holidays are known.
pub fn schedule(
    plan: &SendPlan,
    letters: usize,
    calendar: &Calendar,
) -> Result<Vec<DateTime<Utc>>, BeyondCalendar> {
    let pilot = plan.pilot.min(letters);
    let first = calendar.working_day_from(plan.starts)?;
    let mut times = fill(plan, pilot, first, calendar)?;
    let piloted = times.last().map_or(first, |last| crate::moment::london(*last));
    let pause = if pilot == 0 { 0 } else { plan.pilot_days };
    let rest = calendar.nth_day_after(piloted, pause, |day| calendar.is_working_day(day))?;
    times.extend(fill(plan, letters - pilot, rest, calendar)?);
    Ok(times)
}

/// `letters` times from `day` on, evenly paced in each working day's window.
fn fill(
    plan: &SendPlan,
    letters: usize,
    day: NaiveDate,
    calendar: &Calendar,
) -> Result<Vec<DateTime<Utc>>, BeyondCalendar> {
    let mut times = Vec::with_capacity(letters);
    let mut day = calendar.working_day_from(day)?;
    while times.len() < letters {
        times.extend(slots(plan, day).take(letters - times.len()));
        day = calendar.nth_day_after(day, 1, |day| calendar.is_working_day(day))?;
    }
    Ok(times)
}

fn slots(plan: &SendPlan, day: NaiveDate) -> impl Iterator<Item = DateTime<Utc>> {
    let window = (plan.until - plan.from).num_seconds().max(1);
    let gap = (3600 / i64::from(plan.per_hour.max(1))).max(1);
    let opens = in_london(day, plan.from);
    (0..)
        .map(move |n| n * gap)
        .take_while(move |after| *after < window)
        .map(move |after| opens + TimeDelta::seconds(after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::{london, london_time};

    fn calendar() -> Calendar {
        Calendar::parse(
            "division,date,title\nscotland,2018-08-06,Summer\nengland-and-wales,2018-08-27,Summer\n",
        )
        .unwrap()
    }

    #[test]
    fn letters_go_on_working_days_in_working_hours_the_pilot_first() {
        let plan =
            SendPlan { starts: "2018-08-04".parse().unwrap(), pilot: 3, per_hour: 2, ..SendPlan::default() };
        let times = schedule(&plan, 20, &calendar()).unwrap();
        let days: Vec<_> = times.iter().map(|time| london(*time).to_string()).collect();
        assert_eq!(days[..4], ["2018-08-07", "2018-08-07", "2018-08-07", "2018-08-09"]);
        assert_eq!(days[14..16], ["2018-08-09", "2018-08-10"], "twelve slots a day");
        assert!(times.is_sorted());
        assert!(times.iter().all(|time| london_time(*time) >= plan.from && london_time(*time) < plan.until));
    }

    #[test]
    fn a_plan_past_the_known_holidays_is_refused() {
        let plan = SendPlan { starts: "2018-12-31".parse().unwrap(), ..SendPlan::default() };
        let refusal = schedule(&plan, 226, &calendar()).unwrap_err().to_string();
        assert_eq!(refusal, "bank holidays are known only to 2018-12-31: refresh config/bank-holidays.csv");
    }
}
