use super::*;
use crate::samples;

/// What the readers make of `text`, as `number value` lines; what is not stated carries its strength.
fn said(text: &str, questions: &[Question]) -> Vec<String> {
    let readings = crate::read(text, questions);
    for reading in &readings {
        holds(text, reading, questions);
    }
    let firm = readings.iter().filter(|reading| reading.strength > Strength::Hint);
    firm.map(|reading| {
        let strength = if reading.strength == Strength::Stated { "" } else { " (likely)" };
        format!("{} {}{strength}", reading.question, reading.outcome)
    })
    .collect()
}

/// The law: the evidence alone gives the outcome again, and words stand in the reply.
fn holds(text: &str, reading: &Reading, questions: &[Question]) {
    let words = &text[reading.evidence.clone()];
    let question: Vec<Question> =
        questions.iter().filter(|question| question.number == reading.question).cloned().collect();
    if reading.outcome.is_value() {
        let again = crate::read(words, &question);
        let same = again.iter().any(|again| {
            again.outcome == reading.outcome && again.strength >= reading.strength.min(Strength::Likely)
        });
        assert!(same, "{words:?} does not say {} again: {again:?}", reading.outcome);
    } else {
        assert!(!words.trim().is_empty());
    }
    if let Outcome::Text { text: answer } = &reading.outcome {
        assert!(text.contains(answer), "{answer}");
    }
}

fn check(rows: &[(&str, &str, &[&str])]) {
    for (name, text, expected) in rows {
        assert_eq!(said(text, &samples::questions()), *expected, "{name}\n{text}");
    }
}

/// `{1}` is the first question, `{w1}` the same wrapped, `{>1}` wrapped and quoted, `{c1}` cut off; `\t` is
/// a tab.
fn filled(body: &str, questions: &[Question]) -> String {
    questions.iter().fold(body.replace("\\t", "\t"), |body, question| {
        let (number, text) = (question.number, question.text.as_str());
        body.replace(&format!("{{{number}}}"), text)
            .replace(&format!("{{w{number}}}"), &wrapped(text, "\n"))
            .replace(&format!("{{>{number}}}"), &wrapped(text, "\n> "))
            .replace(&format!("{{c{number}}}"), &format!("{}...", &text[..60]))
    })
}

fn wrapped(text: &str, end: &str) -> String {
    let mut line = 0;
    text.split(' ').fold(String::new(), |mut wrapped, word| {
        let full = line + word.len() > 60;
        line = if full { word.len() } else { line + word.len() + 1 };
        wrapped.push_str(if full {
            end
        } else if wrapped.is_empty() {
            ""
        } else {
            " "
        });
        wrapped + word
    })
}

#[test]
fn replies_in_many_styles_are_read_alike() {
    let questions = samples::campaign();
    for case in include_str!("styles.txt").split("\n=====\n") {
        let (expected, body) = case.split_once('\n').unwrap();
        let text = filled(body, &questions);
        let kind = crate::kind(&text, &crate::Signs::default(), &questions).kind.name();
        let said: Vec<String> = said(&text, &questions)
            .iter()
            .map(|line| line.replacen(' ', "=", 1).replace(" (likely)", "?"))
            .collect();
        assert_eq!(format!("{kind} | {}", said.join("; ")), expected.trim_end_matches('\n'), "\n{text}");
    }
}

const Q1: &str = "1. The total number of full-time and part-time employees at your trust (as at 1 August \
    2018 or latest figures)";
const Q2: &str = "2. The number of full-time and part-time employees with professional data security or \
    cyber security qualifications (as at 1 August 2018 or latest figures)";
const Q3: &str = "3. The number of full-time and part-time employees who completed security training in the \
    last 12 months (before 1 August 2018 or latest figures)";
const Q4: &str = "4. How much money (in pounds sterling) was spent on data security training in the last 12 \
    months? It may include GDPR training.";

const ALL: &[&str] = &["1 6895", "2 6", "3 6100", "4 4500"];

