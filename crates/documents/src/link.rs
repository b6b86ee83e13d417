//! Addresses behind words: "published here" is no answer without them.

const LONGEST: usize = 300;

/// An address that a person could follow; mail, anchors and scripts say nothing about an answer.
pub(crate) fn followed(written: &str) -> Option<String> {
    let written = written.trim();
    let web = written.starts_with("http://") || written.starts_with("https://");
    let plain = !written.contains(|c: char| c.is_whitespace() || c.is_control() || c == '<' || c == '>');
    (web && plain && written.len() <= LONGEST).then(|| written.to_owned())
}

/// Whether the words that were linked are worth an address and do not show it themselves.
pub(crate) fn is_hidden(link: &str, shown: &str) -> bool {
    let bare = link.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    !shown.trim().is_empty() && !shown.contains(bare)
}
