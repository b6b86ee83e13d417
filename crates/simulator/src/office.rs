//! What the world does with a letter: refuse it, defer it, keep it, and put what its trust writes into the
//! queue.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::draw::{Conduct, Habit, Role, Silence};
use crate::letter::Letter;
use crate::post::{Desk, Kind, Outgoing, script, strays};

/// How long a greylisting server wants a sender to wait.
const GREYLISTED_FOR: TimeDelta = TimeDelta::seconds(60);

/// All trusts, and everything that has happened so far.
#[derive(Debug)]
pub(crate) struct Office {
    pub(crate) seed: u64,
    last: NaiveDate,
    strays: usize,
    pub(crate) roles: Vec<Role>,
    by_address: HashMap<String, usize>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    now: DateTime<Utc>,
    first_tries: HashMap<usize, DateTime<Utc>>,
    asked: BTreeSet<String>,
    seen: BTreeSet<(String, String)>,
    letters: usize,
    duplicates: usize,
    queue: BTreeMap<Key, Outgoing>,
    written: BTreeMap<String, (Option<String>, Kind)>,
}

/// The order of delivery: independent of the order in which letters came.
type Key = (DateTime<Utc>, Option<String>, usize);

/// What a server says to a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Accepted,
    /// Later, please: the first attempt is greylisted.
    Deferred,
    /// No such mailbox.
    Refused,
}

/// What happens on the line after a letter was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Receipt {
    Given,
    /// The line drops before the receipt is given.
    Dropped,
}

impl Office {
    /// An office for these trusts. `strays` messages that belong to no request will come with the first
    /// letter.
    pub(crate) fn open(seed: u64, roles: Vec<Role>, last: NaiveDate, strays: usize) -> Office {
        let by_address =
            roles.iter().zip(0..).map(|(role, place)| (role.trust.address.to_lowercase(), place)).collect();
        Office { seed, last, strays, roles, by_address, state: Mutex::default() }
    }

    /// Sets the time.
    pub(crate) fn clock(&self, now: DateTime<Utc>) {
        self.state().now = now;
    }

    /// What the server of this address says to a letter for it.
    pub(crate) fn recipient(&self, address: &str) -> Verdict {
        let Some(place) = self.by_address.get(&address.to_lowercase()).copied() else {
            return Verdict::Refused;
        };
        let role = &self.roles[place];
        if role.conduct == Conduct::Silent(Silence::RefusedAtTheDoor) {
            return Verdict::Refused;
        }
        if !role.has(Habit::Greylists) {
            return Verdict::Accepted;
        }
        let mut state = self.state();
        let now = state.now;
        let first = *state.first_tries.entry(place).or_insert(now);
        if now - first >= GREYLISTED_FOR { Verdict::Accepted } else { Verdict::Deferred }
    }

    /// Keeps a letter for this address and plans what its trust writes.
    pub(crate) fn keep(&self, sender: &str, address: &str, bytes: &[u8]) -> Receipt {
        let Some(place) = self.by_address.get(&address.to_lowercase()).copied() else {
            return Receipt::Given;
        };
        let role = &self.roles[place];
        let letter = Letter::read(bytes);
        let mut state = self.state();
        if letter.follows_up || !state.is_request(&role.trust.code, &letter) {
            return Receipt::Given;
        }
        let received = state.now;
        if state.letters == 1 {
            let strays = strays(self.seed, self.strays, received, self.last, &letter.from);
            for stray in strays {
                state.post(stray);
            }
        }
        let desk =
            Desk { seed: self.seed, last: self.last, role, letter: &letter, returns_to: sender, received };
        for message in script(&desk) {
            state.post(message);
        }
        if role.has(Habit::DropsTheLine) { Receipt::Dropped } else { Receipt::Given }
    }

    /// Takes what is due by this time out of the queue, in order.
    pub(crate) fn take_due(&self, now: DateTime<Utc>) -> Vec<Outgoing> {
        let mut state = self.state();
        let later = state.queue.split_off(&(now + TimeDelta::nanoseconds(1), None, 0));
        std::mem::replace(&mut state.queue, later).into_values().collect()
    }

    /// Puts messages that could not be delivered back into the queue.
    pub(crate) fn put_back(&self, messages: impl IntoIterator<Item = Outgoing>) {
        let mut state = self.state();
        for message in messages {
            state.post(message);
        }
    }

    /// Letters kept and letters of which a trust has two.
    pub(crate) fn counts(&self) -> (usize, usize) {
        let state = self.state();
        (state.letters, state.duplicates)
    }

    /// Who wrote which message, those to come included.
    pub(crate) fn written(&self) -> BTreeMap<String, (Option<String>, Kind)> {
        self.state().written.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A session that panicked leaves whole records behind: each change below is one insertion.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Counts a letter; whether it is the first request to this trust, so that it is to be dealt with.
    fn is_request(&mut self, code: &str, letter: &Letter) -> bool {
        if !self.seen.insert((code.to_owned(), letter.message_id.clone())) {
            self.duplicates += 1;
            return false;
        }
        let first = self.asked.insert(code.to_owned());
        if !first && letter.questions.is_empty() {
            return false; // a reminder that does not say what it belongs to
        }
        self.letters += 1;
        self.duplicates += usize::from(!first);
        first
    }

    fn post(&mut self, message: Outgoing) {
        self.written.insert(message.message_id.clone(), (message.code.clone(), message.kind));
        self.queue.insert((message.due, message.code.clone(), message.nth), message);
    }
}
