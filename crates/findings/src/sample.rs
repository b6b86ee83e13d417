//! A campaign of twelve authorities with every kind of outcome, small enough to count by hand.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::answer::Outcome;
use domain::authority::{Authority, Measure};
use domain::campaign::{Acceptance, Campaign, LetterText, Sender};
use domain::figure::{Figure, Rule, Test};
use domain::plan::SendPlan;
use domain::question::{AnswerType, Question};
use domain::reference::Reference;
use domain::results::By;
use rust_decimal::Decimal;

use crate::data::{Accepted, Asked, Data};

/// Code, size, standing, answers to five questions. `0w` is zero in words, `0-4` an interval, `.` nothing
/// accepted.
const TABLE: &str = "
    AA1 1000 answered      1000  0w           950      0           yes
    AA2 2000 answered      2000  1            1900     500         no
    AA3 3000 answered      3000  2            2400     238         yes
    AA4 4000 answered      4100  0            4000     78000       yes
    AA5 5000 answered      5000  0-4          4000     s31(1)(a)   passed-over
    AA6 6000 answered      6000  s24,s31(1)   not-held cost        no
    AA7 7000 answered      7000  ncnd:s31(3)  unclear  elsewhere   .
    AA8 -    answered      800   3            0        1200.50     yes
    AA9 9000 answered      cost  cost         cost     cost        cost
    AB1 1500 overdue       .     .            .        .           .
    AB2 2500 undeliverable .     .            .        .           .
    AB3 3500 unsent        .     .            .        .           .";

/// The campaign and its answers as of 27 November 2018.
pub(crate) fn data() -> Data {
    let rows = TABLE.lines().filter(|line| !line.trim().is_empty());
    Data::new(campaign(), day(11, 27), rows.zip(1..).map(|(line, number)| asked(line, number)).collect())
}

/// Replaces an answer.
pub(crate) fn answer(data: &mut Data, code: &str, question: u32, outcome: Outcome) {
    let words = outcome.to_string();
    let asked = data.asked.iter_mut().find(|asked| asked.authority.code.to_string() == code).unwrap();
    asked.answers.insert(question, accepted(outcome, &words));
}

/// Twelve authorities, again and again, until there are so many.
pub(crate) fn many(count: usize) -> Data {
    let small = data();
    let asked = (0..count).map(|n| {
        let mut asked = small.asked[n % 12].clone();
        asked.authority.code = format!("Z{n:05}").parse().unwrap();
        asked.responded_on = asked
            .responded_on
            .map(|_| day(9 + u32::try_from(n % 2).unwrap(), 1 + u32::try_from(n % 28).unwrap()));
        asked
    });
    Data::new(small.campaign, small.as_of, asked.collect())
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, month, day).unwrap()
}

fn campaign() -> Campaign {
    Campaign {
        name: "security".into(),
        title: "Data security in twelve trusts".into(),
        about: "Who looks after data, and what is spent on it.".into(),
        select: None,
        sender: Sender {
            name: "Example Society Limited".into(),
            organisation: None,
            address: "requests@desk.invalid".parse().unwrap(),
            tagged: true,
        },
        letter: LetterText {
            subject: "Data security".into(),
            text: "Dear {{ authority }},\n\n{{ questions }}\n".into(),
        },
        plan: SendPlan::default(),
        acceptance: Acceptance::Stated,
        questions: questions(),
        figures: figures(),
    }
}

fn questions() -> Vec<Question> {
    let question = |number, name: &str, kind, text: &str| Question {
        number,
        name: name.into(),
        text: text.into(),
        kind,
        unit: None,
        period: Some("at 1 August 2018".into()),
        words: vec![],
    };
    vec![
        question(1, "employees", AnswerType::Count, "How many people does the trust employ?"),
        question(
            2,
            "qualified",
            AnswerType::Count,
            "How many of them hold a professional security qualification?",
        ),
        question(3, "trained", AnswerType::Count, "How many of them completed security training?"),
        question(4, "spent", AnswerType::Money, "How many pounds were spent on that training?"),
        question(5, "policy", AnswerType::YesNo, "Is there a written policy?"),
    ]
}