#[test]
fn answers_under_each_repeated_question() {
    let inline = |a: &str, b: &str, c: &str, d: &str| {
        format!(
            "Thank you for your request.\n\n{Q1}\n{a}\n\n{Q2}\n{b}\n\n{Q3}\n{c}\n\n{Q4}\n{d}\n\nYours \
                sincerely\nInformation team"
        )
    };
    let labelled = format!(
        "You asked:\n{Q1}\nOur response:\n6,895\nYou asked:\n{Q2}\nOur response:\nSix\nYou \
            asked:\n{Q3}\nOur response:\n6,100 staff\nYou asked:\n{Q4}\nOur response:\n£4,500\nNext \
            steps:\nWrite to 12 High Road."
    );
    let quoted = format!("> {Q1}\n\n6,895\n\n> {Q2}\n\n6\n\n> {Q3}\n\n6,100\n\n> {Q4}\n\n£4,500.00\n");
    let same_line = format!("{Q1} - 6,895\n{Q2} - 6\n{Q3}: 6,100\n{Q4} £4,500\n");
    let wrapped = "The total number of full-time and part-time employees at your\ntrust (as at 1 August \
        2018 or latest figures)\nThe trust employed 6,895 people at that date.\n\nThe number of full-time \
        and part-time employees with professional data\nsecurity or cyber security qualifications (as at 1 \
        August 2018 or latest\nfigures)\nSix members of the team.\n\nThe number of full-time and part-time \
        employees who completed security\ntraining in the last 12 months (before 1 August 2018 or latest \
        figures)\n6,100\n\nHow much money (in pounds sterling) was spent on data security training\nin the \
        last 12 months? It may include GDPR training.\n£4.5k\n";
    check(&[
        ("plain", &inline("6,895", "6", "6,100", "£4,500"), ALL),
        ("labelled", &labelled, ALL),
        ("quoted", &quoted, ALL),
        ("same line", &same_line, ALL),
        ("wrapped", wrapped, ALL),
        (
            "zero",
            &inline("6,895", "None", "Nil", "No money has been spent on this."),
            &["1 6895", "2 zero in words", "3 zero in words", "4 zero in words"],
        ),
        (
            "small",
            &inline("6,895", "Fewer than five", "<5", "£0"),
            &["1 6895", "2 0 to 4", "3 0 to 4", "4 0"],
        ),
        (
            "refused",
            &inline(
                "6,895",
                "Exempt under section 31(1)(a) of the Act.",
                "The trust does not record this.",
                "This would exceed the appropriate limit (section 12).",
            ),
            &["1 6895", "2 refused: s31(1)(a)", "3 not held", "4 cost limit"],
        ),
        ("nothing", &inline("See attached", "N/A", "As above", "See answer 3"), &[]),
        (
            "split",
            &inline("Full-time: 3,895\nPart-time: 3,000", "6", "6,100", "£4,500"),
            &["1 6895 (likely)", "2 6", "3 6100", "4 4500"],
        ),
        (
            "list of courses",
            &inline("6,895", "6", "6,100", "£4,500 was spent on:\n1. Courses\n2. Books"),
            ALL,
        ),
    ]);
}

#[test]
fn answers_with_only_a_number_as_their_key() {
    let block = format!(
        "You asked for:\n{Q1}\n{Q2}\n{Q3}\n{Q4}\n\nResponse\n\n1. 6,895\n2. 6\n3. 6,100\n4. £4,500\n"
    );
    let quoted_block = format!("> {Q1}\n> {Q2}\n> {Q3}\n> {Q4}\n\n1) 6,895\n2) 6\n3) 6,100\n4) £4,500\n");
    check(&[
        ("dots", "Please see our answers.\n1. 6,895\n2. 6\n3. 6,100\n4. £4,500\nKind regards", ALL),
        ("brackets", "(1) 6,895\n(2) 6\n(3) 6,100\n(4) £4,500", ALL),
        ("Q", "Q1 6,895\nQ2 6\nQ3 6,100\nQ4 £4,500", ALL),
        ("A", "A1: 6,895\nA2: 6\nA3: 6,100\nA4: £4,500", ALL),
        ("words", "Question 1: 6,895\nQuestion 2: six\nQuestion 3: 6,100\nQuestion 4: £4,500", ALL),
        ("dashes", "1 - 6,895\n2 - 6\n3 - 6,100\n4 - £4,500", ALL),
        ("Q dash", "Q1 - 6,895\nQ2 - 6\nQ3 - 6,100\nQ4 - £4,500", ALL),
        ("next line", "Question 1\n6,895\nQuestion 2\n6\nQuestion 3\n6,100\nQuestion 4\n£4,500", ALL),
        ("bold", "**1.** 6,895\n**2.** 6\n**3.** 6,100\n**4.** £4,500", ALL),
        ("block", &block, ALL),
        ("quoted block", &quoted_block, ALL),
        (
            "range",
            "Q1: 6,895\nQ2-4: This is exempt under s31(1)(a) and s.24.",
            &[
                "1 6895",
                "2 refused: s31(1)(a), s24",
                "3 refused: s31(1)(a), s24",
                "4 refused: s31(1)(a), s24",
            ],
        ),
        (
            "two",
            "1. 6,895\n2. & 3. We do not hold this information.\n4. Nil",
            &["1 6895", "2 not held", "3 not held", "4 zero in words"],
        ),
        (
            "plural",
            "Questions 1 and 2: None\nQuestions 3 to 4 are refused under section 43(2).",
            &["1 zero in words", "2 zero in words", "3 refused: s43(2)", "4 refused: s43(2)"],
        ),
        (
            "others",
            "1. 6,895\nAll other questions are refused under section 31(1).",
            &["1 6895", "2 refused: s31(1)", "3 refused: s31(1)", "4 refused: s31(1)"],
        ),
        (
            "ordinals",
            "In answer to your first question, the trust employs 6,895 people. As for your second question, \
                six hold one.",
            &["1 6895", "2 6"],
        ),
        (
            "own value is no label",
            "Q1 6,895\nQ2\n3\nQ3\n6,100\nQ4 £4,500",
            &["1 6895", "2 3", "3 6100", "4 4500"],
        ),
    ]);
}

