use domain::answer::Outcome;

use super::*;
use crate::figures::figures;
use crate::sample;

fn written(data: &Data) -> String {
    report(data, &figures(data)).unwrap()
}

/// The text of the element with this id, tags and all.
fn section<'a>(html: &'a str, id: &str) -> &'a str {
    let start = html.find(&format!("<section id=\"{id}\">")).unwrap();
    html[start..].split("</section>").next().unwrap()
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    assert_eq!(written(&sample::data()), written(&sample::data()));
}

#[test]
fn nothing_in_the_file_reaches_out_or_runs() {
    let html = written(&sample::data());
    for forbidden in ["<script", "http://", "https://", "<img", "<link", "@import", "url("] {
        let places = html.matches(forbidden).count();
        let namespaces = html.matches("xmlns=\"http://www.w3.org/2000/svg\"").count();
        assert_eq!(places, if forbidden == "http://" { namespaces } else { 0 }, "{forbidden}");
    }
}

#[test]
fn hostile_words_are_printed_as_words() {
    let mut data = sample::data();
    let attack = "</q><script>alert(1)</script><svg onload=x>\u{202E}\0 $x$ {{ 7*7 }}";
    data.campaign.title = attack.into();
    data.campaign.letter.text = attack.into();
    data.campaign.questions[3].name = attack.into();
    data.campaign.questions[3].unit = Some(attack.into());
    data.campaign.figures[0].title = attack.into();
    for asked in &mut data.asked {
        asked.authority.name = attack.into();
        asked.standing = attack.into();
        for accepted in asked.answers.values_mut() {
            accepted.words = attack.into();
            accepted.place = attack.into();
        }
    }
    sample::answer(&mut data, "AA2", 5, Outcome::Refused { exemptions: vec![attack.into()] });
    sample::answer(&mut data, "AA3", 5, Outcome::Text { text: attack.into() });
    let html = written(&data);
    assert!(!html.contains("<script") && !html.contains("<svg onload") && !html.contains("</q></q>"));
    assert!(html.contains("&#60;script&#62;alert(1)") && html.contains("{{ 7*7 }}"));
    assert!(!section(&html, "authorities").contains('\u{202E}'));
}

#[test]
fn each_kind_of_outcome_is_told_apart_in_the_table_of_authorities() {
    let html = written(&sample::data());
    let table = section(&html, "authorities");
    for expected in [
        "</span> 0 to 4",
        "</span> 0, in words",
        "refused: s31(1)(a)",
        "cost limit",
        "neither confirm nor deny: s31(3)",
        "not held",
        "published elsewhere",
        "not addressed",
        "unclear",
        "nothing accepted",
        "silent",
        "£1,200.50",
        "We say: s24,s31(1)",
        "came back",
        "due 18 Sep 2018",
        "responded late 19 Sep 2018",
    ] {
        assert!(table.contains(expected), "{expected}");
    }
    assert_eq!(table.matches("<tr>").count(), 13);
    assert_eq!(table.matches("</span> silent").count(), 15);
}

#[test]
fn the_flow_names_who_fell_out() {
    let steps = flow::steps(&sample::data());
    let told: Vec<(&str, usize)> = steps.iter().map(|step| (step.label.as_str(), step.count)).collect();
    assert_eq!(
        told[..7],
        [
            ("Asked", 12),
            ("Sent", 11),
            ("Delivered", 10),
            ("Acknowledged", 5),
            ("Responded", 9),
            ("Gave a value", 8),
            ("… to question 1", 8),
        ]
    );
    assert_eq!(steps[1].remark, "1 not sent: AB3");
    assert_eq!(steps[2].remark, "1 came back: AB2");
    assert_eq!(steps[5].remark, "1 responded without any value: AA9");
}

#[test]
fn every_column_of_outcomes_adds_up_to_all_asked() {
    let data = sample::data();
    let rows = questions::outcomes(&data);
    for question in 0..5 {
        assert_eq!(rows.iter().map(|row| row.counts[question]).sum::<usize>(), 12);
    }
}

#[test]
fn refusals_are_counted_by_section_and_named() {
    let refusals = authorities::refusals(&sample::data());
    let counted = |section: &str, authorities, answers| (section.to_string(), authorities, answers);
    assert_eq!(
        refusals.sections,
        [
            counted("s12 (cost limit)", 2, 6),
            counted("s24", 1, 1),
            counted("s31(1)", 1, 1),
            counted("s31(1)(a)", 1, 1),
            counted("s31(3)", 1, 1),
        ]
    );
    let lines: Vec<String> = refusals
        .lines
        .iter()
        .map(|(code, _, questions, said)| format!("{code} {questions} {said}"))
        .collect();
    assert_eq!(
        lines,
        [
            "AA5 4 refused: s31(1)(a)",
            "AA6 4 cost limit",
            "AA6 2 refused: s24, s31(1)",
            "AA7 2 neither confirm nor deny: s31(3)",
            "AA9 1, 2, 3, 4, 5 cost limit",
        ]
    );
}

#[test]
fn limitations_come_from_the_data() {
    let limits = |data: &Data| limits::of(data, &figures(data)).join("\n");
    let told = limits(&sample::data());
    for expected in [
        "3 of 12 authorities gave no accepted outcome",
        "1 of 12 authorities could not be reached",
        "1 of 12 authorities had not been sent the request",
        "44 of 44 outcomes were accepted by rule",
        "Question 2: 6 of 12 authorities gave a value. 1 gave an interval",
        "together they add 0 to 4",
        "The figure none_share: computed over 5, not over all 12 asked, of whom the share lies between 2 of",
        "Sizes (fte) are those of the register for June 2018, not from the replies. Of the 5",
        "to question 4, 1 have no size",
    ] {
        assert!(told.contains(expected), "{expected} is not in {told}");
    }
    // 4 of 24 have none for certain; 14 of 24 gave no exact number: (4 + 14) / 24.
    let many = limits(&sample::many(24));
    assert!(many.contains("between 16.7 % and 75.0 %"), "{many}");
}

/// 24 of the 108 that answered had none, 118 of 226 gave no number: 24 / 226 to (24 + 118) / 226.
#[test]
fn a_share_is_bounded_by_what_the_others_could_have_said() {
    let code: domain::authority::Code = "RJ1".parse().unwrap();
    let mut share = figures(&sample::data()).remove(5);
    (share.n, share.asked, share.rows) = (108, 226, vec![code; 24]);
    assert!(limits::bound(&share).unwrap().contains("between 10.6 % and 62.8 %"));
    share.n = 226;
    assert_eq!(limits::bound(&share), None);
}

#[test]
fn a_campaign_of_226_stays_a_small_file() {
    let html = written(&sample::many(226));
    assert!(html.len() < 400_000, "{} bytes", html.len());
}

#[test]
fn a_campaign_without_anything_yet_has_a_report_too() {
    let mut data = sample::data();
    data.asked.clear();
    assert!(written(&data).contains("Each column adds up to 0."));
    let mut data = sample::data();
    data.asked.iter_mut().for_each(|asked| asked.answers.clear());
    assert!(written(&data).contains("No authority refused a question."));
}
