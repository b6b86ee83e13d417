//! Filling in a campaigner's own text.

use std::collections::BTreeMap;

use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};

use super::LetterError;

/// Instructions a letter may take: a long one takes some hundred.
const FUEL: u64 = 50_000;

/// Fields whose values may have several lines.
const MULTILINE: [&str; 2] = ["questions", "address"];

/// Fills the fields into a template of the minijinja language. An unknown name is an error that says which and on which
/// line. Nothing is escaped: the result is plain text. No value may hold a control character; `questions` and `address`
/// may hold LF.
pub fn render(template: &str, fields: &BTreeMap<String, String>) -> Result<String, LetterError> {
    check_fields(fields)?;
    let template = template.replace("\r\n", "\n"); // a letter written on Windows
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_fuel(Some(FUEL));
    let parsed = environment.template_from_str(&template).map_err(|error| says(&error))?;
    parsed.render(fields).map_err(|error| match error.kind() {
        ErrorKind::UndefinedError => {
            undefined(&template, &error, parsed.undeclared_variables(true).into_iter(), fields)
        }
        _ => says(&error),
    })
}

fn check_fields(fields: &BTreeMap<String, String>) -> Result<(), LetterError> {
    for (field, value) in fields {
        let lines = MULTILINE.contains(&field.as_str());
        if value.contains(|c: char| c.is_control() && !(lines && c == '\n')) {
            return Err(LetterError::ControlCharacter { field: field.clone() });
        }
    }
    Ok(())
}

/// The engine knows the line, the static analysis knows the names: the missing name that stands on that line.
fn undefined(
    template: &str,
    error: &Error,
    names: impl Iterator<Item = String>,
    fields: &BTreeMap<String, String>,
) -> LetterError {
    let line = error.line().unwrap_or(1);
    let text = template.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let mut missing: Vec<String> = names.filter(|name| !fields.contains_key(name)).collect();
    missing.sort_by_key(|name| (text.find(name.as_str()).unwrap_or(usize::MAX), name.clone()));
    let name = missing.into_iter().next().unwrap_or_else(|| text.trim().to_string());
    LetterError::Undefined { name, line }
}

fn says(error: &Error) -> LetterError {
    match error.kind() {
        ErrorKind::OutOfFuel => LetterError::TooLong,
        kind => LetterError::Template {
            line: error.line().unwrap_or(1),
            what: error.detail().map_or_else(|| kind.to_string(), str::to_string),
        },
    }
}
