//! The laws and holidays that come with the product, and those of a folder of one's own.

use std::collections::BTreeMap;
use std::path::Path;

use domain::calendar::{Calendar, Covered, Holiday};
use domain::law::Law;
use domain::regime::read;

use crate::failure::Failure;
use crate::settings::Settings;
use crate::shipped;

/// A file's name and its text.
type Named = (String, String);

/// The laws and holidays in force without a database: the shipped ones, then those of the folder that `calendar.regimes`
/// names, seen from the desk folder `desk`. A later law replaces an earlier one of the same code, and a later file of
/// holidays whatever was known of the divisions it names.
///
/// Errors: a file cannot be read, with its name and what is wrong in it.
pub(crate) fn laws(desk: &Path, settings: &Settings) -> Result<Law, Failure> {
    let (laws, holidays) = match settings.calendar.regimes.as_str() {
        "" => (Vec::new(), Vec::new()),
        own => {
            let own = desk.join(own);
            (files(&own, "toml")?, files(&own, "csv")?)
        }
    };
    let mut every_law: Vec<(&str, &str)> = shipped::regimes().collect();
    every_law.extend(laws.iter().map(borrowed));
    let mut every_file: Vec<(&str, &str)> = vec![("bank-holidays.csv", shipped::BANK_HOLIDAYS)];
    every_file.extend(shipped::holidays());
    every_file.extend(holidays.iter().map(borrowed));
    Ok(Law::new(read(every_law)?, calendar(&every_file)?, &[]))
}

fn borrowed((name, text): &Named) -> (&str, &str) {
    (name, text)
}

/// The files of this kind in a folder, by name.
fn files(folder: &Path, kind: &str) -> Result<Vec<Named>, Failure> {
    let failed = |path: &Path, error: std::io::Error| Failure::new(format!("{}: {error}", path.display()));
    let wrong = |error| {
        Failure::new(format!(
            "calendar.regimes in foi.toml names {}, and it cannot be read: {error}",
            folder.display()
        ))
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(|error| failed(folder, error))?.path();
        if path.extension().is_some_and(|own| own == kind) {
            paths.push(path);
        }
    }
    paths.sort();
    let named = |path: &std::path::PathBuf| {
        Ok((path.display().to_string(), std::fs::read_to_string(path).map_err(|error| failed(path, error))?))
    };
    paths.iter().map(named).collect()
}

/// The holidays of these files; of a division that several name, the last.
fn calendar(files: &[(&str, &str)]) -> Result<Calendar, Failure> {
    let mut divisions: BTreeMap<String, (Covered, Vec<Holiday>)> = BTreeMap::new();
    for (name, text) in files {
        let read = Calendar::parse(text).map_err(|error| Failure::new(format!("{name}: {error}")))?;
        for (division, covered) in read.covers() {
            let own = read.holidays().filter(|holiday| holiday.division == *division).cloned().collect();
            divisions.insert(division.clone(), (*covered, own));
        }
    }
    let covers = divisions.iter().map(|(division, (covered, _))| (division.clone(), *covered)).collect();
    Ok(Calendar::of(divisions.into_values().flat_map(|(_, own)| own), covers))
}

#[cfg(test)]
mod tests {
    use domain::query::Query;

    use super::*;

    fn settings(regimes: &str) -> Settings {
        let mut settings = Settings::load(Path::new("nowhere")).unwrap();
        settings.calendar.regimes = regimes.into();
        settings
    }

    fn due(law: &Law, regime: &str, received: &str) -> String {
        let profile = domain::clock::Profile::Act;
        let query =
            Query { regime, jurisdiction: "", received, events: vec![], quantity: "response_due", profile };
        query.answer(law).map_or_else(|refused| refused.to_string(), |answered| answered.due.to_string())
    }

    #[test]
    fn every_law_that_comes_with_the_product_can_be_counted() {
        let law = laws(Path::new("."), &settings("")).unwrap();
        assert!(law.all().count() > 15);
        for terms in law.all() {
            let received = terms.days.covered().last - chrono::Days::new(150);
            let due = due(&law, terms.regime.code.as_str(), &received.to_string());
            assert!(
                due.parse::<chrono::NaiveDate>().is_ok_and(|due| due > received),
                "{}: {due}",
                terms.regime.code
            );
        }
    }

    #[test]
    fn a_further_law_is_a_file_and_one_of_the_same_code_replaces_the_shipped_one() {
        let folder = std::env::temp_dir().join(format!("foi-laws-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("own")).unwrap();
        for (name, text) in [
            ("a.toml", "extends = \"foia\"\ncode = \"short-foia\"\nshort = \"Short\"\n[answer]\ncount = 5\n"),
            ("b.toml", "extends = \"foisa\"\ncode = \"us-foia\"\nshort = \"Ours\"\n[answer]\ncount = 3\n"),
            ("c.csv", "division,date,title\nireland,2030-03-18,A day of ours\n"),
            ("d.txt", "neither law nor holiday"),
        ] {
            std::fs::write(folder.join("own").join(name), text).unwrap();
        }
        let law = laws(&folder, &settings("own")).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(due(&law, "short-foia", "2026-06-08"), "2026-06-16", "15 June is a holiday in Scotland");
        assert_eq!(due(&law, "us-foia", "2026-06-08"), "2026-06-11");
        assert_eq!(due(&law, "ie-foi", "2030-03-01"), "2030-04-01");
        assert!(due(&law, "ie-foi", "2026-03-02").contains("known only from 2030-01-01"));
    }

    #[test]
    fn a_folder_that_is_not_there_and_a_law_that_cannot_be_read_are_named() {
        let refusal = laws(Path::new("/nowhere"), &settings("laws")).unwrap_err().to_string();
        assert!(
            refusal.starts_with("calendar.regimes in foi.toml names /nowhere/laws, and it cannot be read")
        );
        let bad = calendar(&[("own.csv", "division,date,title\nx,30/11/11,y\n")]).unwrap_err().to_string();
        assert!(bad.starts_with("own.csv: line 2 of the holidays: `30/11/11` is not a date"), "{bad}");
    }
}
