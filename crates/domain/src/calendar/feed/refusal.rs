//! Why a feed was not taken, and what to do about it.

use chrono::NaiveDate;
use thiserror::Error;

use super::super::CalendarError;
use super::{Listed, MOST_BYTES, MOST_EVENTS, clean};

/// A feed that cannot be taken. What it quotes of the feed is on one line and short.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FeedError {
    /// It is longer than any feed of holidays.
    #[error(
        "the feed has {bytes} bytes and a feed of holidays at most {MOST_BYTES}: check the address, or bring in a file of the days that are needed"
    )]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// It lists more holidays than there can be.
    #[error(
        "the feed lists {events} holidays and a feed may list at most {MOST_EVENTS}: bring in a file of the years that are needed"
    )]
    TooMany {
        /// How many.
        events: usize,
    },
    /// It has none of the three shapes.
    #[error(
        "this is no feed of holidays: {problem}; check the address, or bring in a file with a header and lines of `division,YYYY-MM-DD,title`"
    )]
    NotAFeed {
        /// What is wrong with it.
        problem: String,
    },
    /// Its JSON names a division that gov.uk does not have.
    #[error(
        "the feed names the division `{division}`, and only england-and-wales, scotland and northern-ireland are known: check the address, or bring in other holidays as a file with a header and lines of `division,YYYY-MM-DD,title`"
    )]
    UnknownDivision {
        /// The name.
        division: String,
    },
    /// A file names a division in letters that no division has.
    #[error(
        "`{division}` cannot be the name of a division: write it in at most 60 small letters, digits and hyphens, such as `new-zealand`"
    )]
    NotADivision {
        /// The name.
        division: String,
    },
    /// A date that is none, or is not written in full.
    #[error(
        "`{text}` is not a date (`{title}` in {division}), and the feed writes YYYY-MM-DD: try again later, or mend a copy of the feed and bring that in with `foi clock refresh FILE`"
    )]
    NotADate {
        /// The division.
        division: String,
        /// The title of the holiday.
        title: String,
        /// What stands in place of the date.
        text: String,
    },
    /// A date before the Act or in another century.
    #[error(
        "{date} (`{title}` in {division}) lies outside the years 1971 to 2100: try again later, or mend a copy of the feed and bring that in with `foi clock refresh FILE`"
    )]
    FarAway {
        /// The division.
        division: String,
        /// The title of the holiday.
        title: String,
        /// The date.
        date: NaiveDate,
    },
    /// A line of a file cannot be read.
    #[error(transparent)]
    Line(#[from] CalendarError),
}

impl FeedError {
    pub(super) fn not_a_feed(problem: &str) -> FeedError {
        FeedError::NotAFeed { problem: clean(problem) }
    }

    pub(super) fn unknown_division(division: &str) -> FeedError {
        FeedError::UnknownDivision { division: clean(division) }
    }

    pub(super) fn not_a_division(division: &str) -> FeedError {
        FeedError::NotADivision { division: clean(division) }
    }

    pub(super) fn not_a_date(division: &str, title: &str, text: &str) -> FeedError {
        FeedError::NotADate { division: clean(division), title: clean(title), text: clean(text) }
    }

    pub(super) fn far_away(listed: &Listed) -> FeedError {
        FeedError::FarAway {
            division: clean(&listed.division),
            title: clean(&listed.title),
            date: listed.date,
        }
    }
}
