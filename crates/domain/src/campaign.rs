//! A campaign as it is declared, and what is wrong with it before anything is sent.

use serde::{Deserialize, Serialize};

use crate::authority::{Address, Authority};
use crate::figure::Figure;
use crate::plan::SendPlan;
use crate::question::{AnswerType, Question};

/// A campaign: who asks whom what, when, and which figures come out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// Its short name, unique: lower-case letters, digits and hyphens.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it is about, in a paragraph.
    #[serde(default)]
    pub about: String,
    /// Only authorities of this set, such as `in_226`; all where it is left out.
    #[serde(default)]
    pub select: Option<String>,
    /// Who asks.
    pub sender: Sender,
    /// The letter.
    #[serde(default)]
    pub letter: LetterText,
    /// When letters go out.
    #[serde(default)]
    pub plan: SendPlan,
    /// Which readings count without a person.
    #[serde(default)]
    pub acceptance: Acceptance,
    /// The questions, in the order of the letter.
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
    /// The figures, in the order of the report.
    #[serde(default, rename = "figure")]
    pub figures: Vec<Figure>,
}

/// Who asks: FOIA s.8(1)(b) wants the applicant's name and an address for correspondence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sender {
    /// The real name of the person or legal entity that asks.
    #[serde(default)]
    pub name: String,
    /// On whose behalf.
    #[serde(default)]
    pub organisation: Option<String>,
    /// The mailbox letters come from and replies go to.
    pub address: Address,
    /// Whether the reply address carries the request's tag (`mailbox+tag@host`).
    #[serde(default)]
    pub tagged: bool,
}

/// The letter's template: subject in `campaign.toml`, text in `letter.txt`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LetterText {
    /// The subject line without reference.
    pub subject: String,
    /// The text, with `{{ authority }}`, `{{ questions }}` and the like.
    pub text: String,
}

/// Which readings count without a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Acceptance {
    /// None: a person looks at each.
    #[default]
    Person,
    /// Those that say it in so many words.
    Stated,
}

/// Something to mend in a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Whether the campaign cannot be launched before it is mended.
    pub blocks: bool,
    /// What is wrong and what to do.
    pub says: String,
}

impl Campaign {
    /// The question of this name.
    pub fn question(&self, name: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.name == name)
    }

    /// Whether the campaign asks this authority.
    pub fn asks(&self, authority: &Authority) -> bool {
        self.select.as_ref().is_none_or(|tag| authority.tags.contains(tag))
    }

    /// Everything to mend, what blocks first.
    pub fn lint(&self) -> Vec<Remark> {
        let mut remarks =
            [self.lint_sender(), self.lint_letter(), self.lint_questions(), self.lint_figures()].concat();
        remarks.sort_by_key(|remark| !remark.blocks);
        remarks
    }

    fn lint_sender(&self) -> Vec<Remark> {
        let name = self.sender.name.trim();
        let mut remarks = Vec::new();
        if name.split_whitespace().count() < 2 {
            remarks.push(blocks(format!(
                "sender.name is `{name}`: a request is valid only with the applicant's real name (FOIA s.8); give first name and surname, or the legal entity"
            )));
        }
        if name.contains(char::is_control) {
            remarks.push(blocks("sender.name has a line break or control character: remove it"));
        }
        if !is_slug(&self.name) {
            remarks
                .push(blocks(format!("name is `{}`: use lower-case letters, digits and hyphens", self.name)));
        }
        remarks
    }

    fn lint_letter(&self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        if self.letter.subject.trim().is_empty() {
            remarks.push(blocks("letter.subject is empty: say what the request is about"));
        }
        if self.letter.text.trim().is_empty() {
            remarks.push(blocks("letter.txt is empty: write the letter beside campaign.toml"));
        }
        for (needed, why) in [("questions", "or nothing is asked"), ("sender", "or the letter is not signed")]
        {
            if !self.letter.text.contains(needed) && !self.letter.text.trim().is_empty() {
                remarks.push(blocks(format!("letter.txt has no {{{{ {needed} }}}}: put it in, {why}")));
            }
        }
        remarks
    }

    fn lint_questions(&self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        if self.questions.is_empty() {
            remarks.push(blocks("there is no [[question]]: ask at least one"));
        }
        if self.questions.len() > 10 {
            remarks.push(warns(format!(
                "{} questions: more than ten invite a refusal for cost or as vexatious",
                self.questions.len()
            )));
        }
        for (question, expected) in self.questions.iter().zip(1u32..) {
            if question.number != expected {
                remarks.push(blocks(format!(
                    "question `{}` has number {}: number the questions 1, 2, 3 …",
                    question.name, question.number
                )));
            }
            if self.questions.iter().filter(|other| other.name == question.name).count() > 1 {
                remarks.push(blocks(format!(
                    "question name `{}` stands twice: names must differ",
                    question.name
                )));
            }
            remarks.extend(lint_wording(question));
        }
        remarks
    }

    fn lint_figures(&self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        for figure in &self.figures {
            for name in figure.rule.questions() {
                if self.question(name).is_none() {
                    remarks.push(blocks(format!(
                        "figure `{}` names question `{name}`, which is not asked",
                        figure.id
                    )));
                }
            }
            if self.figures.iter().filter(|other| other.id == figure.id).count() > 1 {
                remarks.push(blocks(format!("figure `{}` stands twice: ids must differ", figure.id)));
            }
        }
        remarks
    }
}

