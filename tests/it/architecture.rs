//! ARCHITECTURE.md against the code: its arrows are the crates' own, and what it names is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

type Arrows = BTreeMap<String, BTreeSet<String>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn document() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

fn metadata() -> Metadata {
    let mut command = MetadataCommand::new();
    command.manifest_path(root().join("Cargo.toml")).no_deps();
    command.other_options(vec!["--offline".into()]).exec().unwrap()
}

/// The crates of the product, without the tests.
fn crates(metadata: &Metadata) -> Vec<&Package> {
    let crates = metadata.workspace_packages();
    crates.into_iter().filter(|package| package.name.as_str() != "foi-tests").collect()
}

/// `foi-domain` is called `domain` in the code.
fn short(name: &str) -> String {
    name.strip_prefix("foi-").unwrap_or(name).to_string()
}

/// What each crate uses of the others when it is built, not when it is tested.
fn built(metadata: &Metadata) -> Arrows {
    let names: BTreeSet<&str> =
        metadata.workspace_packages().iter().map(|package| package.name.as_str()).collect();
    let uses = |package: &Package| {
        let normal = package.dependencies.iter().filter(|used| used.kind == DependencyKind::Normal);
        normal.filter(|used| names.contains(used.name.as_str())).map(|used| short(&used.name)).collect()
    };
    crates(metadata).into_iter().map(|package| (short(&package.name), uses(package))).collect()
}

/// Lines such as "- `engine` → `domain`, `mail`" of the section "Arrows".
fn drawn(document: &str) -> Arrows {
    let after = document.split_once("\n## Arrows\n").expect("a section `## Arrows`").1;
    let section = after.split("\n## ").next().unwrap_or_default();
    let mut arrows = Arrows::new();
    for line in section.lines().filter(|line| line.starts_with("- `")) {
        let (from, to) = line.split_once('→').unwrap_or((line, ""));
        for from in quoted(from) {
            arrows.entry(from.to_string()).or_default().extend(quoted(to).map(String::from));
        }
    }
    arrows
}

/// What stands in backticks on a line.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Text without blocks of code.
fn prose(document: &str) -> String {
    document.split("```").step_by(2).collect()
}

#[test]
fn the_arrows_of_the_document_are_those_that_cargo_builds() {
    let built = built(&metadata());
    let drawn = drawn(&document());
    for (name, uses) in &built {
        let empty = BTreeSet::new();
        let shown = drawn.get(name).unwrap_or(&empty);
        assert_eq!(shown, uses, "ARCHITECTURE.md shows what {name} uses");
    }
    for name in drawn.keys() {
        assert!(built.contains_key(name), "ARCHITECTURE.md names a crate `{name}` that is not there");
    }
}

#[test]
fn every_crate_is_named_in_the_document() {
    let document = document();
    for name in built(&metadata()).keys() {
        assert!(document.contains(&format!("`{name}`")), "ARCHITECTURE.md does not name `{name}`");
    }
}

#[test]
fn every_path_that_the_document_names_is_there() {
    let document = prose(&document());
    let paths: Vec<&str> = document.lines().flat_map(quoted).filter(|text| is_path(text)).collect();
    assert!(paths.len() >= 10, "the document names the places of things");
    for path in paths {
        assert!(root().join(path).exists(), "ARCHITECTURE.md names `{path}`, which is not there");
    }
}

/// A path of the repository: it has a slash and nothing that belongs to patterns, commands or addresses.
fn is_path(text: &str) -> bool {
    text.contains('/')
        && !text.starts_with('/')
        && !text.contains("://")
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte))
}

/// Where in the code a name such as `store::door::change` stands: its crate and its last word.
fn item(text: &str) -> Option<(&str, &str)> {
    let words: Vec<&str> = text.split("::").collect();
    let is_word = |word: &&str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    (words.len() > 1 && words.iter().all(is_word)).then(|| (words[0], words[words.len() - 1]))
}

/// Whether the crate's sources declare this name, as an item, a variant or a module.
fn declares(folder: &Path, name: &str) -> bool {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).any(|path| {
        let stem = path.file_stem().is_some_and(|stem| stem == name);
        if path.is_dir() {
            return stem || declares(&path, name);
        }
        let text = fs::read_to_string(&path).unwrap();
        let declared =
            ["fn", "struct", "enum", "trait", "type", "const"].map(|kind| format!("{kind} {name}"));
        stem || declared.iter().any(|words| text.contains(words.as_str()))
    })
}

#[test]
fn every_item_that_the_document_names_is_in_its_crate() {
    let document = prose(&document());
    for text in document.lines().flat_map(quoted) {
        let Some((name, last)) = item(text) else { continue };
        let sources = root().join("crates").join(name).join("src");
        assert!(sources.exists(), "ARCHITECTURE.md names `{text}`, but there is no crate `{name}`");
        assert!(declares(&sources, last), "ARCHITECTURE.md names `{text}`, which is not there");
    }
}

#[test]
fn each_library_is_named_by_the_crates_that_may() {
    let metadata = metadata();
    for (library, allowed) in [
        ("sea-orm", vec!["store"]),
        ("sea-orm-migration", vec!["migrations"]),
        ("lettre", vec!["mail"]),
        ("mail-parser", vec!["messages"]),
        ("askama", vec!["findings", "mail", "web"]),
    ] {
        let named = |package: &&Package| {
            let mut normal = package.dependencies.iter().filter(|used| used.kind == DependencyKind::Normal);
            normal.any(|used| used.name == library)
        };
        for package in crates(&metadata).into_iter().filter(named) {
            let name = short(&package.name);
            assert!(allowed.contains(&name.as_str()), "`{name}` names {library}: only {allowed:?} may");
        }
    }
}

#[test]
fn crates_that_are_pure_bring_no_runtime_no_network_and_no_clock() {
    let metadata = metadata();
    for package in crates(&metadata) {
        if !["domain", "documents", "answers", "findings"].contains(&short(&package.name).as_str()) {
            continue;
        }
        for used in package.dependencies.iter().filter(|used| used.kind == DependencyKind::Normal) {
            let name = used.name.as_str();
            assert!(!["tokio", "futures", "sea-orm", "object_store", "axum"].contains(&name), "{name}");
            let clock = used.features.iter().any(|feature| feature == "clock" || feature == "now");
            assert!(!(name == "chrono" && (clock || used.uses_default_features)), "chrono with its clock");
        }
    }
}
