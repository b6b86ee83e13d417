//! Headers by which a machine says that it wrote a message (RFC 3834 and what came before it).

use super::head::Head;

/// Fields whose mere presence says so.
const PRESENT: [&str; 4] = ["X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply"];

/// The first header that says so, with its value. `X-Auto-Response-Suppress` is none of them: ordinary Exchange mail
/// carries it.
pub(super) fn sign(head: &Head) -> Option<String> {
    let field = |name: &str, says: fn(&str) -> bool| {
        let value = head.raw(name).into_iter().find(|value| says(&value.to_ascii_lowercase()))?;
        Some(format!("{name}: {}", value.chars().take(80).collect::<String>()))
    };
    field("Auto-Submitted", |value| !value.is_empty() && !value.starts_with("no"))
        .or_else(|| PRESENT.into_iter().find_map(|name| field(name, |value| value != "no")))
        .or_else(|| field("Precedence", |value| value.contains("auto_reply")))
        .or_else(|| field("X-POST-MessageClass", |value| value.contains("autoresponder")))
        .or_else(|| field("Return-Path", |value| value == "<>"))
}
