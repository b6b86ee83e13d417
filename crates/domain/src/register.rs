//! Rows of a register of authorities: read all or nothing, with a sentence for each fault.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::authority::{Authority, Code, Measure, NotACode, NotAnAddress};
use crate::regime::{NotARegime, RegimeCode};

/// A fault in a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The row as a spreadsheet counts: the header is row 1.
    pub row: usize,
    /// The column, where one is at fault.
    pub column: Option<String>,
    /// What is wrong and what to do.
    pub says: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.column {
            Some(column) => write!(f, "row {}, column {column}: {}", self.row, self.says),
            None => write!(f, "row {}: {}", self.row, self.says),
        }
    }
}

/// Names under which a column may stand.
const CODE: &[&str] = &["code", "ods_code"];
const NAME: &[&str] = &["name"];
const NATION: &[&str] = &["nation"];
const KIND: &[&str] = &["kind"];
const EMAIL: &[&str] = &["email", "foi_email"];
const REGIME: &[&str] = &["regime"];
const SUCCESSORS: &[&str] = &["successor_codes", "successors"];
const MEASURES: [&str; 3] = ["fte", "headcount", "beds"];

/// Reads a register: a header, then one authority a row. `code` (or `ods_code`) and `name` must be there; `nation`,
/// `kind`, `email` (or `foi_email`), `regime`, `successor_codes`, measures such as `fte_2018_06` and sets such as
/// `in_226` may be.
///
/// Errors: every fault found; then nothing is to be imported.
pub fn read(header: &[String], rows: &[Vec<String>]) -> Result<Vec<Authority>, Vec<Fault>> {
    if header.iter().all(|title| title.trim().is_empty()) {
        let says = "the file is empty: the first row names the columns, at least code and name".into();
        return Err(vec![Fault { row: 1, column: None, says }]);
    }
    let columns = Columns::find(header).map_err(|fault| vec![fault])?;
    let mut authorities = Vec::with_capacity(rows.len());
    let mut faults = Vec::new();
    for (fields, row) in rows.iter().zip(2..) {
        match columns.authority(fields, row) {
            Ok(authority) => authorities.push((row, authority)),
            Err(fault) => faults.push(fault),
        }
    }
    faults.extend(duplicates(&authorities));
    if authorities.is_empty() && faults.is_empty() {
        faults.push(Fault {
            row: 1,
            column: None,
            says: "no authority below the header: nothing to import".into(),
        });
    }
    faults.sort_by_key(|fault| fault.row);
    if faults.is_empty() {
        Ok(authorities.into_iter().map(|(_, authority)| authority).collect())
    } else {
        Err(faults)
    }
}

fn duplicates(authorities: &[(usize, Authority)]) -> Vec<Fault> {
    let mut first: HashMap<&Code, &str> = HashMap::new();
    let twice = authorities.iter().filter_map(|(row, authority)| {
        let earlier = first.insert(&authority.code, &authority.name)?;
        let says =
            format!("code `{}` stands twice ({earlier}; {}): remove one row", authority.code, authority.name);
        Some(Fault { row: *row, column: Some("code".into()), says })
    });
    twice.collect()
}

struct Columns<'a> {
    header: &'a [String],
    code: usize,
    name: usize,
}

