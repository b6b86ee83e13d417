//! The last day for the answer, and the last day on which it could be lawful.

use chrono::NaiveDate;

use crate::calendar::{BeyondCalendar, Days};
use crate::clock::{Count, Extension, Profile, Why};
use crate::law::Terms;
use crate::regime::{ExtensionRule, Period};

impl Count {
    /// The last day for the answer under `profile`, with the extension claimed; it is in time until midnight.
    ///
    /// The Act's date is the one that is shown; call nobody late before [`Count::last_lawful`].
    ///
    /// Errors: the count leaves the days whose holidays are known.
    pub fn due(&self, terms: &Terms, profile: Profile) -> Result<NaiveDate, BeyondCalendar> {
        self.due_in(terms, &terms.days, profile)
    }

    /// The last day for a refusal notice or for the notice of an extension: an extension does not move it.
    pub fn notice_due(&self, terms: &Terms, profile: Profile) -> Result<NaiveDate, BeyondCalendar> {
        self.notice_in(terms, &terms.days, profile)
    }

    /// The last day on which the authority could lawfully answer: whichever profile it follows, whichever doubtful holiday is
    /// confirmed, and as late as a regulator may set it or unknown closures may move it.
    pub fn last_lawful(&self, terms: &Terms) -> Result<NaiveDate, BeyondCalendar> {
        let act = self.latest(terms, Profile::Act)?;
        match self.other_profile(terms) {
            Some(profile) => Ok(act.max(self.latest(terms, profile)?)),
            None => Ok(act),
        }
    }

    /// The latest day for the answer under one profile.
    fn latest(&self, terms: &Terms, profile: Profile) -> Result<NaiveDate, BeyondCalendar> {
        let due = self.due_in(terms, &terms.cautious, profile)?;
        match &terms.regime.answer.at_most {
            Some(period) if !self.closures_known(terms) => {
                Ok(due.max(self.end(period, terms, &terms.cautious, profile)?))
            }
            Some(_) | None => Ok(due),
        }
    }

    /// When this period ends, counted from day zero under `profile`, with the days left out by pauses skipped.
    pub fn end(
        &self,
        period: &Period,
        terms: &Terms,
        days: &Days,
        profile: Profile,
    ) -> Result<NaiveDate, BeyondCalendar> {
        let zero = self.day_zero(terms, days, profile)?;
        if self.left_out.is_empty() {
            period.end(zero, days, &[])
        } else {
            period.end(zero, days, &self.skipped())
        }
    }

    /// Day zero under `profile`: only a law that the section 45 Code goes with knows a second reading.
    pub fn day_zero(
        &self,
        terms: &Terms,
        days: &Days,
        profile: Profile,
    ) -> Result<NaiveDate, BeyondCalendar> {
        match profile {
            Profile::Code45 if terms.regime.receipt.code45 => days.first_from(self.received),
            Profile::Act | Profile::Code45 => Ok(self.received),
        }
    }

    /// The extension that counts under this law: one that was claimed, that the law knows, and that was claimed in time
    /// where it has to be.
    pub fn extension<'a>(
        &self,
        terms: &'a Terms,
        notice_due: NaiveDate,
    ) -> Option<(&'a ExtensionRule, Extension)> {
        let (rule, extension) = terms.regime.extension.as_ref().zip(self.extended)?;
        (!rule.needs_notice || extension.claimed <= notice_due).then_some((rule, extension))
    }

    fn due_in(&self, terms: &Terms, days: &Days, profile: Profile) -> Result<NaiveDate, BeyondCalendar> {
        let notice = self.notice_in(terms, days, profile)?;
        let Some((rule, extension)) = self.extension(terms, notice) else {
            return Ok(notice);
        };
        let extended = self.end(&rule.period, terms, days, profile)?;
        Ok(match extension.until {
            None => extended.max(notice),
            Some(until) if rule.is_limit => until.min(extended).max(notice),
            Some(until) => until.max(notice),
        })
    }

    fn notice_in(&self, terms: &Terms, days: &Days, profile: Profile) -> Result<NaiveDate, BeyondCalendar> {
        let answer = &terms.regime.answer;
        let at_most = answer.at_most.as_ref().filter(|_| answer.leaves_out_closures);
        let notice = self.end(&answer.period, terms, days, profile);
        match (notice, at_most.map(|at_most| self.without_closures().end(at_most, terms, days, profile))) {
            (Ok(notice), Some(Ok(last))) => Ok(notice.min(last)),
            (Err(_), Some(Ok(last))) => Ok(last),
            (notice, Some(Err(_)) | None) => notice, // what lies past the known days is the later one
        }
    }

    /// Closed days are left out of the twenty, not of the sixty: SI 2004/3364, reg 3.
    pub(crate) fn without_closures(&self) -> Count {
        let mut count = self.clone();
        count.left_out.retain(|days| days.why != Why::Closed);
        count
    }

    fn closures_known(&self, terms: &Terms) -> bool {
        terms.regime.answer.leaves_out_closures && self.left_out.iter().any(|days| days.why == Why::Closed)
    }

    /// The second reading, where there is one that differs: both are the same for an arrival on a working day.
    fn other_profile(&self, terms: &Terms) -> Option<Profile> {
        let differs = terms.cautious.counts(self.received) != Some(true);
        (terms.regime.receipt.code45 && differs).then_some(Profile::Code45)
    }
}
