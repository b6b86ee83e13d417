//! One count of the time for an answer: from when, and what is left out of it.

use chrono::NaiveDate;

use crate::fact::Receipt;
use crate::regime::Range;

/// One count of the time for an answer: from when, and what is left out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Day zero.
    pub received: NaiveDate,
    /// Why it is that day.
    pub start: Start,
    /// The day on which the request was first received, before any restart.
    pub first: NaiveDate,
    /// Days left out whether they are working days or not, in the order in which they became known.
    pub left_out: Vec<LeftOut>,
    /// The extension claimed; none for no extension.
    pub extended: Option<Extension>,
    /// The count as it would stand if the request had been clear as it was, so that asking did not restart it.
    pub if_clear: Option<Box<Count>>,
}

/// Why a count starts where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// A mail server accepted the request.
    Sent,
    /// It was posted, and the law presumes when a posted letter is received.
    Posted,
    /// The authority received it.
    Received(Receipt),
    /// What makes the request clear was supplied.
    Clarified,
}

/// Days that are left out of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Why.
    pub why: Why,
}

/// Why days are left out of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A fee was not paid yet.
    Unpaid,
    /// What makes the request clear was not supplied yet.
    Unclear,
    /// The authority was closed.
    Closed,
}

/// A longer time that an authority claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extension {
    /// When it said so.
    pub claimed: NaiveDate,
    /// The date promised, where one was named.
    pub until: Option<NaiveDate>,
}

impl Count {
    /// A count that starts on this day.
    pub fn from(received: NaiveDate, start: Start) -> Count {
        Count { received, start, first: received, left_out: Vec::new(), extended: None, if_clear: None }
    }

    pub(crate) fn clarified(mut self, on: NaiveDate, asked: Option<NaiveDate>, pauses: bool) -> Count {
        if pauses {
            if let Some(from) = asked {
                self.left_out.push(LeftOut { from, to: on, why: Why::Unclear });
            }
            return self;
        }
        let (first, extended, clear) = (self.first, self.extended, self.if_clear.take());
        let if_clear = Some(clear.unwrap_or_else(|| Box::new(self)));
        // what was claimed already stays claimed: the later date is the one that an authority may rely on
        Count { first, extended, if_clear, ..Count::from(on, Start::Clarified) }
    }

    /// Leaves out these days, of the count that would hold if the request had been clear as well.
    pub(crate) fn leave_out(&mut self, days: &[LeftOut]) {
        self.left_out.extend(days);
        if let Some(clear) = &mut self.if_clear {
            clear.left_out.extend(days);
        }
    }

    /// The ranges of days left out, in order, joined where they touch: a day is left out once, however many reasons it has.
    pub fn skipped(&self) -> Vec<Range> {
        let mut ranges: Vec<Range> = self.left_out.iter().map(|days| (days.from, days.to)).collect();
        ranges.sort_unstable();
        ranges.dedup_by(|next, before| {
            let touch = next.0 <= before.1;
            before.1 = if touch { before.1.max(next.1) } else { before.1 };
            touch
        });
        ranges
    }
}
