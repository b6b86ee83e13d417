//! The text of a reply to the kind of message, the exemptions cited and typed answers with their words.
//!
//! Pure, and never fails: an odd reply is data. Every range is in bytes of the text that was passed in.
//! *Invariant:* reading the evidence of a value alone gives the same outcome again.

mod answer;
mod asked;
mod boilerplate;
mod claim;
mod cue;
mod distractor;
mod exemption;
mod figure;
mod kind;
mod label;
mod marks;
mod page;
mod pattern;
mod promise;
mod prose;
mod read;
mod reference;
mod repeat;
#[cfg(test)]
mod samples;
mod source;
mod statement;
mod table;
mod topic;
mod values;
mod words;

use domain::answer::Reading;
use domain::message::MessageKind;
use domain::question::Question;

pub use exemption::{Cited, exemptions};
pub use kind::{KindFinding, Signs, kind};
pub use promise::promised_date;
pub use reference::authority_reference;

/// What `text` says to each question, with the words: at most one reading of `Likely` or `Stated` a question,
/// and others as hints.
///
/// `text` is the body of a message or the text of one attachment. Acknowledgements, absences, requests for
/// clarification or fees and portal notices say nothing to any question.
///
/// An approximate figure that stands alone is the authority's answer and counts as stated; "more than 300"
/// does not.
pub fn read(text: &str, questions: &[Question]) -> Vec<Reading> {
    let text = source::limited(text);
    let readings = read::readings(text, questions);
    match kind::with_readings(text, &Signs::default(), &readings).kind {
        MessageKind::Response
        | MessageKind::Refusal
        | MessageKind::Unclear
        | MessageKind::Extension
        | MessageKind::Transfer => readings,
        MessageKind::Bounce
        | MessageKind::DelayNotice
        | MessageKind::OutOfOffice
        | MessageKind::Acknowledgement
        | MessageKind::ClarificationSought
        | MessageKind::FeesNotice
        | MessageKind::PortalLink
        | MessageKind::ChannelWanted
        | MessageKind::Locked
        | MessageKind::Delivered
        | MessageKind::OwnCopy => Vec::new(),
    }
}
