//! The laws together with the holidays that are known: what every count needs.

use std::collections::BTreeMap;

use crate::calendar::{Calendar, Days, Holiday};
use crate::regime::{Regime, RegimeCode};

/// Every law that is known, bound to one state of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    terms: BTreeMap<RegimeCode, Terms>,
    calendar: Calendar,
    version: String,
}

/// One law with the days that count by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The law.
    pub regime: Regime,
    /// The days that count.
    pub days: Days,
    /// The days that count if every holiday that may yet be confirmed is one: what an authority may still rely on.
    pub cautious: Days,
}

impl Law {
    /// Binds the laws to a calendar. `doubtful` holidays wait for a person: no date shown rests on them, and nobody is called
    /// late because of a day that may be one.
    pub fn new(regimes: BTreeMap<RegimeCode, Regime>, calendar: Calendar, doubtful: &[Holiday]) -> Law {
        let mut careful = calendar.clone();
        for holiday in doubtful {
            careful.add(holiday.clone());
        }
        let bind = |(code, regime)| (code, Terms::of(regime, &calendar, &careful));
        let terms = regimes.into_iter().map(bind).collect();
        let version = calendar.version();
        Law { terms, calendar, version }
    }

    /// The same laws with another calendar.
    #[must_use]
    pub fn with(&self, calendar: Calendar, doubtful: &[Holiday]) -> Law {
        let regimes = self.terms.iter().map(|(code, terms)| (code.clone(), terms.regime.clone()));
        Law::new(regimes.collect(), calendar, doubtful)
    }

    /// The law of this code.
    pub fn terms(&self, code: &RegimeCode) -> Option<&Terms> {
        self.terms.get(code)
    }

    /// Every law, by code.
    pub fn all(&self) -> impl Iterator<Item = &Terms> {
        self.terms.values()
    }

    /// The holidays.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The version of the holidays: see [`Calendar::version`].
    pub fn version(&self) -> &str {
        &self.version
    }
}

impl Terms {
    fn of(regime: Regime, calendar: &Calendar, careful: &Calendar) -> Terms {
        let days = |calendar| Days::of(calendar, &regime.calendar.divisions, &regime.calendar.closed);
        let (days, cautious) = (days(calendar), days(careful));
        Terms { regime, days, cautious }
    }

    /// Whether a holiday of this division is left out.
    pub fn heeds(&self, division: &str) -> bool {
        self.regime.calendar.divisions.iter().any(|own| own == division)
    }
}
