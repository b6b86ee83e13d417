//! The answer itself: opening, items in the trust's style, rights of review, history.

use chrono::{DateTime, Utc};

use super::Kind;
use super::desk::{Desk, Draft};
use crate::dice::{Dice, chance, pick};
use crate::draw::{Conduct, System};
use crate::say;
use crate::style::{self, Content, Style};

/// The trust's answer, or its refusal of the whole request.
pub(super) fn answer(desk: &Desk<'_>, due: DateTime<Utc>) -> Draft {
    let mut dice = desk.dice("answer");
    let our_ref = desk.our_ref();
    let content = Content {
        letter: desk.letter,
        trust: &desk.role.trust.name,
        our_ref: &our_ref,
        items: say::items(desk.letter, desk.role, &mut dice),
        opening: opening(&mut dice),
        closing: closing(desk, &mut dice),
    };
    let mut body = match desk.role.conduct {
        Conduct::Refuses(exemption) => style::whole_request(exemption, &content, &mut dice),
        Conduct::Answers | Conduct::Silent(_) => style::write(desk.role.style, &content, &mut dice),
    };
    if has_history(desk) && body.html.is_none() {
        body.text.push_str(&desk.history());
    }
    Draft {
        kind: Kind::Answer,
        due,
        subject: None,
        fields: Vec::new(),
        body: desk.body(body),
        by_machine: false,
    }
}

/// Mail programs put the letter below a reply; who answered between its lines does not send it twice.
fn has_history(desk: &Desk<'_>) -> bool {
    let replies = matches!(desk.role.system, System::Exchange | System::Plain | System::SharedDomain);
    replies && desk.role.style != Style::Quoted && chance(&mut desk.dice("history"), 55)
}

fn opening(dice: &mut Dice) -> String {
    let greeting = pick(dice, ["Dear Sir or Madam,", "Dear Sir/Madam", "Good afternoon,", "Dear Requester,"]);
    let thanks = pick(
        dice,
        [
            "Thank you for your request under the Freedom of Information Act 2000. Please find our response below.",
            "Further to your recent request for information, the Trust's response is set out below.",
            "I am writing in response to your request for information. The Trust has now completed its search.",
            "Your request has been handled under the Freedom of Information Act 2000. Our response is as follows.",
        ],
    );
    format!("{greeting}\n\n{thanks}")
}

fn closing(desk: &Desk<'_>, dice: &mut Dice) -> String {
    let review = pick(
        dice,
        [
            "If you are dissatisfied with the handling of your request, you have the right to ask for an internal review. \
         Requests should be submitted within two months of this response. If you are not content with the outcome, \
         you may apply to the Information Commissioner's Office, Wycliffe House, Water Lane, Wilmslow, Cheshire \
         SK9 5AF.",
            "If you are unhappy with this response you may ask for an internal review within 40 working days by writing \
         to this office. You may then complain to the Information Commissioner (www.ico.org.uk, 0303 123 1113).",
            "I trust that this information is of use. Should you wish to complain about our response, please contact us \
         in the first instance.",
        ],
    );
    let farewell = pick(dice, ["Yours sincerely,", "Yours faithfully,", "Kind regards,", "Regards"]);
    format!("{review}\n\n{farewell}\n\n{}", desk.signature())
}
