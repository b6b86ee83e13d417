//! `/campaigns/{name}`: where a campaign stands.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use domain::campaign::Campaign;
use domain::law::Law;
use domain::moment::in_words;
use findings::Status;
use store::requests::{self, Filter, Row};
use store::results::Answer;
use store::{campaigns, holidays, inbox, outbox, results};

use crate::extract::Named;
use crate::frame::{Frame, Shown, html};
use crate::notice::{self, Notice};
use crate::problem::Problem;
use crate::tag::{self, Tag};
use crate::{Pages, curve, links};

/// How many of the next due dates the board shows.
const NEXT: u64 = 10;

/// Where a campaign stands.
#[derive(Debug, PartialEq, Eq, Template)]
#[template(path = "pages/board.html")]
struct BoardPage {
    frame: Frame,
    name: String,
    title: String,
    about: String,
    state: String,
    asked: u64,
    list: String,
    sheet: String,
    standings: Vec<StandingLine>,
    letters: Vec<(String, u64)>,
    filed: u64,
    triage: u64,
    unread: u64,
    due: Vec<DueLine>,
    notice: Notice,
    curve: Option<String>,
    columns: Vec<Status>,
    questions: Vec<QuestionLine>,
}

#[derive(Debug, PartialEq, Eq)]
struct StandingLine {
    tag: Tag,
    count: u64,
    percent: u64,
    link: String,
}

#[derive(Debug, PartialEq, Eq)]
struct DueLine {
    due: String,
    left: String,
    reference: String,
    authority: String,
    link: String,
}

#[derive(Debug, PartialEq, Eq)]
struct QuestionLine {
    number: u32,
    text: String,
    counts: Vec<usize>,
}

/// Shows where a campaign stands.
pub(crate) async fn show(State(pages): State<Pages>, Named(name): Named) -> Shown {
    let (desk, today) = (&pages.desk, pages.date());
    let stored = campaigns::get(desk, &name).await.map_err(Problem::with_the_named)?;
    let (rows, asked) = requests::list(desk, stored.id, &Filter::default(), today).await?;
    let answers = results::of_campaign(desk, stored.id).await?;
    let (columns, questions) = answered(&stored.campaign, &rows, &answers);
    let law = desk.law().await?;
    let next = requests::due_next(desk, stored.id, today, NEXT).await?;
    html(&BoardPage {
        frame: Frame::on(today),
        state: crate::campaigns::state(&stored),
        list: links::list(&name, "", "", 1),
        sheet: links::sheet(&name, "", ""),
        standings: standings(&name, asked, requests::counts(desk, stored.id, today).await?),
        letters: outbox::counts(desk, stored.id).await?,
        filed: inbox::count(desk, Some(inbox::State::Filed)).await?,
        triage: inbox::count(desk, Some(inbox::State::Triage)).await?,
        unread: inbox::count(desk, Some(inbox::State::Stored)).await?,
        due: next.into_iter().filter_map(|row| due_line(row, &law, today)).collect(),
        notice: notice::of(&holidays::changes(desk).await?, (pages.today)()),
        curve: curve::draw(&rows, today),
        asked,
        columns,
        questions,
        about: stored.campaign.about,
        title: stored.campaign.title,
        name,
    })
}

fn standings(campaign: &str, asked: u64, counts: Vec<(&'static str, u64)>) -> Vec<StandingLine> {
    let line = |(name, count): (&'static str, u64)| StandingLine {
        tag: tag::named(name),
        percent: count * 100 / asked.max(1),
        link: links::list(campaign, name, "", 1),
        count,
    };
    counts.into_iter().map(line).collect()
}

fn due_line(row: Row, law: &Law, today: NaiveDate) -> Option<DueLine> {
    let due = row.due?;
    Some(DueLine {
        due: in_words(due),
        left: left(law, &row, today, due),
        link: links::request(&row.reference),
        reference: row.reference,
        authority: row.authority,
    })
}

/// Working days of the request's law until its last one, in words.
fn left(law: &Law, row: &Row, today: NaiveDate, due: NaiveDate) -> String {
    let from = today.succ_opt().unwrap_or(today);
    let left = law.terms(&row.regime).and_then(|terms| terms.days.between(from, due).ok());
    match left {
        _ if due == today => "today".into(),
        None | Some(0) => "–".into(),
        Some(1) => "1 working day".into(),
        Some(days) => format!("{days} working days"),
    }
}

/// The statuses worth a column, and for each question how many requests have each of them.
fn answered(
    campaign: &Campaign,
    rows: &[Row],
    answers: &BTreeMap<i64, BTreeMap<u32, Answer>>,
) -> (Vec<Status>, Vec<QuestionLine>) {
    let none = BTreeMap::new();
    let count = |number: u32, wanted: Status| {
        let statuses = rows.iter().map(|row| status(answers.get(&row.id).unwrap_or(&none), number));
        statuses.filter(|status| *status == wanted).count()
    };
    let numbers = || campaign.questions.iter().map(|question| question.number);
    let always = ["value", "refused", "not held", "silent"];
    let shown =
        |status: &Status| always.contains(&status.name) || numbers().any(|number| count(number, *status) > 0);
    let columns: Vec<Status> = Status::all().filter(shown).collect();
    let line = |question: &domain::question::Question| QuestionLine {
        number: question.number,
        text: question.text.clone(),
        counts: columns.iter().map(|status| count(question.number, *status)).collect(),
    };
    let lines = campaign.questions.iter().map(line).collect();
    (columns, lines)
}

fn status(answers: &BTreeMap<u32, Answer>, number: u32) -> Status {
    match answers.get(&number) {
        Some(answer) => Status::of(&answer.outcome),
        None if answers.is_empty() => Status::SILENT,
        None => Status::NOTHING_ACCEPTED,
    }
}
