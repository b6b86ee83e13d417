//! Colours as documents write them, as `#rrggbb`.

const NAMES: [(&str, &str); 20] = [
    ("red", "#ff0000"),
    ("blue", "#0000ff"),
    ("green", "#008000"),
    ("navy", "#000080"),
    ("maroon", "#800000"),
    ("purple", "#800080"),
    ("teal", "#008080"),
    ("olive", "#808000"),
    ("gray", "#808080"),
    ("grey", "#808080"),
    ("silver", "#c0c0c0"),
    ("orange", "#ffa500"),
    ("yellow", "#ffff00"),
    ("lime", "#00ff00"),
    ("aqua", "#00ffff"),
    ("fuchsia", "#ff00ff"),
    ("darkred", "#8b0000"),
    ("darkblue", "#00008b"),
    ("darkgreen", "#006400"),
    ("crimson", "#dc143c"),
];

/// The colour of letters, as far as anything is said about it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Ink {
    #[default]
    Unsaid,
    /// Black, or whatever the reader's screen uses.
    Black,
    /// `#rrggbb`.
    Coloured(String),
}

impl Ink {
    pub(crate) fn of(written: &str) -> Self {
        match written.trim() {
            "" | "inherit" => Self::Unsaid,
            written => of(written).map_or(Self::Black, Self::Coloured),
        }
    }

    /// This ink, or `base` where it says nothing.
    pub(crate) fn over(self, base: &Self) -> Self {
        if self == Self::Unsaid { base.clone() } else { self }
    }

    pub(crate) fn colour(&self) -> Option<&str> {
        match self {
            Self::Coloured(colour) => Some(colour),
            Self::Unsaid | Self::Black => None,
        }
    }
}

/// The colour in CSS or `OOXML` notation; `None` for black, for automatic and for what is not a colour.
fn of(written: &str) -> Option<String> {
    let written = written.trim().to_ascii_lowercase();
    let colour = match NAMES.iter().find(|(name, _)| *name == written) {
        Some((_, colour)) => (*colour).to_owned(),
        None => hexadecimal(written.trim_start_matches('#')).or_else(|| functional(&written))?,
    };
    (colour != "#000000").then_some(colour)
}

fn hexadecimal(digits: &str) -> Option<String> {
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    match digits.len() {
        6 => Some(format!("#{digits}")),
        3 => Some(digits.chars().fold("#".to_owned(), |all, digit| all + &digit.to_string().repeat(2))),
        _ => None,
    }
}

/// `rgb(192, 0, 0)`, with or without an opacity.
fn functional(written: &str) -> Option<String> {
    let inside = written.strip_prefix("rgb")?.trim_start_matches('a').strip_prefix('(')?.strip_suffix(')')?;
    let mut numbers = inside.split([',', ' ', '/']).filter(|number| !number.is_empty()).map(str::parse::<u8>);
    let mut next = || numbers.next()?.ok();
    Some(format!("#{:02x}{:02x}{:02x}", next()?, next()?, next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_in_every_notation_become_six_digits_and_black_is_none() {
        for (written, colour) in [
            ("red", Some("#ff0000")),
            (" Red ", Some("#ff0000")),
            ("C00000", Some("#c00000")),
            ("#c00", Some("#cc0000")),
            ("rgb(192, 0, 0)", Some("#c00000")),
            ("rgba(192,0,0,0.5)", Some("#c00000")),
            ("black", None),
            ("#000", None),
            ("auto", None),
            ("windowtext", None),
            ("rgb(300,0,0)", None),
            ("ééé", None),
            ("", None),
        ] {
            assert_eq!(of(written).as_deref(), colour, "{written}");
        }
    }
}
