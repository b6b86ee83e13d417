//! The questions that the tests of this crate ask.

use domain::question::{AnswerType, Question};

fn question(number: u32, name: &str, kind: AnswerType, text: &str, words: &[&str]) -> Question {
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    Question { number, name: name.into(), text: text.into(), kind, unit: None, period: None, words }
}

/// Two counts of staff, a count of trained staff and an amount of money: they share most of their words.
pub(crate) fn questions() -> Vec<Question> {
    use AnswerType::{Count, Money};
    vec![
        question(
            1,
            "staff",
            Count,
            "The total number of full-time and part-time employees at your trust (as at 1 August 2018 or \
                latest figures)",
            &["employees", "staff", "headcount"],
        ),
        question(
            2,
            "qualified",
            Count,
            "The number of full-time and part-time employees with professional data security or cyber \
                security \
             qualifications (as at 1 August 2018 or latest figures)",
            &["qualified", "qualifications", "certified"],
        ),
        question(
            3,
            "trained",
            Count,
            "The number of full-time and part-time employees who completed security training in the last 12 \
                months \
             (before 1 August 2018 or latest figures)",
            &["trained", "training", "completed"],
        ),
        question(
            4,
            "spend",
            Money,
            "How much money (in pounds sterling) was spent on data security training in the last 12 months? \
                It may \
             include GDPR training.",
            &["spent", "cost", "pounds"],
        ),
    ]
}

/// Other kinds of question: percent, yes or no, and words.
pub(crate) fn others() -> Vec<Question> {
    use AnswerType::{Percent, Text, YesNo};
    vec![
        question(
            1,
            "share",
            Percent,
            "What percentage of staff completed the yearly course?",
            &["percentage", "course"],
        ),
        question(
            2,
            "plan",
            YesNo,
            "Does the organisation have a written incident plan?",
            &["incident", "plan"],
        ),
        question(3, "system", Text, "Which system holds your training records?", &["system", "records"]),
    ]
}

/// Four questions in another wording, with the words that a campaign may give to recognise them.
pub(crate) fn campaign() -> Vec<Question> {
    use AnswerType::{Count, Money};
    vec![
        question(
            1,
            "staff",
            Count,
            "How many full-time and part-time employees did your organisation have in total at 1 August \
                2018, or at the \
             latest date for which you hold the number?",
            &["employees", "staff", "headcount", "workforce"],
        ),
        question(
            2,
            "qualified",
            Count,
            "How many of these employees held a professional data security or cyber security qualification \
                at 1 August \
             2018, or at the latest date for which you hold the number?",
            &["qualifications", "qualified", "cyber security qualification", "data security qualification"],
        ),
        question(
            3,
            "trained",
            Count,
            "How many of your full-time and part-time employees completed security training in the 12 \
                months before 1 \
             August 2018?",
            &["training", "trained", "security training", "completed"],
        ),
        question(
            4,
            "spent",
            Money,
            "How much money, in pounds, did your organisation spend on data security training in the 12 \
                months before 1 \
             August 2018? Training on the General Data Protection Regulation may be included.",
            &["spent", "spending", "spend", "cost", "training"],
        ),
    ]
}
