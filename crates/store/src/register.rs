//! The register of authorities.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::authority::{Address, Authority, Measure};
use domain::law::Law;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};

use crate::entity::{authority, authority_measure, contact};
use crate::error::{from_json, parsed, to_json};
use crate::law::known;
use crate::{Desk, Error};

/// The channel of contacts that are e-mail addresses.
const EMAIL: &str = "email";

/// An authority and its row.
#[derive(Debug, Clone, PartialEq)]
pub struct Registered {
    /// Its row.
    pub id: i64,
    /// What the register knows of it.
    pub authority: Authority,
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// Authorities that were not known.
    pub added: usize,
    /// Authorities that were known and are now as the file has them.
    pub updated: usize,
}

/// Imports authorities, all or none; those already known by their code are brought up to date. A contact that the
/// file no longer names is kept.
///
/// Errors: an authority answers under a law that the desk does not know.
pub async fn import(
    desk: &Desk,
    authorities: &[Authority],
    source: &str,
    now: DateTime<Utc>,
) -> Result<Imported, Error> {
    check_laws(&*desk.law().await?, authorities)?;
    let txn = desk.begin_write().await?;
    let rows: HashMap<String, i64> =
        authority::Entity::find().all(&txn).await?.into_iter().map(|row| (row.code, row.id)).collect();
    let mut imported = Imported::default();
    for authority in authorities {
        let known = rows.get(&authority.code.to_string()).copied();
        match known {
            Some(_) => imported.updated += 1,
            None => imported.added += 1,
        }
        let id = put(&txn, known, authority).await?;
        put_measures(&txn, id, authority, source).await?;
        if let Some(address) = &authority.email {
            put_contact(&txn, id, address, source, now).await?;
        }
    }
    txn.commit().await?;
    Ok(imported)
}

fn check_laws(law: &Law, authorities: &[Authority]) -> Result<(), Error> {
    let unknown = authorities.iter().find(|authority| law.terms(&authority.regime).is_none());
    unknown.map_or(Ok(()), |Authority { code, name, regime, .. }| {
        Err(Error::Missing {
            what: format!("law `{regime}`, under which {code} ({name}) is to answer"),
            next: format!("give one of {}", known(law)),
        })
    })
}

async fn put(txn: &DatabaseTransaction, known: Option<i64>, authority: &Authority) -> Result<i64, Error> {
    let mut row = authority::ActiveModel {
        code: Set(authority.code.to_string()),
        name: Set(authority.name.clone()),
        nation: Set(authority.nation.clone()),
        kind: Set(authority.kind.clone()),
        regime: Set(authority.regime.to_string()),
        tags: Set(to_json("tags", &authority.tags)?),
        successors: Set(to_json("successors", &authority.successors)?),
        ..Default::default()
    };
    if let Some(id) = known {
        row.id = Set(id);
        authority::Entity::update(row).exec(txn).await?;
        return Ok(id);
    }
    Ok(authority::Entity::insert(row).exec(txn).await?.last_insert_id)
}

async fn put_measures(
    txn: &DatabaseTransaction,
    id: i64,
    authority: &Authority,
    source: &str,
) -> Result<(), Error> {
    authority_measure::Entity::delete_many()
        .filter(authority_measure::Column::AuthorityId.eq(id))
        .exec(txn)
        .await?;
    let rows = authority.measures.iter().map(|measure| authority_measure::ActiveModel {
        authority_id: Set(id),
        name: Set(measure.name.clone()),
        month: Set(measure.month),
        value: Set(measure.value.to_string()),
        source: Set(source.into()),
    });
    authority_measure::Entity::insert_many(rows).exec_without_returning(txn).await?;
    Ok(())
}

async fn put_contact(
    txn: &DatabaseTransaction,
    id: i64,
    address: &Address,
    source: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = contact::ActiveModel {
        authority_id: Set(id),
        channel: Set(EMAIL.into()),
        address: Set(address.to_string()),
        source: Set(source.into()),
        noted_at: Set(now),
        ..Default::default()
    };
    contact::Entity::insert(row).on_conflict_do_nothing().exec_without_returning(txn).await?;
    Ok(())
}

/// Every authority, by code.
pub async fn list(desk: &Desk) -> Result<Vec<Registered>, Error> {
    let rows = authority::Entity::find().order_by_asc(authority::Column::Code).all(&desk.db).await?;
    let mut measures = measures(&desk.db).await?;
    let emails = emails(&desk.db).await?;
    rows.into_iter()
        .map(|row| {
            let measures = measures.remove(&row.id).unwrap_or_default();
            let email = emails.get(&row.id).cloned();
            Ok(Registered { id: row.id, authority: authority_of(row, measures, email)? })
        })
        .collect()
}

async fn measures(db: &impl ConnectionTrait) -> Result<HashMap<i64, Vec<Measure>>, Error> {
    let mut measures: HashMap<i64, Vec<Measure>> = HashMap::new();
    for row in
        authority_measure::Entity::find().order_by_asc(authority_measure::Column::Month).all(db).await?
    {
        let value = parsed("a measure", &row.value)?;
        let measure = Measure { name: row.name, value, month: row.month };
        measures.entry(row.authority_id).or_default().push(measure);
    }
    Ok(measures)
}

/// The address noted last for each authority.
async fn emails(db: &impl ConnectionTrait) -> Result<HashMap<i64, Address>, Error> {
    let contacts = contact::Entity::find().filter(contact::Column::Channel.eq(EMAIL));
    let rows =
        contacts.order_by_asc(contact::Column::NotedAt).order_by_asc(contact::Column::Id).all(db).await?;
    rows.into_iter().map(|row| Ok((row.authority_id, parsed("a contact", &row.address)?))).collect()
}

fn authority_of(
    row: authority::Model,
    measures: Vec<Measure>,
    email: Option<Address>,
) -> Result<Authority, Error> {
    let what = format!("authority {}", row.code);
    Ok(Authority {
        code: parsed(&what, &row.code)?,
        regime: parsed(&what, &row.regime)?,
        tags: from_json(&what, &row.tags)?,
        successors: from_json(&what, &row.successors)?,
        name: row.name,
        nation: row.nation,
        kind: row.kind,
        email,
        measures,
    })
}