/// The figures with their values worked out by hand in `figures/tests.rs`.
pub(crate) fn figures() -> Vec<Figure> {
    let every = Test::default();
    let zero = Test { equals: Some(Decimal::ZERO), ..every };
    let above = |limit: u32| Test { above: Some(limit.into()), ..every };
    let q = |name: &str| name.to_string();
    let rules = [
        ("asked", 0, Rule::Asked),
        ("responded", 0, Rule::Responded),
        ("silent", 0, Rule::Silent),
        ("answered", 0, Rule::Answered { question: q("qualified") }),
        ("none", 0, Rule::Count { question: q("qualified"), test: zero }),
        ("none_share", 1, Rule::Share { question: q("qualified"), test: zero }),
        ("qualified_sum", 0, Rule::Sum { question: q("qualified"), test: every }),
        ("qualified_mean", 1, Rule::Mean { question: q("qualified"), test: above(0) }),
        ("qualified_median", 0, Rule::Median { question: q("qualified"), test: every }),
        ("employees_median", 0, Rule::Median { question: q("employees"), test: every }),
        ("spent_mean", 2, Rule::Mean { question: q("spent"), test: above(0) }),
        ("spent_least", 0, Rule::Minimum { question: q("spent"), test: above(0) }),
        ("spent_most", 0, Rule::Maximum { question: q("spent"), test: every }),
        ("spent_much", 0, Rule::Count { question: q("spent"), test: above(40_000) }),
        ("one_per", 0, Rule::RatioOfTotals { question: q("employees"), by: q("qualified") }),
        (
            "target",
            0,
            Rule::ShareReaching { question: q("trained"), by: q("employees"), reaching: 95.into() },
        ),
        ("size", 2, Rule::RankCorrelation { question: q("spent"), size: q("fte"), test: above(0) }),
        ("spent_too_much", 0, Rule::Mean { question: q("spent"), test: above(100_000) }),
        ("policy_mean", 0, Rule::Mean { question: q("policy"), test: every }),
        ("trained_per_nothing", 0, Rule::RatioOfTotals { question: q("trained"), by: q("policy") }),
    ];
    let figure = |(id, decimals, rule): (&str, u32, Rule)| Figure {
        id: id.into(),
        title: format!("The figure {id}"),
        rule,
        decimals,
        published: (id == "none").then(|| "24".into()),
        note: (id == "none").then(|| "The printed base is not stated.".into()),
    };
    rules.map(figure).to_vec()
}

fn asked(line: &str, number: u32) -> Asked {
    let cells: Vec<&str> = line.split_whitespace().collect();
    let answers: BTreeMap<u32, Accepted> = (1..)
        .zip(&cells[3..])
        .filter(|(_, cell)| **cell != ".")
        .map(|(q, cell)| (q, accepted(outcome(cell), cell)))
        .collect();
    let responded = !answers.is_empty();
    Asked {
        authority: authority(cells[0], cells[1]),
        reference: Reference::from_number(number),
        standing: cells[2].into(),
        sent_on: (cells[2] != "unsent").then(|| day(8, 20)),
        due: (cells[2] != "unsent").then(|| day(9, 18)),
        acknowledged_on: (number % 2 == 1 && responded).then(|| day(8, 22)),
        responded_on: responded.then(|| day(9, 10 + number)),
        late: number > 8 && responded,
        bounced: cells[2] == "undeliverable",
        answers,
    }
}

fn authority(code: &str, size: &str) -> Authority {
    let measure = |value: Decimal| Measure { name: "fte".into(), value, month: day(6, 1) };
    Authority {
        code: code.parse().unwrap(),
        name: format!("Trust {code}"),
        nation: "England".into(),
        kind: "acute".into(),
        regime: domain::regime::RegimeCode::default(),
        email: format!("foi@{}.invalid", code.to_lowercase()).parse().ok(),
        measures: size.parse().ok().map(measure).into_iter().collect(),
        tags: vec![],
        successors: vec![],
    }
}

fn accepted(outcome: Outcome, words: &str) -> Accepted {
    Accepted {
        outcome,
        words: format!("We say: {words}"),
        place: "body".into(),
        message_id: "<1@trust.invalid>".into(),
        part: "ab".repeat(32),
        by: By::Rule,
        on: day(9, 28),
    }
}

fn outcome(cell: &str) -> Outcome {
    let sections = |list: &str| list.split(',').map(str::to_string).collect();
    match cell {
        "0w" => Outcome::ZeroInWords,
        "0-4" => Outcome::Number { low: 0.into(), high: 4.into() },
        "yes" | "no" => Outcome::YesNo { yes: cell == "yes" },
        "cost" => Outcome::CostLimit,
        "not-held" => Outcome::NotHeld,
        "elsewhere" => Outcome::PublishedElsewhere,
        "passed-over" => Outcome::NotAddressed,
        "unclear" => Outcome::Unclear,
        ncnd if ncnd.starts_with("ncnd:") => {
            Outcome::NeitherConfirmNorDeny { exemptions: sections(&ncnd[5..]) }
        }
        refused if refused.starts_with('s') => Outcome::Refused { exemptions: sections(refused) },
        number => Outcome::exactly(number.parse::<Decimal>().unwrap()),
    }
}
