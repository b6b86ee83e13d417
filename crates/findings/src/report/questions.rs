//! What became of each question.

use domain::answer::Outcome;
use domain::question::{AnswerType, Question};
use rust_decimal::Decimal;

use super::charts::Chart;
use super::text;
use crate::chart;
use crate::data::Data;
use crate::number::Unit;
use crate::status::Status;

/// A status with how many authorities it stands for at each question, in the order of the questions.
#[derive(Debug)]
pub(super) struct OutcomeRow {
    pub(super) status: Status,
    pub(super) counts: Vec<usize>,
}

/// A question with its charts.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) number: u32,
    pub(super) name: String,
    pub(super) text: String,
    pub(super) wanted: String,
    pub(super) summary: String,
    pub(super) charts: Vec<Chart>,
}

pub(super) fn outcomes(data: &Data) -> Vec<OutcomeRow> {
    let count = |question: &Question, status: Status| {
        data.asked.iter().filter(|asked| asked.status(question.number) == status).count()
    };
    let counts =
        |status: Status| data.campaign.questions.iter().map(|question| count(question, status)).collect();
    Status::all().map(|status| OutcomeRow { status, counts: counts(status) }).collect()
}

pub(super) fn section(data: &Data, question: &Question) -> Section {
    let values: Vec<Decimal> = data.numbers(&question.name).into_iter().map(|(_, number)| number).collect();
    Section {
        number: question.number,
        name: text::visible(&question.name),
        text: text::visible(&question.text),
        wanted: wanted(question),
        summary: summary(question, &values),
        charts: [Some(outcome_chart(data, question)), spread(data, question, &values)]
            .into_iter()
            .flatten()
            .collect(),
    }
}

fn wanted(question: &Question) -> String {
    let kind = match question.kind {
        AnswerType::Count => "a whole number",
        AnswerType::Money => "an amount of money",
        AnswerType::Percent => "a percentage",
        AnswerType::YesNo => "yes or no",
        AnswerType::Text => "words",
    };
    let unit = question.unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
    let period = question.period.as_ref().map(|period| format!(", {period}")).unwrap_or_default();
    text::visible(&format!("{kind}{unit}{period}"))
}

/// Least, median and greatest, where there are exact numbers.
fn summary(question: &Question, values: &[Decimal]) -> String {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let (Some(least), Some(most), Some(median)) =
        (sorted.first(), sorted.last(), crate::figures::median(values))
    else {
        return String::new();
    };
    let unit = Unit::of(Some(question));
    let [least, median, most] = [*least, median, *most].map(|number| unit.exactly(number));
    match values.len() {
        1 => format!("1 exact number: {most}."),
        count => format!("{count} exact numbers: least {least}, median {median}, greatest {most}."),
    }
}

/// A bar for each status that occurs.
fn outcome_chart(data: &Data, question: &Question) -> Chart {
    let count =
        |status: Status| data.asked.iter().filter(|asked| asked.status(question.number) == status).count();
    let counts: Vec<(String, usize)> = Status::all()
        .map(|status| (status.name.to_string(), count(status)))
        .filter(|(_, count)| *count > 0)
        .collect();
    let title = format!("What became of question {}", question.number);
    let caption = format!("{title}, at {} asked.", text::authorities(data.asked.len()));
    Chart { svg: chart::bars(&title, &counts), caption }
}

fn spread(data: &Data, question: &Question, values: &[Decimal]) -> Option<Chart> {
    match question.kind {
        AnswerType::Count | AnswerType::Money | AnswerType::Percent if values.len() > 1 => {
            Some(distribution(question, values))
        }
        AnswerType::YesNo => yes_and_no(data, question),
        AnswerType::Count | AnswerType::Money | AnswerType::Percent | AnswerType::Text => None,
    }
}

fn distribution(question: &Question, values: &[Decimal]) -> Chart {
    let unit = match (Unit::of(Some(question)), &question.unit) {
        (Unit::Pounds, _) => ", in pounds".to_string(),
        (Unit::Percent, _) => ", in percent".to_string(),
        (Unit::Plain, Some(unit)) => format!(", in {}", text::visible(unit)),
        (Unit::Plain, None) => String::new(),
    };
    let title = format!("Answers to question {}{unit}", question.number);
    let caption = format!("{title}: how the {} exact numbers spread. Zero stands by itself.", values.len());
    Chart { svg: chart::histogram(&title, values), caption }
}

fn yes_and_no(data: &Data, question: &Question) -> Option<Chart> {
    let says = |yes: bool| {
        let answers = data.asked.iter().filter_map(|asked| asked.answers.get(&question.number));
        answers.filter(|accepted| accepted.outcome == Outcome::YesNo { yes }).count()
    };
    let counts = [("yes".to_string(), says(true)), ("no".to_string(), says(false))];
    let title = format!("Answers to question {}", question.number);
    let said = counts.iter().map(|(_, count)| count).sum::<usize>();
    let caption = format!("{title}, of {} that said yes or no.", text::authorities(said));
    (said > 0).then(|| Chart { svg: chart::bars(&title, &counts), caption })
}
