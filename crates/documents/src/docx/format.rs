//! How a run of characters looks.

use crate::MarkKind;
use crate::colour::Ink;
use crate::xml::{attribute, local};
use quick_xml::events::BytesStart;

/// Bold, colour and hiding; `None` where nothing is said.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Format {
    pub(super) bold: Option<bool>,
    pub(super) ink: Ink,
    pub(super) hidden: Option<bool>,
}

impl Format {
    /// Takes in one element of `w:rPr`.
    pub(super) fn take(&mut self, property: &BytesStart<'_>) {
        match local(property) {
            "b" => self.bold = Some(is_on(property)),
            "vanish" => self.hidden = Some(is_on(property)),
            "color" => self.ink = Ink::of(&attribute(property, "val").unwrap_or_default()),
            _ => {}
        }
    }

    /// This format, with what it leaves unsaid taken from `base`.
    pub(super) fn over(self, base: &Self) -> Self {
        Self {
            bold: self.bold.or(base.bold),
            ink: self.ink.over(&base.ink),
            hidden: self.hidden.or(base.hidden),
        }
    }

    pub(super) fn marks(&self) -> impl Iterator<Item = MarkKind> {
        let bold = (self.bold == Some(true)).then_some(MarkKind::Bold);
        let coloured = self.ink.colour().map(|colour| MarkKind::Coloured(colour.to_owned()));
        bold.into_iter().chain(coloured)
    }
}

/// ECMA-376 part 1, 17.17.4: a property without a value is on.
fn is_on(property: &BytesStart<'_>) -> bool {
    !matches!(attribute(property, "val").as_deref(), Some("0" | "false" | "off"))
}
