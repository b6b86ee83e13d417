//! A message that has only HTML, with the answers in a table.

use super::{Body, Content};
use crate::dice::{Dice, chance, pick};
use crate::docx::escaped;

pub(super) fn write(content: &Content<'_>, dice: &mut Dice) -> Body {
    let answer = pick(dice, ["Answer", "Response", "Trust response"]);
    let cell = if chance(dice, 50) { data } else { styled };
    let head = format!("<tr><th>No.</th><th>Question</th><th>{answer}</th></tr>\n");
    let rows: Vec<String> = content
        .items
        .iter()
        .map(|item| {
            format!(
                "<tr>{}{}{}</tr>\n",
                cell(&item.number.to_string()),
                cell(&item.question),
                cell(&item.cell)
            )
        })
        .collect();
    let table = format!("<table border=\"1\" cellpadding=\"4\">\n{head}{}</table>", rows.concat());
    let html = format!(
        "<html><head><style>p {{ margin: 0 0 8pt; font-family: Calibri }}</style></head><body>\n{}\n{table}\n{}\n</body></html>\n",
        paragraphs(&content.opening),
        paragraphs(&content.closing)
    );
    Body { html: Some(html), ..Body::default() }
}

fn data(text: &str) -> String {
    format!("<td>{}</td>", escaped(text))
}

fn styled(text: &str) -> String {
    format!("<td valign=\"top\"><p><span style=\"font-size:11.0pt\">{}</span></p></td>", escaped(text))
}

/// The text as HTML, a paragraph for each block and a break for each line.
pub(crate) fn paragraphs(text: &str) -> String {
    let blocks: Vec<String> = text
        .split("\n\n")
        .map(|block| format!("<p>{}</p>", escaped(block).replace('\n', "<br>\n")))
        .collect();
    blocks.join("\n")
}
