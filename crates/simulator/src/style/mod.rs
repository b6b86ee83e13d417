//! The styles in which trusts answer, one a file. Each turns the same items into a body and attachments.

mod csv_file;
mod docx_letter;
mod html_table;
mod inline;
mod numbered;
mod pdf_letter;
mod prose;
mod quoted;
mod refusal;
mod text_table;
mod xlsx_grid;

use crate::dice::{Dice, pick};
use crate::letter::Letter;
use crate::say::Item;

pub(crate) use html_table::paragraphs;
pub(crate) use refusal::whole_request;

/// How an answer is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    /// Under each repeated question.
    Inline,
    /// Between the quoted lines of the letter.
    Quoted,
    /// Numbered answers without the questions.
    Numbered,
    /// A table in text.
    TextTable,
    /// A table in a message that has only HTML.
    HtmlTable,
    Prose,
    /// A letter with "Question" and "Response", as PDF.
    PdfLetter,
    /// A letter with a table, as Word document.
    DocxLetter,
    /// A grid, as spreadsheet.
    XlsxGrid,
    CsvFile,
}

/// What a style is given.
#[derive(Debug)]
pub(crate) struct Content<'a> {
    pub(crate) letter: &'a Letter,
    pub(crate) trust: &'a str,
    /// The trust's own reference.
    pub(crate) our_ref: &'a str,
    pub(crate) items: Vec<Item>,
    pub(crate) opening: String,
    /// What stands below the answers, the signature included.
    pub(crate) closing: String,
}

/// What a style gives back.
#[derive(Debug, Default)]
pub(crate) struct Body {
    /// Empty where there is only HTML.
    pub(crate) text: String,
    pub(crate) html: Option<String>,
    pub(crate) files: Vec<File>,
}

/// An attachment.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) media: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// Writes the answer.
pub(crate) fn write(style: Style, content: &Content<'_>, dice: &mut Dice) -> Body {
    match style {
        Style::Inline => inline::write(content, dice),
        Style::Quoted => quoted::write(content, dice),
        Style::Numbered => numbered::write(content, dice),
        Style::TextTable => text_table::write(content, dice),
        Style::HtmlTable => html_table::write(content, dice),
        Style::Prose => prose::write(content, dice),
        Style::PdfLetter => pdf_letter::write(content, dice),
        Style::DocxLetter => docx_letter::write(content, dice),
        Style::XlsxGrid => xlsx_grid::write(content, dice),
        Style::CsvFile => csv_file::write(content, dice),
    }
}

impl Content<'_> {
    /// The opening, the given middle and the closing as one text.
    fn around(&self, middle: &str) -> Body {
        let text = format!("{}\n\n{}\n\n{}\n", self.opening, middle.trim_end(), self.closing);
        Body { text, ..Body::default() }
    }

    /// A short message that carries a file.
    fn covering(&self, file: File, dice: &mut Dice) -> Body {
        let note = pick(
            dice,
            [
                "Please find attached the Trust's response to your request.",
                "Please see attached our response to your Freedom of Information request.",
                "Our response is attached to this e-mail.",
            ],
        );
        let greeting = self.opening.lines().next().unwrap_or_default();
        let text = format!("{greeting}\n\n{note}\n\n{}\n", self.closing);
        Body { text, html: None, files: vec![file] }
    }

    /// A name for the attached file, with this ending.
    fn file_name(&self, ending: &str, dice: &mut Dice) -> String {
        let bare: String = self.our_ref.chars().map(|c| if c == '/' { '-' } else { c }).collect();
        let stem = pick(dice, ["response", "Response letter", "FOI response", "final response"]);
        format!("{bare} {stem}.{ending}")
    }
}
