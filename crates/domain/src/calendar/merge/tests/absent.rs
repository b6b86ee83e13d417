//! Days that a feed lists no longer, and days that it may have put in their place.

use super::*;

#[test]
fn a_day_that_is_listed_no_longer_stays_if_it_is_past_and_waits_if_it_is_to_come() {
    for (case, today, known, fed, expected) in [
        ("a past day is kept", "2026-11-24", "", "-scotland 2026-08-03", vec!["kept 1"]),
        ("today is kept", "2026-08-03", "", "-scotland 2026-08-03", vec!["kept 1"]),
        (
            "a past day is kept beside its move",
            "2026-11-24",
            "",
            "-scotland 2026-08-03; +scotland 2026-08-10 Summer bank holiday",
            vec![
                "+ scotland 2026-08-10 Summer bank holiday",
                "kept 1",
                "! Scotland: the feed lists Mon 10 August 2026 (Summer bank holiday), which the rules do not give",
            ],
        ),
        (
            "a day to come waits",
            "2026-08-02",
            "",
            "-scotland 2026-08-03",
            vec![
                "? Scotland: the feed no longer lists Mon 3 August 2026 (Summer bank holiday)",
                "! Scotland: the feed does not list Mon 3 August 2026 (Summer bank holiday), which the rules give",
            ],
        ),
        (
            "an extra day that is no longer listed waits without a word of the rules",
            "2026-11-24",
            "+scotland 2027-09-06 A fair",
            "",
            vec!["? Scotland: the feed no longer lists Mon 6 September 2027 (A fair)"],
        ),
    ] {
        assert_eq!(outcome(today, known, fed), expected, "{case}");
    }
}

#[test]
fn a_move_is_known_by_title_distance_and_rules_within_its_division() {
    for (case, today, known, fed, expected) in [
        (
            "a move is known by its title, however that is written",
            "2026-11-24",
            "-northern-ireland 2027-03-17; +northern-ireland 2027-03-18 ST PATRICK'S DAY (substitute day)",
            "",
            vec![
                "? Northern Ireland: the feed no longer lists Thu 18 March 2027 (ST PATRICK'S DAY (substitute day)) and lists Wed 17 March 2027 (St Patrick’s Day) instead",
            ],
        ),
        (
            "a move under a new title is known by its distance",
            "2026-11-24",
            "",
            "-scotland 2027-08-02; +scotland 2027-08-16 Games holiday; +scotland 2027-08-20 A fair",
            vec![
                "+ scotland 2027-08-20 A fair",
                "? Scotland: the feed no longer lists Mon 2 August 2027 (Summer bank holiday) and lists Mon 16 August 2027 (Games holiday) instead",
                "! Scotland: the feed does not list Mon 2 August 2027 (Summer bank holiday), which the rules give",
                "! Scotland: the feed lists Mon 16 August 2027 (Games holiday), which the rules do not give",
                "! Scotland: the feed lists Fri 20 August 2027 (A fair), which the rules do not give",
            ],
        ),
        (
            "a new day far off is no move",
            "2026-11-24",
            "",
            "-scotland 2027-08-02; +scotland 2027-09-06 A fair",
            vec![
                "+ scotland 2027-09-06 A fair",
                "? Scotland: the feed no longer lists Mon 2 August 2027 (Summer bank holiday)",
                "! Scotland: the feed does not list Mon 2 August 2027 (Summer bank holiday), which the rules give",
                "! Scotland: the feed lists Mon 6 September 2027 (A fair), which the rules do not give",
            ],
        ),
        (
            "a new day that the rules expect is no move",
            "2026-11-24",
            "-scotland 2027-08-02; +scotland 2027-08-09 A fair",
            "",
            vec![
                "+ scotland 2027-08-02 Summer bank holiday",
                "? Scotland: the feed no longer lists Mon 9 August 2027 (A fair)",
            ],
        ),
        (
            "a new day that the rules expect is no move of another that they expect",
            "2026-11-24",
            "-scotland 2027-05-31",
            "-scotland 2027-05-03",
            vec![
                "+ scotland 2027-05-31 Spring bank holiday",
                "? Scotland: the feed no longer lists Mon 3 May 2027 (Early May bank holiday)",
                "! Scotland: the feed does not list Mon 3 May 2027 (Early May bank holiday), which the rules give",
            ],
        ),
        (
            "of two days under the title the nearer is the move",
            "2026-11-24",
            "+ireland 2027-08-02 August holiday",
            "+ireland 2027-07-05 August holiday; +ireland 2027-08-09 August holiday",
            vec![
                "+ ireland 2027-07-05 August holiday",
                "? Ireland: the feed no longer lists Mon 2 August 2027 (August holiday) and lists Mon 9 August 2027 instead",
            ],
        ),
        (
            "a move stays in its division",
            "2026-11-24",
            "",
            "-scotland 2027-05-31; +england-and-wales 2027-06-07 Spring bank holiday",
            vec![
                "+ england-and-wales 2027-06-07 Spring bank holiday",
                "? Scotland: the feed no longer lists Mon 31 May 2027 (Spring bank holiday)",
                "! England and Wales: the feed lists Mon 7 June 2027 (Spring bank holiday), which the rules do not give",
                "! Scotland: the feed does not list Mon 31 May 2027 (Spring bank holiday), which the rules give",
            ],
        ),
    ] {
        assert_eq!(outcome(today, known, fed), expected, "{case}");
    }
}
