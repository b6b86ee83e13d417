use super::*;
use crate::samples::questions;

fn check(rows: &[(&str, MessageKind)]) {
    for (text, expected) in rows {
        let found = kind(text, &Signs::default(), &questions());
        assert_eq!(found.kind, *expected, "{text}\n{}", found.reason);
        if let Some(evidence) = found.evidence {
            assert!(!text[evidence].trim().is_empty(), "{text}");
        }
    }
}

#[test]
fn letters_before_an_answer_are_told_apart() {
    use MessageKind as Kind;
    check(&[
        (
            "Thank you for your request, which we received today. You will receive our response within 20 \
                working days.",
            Kind::Acknowledgement,
        ),
        (
            "I acknowledge receipt of your request. Please note that information may be exempt under \
                section 31 and that \
          section 12 applies where finding it would exceed the appropriate limit of £450. We aim to reply \
          by 17 September 2018.",
            Kind::Acknowledgement,
        ),
        (
            "We have received your request:\n> 1. The total number of full-time and part-time employees at \
                your trust\nIt has been passed to our information team.",
            Kind::Acknowledgement,
        ),
        (
            "Your request has been logged as FOI/2018/77. If we need clarification we will write to you. A \
                fee may be payable.",
            Kind::Acknowledgement,
        ),
        (
            "I am out of the office until 3 September. For anything urgent please write to the team inbox.",
            Kind::OutOfOffice,
        ),
        ("I am on annual leave, returning on Monday.", Kind::OutOfOffice),
        (
            "Before we can go on, could you please clarify what you mean by security training?",
            Kind::ClarificationSought,
        ),
        (
            "We need clarification of your second question. Do you want figures for bank staff too?",
            Kind::ClarificationSought,
        ),
        (
            "This is a fees notice under section 9 of the Act. We require a fee of £35, and will begin once \
                it is paid.",
            Kind::FeesNotice,
        ),
        (
            "We hold the information but must consider the public interest. We are extending the time limit \
                under section 10(3) and will reply by 15 October 2018.",
            Kind::Extension,
        ),
        ("We need further time to weigh section 43 and hope to write by 1 October.", Kind::Extension),
        (
            "Another body runs our training. We have transferred your request to Northern Shared Services.",
            Kind::Transfer,
        ),
        (
            "You have received a secure message. Sign in to Egress to read it: https://secure.invalid/m/77",
            Kind::PortalLink,
        ),
        ("Our answer is ready. Please log in to the portal to view it.", Kind::PortalLink),
        ("Your message could not be delivered to the following recipients:\nfoi@trust.invalid", Kind::Bounce),
        ("Hello, is this about the car park?", Kind::Unclear),
        (
            "We regret that our reply is late. It is still with the director, who must sign it.",
            Kind::Acknowledgement,
        ),
        ("Our answer to your request is not yet complete.", Kind::Acknowledgement),
    ]);
}

#[test]
fn responses_are_known_by_what_they_give_or_withhold() {
    use MessageKind::Response;
    check(&[
        (
            "Thank you for your request received on 1 August 2018.\n1. 6,895\n2. 6\n3. 6,100\n4. £4,500",
            Response,
        ),
        ("We have considered your request. The information is exempt under section 31(1)(a).", Response),
        ("The trust does not hold the information you have requested.", Response),
        ("Please find attached our response to your request.", Response),
        ("We are sorry that you had to wait. Our reply, delayed by illness, is attached.", Response),
        ("To answer your request would exceed the appropriate limit under section 12.", Response),
        (
            "We apologise that we did not reply within 20 working days. The information is exempt under \
                section 43.",
            Response,
        ),
    ]);
}

#[test]
fn signs_decide_only_where_the_text_does_not() {
    let automatic = Signs { automatic: true, ..Signs::default() };
    let quick = Signs { sent_recently: true, ..Signs::default() };
    let file = Signs { attachments: 1, ..Signs::default() };
    let subject = Signs { subject: "Automatic reply: Out of office", automatic: true, ..Signs::default() };
    let rows = [
        ("Case 77 opened.", automatic, MessageKind::Acknowledgement),
        ("Case 77 opened.", quick, MessageKind::Acknowledgement),
        ("Regards", file, MessageKind::Response),
        ("Back on Monday.", subject, MessageKind::OutOfOffice),
        (
            "Thank you for your request. You will receive our response within 20 working days.",
            file,
            MessageKind::Acknowledgement,
        ),
    ];
    for (text, signs, expected) in rows {
        assert_eq!(kind(text, &signs, &questions()).kind, expected, "{text}");
    }
}
