//! What comes with the product, inside the binary.

use include_dir::{Dir, DirEntry, File, include_dir};

/// Every setting with its default.
pub(crate) const SETTINGS: &str = include_str!("../../../config/foi.toml");
/// Bank holidays of all parts of the United Kingdom.
pub(crate) const BANK_HOLIDAYS: &str = include_str!("../../../config/bank-holidays.csv");
/// The register of 2018.
pub(crate) const REGISTER_2018: &str = include_str!("../../../config/registers/nhs-trusts-2018.csv");
/// The campaign of 2018 as declared.
pub(crate) const CAMPAIGN_2018: &str = include_str!("../../../config/campaigns/nhs-cyber-2018/campaign.toml");
/// Its letter.
pub(crate) const LETTER_2018: &str = include_str!("../../../config/campaigns/nhs-cyber-2018/letter.txt");

static REGIMES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../config/regimes");
static HOLIDAYS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../config/holidays");

/// The files of laws, by name and text.
pub(crate) fn regimes<'a>() -> impl Iterator<Item = (&'a str, &'a str)> {
    files(&REGIMES, "toml")
}

/// The files of holidays outside the United Kingdom, by name and text.
pub(crate) fn holidays<'a>() -> impl Iterator<Item = (&'a str, &'a str)> {
    files(&HOLIDAYS, "csv")
}

fn files<'a>(folder: &'a Dir<'_>, kind: &'static str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let files = folder.entries().iter().filter_map(DirEntry::as_file);
    let named = |file: &'a File<'_>| Some((file.path().to_str()?, file.contents_utf8()?));
    files.filter(move |file| file.path().extension().is_some_and(|own| own == kind)).filter_map(named)
}
