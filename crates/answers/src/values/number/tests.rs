use super::*;
use crate::samples;

fn read(text: &str, question: &Question) -> Option<(String, Strength)> {
    number(text, 0..text.len(), question).map(|found| (found.outcome.to_string(), found.strength))
}

fn check(question: &Question, rows: &[(&str, Option<(&str, Strength)>)]) {
    for (text, expected) in rows {
        let expected = expected.map(|(value, strength)| (value.to_owned(), strength));
        assert_eq!(read(text, question), expected, "{text}");
    }
}

#[test]
fn a_count_is_read_from_what_stands_under_its_question() {
    use Strength::{Hint, Likely, Stated};
    let question = &samples::questions()[0];
    check(
        question,
        &[
            ("6,895", Some(("6895", Stated))),
            ("2018", Some(("2018", Stated))),
            ("The trust employed 6,895 people on 1 August 2018.", Some(("6895", Stated))),
            ("Fourteen", Some(("14", Stated))),
            ("6 (six)", Some(("6", Stated))),
            ("<5", Some(("0 to 4", Stated))),
            ("fewer than five", Some(("0 to 4", Stated))),
            ("1-4", Some(("1 to 4", Stated))),
            ("30-45", Some(("30 to 45", Likely))),
            ("approximately 300", Some(("300", Stated))),
            ("more than 300", Some(("300", Likely))),
            ("None", Some(("zero in words", Stated))),
            ("0", Some(("0", Stated))),
            ("None of our 4,512 staff.", Some(("zero in words", Stated))),
            ("None. Two people are studying for one.", Some(("zero in words", Stated))),
            ("None hold a CISSP. We have 3 with others.", Some(("zero in words", Likely))),
            ("Full-time: 6,895\nPart-time: 3,604", Some(("10499", Likely))),
            ("Full-time: 6,895\nPart-time: 3,604\nTotal: 10,499", Some(("10499", Stated))),
            ("6,895 full-time and 3,604 part-time, 10,499 in all", Some(("10499", Stated))),
            ("6,895\t3,604\t10,499", Some(("10499", Stated))),
            ("312 of our 340 staff", Some(("312", Stated))),
            ("312 staff (92%)", Some(("312", Stated))),
            ("6\nTwo more are studying for one, and 3 have lapsed.", Some(("6", Stated))),
            ("6,895 (5,900 WTE)", Some(("6895", Stated))),
            ("5,900.5 WTE", Some(("5900.5", Likely))),
            ("Two are studying for one.", Some(("2", Likely))),
            ("12 in 2016 and 14 in 2017", Some(("12", Hint))),
            ("1987 (92.5%)", Some(("1987", Stated))),
            ("2017 (88%)\n2018 (90%)", None),
            ("Total: 2001", Some(("2001", Stated))),
            ("£4,500", None),
            ("92%", None),
            ("See answer 1", None),
            ("in the 12 months before 1 August 2018", None),
        ],
    );
}

#[test]
fn money_is_read_in_pounds() {
    use Strength::{Hint, Likely, Stated};
    let question = &samples::questions()[3];
    check(
        question,
        &[
            ("£4,500", Some(("4500", Stated))),
            ("£1.2m", Some(("1200000", Stated))),
            ("4,500", Some(("4500", Stated))),
            ("5", Some(("5", Likely))),
            ("The trust spent £4,500 on training 312 staff.", Some(("4500", Stated))),
            ("circa £5k", Some(("5000", Stated))),
            ("£4,500 (£3,000 for one course)", Some(("4500", Stated))),
            ("£3,000 for one, £1,500 for another, £4,500", Some(("4500", Stated))),
            ("£20 per head", Some(("20", Likely))),
            ("£0", Some(("0", Stated))),
            ("£nil", Some(("zero in words", Stated))),
            ("No money has been spent.", Some(("zero in words", Stated))),
            ("No costs other than staff time.", None),
            ("The limit is £450, which is 18 hours at £25 per hour.", None),
            ("312", Some(("312", Stated))),
            ("312 people on 12 courses", None),
            ("£300 in one year, £400 in the next", Some(("300", Hint))),
        ],
    );
}

#[test]
fn percentages_are_not_targets() {
    use Strength::{Likely, Stated};
    let question = &samples::others()[0];
    check(
        question,
        &[
            ("92%", Some(("92", Stated))),
            ("41.6 per cent", Some(("41.6", Stated))),
            ("87% against the 95% target", Some(("87", Stated))),
            ("87% against a target of 95%", Some(("87", Stated))),
            ("87", Some(("87", Stated))),
            ("312 of 340 (92%)", Some(("92", Stated))),
            ("120%", Some(("120", Likely))),
            ("less than 1%", Some(("0 to 1", Likely))),
        ],
    );
}

#[test]
fn a_value_is_not_stated_where_only_the_beginning_is_read() {
    let question = &samples::questions()[0];
    let long = format!("6\n{}", "and so on ".repeat(1_000));
    let found = crate::values::value(&long, 0..long.len(), question).map(|found| found.strength);
    assert_eq!(found, Some(Strength::Likely));
}
