//! `foi clock changes`, `foi clock accept`, `foi clock refuse`.

use domain::moment::{in_words, london};
use serde_json::{Value, json};
use store::holidays::{self, Change, ChangeState, Moved};

use crate::act::of_person;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::say::{Say, wrapped};

/// Lists what changed about the holidays: what waits first, then the newest.
pub(super) async fn list(folder: &Folder, say: Say) -> Result<(), Failure> {
    let changes = in_order(holidays::changes(&folder.desk).await?);
    say.result(&changes.iter().map(value).collect::<Vec<_>>(), || {
        if changes.is_empty() {
            return "The holidays are as they came with foi: bring in further ones with `foi clock refresh`."
                .into();
        }
        changes.iter().map(words).collect::<Vec<_>>().join("\n")
    })
}

/// Makes a change that waits, or drops it.
pub(super) async fn decide(folder: &Folder, id: i64, accept: bool, say: Say) -> Result<(), Failure> {
    let act = of_person(format!("change {id} of the holidays"));
    let done = holidays::decide(&folder.desk, id, accept, &act).await?;
    let state = if accept { "accepted" } else { "refused" };
    say.result(&json!({ "id": id, "state": state, "moved": done }), || {
        wrapped(&format!("Change {id} is {state}. {}", moved(&done)), "")
    })
}

/// A change as structure.
pub(super) fn value(change: &Change) -> Value {
    json!({
        "id": change.id, "state": change.state.name(), "made_at": change.made_at, "division": change.division,
        "sentence": change.sentence, "source": change.source, "decided_by": change.decided_by, "moved": change.moved,
    })
}

/// How many last days moved, in words.
pub(super) fn moved(moved: &Moved) -> String {
    let Moved { looked_at, moved, withdrawn } = moved;
    let requests = if *looked_at == 1 { "request" } else { "requests" };
    let counted = match moved {
        0 => format!("No due date moved; {looked_at} {requests} looked at."),
        1 => format!(
            "1 due date or last lawful day moved, of {looked_at} {requests} looked at; its timeline has an entry."
        ),
        many => format!(
            "{many} due dates or last lawful days moved, of {looked_at} {requests} looked at; each timeline has an entry."
        ),
    };
    match withdrawn {
        0 => counted,
        some => format!("{counted} Reminders not yet sent that were withdrawn: {some}."),
    }
}

/// What waits first; otherwise as they come, the newest first.
fn in_order(mut changes: Vec<Change>) -> Vec<Change> {
    changes.sort_by_key(|change| change.state != ChangeState::Waiting);
    changes
}

fn words(change: &Change) -> String {
    let Change { id, state, made_at, sentence, source, decided_by, moved, .. } = change;
    let by = decided_by.as_ref().map_or(String::new(), |by| format!(" by {by}"));
    let on = in_words(london(*made_at));
    let next = match state {
        ChangeState::Waiting => format!("; `foi clock accept {id}` or `foi clock refuse {id}`"),
        ChangeState::Taken | ChangeState::Accepted | ChangeState::Refused | ChangeState::Gone => {
            format!("; due dates moved: {moved}")
        }
    };
    wrapped(&format!("{id} {}{by}, {on}: {sentence} [{source}]{next}", state.name()), "    ")
}
