//! Which messages a trust sends after a letter, and when.

use chrono::{DateTime, TimeDelta, Utc};
use domain::moment::london;
use rand::RngExt;

use super::desk::{Desk, Draft};
use super::{Outgoing, answer, bounce, notice};
use crate::dice::Dice;
use crate::draw::{Conduct, Habit, Silence};
use crate::schedule::{after, working_days_between};

/// The statutory time for an answer, in working days (s.10(1)).
const STATUTORY: u32 = 20;

/// Everything that the trust sends because of this letter.
pub(crate) fn script(desk: &Desk<'_>) -> Vec<Outgoing> {
    let mut pen = Pen { desk, dice: desk.dice("script"), from: desk.received, sent: Vec::new() };
    match desk.role.conduct {
        Conduct::Answers | Conduct::Refuses(_) => pen.respond(),
        Conduct::Silent(Silence::Nothing | Silence::RefusedAtTheDoor) => {}
        Conduct::Silent(Silence::Returned) => pen.come_back(),
        Conduct::Silent(Silence::Acknowledges) => pen.acknowledge(),
        Conduct::Silent(Silence::Away) => pen.be_away(),
        Conduct::Silent(Silence::Asks) => pen.ask(STATUTORY),
    }
    pen.sent
}

struct Pen<'a> {
    desk: &'a Desk<'a>,
    dice: Dice,
    /// When the letter reached the trust's people; later than received, where its server was slow.
    from: DateTime<Utc>,
    sent: Vec<Outgoing>,
}

impl Pen<'_> {
    fn respond(&mut self) {
        let role = self.desk.role;
        if role.has(Habit::Delays) {
            let due = self.from + TimeDelta::minutes(self.dice.random_range(230..=250));
            self.sent.push(bounce::delayed(self.desk, self.sent.len(), due));
            self.from += TimeDelta::hours(6);
        }
        let day = self.day_of_answer();
        self.acknowledge();
        if role.has(Habit::IsAway) {
            self.be_away();
        }
        if role.has(Habit::Clarifies) {
            self.ask(day);
        }
        if role.has(Habit::Extends) {
            // s.10(3) has to be claimed before the statutory time is over.
            let notice = self.dice.random_range(14..=STATUTORY).min(day.saturating_sub(1)).max(1);
            let due = self.on(notice, 660..740);
            self.send(notice::extension(self.desk, due));
        }
        if role.has(Habit::ReportsProgress) {
            let due = self.on((day * 3 / 4).max(2), 740..800);
            self.send(notice::progress(self.desk, due));
        }
        self.answer(day);
    }

    fn answer(&mut self, day: u32) {
        let due = self.on(day, 820..990);
        self.send(answer::answer(self.desk, due));
        if self.desk.role.has(Habit::SendsTwice) {
            // The very same message again, as a mail server does that missed the receipt.
            let again = self.sent.last().cloned().map(|first| Outgoing {
                due: first.due + TimeDelta::minutes(self.dice.random_range(2..=9)),
                nth: self.sent.len(),
                ..first
            });
            self.sent.extend(again);
        }
        if self.desk.role.has(Habit::Surveys) {
            let behind = self.dice.random_range(1..=3);
            let due = self.on(day + behind, 1000..1025);
            self.send(notice::survey(self.desk, due));
        }
    }

    fn acknowledge(&mut self) {
        if self.desk.role.has(Habit::AcknowledgesAtOnce) {
            let due = self.from + TimeDelta::seconds(self.dice.random_range(15..=85));
            self.send(notice::at_once(self.desk, due));
        }
        if self.desk.role.has(Habit::AcknowledgesByHand) {
            let day = self.dice.random_range(1..=2);
            let due = self.on(day, 550..660);
            self.send(notice::by_hand(self.desk, due));
        }
    }

    fn be_away(&mut self) {
        let due = self.from + TimeDelta::seconds(self.dice.random_range(90..=300));
        self.send(notice::away(self.desk, due));
    }

    fn ask(&mut self, before: u32) {
        let day = self.dice.random_range(3..=7).min(before.saturating_sub(1)).max(1);
        let due = self.on(day, 660..740);
        self.send(notice::clarification(self.desk, due));
    }

    fn come_back(&mut self) {
        let due = self.from + TimeDelta::seconds(self.dice.random_range(20..=1_800));
        self.sent.push(bounce::returned(self.desk, self.sent.len(), due));
    }

    /// The working day of the answer: mostly near the limit, for some long after it, never after the last
    /// day.
    fn day_of_answer(&mut self) -> u32 {
        let span = working_days_between(london(self.from), self.desk.last).max(1);
        let latest = span.saturating_sub(1).max(1);
        let role = self.desk.role;
        if !role.has(Habit::IsLate) && !role.has(Habit::Extends) {
            let day = self.dice.random_range(3..=STATUTORY).max(self.dice.random_range(4..=STATUTORY));
            return if day <= latest { day } else { self.dice.random_range(1..=latest) };
        }
        let late = (STATUTORY + 2).min(latest);
        self.dice.random_range(late..=latest).min(self.dice.random_range(late..=latest))
    }

    fn on(&mut self, working_day: u32, minutes: std::ops::Range<u32>) -> DateTime<Utc> {
        after(self.from, working_day, self.dice.random_range(minutes), self.desk.last)
    }

    fn send(&mut self, draft: Draft) {
        let nth = self.sent.len();
        self.sent.push(self.desk.send(nth, draft));
    }
}
