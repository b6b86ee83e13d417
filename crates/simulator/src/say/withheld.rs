//! Refusals, information that is not held and information published elsewhere.

use crate::dice::{Dice, pick};
use crate::truth::{Exemption, Said};

/// What each question asks for, as the subject of a sentence.
const SUBJECTS: [&str; 4] = [
    "the number of employees",
    "the number of employees with professional data security or cyber security qualifications",
    "the number of employees who completed security training",
    "the amount spent on data security training",
];

/// A sentence that says why there is no number; empty where nothing is said.
pub(super) fn sentence(question: usize, said: Said, dice: &mut Dice) -> String {
    let subject = SUBJECTS.get(question).copied().unwrap_or("this information");
    match said {
        Said::Refused(exemption) => refusal(subject, exemption, dice),
        Said::NotHeld => not_held(subject, dice),
        Said::Elsewhere => elsewhere(dice),
        Said::Nothing | Said::Value(_) => String::new(),
    }
}

/// The same in a cell of a table.
pub(super) fn cell(said: Said, dice: &mut Dice) -> String {
    match said {
        Said::Refused(Exemption::NeitherConfirmNorDeny) => {
            "Section 31(3) - neither confirm nor deny".to_owned()
        }
        Said::Refused(exemption) => {
            let section = exemption.section();
            let (one, two, three) = (
                format!("Exempt - Section {section}"),
                format!("Withheld under s.{section}"),
                format!("Refused: section {section} FOIA"),
            );
            pick(dice, [one.as_str(), &two, &three]).to_owned()
        }
        Said::NotHeld => {
            pick(dice, ["Not held", "Information not held", "The Trust does not hold this information"])
                .to_owned()
        }
        Said::Elsewhere => format!("Section 21 - published at {LINK}"),
        Said::Nothing | Said::Value(_) => String::new(),
    }
}

const LINK: &str = "https://workforce-statistics.invalid/trusts";

fn refusal(subject: &str, exemption: Exemption, dice: &mut Dice) -> String {
    let section = written(exemption.section(), dice);
    match exemption {
        Exemption::CostLimit => pick(dice, [
            "The Trust estimates that the cost of locating and extracting this information would exceed the appropriate \
             limit. It is therefore refused under SECTION of the Freedom of Information Act 2000.",
            "Providing this would require a manual review of individual records and would exceed the appropriate \
             limit, so SECTION applies and we are not obliged to comply with this part of your request.",
        ]),
        Exemption::NationalSecurity => pick(dice, [
            "This information is exempt from disclosure under SECTION of the Freedom of Information Act 2000, as \
             exemption is required for the purpose of safeguarding national security.",
            "We are withholding SUBJECT under SECTION (national security).",
        ]),
        Exemption::LawEnforcement => pick(dice, [
            "The Trust considers that SUBJECT is exempt from disclosure under SECTION of the Freedom of Information Act \
             2000, as disclosure would be likely to prejudice the prevention or detection of crime.",
            "This information is withheld under SECTION, law enforcement.",
            "We confirm that we hold this information but it is exempt under SECTION of the Act because releasing it \
             could expose the Trust to a cyber attack.",
        ]),
        Exemption::NeitherConfirmNorDeny => pick(dice, [
            "The Trust can neither confirm nor deny whether it holds this information, in accordance with SECTION of \
             the Freedom of Information Act 2000.",
            "Under SECTION of the Act the Trust neither confirms nor denies that this information is held.",
        ]),
        Exemption::PersonalData => pick(dice, [
            "Owing to the low numbers involved, individuals could be identified. This information is therefore exempt \
             under SECTION of the Freedom of Information Act 2000 (personal information).",
            "We are unable to provide SUBJECT as this is personal data and exempt under SECTION.",
        ]),
        Exemption::Commercial => pick(dice, [
            "The Trust considers SUBJECT to be commercially sensitive and withholds it under SECTION of the Freedom of \
             Information Act 2000.",
            "This information is exempt under SECTION (commercial interests).",
        ]),
    }
    .replace("SUBJECT", subject)
    .replace("SECTION", &section)
}

fn not_held(subject: &str, dice: &mut Dice) -> String {
    pick(
        dice,
        [
            "The Trust does not hold this information.",
            "This information is not held by the Trust.",
            "Information not held.",
            "The Trust does not record SUBJECT and therefore does not hold this information.",
            "We do not hold this information centrally.",
        ],
    )
    .replace("SUBJECT", subject)
}

fn elsewhere(dice: &mut Dice) -> String {
    pick(dice, [
        "This information is already published and is therefore exempt under section 21 of the Freedom of Information \
         Act 2000 (information accessible by other means). Please see LINK",
        "This information is reasonably accessible to you by other means and is exempt under Section 21. It can be \
         found at LINK",
    ])
    .replace("LINK", LINK)
}

/// The section in one of the spellings in use.
pub(crate) fn written(section: &str, dice: &mut Dice) -> String {
    let (plain, capital, short) =
        (format!("section {section}"), format!("Section {section}"), format!("s.{section}"));
    let spaced = format!("section {}", section.replacen('(', " (", 1));
    pick(dice, [plain.as_str(), &plain, &capital, &short, &spaced]).to_owned()
}
