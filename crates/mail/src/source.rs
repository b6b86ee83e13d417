//! Replies in from files: .eml, mbox and Maildir.

mod mbox;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use mbox::mbox;

/// Largest file that is read in one go, in bytes.
const LARGEST: u64 = 2 << 30;

/// The messages of a Maildir, `new` and `cur`, sorted by their unique names. Nothing is moved or marked as read.
pub fn maildir(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in ["new", "cur"] {
        match files(&dir.join(folder)) {
            Ok(paths) => found.extend(paths),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    found.sort_by(|a, b| unique_name(a).cmp(unique_name(b)));
    Ok(found)
}

/// Every message of an .eml file, an mbox file, a Maildir, or a folder of .eml and .mbox files, in a stable order, each
/// with its position: the path, for an mbox with `#` and its number, for a Maildir without folder and flags.
pub fn load(path: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    if !path.is_dir() {
        return load_file(path);
    }
    if path.join("new").is_dir() || path.join("cur").is_dir() {
        let place = |file: &Path| format!("{}/{}", path.display(), unique_name(file));
        return maildir(path)?.iter().map(|file| Ok((place(file), read(file)?))).collect();
    }
    let wanted = |file: &&PathBuf| {
        file.extension()
            .is_some_and(|kind| kind.eq_ignore_ascii_case("eml") || kind.eq_ignore_ascii_case("mbox"))
    };
    let mut messages = Vec::new();
    for file in files(path)?.iter().filter(wanted) {
        messages.extend(load_file(file)?);
    }
    Ok(messages)
}

fn load_file(path: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let bytes = read(path)?;
    if !mbox::is_separator(bytes.split(|byte| *byte == b'\n').next().unwrap_or_default()) {
        return Ok(vec![(path.display().to_string(), bytes)]);
    }
    let place = |number: usize| format!("{}#{number}", path.display());
    let messages = mbox(&bytes).into_iter().zip(1..);
    Ok(messages.map(|(range, number)| (place(number), bytes[range].to_vec())).collect())
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    if fs::metadata(path).map_err(named)?.len() > LARGEST {
        let why = format!("{}: larger than 2 GiB: split it into smaller files", path.display());
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
    }
    fs::read(path).map_err(named)
}

/// The plain files of a folder, sorted, without hidden ones.
fn files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_file() && !name(&path).starts_with('.') {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

/// A Maildir name without flags: it stays when the message is read or moved from `new` to `cur`.
fn unique_name(path: &Path) -> &str {
    name(path).split_once(":2,").map_or(name(path), |(unique, _)| unique)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        dir
    }

    fn loaded(files: &[(&str, &str)], path: &str) -> Vec<(String, String)> {
        let dir = tree(files);
        let prefix = format!("{}/", dir.path().display());
        let short = |place: String| place.strip_prefix(&prefix).unwrap_or("").to_string();
        let messages = load(&dir.path().join(path)).unwrap();
        messages.into_iter().map(|(place, bytes)| (short(place), String::from_utf8(bytes).unwrap())).collect()
    }

    #[test]
    fn messages_are_loaded_from_each_kind_of_place() {
        let mbox = "From a@b.invalid Mon Aug 20 09:00:00 2018\nSubject: 1\n\nx\n\nFrom a@b.invalid Mon Aug 20 09:00:00 2018\nSubject: 2\n\ny\n";
        let pair = |place: &str, text: &str| (place.to_string(), text.to_string());
        for (files, path, expected) in [
            (vec![("a.eml", "Subject: a\n\n")], "a.eml", vec![pair("a.eml", "Subject: a\n\n")]),
            (
                vec![("m", mbox)],
                "m",
                vec![pair("m#1", "Subject: 1\n\nx\n"), pair("m#2", "Subject: 2\n\ny\n")],
            ),
            (
                vec![("d/new/2.host", "n"), ("d/cur/1.host:2,S", "c"), ("d/tmp/3", "t"), ("d/cur/.x", "h")],
                "d",
                vec![pair("d/1.host", "c"), pair("d/2.host", "n")],
            ),
            (
                vec![
                    ("e/b.eml", "b"),
                    ("e/a.EML", "a"),
                    ("e/readme.txt", "r"),
                    ("e/m.mbox", "Subject: m\n\n"),
                ],
                "e",
                vec![pair("e/a.EML", "a"), pair("e/b.eml", "b"), pair("e/m.mbox", "Subject: m\n\n")],
            ),
        ] {
            assert_eq!(loaded(&files, path), expected);
        }
    }

    #[test]
    fn a_place_that_is_not_there_is_named() {
        let error = load(Path::new("/nowhere/at.all")).unwrap_err();
        assert!(error.to_string().contains("/nowhere/at.all"), "{error}");
    }
}
