//! Commands that need no desk, each with all that it prints; `{version}` is the calendar's.

pub(super) const PRINTED: [(&str, &str); 9] = [
    (
        "clock due --received 2026-05-29",
        "\
2026-06-29 (Mon 29 June 2026)
",
    ),
    (
        "clock due --received 2026-05-30 --jurisdiction scotland",
        "\
2026-06-29 (Mon 29 June 2026)
Lawful until 2026-06-30 (Tue 30 June 2026): see `foi clock explain`.
FOIA binds bodies of the whole United Kingdom, in Scotland too; a Scottish
  public authority answers under foisa.
",
    ),
    (
        "clock due --received 2026-05-30 --profile code45",
        "\
2026-06-30 (Tue 30 June 2026)
",
    ),
    (
        "clock due --regime FOISA --jurisdiction scotland --received 2026-02-20",
        "\
2026-03-20 (Fri 20 March 2026)
",
    ),
    (
        "clock due --received 2026-07-29T23:30:00Z --event fees_notice=2026-08-03;fee_paid=2026-08-05 --event pit_extension --quantity refusal_notice_due",
        "\
2026-09-02 (Wed 2 September 2026)
",
    ),
    (
        "clock due --received 2026-05-30 --jurisdiction england --json",
        r#"{"calendar":"{version}","due":"2026-06-29","held_for":null,"jurisdiction":"england","last_lawful":"2026-06-30","law_checked":"2026-04-30","profile":"act","quantity":"response_due","received":"2026-05-30","regime":"foia"}
"#,
    ),
    (
        "clock explain --received 2026-06-06 --event fees_notice=2026-06-09;fee_paid=2026-06-11",
        "\
Freedom of Information Act 2000 (foia), as checked on Thu 30 April 2026
https://www.legislation.gov.uk/ukpga/2000/36/section/10
https://www.legislation.gov.uk/uksi/2004/3244
https://ico.org.uk/for-organisations/foi/guide-to-managing-an-foi-request/
The answer is due promptly; the twentieth working day is a long stop, not a
  target.

Day zero is Sat 6 June 2026: the authority received the request; day zero,
  whatever day of the week it is (FOIA s.10(1), (6))
The period is 20 working days (FOIA s.10(1))

Sun 7 June 2026: weekend
Mon 8 June 2026: day 1
Tue 9 June 2026: the fee was not paid yet, FOIA s.10(2): from notice to payment,
  both included
Wed 10 June 2026: the fee was not paid yet, FOIA s.10(2): from notice to
  payment, both included
Thu 11 June 2026: the fee was not paid yet, FOIA s.10(2): from notice to
  payment, both included
Fri 12 June 2026: day 2
Sat 13 June 2026: weekend
Sun 14 June 2026: weekend
Mon 15 June 2026: bank holiday in Scotland (World Cup bank holiday) [gov.uk feed
  of 2026-02-25; proclamation]; FOIA counts holidays in any part of the UK
Tue 16 June 2026: day 3
Wed 17 June 2026: day 4
Thu 18 June 2026: day 5
Fri 19 June 2026: day 6
Sat 20 June 2026: weekend
Sun 21 June 2026: weekend
Mon 22 June 2026: day 7
Tue 23 June 2026: day 8
Wed 24 June 2026: day 9
Thu 25 June 2026: day 10
Fri 26 June 2026: day 11
Sat 27 June 2026: weekend
Sun 28 June 2026: weekend
Mon 29 June 2026: day 12
Tue 30 June 2026: day 13
Wed 1 July 2026: day 14
Thu 2 July 2026: day 15
Fri 3 July 2026: day 16
Sat 4 July 2026: weekend
Sun 5 July 2026: weekend
Mon 6 July 2026: day 17
Tue 7 July 2026: day 18
Wed 8 July 2026: day 19
Thu 9 July 2026: day 20

Thu 9 July 2026: the last day (response_due)

Sat 6 June 2026 was no working day, and an authority that follows paragraph 4.2
  of the section 45 Code counts from the next one. It may lawfully answer until
  Fri 10 July 2026; it is not called late before.

Holidays: version {version}, known from Sat 1 January 2005 to Sun 31 December
  2028.
",
    ),
    (
        "clock explain --received 2026-11-30 --event fees_notice=2026-11-30 --quantity fee_last_day --json",
        r#"{"calendar":"{version}","day_zero":"Mon 30 November 2026: the fees notice","days":[],"due":"2027-02-28","held_for":null,"jurisdiction":null,"known":{"first":"2005-01-01","last":"2028-12-31"},"last_lawful":null,"law_checked":"2026-04-30","length":"3 months (FOIA s.9(2))","note":"The answer is due promptly; the twentieth working day is a long stop, not a target.","profile":"act","quantity":"fee_last_day","received":"2026-11-30","regime":"foia","remarks":[],"sources":["https://www.legislation.gov.uk/ukpga/2000/36/section/10","https://www.legislation.gov.uk/uksi/2004/3244","https://ico.org.uk/for-organisations/foi/guide-to-managing-an-foi-request/"],"title":"Freedom of Information Act 2000"}
"#,
    ),
    (
        "clock regimes us-foia",
        "\
Freedom of Information Act, 5 U.S.C. 552 (us-foia), as checked on Thu 30 April
  2026
https://www.law.cornell.edu/uscode/text/5/552
Agencies vary: some count the day of receipt, some move arrivals after closing
  time to the next business day. The time begins at the right component, at the
  latest ten days after the agency first had the request. One toll for
  information is lawful; each that is recorded is left out, which is the later
  reading.

In force: from Wed 31 December 2008
Binds authorities of: federal
Received: day zero: the right component of the agency received the request (5
  U.S.C. 552(a)(6)(A))
Left out: Saturdays, Sundays and holidays of United States; legal public
  holidays of the United States (5 U.S.C. 552(a)(6)(A), 5 U.S.C. 6103)
Holidays known: from Mon 1 January 2018 to Sun 31 December 2028
Answer: 20 working days (5 U.S.C. 552(a)(6)(A)(i))
Longer (unusual-circumstances): at most 30 working days in all (5 U.S.C.
  552(a)(6)(B): ten working days more, unusual circumstances)
Clarification: the days from question to answer are left out (5 U.S.C.
  552(a)(6)(A)(ii): one toll for information)

Last days, by the name that --quantity takes:
response_due: 20 working days; theirs, statute (5 U.S.C. 552(a)(6)(A)(i))
",
    ),
];
