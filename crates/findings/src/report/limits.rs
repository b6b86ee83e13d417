//! What a reader must know before quoting the figures: each sentence is there because the data calls for it.

use domain::answer::Outcome;
use domain::figure::Rule;
use domain::question::Question;
use domain::results::By;
use rust_decimal::Decimal;

use super::text;
use crate::data::{Accepted, Asked, Data};
use crate::figures::{Computed, PERCENT_FROM};
use crate::number::Unit;
use crate::status::Status;

pub(super) fn of(data: &Data, figures: &[Computed]) -> Vec<String> {
    let declared = data.campaign.figures.iter().zip(figures);
    let of_figures = declared.filter_map(|(figure, computed)| match &figure.rule {
        Rule::Share { .. } | Rule::ShareReaching { .. } => bound(computed),
        Rule::RankCorrelation { question, size, .. } => size_used(data, question, size),
        _ => None,
    });
    let of_questions = data.campaign.questions.iter().filter_map(|question| question_limits(data, question));
    whole(data).into_iter().chain(of_questions).chain(of_figures).collect()
}

/// Whom a sentence is about, and what it says of them.
type Case = (fn(&Asked) -> bool, &'static str);

/// What holds for the campaign as a whole.
fn whole(data: &Data) -> Vec<String> {
    let cases: [Case; 5] = [
        (
            |asked| !asked.responded(),
            "gave no accepted outcome. Figures describe those that answered, who may differ from the others.",
        ),
        (
            |asked| asked.bounced,
            "could not be reached: the letter came back. Counted as asked and, without outcome, as silent.",
        ),
        (|asked| asked.sent_on.is_none(), "had not been sent the request by the day of this report."),
        (
            |asked| asked.responded_on.is_some() && !asked.responded(),
            "responded, but nothing in the response has been accepted yet. Counted as silent here.",
        ),
        (
            |asked| asked.late && asked.responded(),
            "responded after the last date on which that was lawful. The answers are included.",
        ),
    ];
    let told = cases.into_iter().filter_map(|(counts, says)| {
        let count = data.asked.iter().filter(|asked| counts(asked)).count();
        (count > 0).then(|| format!("{count} of {} {says}", text::authorities(data.asked.len())))
    });
    told.chain(by_rule(data)).collect()
}

fn by_rule(data: &Data) -> Option<String> {
    let accepted: Vec<&Accepted> = data.asked.iter().flat_map(|asked| asked.answers.values()).collect();
    let by_rule = accepted.iter().filter(|accepted| accepted.by == By::Rule).count();
    let all = accepted.len();
    (by_rule > 0).then(|| {
        format!("{by_rule} of {all} outcomes were accepted by rule, without a person looking at them.")
    })
}

/// What holds for a question: too few values, intervals, replies that settle nothing.
fn question_limits(data: &Data, question: &Question) -> Option<String> {
    let number = question.number;
    let all = text::authorities(data.asked.len());
    let gave = data.asked.iter().filter(|asked| asked.gave(number)).count();
    let is = |asked: &Asked, status: &str| asked.status(number).name == status;
    let open = |asked: &&Asked| is(asked, "unclear") || is(asked, Status::NOTHING_ACCEPTED.name);
    let open = data.asked.iter().filter(open).count();
    let values =
        (gave < data.asked.len()).then(|| format!("Question {number}: {gave} of {all} gave a value."));
    let unsettled = (open > 0).then(|| format!("{open} replied in a way that gave no settled outcome."));
    let told = [values, intervals(data, question), unsettled].into_iter().flatten().collect::<Vec<_>>();
    (!told.is_empty()).then(|| told.join(" "))
}

/// How many intervals there are, and what they would add to a total.
fn intervals(data: &Data, question: &Question) -> Option<String> {
    let given = data.asked.iter().filter_map(|asked| asked.answers.get(&question.number));
    let ends: Vec<(Decimal, Decimal)> = given.filter_map(|given| interval(&given.outcome)).collect();
    let sum = |of: fn(&(Decimal, Decimal)) -> Decimal| {
        ends.iter().try_fold(Decimal::ZERO, |total, ends| total.checked_add(of(ends)))
    };
    let unit = Unit::of(Some(question));
    let added = match (sum(|(low, _)| *low), sum(|(_, high)| *high)) {
        (Some(low), Some(high)) => {
            format!("; together they add {} to {}", unit.exactly(low), unit.exactly(high))
        }
        _ => String::new(),
    };
    let count = ends.len();
    (count > 0).then(|| {
        format!(
            "{count} gave an interval such as fewer than five, left out of figures of exact numbers{added}."
        )
    })
}

fn interval(outcome: &Outcome) -> Option<(Decimal, Decimal)> {
    match outcome {
        Outcome::Number { low, high } if low != high => Some((*low, *high)),
        _ => None,
    }
}

/// Where the true share of all asked lies, whatever those without a number would have said.
pub(super) fn bound(share: &Computed) -> Option<String> {
    let (n, all, passing) = (share.n, share.asked, share.rows.len());
    let shown = |count: usize| match Decimal::from(count * 100).checked_div(all.into()) {
        Some(percent) if all >= PERCENT_FROM => Unit::Percent.rounded(percent, 1),
        _ => format!("{count} of {all}"),
    };
    let (least, most) = (shown(passing), shown(passing + all.saturating_sub(n)));
    let title = text::visible(&share.title);
    let small = if n < PERCENT_FROM { " Too few for a percentage." } else { "" };
    (n > 0 && n < all).then(|| {
        format!(
            "{title}: computed over {n}, not over all {all} asked, of whom the share lies between {least} \
             and {most}, whatever the others would have said.{small}"
        )
    })
}

/// Which size was used, of when, and who has none.
fn size_used(data: &Data, question: &str, size: &str) -> Option<String> {
    let number = data.number_of(question)?;
    let given = data.numbers(question);
    let measures: Vec<_> = given.iter().filter_map(|(asked, _)| asked.authority.measure(size)).collect();
    let months = || measures.iter().map(|measure| measure.month);
    let named = [months().min()?, months().max()?].map(|month| month.format("%B %Y").to_string());
    let [first, last] = &named;
    let when = if first == last { first.clone() } else { named.join(" to ") };
    let (all, missing) = (given.len(), given.len() - measures.len());
    Some(format!(
        "Sizes ({size}) are those of the register for {when}, not from the replies. Of the {all} that gave a \
         number to question {number}, {missing} have no size and are left out of its correlation."
    ))
}
