//! The flow figure: asked, sent, delivered, acknowledged, responded, gave a value; and who fell out where.

use domain::authority::Code;

use super::text;
use crate::data::{Asked, Data};

/// One step of the flow.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) label: String,
    pub(super) count: usize,
    /// The count as a percentage of all asked, for the length of the bar only.
    pub(super) width: usize,
    /// Who fell out here, or what to know about the step.
    pub(super) remark: String,
}

pub(super) fn steps(data: &Data) -> Vec<Step> {
    let step = |label: &str, counts: &dyn Fn(&Asked) -> bool, remark: String| {
        let count = data.asked.iter().filter(|asked| counts(asked)).count();
        Step { label: label.to_string(), count, width: count * 100 / data.asked.len().max(1), remark }
    };
    let mut steps = vec![
        step("Asked", &|_| true, String::new()),
        step(
            "Sent",
            &|asked| asked.sent_on.is_some(),
            named(data, "not sent", |asked| asked.sent_on.is_none()),
        ),
        step(
            "Delivered",
            &delivered,
            named(data, "came back", |asked| asked.sent_on.is_some() && asked.bounced),
        ),
        step(
            "Acknowledged",
            &|asked| asked.acknowledged_on.is_some(),
            "An authority may respond without acknowledging first.".into(),
        ),
        step("Responded", &Asked::responded, responded(data)),
        step(
            "Gave a value",
            &|asked| gave_any(data, asked),
            named(data, "responded without any value", |asked| asked.responded() && !gave_any(data, asked)),
        ),
    ];
    steps.extend(data.campaign.questions.iter().map(|question| {
        let label = format!("… to question {}", question.number);
        step(&label, &|asked| asked.gave(question.number), text::visible(&question.name))
    }));
    steps
}

/// `20 August 2018`, or the first and the last day.
pub(super) fn sent_between(data: &Data) -> String {
    let days = || data.asked.iter().filter_map(|asked| asked.sent_on);
    match (days().min(), days().max()) {
        (Some(first), Some(last)) if first == last => text::long_date(first),
        (Some(first), Some(last)) => format!("{} to {}", text::long_date(first), text::long_date(last)),
        _ => "not yet".to_string(),
    }
}

fn delivered(asked: &Asked) -> bool {
    asked.sent_on.is_some() && !asked.bounced
}

fn gave_any(data: &Data, asked: &Asked) -> bool {
    data.campaign.questions.iter().any(|question| asked.gave(question.number))
}

fn named(data: &Data, what: &str, falls_out: impl Fn(&Asked) -> bool) -> String {
    let codes: Vec<&Code> =
        data.asked.iter().filter(|asked| falls_out(asked)).map(|asked| &asked.authority.code).collect();
    if codes.is_empty() {
        String::new()
    } else {
        format!("{} {what}: {}", codes.len(), text::codes(codes.into_iter()))
    }
}

fn responded(data: &Data) -> String {
    let count = |counts: fn(&Asked) -> bool| data.asked.iter().filter(|asked| counts(asked)).count();
    let late = count(|asked| asked.responded() && asked.late);
    let silent = count(|asked| !asked.responded());
    format!(
        "{silent} without any accepted outcome; {late} of the responses came late. A refusal is a response."
    )
}