#[test]
fn answers_in_tables() {
    let long = |sep: &str| format!("{Q1}{sep}6,895\n{Q2}{sep}6\n{Q3}{sep}6,100\n{Q4}{sep}£4,500\n");
    check(&[
        ("tabs", &long("\t"), ALL),
        ("strokes", &long(" | "), ALL),
        ("numbers", "No.\tAnswer\n1\t6,895\n2\t6\n3\t6,100\n4\t£4,500", ALL),
        ("Q", "Q1\t6,895\nQ2\t6\nQ3\t6,100\nQ4\t£4,500", ALL),
        (
            "number, question, answer",
            &format!(
                "Number\tQuestion\tAnswer\n1\t{}\t6,895\n2\t{}\t6\n3\t{}\t6,100\n4\t{}\t£4,500",
                &Q1[3..],
                &Q2[3..],
                &Q3[3..],
                &Q4[3..]
            ),
            ALL,
        ),
        (
            "short labels",
            "Total employees\t6,895\nStaff with security qualifications\t6\nStaff who completed \
                training\t6,100\nMoney spent in pounds\t£4,500",
            ALL,
        ),
        ("columns by number", "Q1\tQ2\tQ3\tQ4\n6,895\t6\t6,100\t£4,500", ALL),
        (
            "columns by words",
            "Total employees\tWith qualifications\tCompleted training\tMoney spent \
                (pounds)\n6,895\t6\t6,100\t4,500",
            ALL,
        ),
        ("columns with a lost cell", "Q1\tQ2\tQ3\tQ4\n6,895\t6\t£4,500", &[]),
        (
            "full-time, part-time, total",
            "\tFull-time\tPart-time\tTotal\nQ1\t3,895\t3,000\t6,895\nQ2\t4\t2\t6",
            &["1 6895", "2 6"],
        ),
        (
            "labels",
            "Total employees: 6,895\nQualified staff: 6\nTrained staff: 6,100\nSpent on training: £4,500",
            ALL,
        ),
    ]);
}

#[test]
fn answers_in_prose() {
    check(&[
        (
            "plain",
            "Thank you for your request. The trust employs 6,895 staff. Six of them hold professional \
                security qualifications. In the last 12 months 6,100 employees completed security training. \
                The trust spent £4,500 on such training.",
            ALL,
        ),
        (
            "zero",
            "No staff hold a professional qualification in cyber security. We have not spent anything on \
                data security training.",
            &["2 zero in words", "4 zero in words"],
        ),
        ("aside", "Two members of staff are studying for security qualifications.", &["2 2 (likely)"]),
        (
            "not zero",
            "There were no costs other than staff time. There is no specific budget for training.",
            &[],
        ),
        (
            "distractors",
            "You wrote on 1 August 2018 (our ref FOI/2018/77). We reply within 20 working days. The limit \
                is £450.",
            &[],
        ),
    ]);
}

