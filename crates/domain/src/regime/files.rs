//! Reading the files of laws. A file may extend another: what it says itself replaces what that one says, table by table.

use std::collections::BTreeMap;

use thiserror::Error;
use toml::{Table, Value};

use super::{Regime, RegimeCode};

/// A file of a law that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}: {problem}")]
pub struct BadRegime {
    /// The file's name.
    pub file: String,
    /// What is wrong with it.
    pub problem: String,
}

/// Reads the laws from files, each given by name and text; a later file replaces an earlier one of the same code.
///
/// Errors: the first file that cannot be read, with the place and what is wrong there.
pub fn read<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<BTreeMap<RegimeCode, Regime>, BadRegime> {
    let mut tables: BTreeMap<String, (String, Table)> = BTreeMap::new();
    for (file, text) in files {
        let bad = |problem: String| BadRegime { file: file.into(), problem };
        let table: Table = text.parse().map_err(|error: toml::de::Error| bad(error.to_string()))?;
        let code = table.get("code").and_then(Value::as_str).map(String::from);
        let code = code.ok_or_else(|| bad("`code` is missing: give the law a code such as `foia`".into()))?;
        tables.insert(code, (file.into(), table));
    }
    let laws: Result<Vec<Regime>, BadRegime> =
        tables.values().map(|(file, table)| law(file, table, &tables)).collect();
    Ok(laws?.into_iter().map(|law| (law.code.clone(), law)).collect())
}

fn law(file: &str, table: &Table, tables: &BTreeMap<String, (String, Table)>) -> Result<Regime, BadRegime> {
    let bad = |problem: String| BadRegime { file: file.into(), problem };
    let whole = extended(table, tables, 0).map_err(bad)?;
    let law: Regime =
        Value::Table(whole).try_into().map_err(|error: toml::de::Error| bad(error.to_string()))?;
    match fault(&law) {
        Some(problem) => Err(bad(problem)),
        None => Ok(law),
    }
}

/// The table with what it extends below it.
fn extended(
    table: &Table,
    tables: &BTreeMap<String, (String, Table)>,
    depth: usize,
) -> Result<Table, String> {
    let mut own = table.clone();
    let Some(base) = own.remove("extends") else {
        return Ok(own);
    };
    let name = base.as_str().unwrap_or_default();
    let (_, below) = tables
        .get(name)
        .filter(|_| depth < 3)
        .ok_or_else(|| format!("it extends `{name}`, which is no law, or itself extends too many others"))?;
    let mut whole = extended(below, tables, depth + 1)?;
    lay(&mut whole, own);
    Ok(whole)
}

fn lay(below: &mut Table, above: Table) {
    for (key, value) in above {
        let is_table = below.get(&key).is_some_and(Value::is_table);
        match (below.get_mut(&key), value) {
            (Some(Value::Table(under)), Value::Table(over)) => lay(under, over),
            // `extension = false`: this law has none
            (_, Value::Boolean(false)) if is_table => drop(below.remove(&key)),
            (_, value) => drop(below.insert(key, value)),
        }
    }
}

/// What a reader of the file would stumble over.
fn fault(law: &Regime) -> Option<String> {
    let zero = law.deadlines.iter().find(|(_, deadline)| deadline.period.count == 0);
    let lapses = law.fees.as_ref().map(|fees| &fees.lapses);
    if law.answer.period.count == 0 {
        return Some("answer.count is 0: give the time for the answer".into());
    }
    if let Some((name, _)) = zero {
        return Some(format!("deadlines.{name}.count is 0: give its length"));
    }
    if law.calendar.divisions.is_empty() {
        return Some("calendar.divisions is empty: name the divisions whose holidays are left out".into());
    }
    lapses
        .filter(|name| !law.deadlines.contains_key(*name))
        .map(|name| format!("fees.lapses names `{name}`, which is not among the deadlines"))
}
