//! The demo: the whole campaign of 2018, twice with one seed and once with another.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::foi::{Run, command, foi, run};

/// Three demos side by side, and the folders they made.
static DEMOS: LazyLock<Vec<(Run, TempDir)>> = LazyLock::new(|| {
    let demo = |seed: &str| {
        let folder = tempfile::tempdir().unwrap();
        let arguments = ["--dir", "desk", "--json", "demo", "--no-serve", "--seed", seed];
        (run(command(folder.path(), &arguments)), folder)
    };
    std::thread::scope(|scope| {
        let demos = ["2018", "2018", "7"].map(|seed| scope.spawn(move || demo(seed)));
        demos.into_iter().map(|demo| demo.join().unwrap()).collect()
    })
});

fn result(run: &Run) -> Value {
    serde_json::from_str(run.stdout.lines().last().unwrap_or_default())
        .unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

fn figures(run: &Run, column: &str) -> BTreeMap<String, Value> {
    let result = result(run);
    let figures = result["figures"].as_array().expect("a list of figures").iter();
    figures.map(|figure| (figure["id"].as_str().unwrap().to_string(), figure[column].clone())).collect()
}

#[test]
fn every_figure_that_was_drawn_is_recovered_from_the_messages() {
    for (run, _) in DEMOS.iter() {
        assert_eq!(figures(run, "recovered"), figures(run, "drawn"));
        assert!(figures(run, "drawn").len() >= 10);
        assert_eq!(run.status, Some(0), "{}", run.stderr);
    }
}

#[test]
fn each_of_226_is_asked_once_and_no_message_goes_to_the_wrong_request() {
    for (run, _) in DEMOS.iter() {
        let result = result(run);
        for (field, expected) in [("asked", 226), ("duplicates", 0), ("wrong_routes", 0)] {
            assert_eq!(result[field], expected, "{field}: {result}");
        }
        assert!(result["messages_in"].as_u64() > Some(400), "{result}");
    }
}

#[test]
fn every_letter_ends_somewhere_and_everything_stored_is_whole() {
    for (_, folder) in DEMOS.iter() {
        let status = foi(folder.path(), "--dir desk --json campaign status nhs-cyber-2018").json();
        let letters = status["letters"].as_object().expect("letters by their state");
        let states: Vec<_> =
            letters.keys().filter(|state| !["accepted", "refused"].contains(&state.as_str())).collect();
        assert!(states.is_empty(), "{letters:?}");
        assert_eq!(letters.values().filter_map(Value::as_u64).sum::<u64>(), 226, "{letters:?}");
        assert_eq!(foi(folder.path(), "--dir desk --json verify").json()["faults"], serde_json::json!([]));
    }
}

/// What the demo exported, by file name.
fn exported(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder.join("desk/export")).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (path.file_name().unwrap().display().to_string(), fs::read(&path).unwrap())).collect()
}

#[test]
fn one_seed_gives_the_same_results_and_another_seed_others() {
    let [(first, one), (again, two), (other, three)] = DEMOS.as_slice() else { panic!("three demos") };
    assert_eq!(figures(first, "recovered"), figures(again, "recovered"));
    assert_ne!(figures(first, "recovered"), figures(other, "recovered"));
    let exports = [one, two, three].map(|folder| exported(folder.path()));
    assert!(exports[0].len() >= 2, "requests and answers");
    for (name, bytes) in &exports[0] {
        assert!(exports[1].get(name) == Some(bytes), "{name} is the same, byte for byte");
    }
    assert!(exports[0] != exports[2]);
}

#[test]
fn the_figures_published_in_2018_are_drawn_again() {
    let drawn = figures(&DEMOS[0].0, "drawn");
    for (figure, published) in
        [("asked", 226), ("responded", 159), ("silent", 67), ("none_qualified", 24), ("spent_nothing", 43)]
    {
        assert_eq!(drawn[figure], published, "{figure}");
    }
}