impl<'a> Columns<'a> {
    fn find(header: &'a [String]) -> Result<Columns<'a>, Fault> {
        let missing = |wanted: &str| Fault {
            row: 1,
            column: Some(wanted.into()),
            says: format!("the column is missing: add it; the file has {}", header.join(", ")),
        };
        let code = position(header, CODE).ok_or_else(|| missing("code"))?;
        let name = position(header, NAME).ok_or_else(|| missing("name"))?;
        Ok(Columns { header, code, name })
    }

    fn authority(&self, fields: &[String], row: usize) -> Result<Authority, Fault> {
        if fields.len() != self.header.len() {
            let says = format!(
                "{} fields where the header has {}: look for a missing quote or comma",
                fields.len(),
                self.header.len()
            );
            return Err(Fault { row, column: None, says });
        }
        let fault =
            |column: usize, says: String| Fault { row, column: Some(self.header[column].clone()), says };
        let code = fields[self.code].parse().map_err(|e| fault(self.code, format!("{e}")))?;
        let name = text(fields, Some(self.name));
        if name.is_empty() || name.contains(char::is_control) {
            return Err(fault(self.name, "the name is empty or has a line break: mend it".into()));
        }
        let nation = text(fields, position(self.header, NATION));
        let usual = RegimeCode::of_nation(&nation);
        Ok(Authority {
            code,
            name,
            nation,
            kind: text(fields, position(self.header, KIND)),
            regime: self
                .parsed(fields, row, REGIME, |text| text.parse().map_err(|e: NotARegime| e.to_string()))?
                .unwrap_or(usual),
            email: self
                .parsed(fields, row, EMAIL, |text| text.parse().map_err(|e: NotAnAddress| e.to_string()))?,
            measures: self.measures(fields, row)?,
            tags: self.tags(fields),
            successors: self.parsed(fields, row, SUCCESSORS, successors)?.unwrap_or_default(),
        })
    }

    /// The parsed field of the first column of these names; nothing where there is none or it is empty.
    fn parsed<T>(
        &self,
        fields: &[String],
        row: usize,
        names: &[&str],
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Fault> {
        let Some(column) = position(self.header, names).filter(|column| !fields[*column].trim().is_empty())
        else {
            return Ok(None);
        };
        let fault = |says| Fault { row, column: Some(self.header[column].clone()), says };
        parse(fields[column].trim()).map(Some).map_err(fault)
    }

    fn measures(&self, fields: &[String], row: usize) -> Result<Vec<Measure>, Fault> {
        let columns = self.header.iter().enumerate().filter_map(|(column, title)| {
            let (name, month) = measure_title(title)?;
            (!fields[column].trim().is_empty()).then_some((column, name, month))
        });
        let measure = |(column, name, month): (usize, &str, NaiveDate)| {
            let number: Result<Decimal, _> = fields[column].trim().parse();
            let fault = |_| Fault {
                row,
                column: Some(self.header[column].clone()),
                says: format!("`{}` is not a number: write digits only", fields[column]),
            };
            Ok(Measure { name: name.into(), value: number.map_err(fault)?, month })
        };
        columns.map(measure).collect()
    }

    fn tags(&self, fields: &[String]) -> Vec<String> {
        let columns = self.header.iter().zip(fields);
        columns
            .filter(|(title, value)| title.starts_with("in_") && value.trim() == "1")
            .map(|(title, _)| title.clone())
            .collect()
    }
}

/// `fte_2018_06` is the measure `fte` for June 2018.
fn measure_title(title: &str) -> Option<(&str, NaiveDate)> {
    let mut parts = title.splitn(3, '_');
    let (name, year, month) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let month = NaiveDate::from_ymd_opt(year, month, 1)?;
    MEASURES.contains(&name).then_some((name, month))
}

fn successors(text: &str) -> Result<Vec<Code>, String> {
    let codes = text.split([';', ' ', '|']).filter(|code| !code.is_empty());
    codes.map(|code| code.parse().map_err(|e: NotACode| e.to_string())).collect()
}

fn position(header: &[String], names: &[&str]) -> Option<usize> {
    header.iter().position(|title| names.contains(&title.trim().to_ascii_lowercase().as_str()))
}

fn text(fields: &[String], column: Option<usize>) -> String {
    column.and_then(|column| fields.get(column)).map_or(String::new(), |field| field.trim().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(csv: &str) -> String {
        let mut lines = csv.lines().map(|line| line.split(',').map(String::from).collect::<Vec<_>>());
        let header = lines.next().unwrap_or_default();
        match read(&header, &lines.collect::<Vec<_>>()) {
            Ok(authorities) => format!("{} read", authorities.len()),
            Err(faults) => faults.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | "),
        }
    }

    #[test]
    fn each_fault_names_its_row_and_what_to_do_and_nothing_is_read() {
        for (csv, expected) in [
            ("ods_code,name\nRJ1,One\nRJ2,Two", "2 read"),
            (
                "name,email\nOne,a@b.invalid",
                "row 1, column code: the column is missing: add it; the file has name, email",
            ),
            (
                "code,name,email\nRJ1,One,foi@",
                "row 2, column email: `foi@` is not an e-mail address such as foi@authority.example",
            ),
            (
                "code,name\nRJ1,One\nRX1,Other\nRJ1,Two",
                "row 4, column code: code `RJ1` stands twice (One; Two): remove one row",
            ),
            (
                "code,name\n1.00E+05,One",
                "row 2, column code: `1.00E+05` looks like a code that a spreadsheet changed: import the column as text",
            ),
            (
                "code,name\nRJ1,One,extra",
                "row 2: 3 fields where the header has 2: look for a missing quote or comma",
            ),
            (
                "code,name,fte_2018_06\nRJ1,One,many",
                "row 2, column fte_2018_06: `many` is not a number: write digits only",
            ),
            (
                "code,name,regime\nRJ1,One,no law",
                "row 2, column regime: `no law` is not the code of a law such as `foia`: use letters, digits and hyphens",
            ),
            ("code,name\nRJ1,", "row 2, column name: the name is empty or has a line break: mend it"),
            ("", "row 1: the file is empty: the first row names the columns, at least code and name"),
            ("code,name", "row 1: no authority below the header: nothing to import"),
        ] {
            assert_eq!(faults(csv), expected, "{csv}");
        }
    }

    #[test]
    fn measures_sets_and_successors_are_read_from_their_columns() {
        let header = ["code", "name", "fte_2018_06", "in_226", "successor_codes"].map(String::from);
        let row = ["RJ1", "One", "14243", "1", "R0D;R0B"].map(String::from).to_vec();
        let authority = &read(&header, &[row]).unwrap()[0];
        assert_eq!(authority.measure("fte").unwrap().value, Decimal::from(14243));
        assert_eq!(authority.tags, ["in_226"]);
        assert_eq!(authority.successors.len(), 2);
    }
}
