//! What a person records about a request, and strikes.

use std::path::Path;

use serde_json::{Value, json};

use crate::commands::{declare, desk, import, succeeds};
use crate::foi::{Run, command, foi, run};

/// Runs `foi` with these arguments at this instant.
fn at(now: &str, folder: &Path, arguments: &[&str]) -> Run {
    let mut command = command(folder, arguments);
    command.env("FOI_TEST_NOW", now);
    run(command)
}

const SENDING: &str = "2026-09-10T10:00:00Z";
const LATER: &str = "2026-11-20T10:00:00Z";

/// A desk with one request whose letter is written and waits, since there is no mail server; gives its reference.
fn written(folder: &Path) -> String {
    declare(folder, "desk-record");
    import(folder, 1, "trusts-record");
    succeeds(&foi(folder, "campaign create campaign"));
    succeeds(&foi(folder, "campaign launch by-command --confirm 1"));
    let status = foi(folder, "campaign status by-command --json").json();
    let reference = status["requests"][0]["reference"].as_str().unwrap().to_string();
    let early = at(LATER, folder, &["request", "record", &reference, "--event", "received=2026-09-01"]);
    assert!(early.refusal().starts_with("the request's letter is not written yet"), "{early:?}");
    assert_eq!(at(SENDING, folder, &["work", "--once", "--json"]).json()["written"], 1);
    reference
}

fn stands(folder: &Path, reference: &str) -> (Value, Value) {
    let shown = at(LATER, folder, &["request", "show", reference, "--json"]).json();
    (shown["standing"].clone(), shown["due"].clone())
}

#[test]
fn what_a_person_records_moves_the_dates_and_a_mistake_is_struck() {
    let folder = desk();
    let folder = folder.path();
    let reference = written(folder);
    for (events, standing, due) in [
        ("received=2026-09-11", "overdue", "2026-10-09"),
        ("fees_notice=2026-09-14;fee_paid=2026-09-18", "overdue", "2026-10-16"),
        ("pit_extension=2026-10-01", "overdue", "2026-11-13"),
        ("clarification_requested=2026-11-02", "with us", "2026-11-13"),
        ("clarification_received=2026-11-05", "awaiting", "2027-01-07"), // forty days from then
        ("response_received=2026-11-16", "answered", "2027-01-07"),
    ] {
        succeeds(&at(LATER, folder, &["request", "record", &reference, "--event", events]));
        assert_eq!(stands(folder, &reference), (json!(standing), json!(due)), "{events}");
    }
    for (events, says) in [
        ("fee_paid=2026-12-01", "`fees paid` on Tue 1 December 2026 lies in the future"),
        ("fee_paid=2026-09-01", "`fees paid` on Tue 1 September 2026 cannot be before"),
        ("response_received=2026-11-16", "`responded` on Mon 16 November 2026 is in the timeline already"),
        ("extension=reg7", "FOIA has no rule for `extension`"),
    ] {
        let refused = at(LATER, folder, &["request", "record", &reference, "--event", events]);
        assert!(refused.refusal().starts_with(says), "{refused:?}");
    }
    succeeds(&at(
        LATER,
        folder,
        &["request", "correct", &reference, "7", "--why", "another request's answer"],
    ));
    assert_eq!(stands(folder, &reference), (json!("awaiting"), json!("2027-01-07")));
    let twice = at(LATER, folder, &["request", "correct", &reference, "7", "--why", "again"]);
    assert_eq!(twice.status, Some(1), "{twice:?}");
    assert_eq!(foi(folder, "verify --json").json()["faults"], json!([]));
}
