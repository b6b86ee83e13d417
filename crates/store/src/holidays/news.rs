//! What became known about the holidays, as the reason why a request is counted again.

use chrono::{Days, NaiveDate};
use domain::calendar::{Covered, Holiday};
use domain::explain::place;
use domain::moment::in_words;

use super::book::{Book, lacking};

/// Something that became known about the days from `first` to `last`, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct News {
    pub(crate) division: String,
    pub(crate) first: NaiveDate,
    pub(crate) last: NaiveDate,
    what: What,
    source: String,
    /// How many requests have another last day because of it.
    pub(crate) moved: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Holiday,
    NoHoliday,
    MayBecome,
    MayNoLonger,
    Known(Covered),
}

/// What is known `after` and was not `before`. What is no holiday's own comes from `source`.
pub(super) fn between(before: &Book, after: &Book, source: &str) -> Vec<News> {
    let mut news: Vec<News> = known(before, after, source).collect();
    let is_new = |day: &&Holiday| !news.iter().any(|news| news.is_about(day));
    let added: Vec<News> = lacking(&after.calendar, &before.calendar)
        .filter(is_new)
        .map(|day| News::of(day, What::Holiday, &day.source))
        .collect();
    let removed = lacking(&before.calendar, &after.calendar);
    let (was, is) = (before.doubtful(), after.doubtful());
    let doubtful = is.iter().filter(|day| !has(&was, day));
    let settled = was.iter().filter(|day| !has(&is, day) && !added.iter().any(|news| news.is_about(day)));
    news.extend(removed.map(|day| News::of(day, What::NoHoliday, source)));
    news.extend(doubtful.map(|day| News::of(day, What::MayBecome, &day.source)));
    news.extend(settled.map(|day| News::of(day, What::MayNoLonger, source)));
    news.extend(added);
    news
}

fn has(days: &[Holiday], day: &Holiday) -> bool {
    days.iter().any(|other| (&other.division, other.date) == (&day.division, day.date))
}

/// The days that became known, holidays or not.
fn known(before: &Book, after: &Book, source: &str) -> impl Iterator<Item = News> {
    let one = Days::new(1);
    after.calendar.covers().iter().flat_map(move |(division, is)| {
        let parts = match before.calendar.covers().get(division) {
            None => vec![(is.first, is.last)],
            Some(was) => vec![(is.first, was.first - one), (was.last + one, is.last)],
        };
        let news = |(first, last)| News {
            division: division.clone(),
            first,
            last,
            what: What::Known(*is),
            source: source.into(),
            moved: 0,
        };
        parts.into_iter().filter(|(first, last)| first <= last).map(news).collect::<Vec<_>>()
    })
}

impl News {
    fn of(day: &Holiday, what: What, source: &str) -> News {
        let (first, last) = (day.date, day.date);
        News { division: day.division.clone(), first, last, what, source: source.into(), moved: 0 }
    }

    pub(crate) fn is_about(&self, day: &Holiday) -> bool {
        self.division == day.division && self.touches(day.date, day.date)
    }

    /// Whether one of its days is among these.
    pub(crate) fn touches(&self, from: NaiveDate, to: NaiveDate) -> bool {
        self.first <= to && from <= self.last
    }

    fn is_same(&self, other: &News) -> bool {
        (self.first, self.last, self.what, &self.source)
            == (other.first, other.last, other.what, &other.source)
    }

    fn sentence(&self, places: &str) -> String {
        let day = in_words(self.first);
        let says = match self.what {
            What::Holiday => format!("{day} is a holiday in {places}"),
            What::NoHoliday => format!("{day} is no longer a holiday in {places}"),
            What::MayBecome => format!("{day} may become a holiday in {places}"),
            What::MayNoLonger => format!("{day} does not become a holiday in {places}"),
            What::Known(Covered { first, last }) => {
                format!("holidays in {places} are known from {} to {}", in_words(first), in_words(last))
            }
        };
        format!("{says} ({})", self.source)
    }
}

/// All this in a sentence, the same news of several divisions together; the first three where there is more.
pub(crate) fn in_a_sentence(news: &[&News]) -> String {
    const MOST: usize = 3;
    let mut groups: Vec<(&News, Vec<String>)> = Vec::new();
    for one in news {
        match groups.iter_mut().find(|(other, _)| other.is_same(one)) {
            Some((_, places)) => places.push(place(&one.division)),
            None => groups.push((one, vec![place(&one.division)])),
        }
    }
    if groups.is_empty() {
        return "other days count since".into();
    }
    let more = groups.len().saturating_sub(MOST);
    let told = groups.iter().take(MOST).map(|(one, places)| one.sentence(&and(places)));
    let told = told.collect::<Vec<_>>().join("; ");
    if more > 0 { format!("{told}; and {more} more") } else { told }
}

fn and(places: &[String]) -> String {
    match places {
        [first, middle @ .., last] => {
            let first: String = middle.iter().fold(first.clone(), |text, place| text + ", " + place);
            format!("{first} and {last}")
        }
        _ => places.concat(),
    }
}

#[cfg(test)]
mod tests;