#[test]
fn whole_requests_and_silence() {
    let refused: &[&str] = &[
        "1 refused: s31(1)(a), s24",
        "2 refused: s31(1)(a), s24",
        "3 refused: s31(1)(a), s24",
        "4 refused: s31(1)(a), s24",
    ];
    let block = format!(
        "{Q1}\n{Q2}\n{Q3}\n{Q4}\n\nThe information you have requested is exempt under section 31(1)(a). \
            Section 24 also applies.\nYou may ask for a review under section 50."
    );
    check(&[
        (
            "refusal",
            "We have considered your request. The information is exempt from disclosure under section \
                31(1)(a) and section 24. The public interest favours withholding it.",
            refused,
        ),
        ("block and refusal", &block, refused),
        (
            "cost",
            "We estimate that answering your request would take more than 18 hours and exceed the \
                appropriate limit of £450. Section 12 applies to your request.",
            &["1 cost limit", "2 cost limit", "3 cost limit", "4 cost limit"],
        ),
        (
            "neither",
            "The council can neither confirm nor deny that it holds the information you requested under \
                section 31(3).",
            &[
                "1 neither confirm nor deny: s31(3)",
                "2 neither confirm nor deny: s31(3)",
                "3 neither confirm nor deny: s31(3)",
                "4 neither confirm nor deny: s31(3)",
            ],
        ),
        (
            "not held",
            "The trust does not hold the information you have requested.",
            &["1 not held", "2 not held", "3 not held", "4 not held"],
        ),
        ("one inside", "1. 6,895\n3. 6,100\n4. £4,500\n\nKind regards", &["1 6895", "3 6100", "4 4500"]),
        (
            "named in a sentence",
            "We cannot answer questions 2 and 4, which are exempt under section 43(2).",
            &["2 refused: s43(2)", "4 refused: s43(2)"],
        ),
    ]);
}

#[test]
fn letters_that_answer_nothing_give_nothing() {
    let repeated = format!(
        "We have received your request:\n\n{Q1}\n{Q2}\n{Q3}\n{Q4}\n\nYou will receive our response within \
            20 working days, by 17 September 2018."
    );
    let exempt = "We acknowledge your request. Section 12 of the Act applies where the cost would exceed \
        the appropriate limit of £450. Some information may be exempt under section 31. We will respond \
        within 20 working days.";
    for text in [
        repeated.as_str(),
        exempt,
        "",
        "\n\n",
        "I am on leave until 3 September.",
        "Please clarify what you mean by 12 months.",
    ] {
        assert_eq!(crate::read(text, &samples::questions()), [], "{text}");
    }
}

#[test]
fn other_types_of_answer() {
    let rows: [(&str, &[&str]); 4] = [
        (
            "1. 92%\n2. Yes - we do\n3. The electronic staff record",
            &["1 92", "2 yes", "3 The electronic staff record"],
        ),
        (
            "1. 87% against the 95% target\n2. No.\n3. We do not hold this information",
            &["1 87", "2 no", "3 not held"],
        ),
        ("1. 92 per cent\n2. Yes, the trust has one.\n3. Not applicable", &["1 92", "2 yes"]),
        ("1. N/A\n2. We have such a plan.\n3. See attached", &["2 yes (likely)"]),
    ];
    for (text, expected) in rows {
        assert_eq!(said(text, &samples::others()), expected, "{text}");
    }
}

#[test]
fn hostile_texts_are_read_without_harm() {
    let long = "1. ".repeat(60_000);
    let deep = ">".repeat(50_000);
    let odd = "Q1 \u{202e}6\u{0}\u{feff}£\u{a0}٣\nQ2 999999999999999999999999999999999999999\n1-\n(((\t\t|||";
    let repeated = ["£5 ", "£5k\t", "section 31(1)(a), ", "not held. "].map(|token| token.repeat(4_000));
    let short = ["£", "%", "Q", "1.", "–\u{301}"];
    let all = repeated.iter().map(String::as_str).chain([long.as_str(), deep.as_str(), odd]).chain(short);
    for text in all {
        let found = crate::read(text, &samples::questions());
        assert!(found.len() <= MOST_FINDINGS * 4);
        crate::exemptions(text);
        crate::promised_date(text);
        crate::authority_reference(text, text);
    }
    assert_eq!(crate::read("1. 6", &[]), []);
}
