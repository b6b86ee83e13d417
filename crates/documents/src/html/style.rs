//! What a tag does to the text inside it.

use crate::colour::Ink;
use crate::link;
use html5ever::tokenizer::Tag;

/// The effect of one element, beyond where it breaks lines.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a property of its own and any of them go together"
)]
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Effect {
    pub(super) bold: bool,
    pub(super) ink: Ink,
    /// Never shown: scripts, styles, and what is styled away.
    pub(super) hidden: bool,
    /// Spaces and line ends count.
    pub(super) kept: bool,
    pub(super) quote: bool,
    pub(super) list: Option<List>,
    pub(super) link: Option<String>,
}

/// A list and the number of its next item.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum List {
    Bullets,
    Numbers { next: u32, format: &'static str },
}

impl Effect {
    pub(super) fn of(tag: &Tag) -> Self {
        let name = &*tag.name;
        let mut effect = Self {
            bold: matches!(name, "b" | "strong" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"),
            hidden: matches!(
                name,
                "script" | "style" | "title" | "template" | "select" | "iframe" | "noembed" | "noframes"
            ),
            kept: matches!(name, "pre" | "textarea" | "xmp"),
            quote: name == "blockquote",
            ..Self::default()
        };
        match name {
            "font" => effect.ink = Ink::of(attribute(tag, "color").unwrap_or_default()),
            "a" => effect.link = attribute(tag, "href").and_then(link::followed),
            "ul" | "menu" => effect.list = Some(List::Bullets),
            "ol" => effect.list = Some(numbers(tag)),
            _ => {}
        }
        effect.hidden |= attribute(tag, "hidden").is_some();
        if let Some(style) = attribute(tag, "style") {
            effect.declare(style);
        }
        effect
    }

    /// Takes in the declarations of a `style` attribute.
    fn declare(&mut self, style: &str) {
        for (property, value) in style.split(';').filter_map(|declaration| declaration.split_once(':')) {
            let value = value.trim().trim_end_matches("!important").trim().to_ascii_lowercase();
            match property.trim().to_ascii_lowercase().as_str() {
                "color" => self.ink = Ink::of(&value).over(&self.ink),
                "font-weight" => {
                    self.bold |= matches!(value.as_str(), "bold" | "bolder" | "600" | "700" | "800" | "900");
                }
                "display" => self.hidden |= value == "none",
                "visibility" => self.hidden |= value == "hidden",
                "white-space" => self.kept |= value.starts_with("pre"),
                _ => {}
            }
        }
    }

    pub(super) fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

fn numbers(tag: &Tag) -> List {
    let format = match attribute(tag, "type") {
        Some("a") => "lowerLetter",
        Some("A") => "upperLetter",
        Some("i") => "lowerRoman",
        Some("I") => "upperRoman",
        _ => "decimal",
    };
    List::Numbers { next: attribute(tag, "start").and_then(|start| start.parse().ok()).unwrap_or(1), format }
}

pub(super) fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}
