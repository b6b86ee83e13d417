//! Which law counts: the laws that come with the product, with the desk's own holidays.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use domain::law::{Law, Terms};
use sea_orm::sea_query::LockType;
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, QuerySelect};

use crate::entity::{calendar, request};
use crate::error::parsed;
use crate::holidays::Book;
use crate::{Desk, Error};

/// The one row of the table `calendar`.
pub(crate) const ROW: i32 = 1;

/// The laws as they came with the product, and those in force as this process read them last.
#[derive(Clone)]
pub(crate) struct Laws {
    shipped: Arc<Law>,
    /// With the version of the holidays in it; the empty one before the desk has any of its own.
    in_force: Arc<RwLock<(String, Arc<Law>)>>,
}

/// The days of every law would fill pages.
impl fmt::Debug for Laws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Laws").field("shipped", &self.shipped.version()).finish_non_exhaustive()
    }
}

impl Laws {
    pub(crate) fn new(shipped: Law) -> Laws {
        let shipped = Arc::new(shipped);
        let in_force = Arc::new(RwLock::new((String::new(), Arc::clone(&shipped))));
        Laws { shipped, in_force }
    }

    pub(crate) fn shipped(&self) -> &Law {
        &self.shipped
    }

    fn of(&self, version: &str) -> Option<Arc<Law>> {
        if version.is_empty() {
            return Some(Arc::clone(&self.shipped));
        }
        let in_force = self.in_force.read().unwrap_or_else(PoisonError::into_inner);
        (in_force.0 == version).then(|| Arc::clone(&in_force.1))
    }

    fn keep(&self, version: String, law: &Arc<Law>) {
        *self.in_force.write().unwrap_or_else(PoisonError::into_inner) = (version, Arc::clone(law));
    }
}

impl Desk {
    /// The laws with the desk's own holidays. Another process may have changed these, so their version is read each
    /// time, and the holidays themselves when it differs.
    pub async fn law(&self) -> Result<Arc<Law>, Error> {
        self.law_by(&self.db, None).await
    }

    /// The laws for a transaction that writes what follows from them: the holidays stay as they are until it ends.
    ///
    /// To be called before anything else is locked: whoever changes the holidays locks them first too, and then
    /// requests and letters, so nobody waits for each other in a circle.
    pub(crate) async fn law_within(&self, txn: &DatabaseTransaction) -> Result<Arc<Law>, Error> {
        self.law_by(txn, Some(LockType::Share)).await
    }

    async fn law_by(&self, db: &impl ConnectionTrait, lock: Option<LockType>) -> Result<Arc<Law>, Error> {
        let mut version = version(db, lock).await?;
        loop {
            if let Some(law) = self.laws.of(&version) {
                return Ok(law);
            }
            let law = Arc::new(Book::read(db).await?.law(self.laws.shipped()));
            let since = self::version(db, None).await?;
            if since == version {
                self.laws.keep(version, &law);
                return Ok(law);
            }
            version = since; // changed while it was read: what was read may be half of each
        }
    }
}

/// The version of the holidays in the database; the empty one while it has none.
pub(crate) async fn version(db: &impl ConnectionTrait, lock: Option<LockType>) -> Result<String, Error> {
    Ok(row(db, lock).await?.map_or_else(String::new, |row| row.version))
}

/// The row that says which holidays are in force.
pub(crate) async fn row(
    db: &impl ConnectionTrait,
    lock: Option<LockType>,
) -> Result<Option<calendar::Model>, Error> {
    let query = calendar::Entity::find_by_id(ROW);
    let query = match lock {
        Some(lock) => query.lock(lock),
        None => query,
    };
    Ok(query.one(db).await?)
}

/// The law that a request was made under.
///
/// Errors: it is not known here.
pub(crate) fn terms_of<'a>(law: &'a Law, asked: &request::Model) -> Result<&'a Terms, Error> {
    let what = format!("request {}", asked.reference);
    let unknown = || Error::Corrupt { what: what.clone(), why: not_known(law, &asked.regime) };
    law.terms(&parsed(&what, &asked.regime)?).ok_or_else(unknown)
}

/// That there is no law of this code, with those there are.
pub(crate) fn not_known(law: &Law, code: &str) -> String {
    format!("its law `{code}` is not known: bring its file back, or use one of {}", known(law))
}

/// The codes of all laws that are known.
pub(crate) fn known(law: &Law) -> String {
    law.all().map(|terms| terms.regime.code.as_str()).collect::<Vec<_>>().join(", ")
}
