//! What comes with the product, inside the binary.

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
