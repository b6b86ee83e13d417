//! One statement that refuses the whole request, without the numbers of its questions.

use super::{Body, Content, File};
use crate::dice::{Dice, chance};
use crate::pdf;
use crate::truth::Exemption;

/// A refusal notice (Freedom of Information Act 2000, s.17) for everything that was asked.
pub(crate) fn whole_request(exemption: Exemption, content: &Content<'_>, dice: &mut Dice) -> Body {
    let notice = format!("{}\n\n{}", ground(exemption), NOTICE);
    if chance(dice, 70) {
        return content.around(&notice);
    }
    let text = format!(
        "{}\n\nOur ref: {}\n\n{}\n\n{notice}\n\n{}",
        content.trust, content.our_ref, content.opening, content.closing
    );
    let name = content.file_name("pdf", dice);
    content.covering(File { name, media: "application/pdf", bytes: pdf::write(&text) }, dice)
}

const NOTICE: &str = "This letter serves as a refusal notice for the whole of your request.";

fn ground(exemption: Exemption) -> &'static str {
    match exemption {
        Exemption::CostLimit => {
            "We have estimated that the cost of complying with your request would exceed the appropriate limit of £450. \
             Under section 12(1) of the Freedom of Information Act 2000 we are therefore not obliged to comply with \
             your request, and we are refusing all of it."
        }
        Exemption::NationalSecurity => {
            "Having considered your request, we are refusing to disclose any of the information requested. All of it is \
             exempt under section 24(1) of the Freedom of Information Act 2000 (safeguarding national security). On \
             balance the public interest in maintaining the exemption outweighs that in disclosure."
        }
        Exemption::NeitherConfirmNorDeny => {
            "The Trust can neither confirm nor deny whether it holds any of the information you have requested. Under \
             section 31(3) of the Freedom of Information Act 2000 the duty to confirm or deny does not arise, since to \
             do so would be likely to prejudice the prevention of crime."
        }
        Exemption::LawEnforcement | Exemption::PersonalData | Exemption::Commercial => {
            "Having considered your request, we are refusing to disclose any of the information requested. All of it is \
             exempt under section 31(1)(a) of the Freedom of Information Act 2000 (law enforcement), as disclosure \
             would be likely to prejudice the prevention or detection of crime. We have weighed the public interest \
             and it favours withholding."
        }
    }
}
