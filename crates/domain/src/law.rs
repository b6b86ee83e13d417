//! The laws together with the holidays that are known: what every count needs.

use std::collections::BTreeMap;

use crate::calendar::{Calendar, Days, Holiday};
use crate::regime::{Regime, RegimeCode};

/// Every law that is known, bound to one state of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    regimes: BTreeMap<RegimeCode, Regime>,
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
        let bind =
            |(code, regime): (&RegimeCode, &Regime)| (code.clone(), Terms::of(regime, &calendar, &careful));
        let terms = regimes.iter().map(bind).collect();
        let version = calendar.version();
        Law { regimes, terms, calendar, version }
    }

    /// The same laws with another calendar.
    #[must_use]
    pub fn with(&self, calendar: Calendar, doubtful: &[Holiday]) -> Law {
        Law::new(self.regimes.clone(), calendar, doubtful)
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
    fn of(regime: &Regime, calendar: &Calendar, careful: &Calendar) -> Terms {
        let days = |calendar| Days::of(calendar, &regime.calendar.divisions, &regime.calendar.closed);
        Terms { regime: regime.clone(), days: days(calendar), cautious: days(careful) }
    }

    /// Whether a holiday of this division is left out.
    pub fn heeds(&self, division: &str) -> bool {
        self.regime.calendar.divisions.iter().any(|own| own == division)
    }
}
