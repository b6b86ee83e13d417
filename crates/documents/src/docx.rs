//! DOCX (ECMA-376 part 1): headers, the text itself, notes and footers, in that order.
//!
//! Tables give a line per row with tabs between cells; a row of one cell keeps its lines, since it is a box and not a
//! table. List numbers are printed, as replies are matched by them. What track changes removed is left out.

mod body;
mod format;
mod links;
mod numbering;
mod rows;
mod styles;

use crate::archive::Archive;
use crate::draft::Draft;
use crate::media::is_xml_in;
use crate::unread::Unread;
use crate::xml::{Node, attribute, local, nodes};
use crate::{Document, Limits, Media};
use body::Story;
use links::Links;
use numbering::Numbering;
use styles::Styles;

pub(crate) use numbering::numeral;

/// Reads a word-processing document.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unread> {
    let mut archive = Archive::open(bytes, Media::Docx, limits)?;
    let main = main_part(&mut archive)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut part = |name: &str| archive.text(&format!("{folder}/{name}")).unwrap_or_default();
    let styles = Styles::read(&part("styles.xml"))?;
    let numbering = Numbering::read(&part("numbering.xml"))?;
    let mut draft = Draft::new(limits);
    let mut story = Story::new(&mut draft, &styles, numbering, limits.depth);
    for name in stories(&archive, &folder, &main) {
        story.links = Links::read(&archive.text(&relations_of(&name)).unwrap_or_default())?;
        match archive.text(&name) {
            Some(text) => tell(&mut story, &text, name == main)?,
            None => story.warn(format!("the part {name} is damaged and was left out: ask for another copy")),
        }
    }
    Ok(draft.finish(Media::Docx))
}

/// `word/document.xml` has its relations in `word/_rels/document.xml.rels`.
fn relations_of(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{file}.rels")
}

/// What was read before a fault is kept; a document type declaration is never an accident.
fn tell(story: &mut Story<'_>, text: &str, main: bool) -> Result<(), Unread> {
    match story.tell(text) {
        Err(Unread::Broken { reason, .. }) => {
            story.close();
            story.warn(format!("the document breaks off ({reason}): ask for another copy"));
            Ok(())
        }
        Ok(()) if main && text.trim().is_empty() => Err(Unread::broken(Media::Docx, &"its text is missing")),
        other => other,
    }
}

/// The part that the package names as its document; usually `word/document.xml`.
fn main_part(archive: &mut Archive<'_>) -> Result<String, Unread> {
    let relations = archive.text("_rels/.rels").unwrap_or_default();
    for node in nodes(&relations, Media::Docx) {
        if let Node::Open(start) = node?
            && local(&start) == "Relationship"
            && attribute(&start, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            && let Some(target) = attribute(&start, "Target")
        {
            return Ok(target.trim_start_matches('/').to_owned());
        }
    }
    Ok("word/document.xml".to_owned())
}

/// The parts that hold text, in reading order.
fn stories(archive: &Archive<'_>, folder: &str, main: &str) -> Vec<String> {
    let mut names = archive.names();
    names.sort();
    let called = |start: &str| -> Vec<String> {
        let start = format!("{folder}/{start}");
        names.iter().filter(|name| is_xml_in(&start, name)).cloned().collect()
    };
    let notes = [called("footnotes"), called("endnotes")].concat();
    [called("header"), vec![main.to_owned()], notes, called("footer")].concat()
}

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use tests::sample;