/// Wording that makes answers hard to compare.
fn lint_wording(question: &Question) -> Vec<Remark> {
    let text = question.text.to_lowercase();
    let says = |what: &str| warns(format!("question {}: {what}", question.number));
    let dated = question.period.is_some() || text.contains(|c: char| c.is_ascii_digit());
    let mut remarks = Vec::new();
    if !dated && matches!(question.kind, AnswerType::Count | AnswerType::Money | AnswerType::Percent) {
        remarks.push(says("no date or period: say as at which day or over which months"));
    }
    if question.kind == AnswerType::Money && !text.contains(['£', '$', '€']) && !text.contains("pounds") {
        remarks.push(says("no unit for the money: ask for pounds"));
    }
    if text.starts_with("why ") || text.contains("what do you think") {
        remarks.push(says("asks for reasons or opinions: the Act covers recorded information only"));
    }
    remarks
}

fn is_slug(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn blocks(says: impl Into<String>) -> Remark {
    Remark { blocks: true, says: says.into() }
}

fn warns(says: impl Into<String>) -> Remark {
    Remark { blocks: false, says: says.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Rule;

    fn campaign() -> Campaign {
        let question = |number, name: &str, text: &str| Question {
            number,
            name: name.into(),
            text: text.into(),
            kind: AnswerType::Count,
            unit: None,
            period: Some("at 1 August 2018".into()),
            words: vec![],
        };
        let text = "Dear {{ authority }}, {{ questions }} {{ sender }}".into();
        Campaign {
            name: "staff-2018".into(),
            title: "Staff".into(),
            about: String::new(),
            select: None,
            sender: Sender {
                name: "Example Research Limited".into(),
                organisation: None,
                address: "desk@desk.invalid".parse().unwrap(),
                tagged: false,
            },
            letter: LetterText { subject: "Staff".into(), text },
            plan: SendPlan::default(),
            acceptance: Acceptance::Stated,
            questions: vec![
                question(1, "staff", "How many staff?"),
                question(2, "trained", "How many were trained?"),
            ],
            figures: vec![Figure {
                id: "all".into(),
                title: "All".into(),
                rule: Rule::Answered { question: "staff".into() },
                decimals: 0,
                published: None,
                note: None,
            }],
        }
    }

    #[test]
    fn a_sound_campaign_has_nothing_to_mend() {
        assert_eq!(campaign().lint(), []);
    }

    type Spoil = fn(&mut Campaign);

    #[test]
    fn each_fault_is_named_and_says_whether_it_blocks() {
        let cases: [(Spoil, bool, &str); 16] = [
            (
                |c| c.sender.name = String::new(),
                true,
                "sender.name is ``: a request is valid only with the applicant's real name",
            ),
            (|c| c.sender.name = "Anon".into(), true, "sender.name is `Anon`"),
            (|c| c.sender.name = "A B\r\nBcc: x".into(), true, "line break or control character"),
            (|c| c.name = "Staff 2018".into(), true, "name is `Staff 2018`"),
            (|c| c.letter.subject = " ".into(), true, "letter.subject is empty"),
            (|c| c.letter.text = String::new(), true, "letter.txt is empty"),
            (|c| c.letter.text = "{{ sender }}".into(), true, "letter.txt has no {{ questions }}"),
            (|c| c.letter.text = "{{ questions }}".into(), true, "letter.txt has no {{ sender }}"),
            (|c| c.questions.clear(), true, "there is no [[question]]"),
            (|c| c.questions[1].number = 3, true, "question `trained` has number 3"),
            (|c| c.questions[1].name = "staff".into(), true, "question name `staff` stands twice"),
            (
                |c| c.figures[0].rule = Rule::Answered { question: "beds".into() },
                true,
                "names question `beds`",
            ),
            (|c| c.figures.push(c.figures[0].clone()), true, "figure `all` stands twice"),
            (|c| c.questions[0].period = None, false, "question 1: no date or period"),
            (|c| c.questions[0].kind = AnswerType::Money, false, "question 1: no unit for the money"),
            (|c| c.questions[0].text = "Why so many in 2018?".into(), false, "question 1: asks for reasons"),
        ];
        for (spoil, blocks, says) in cases {
            let mut campaign = campaign();
            spoil(&mut campaign);
            let remarks = campaign.lint();
            assert!(
                remarks.iter().any(|r| r.blocks == blocks && r.says.contains(says)),
                "{says}: {remarks:?}"
            );
        }
    }

    #[test]
    fn only_authorities_of_the_selected_set_are_asked() {
        let row = ["RJ1", "One", "1"].map(String::from).to_vec();
        let header = ["code", "name", "in_226"].map(String::from);
        let authority = crate::register::read(&header, &[row]).unwrap().remove(0);
        for (select, asks) in [(None, true), (Some("in_226"), true), (Some("in_300"), false)] {
            let campaign = Campaign { select: select.map(String::from), ..campaign() };
            assert_eq!(campaign.asks(&authority), asks, "{select:?}");
        }
    }
}
