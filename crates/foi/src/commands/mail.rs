//! `foi mail`.

use std::path::{Path, PathBuf};

use documents::At;
use engine::understand::{Text, own_words, texts, understand};
use serde_json::{Value, json};

use crate::args::Mail;
use crate::failure::Failure;
use crate::folder::{Folder, reader};
use crate::now;
use crate::say::Say;
use crate::settings::Settings;

/// Imports messages, or reads one.
pub(crate) async fn run(dir: &Path, act: Mail, say: Say) -> Result<(), Failure> {
    match act {
        Mail::Import { paths } => import(&Folder::open(dir).await?, &paths, say).await,
        Mail::Read { file } => read(dir, &file, say).await,
    }
}

async fn import(folder: &Folder, paths: &[PathBuf], say: Say) -> Result<(), Failure> {
    let now = now::clock();
    let (mut found, mut new) = (0, 0);
    for path in paths {
        let imported = engine::collect::from_path(&folder.desk, path, now()).await?;
        found += imported.found;
        new += imported.new;
    }
    let reader = folder.reader()?;
    let progress = say.progress(new as u64);
    while engine::read::read_next(&folder.desk, &reader, now()).await? == engine::Step::Done {
        progress.step("read");
    }
    progress.finish();
    let triage = store::inbox::count(&folder.desk, Some(store::inbox::State::Triage)).await?;
    say.result(&json!({ "found": found, "new": new, "triage": triage }), || {
        format!("{found} messages found, {new} of them new. {triage} messages wait in triage.")
    })
}

async fn read(dir: &Path, file: &Path, say: Say) -> Result<(), Failure> {
    let raw = std::fs::read(file).map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
    let message = messages::message::parse(&raw);
    let texts = texts(&message, &reader(&Settings::load(dir)?)?).await;
    let understood = understand(&message, &texts, &[], false);
    let fresh = own_words(&texts);
    let reference = answers::authority_reference(&message.subject, &fresh).map(|(reference, _)| reference);
    let report = message.report.as_ref().map(|report| {
        json!({ "action": report.action, "status": report.status, "recipient": report.recipient, "original_message_id": report.original_message_id })
    });
    let value = json!({
        "message_id": message.message_id, "in_reply_to": message.in_reply_to.first(), "references": message.references,
        "from": message.from.as_ref().map(|(_, address)| address), "to": message.to, "cc": message.cc,
        "subject": message.subject, "date": message.date, "text": engine::understand::body(&texts), "fresh_text": fresh,
        "attachments": attachments(&texts), "kind": { "verdict": understood.kind.name(), "reason": understood.why },
        "delivery_report": report,
        "auto_reply": { "is": message.automatic.is_some(), "reason": message.automatic },
        "authority_reference": reference, "warnings": warnings(&message, &texts),
    });
    say.result(&value, || words(&value, &fresh))
}

fn attachments(texts: &[Text]) -> Vec<Value> {
    let attached = texts.iter().filter(|text| text.part.role == messages::message::Role::Attachment);
    let value = |text: &Text| {
        json!({
            "filename": text.part.name, "media_type": text.part.media_type, "size": text.part.bytes.len(),
            "sha256": store::blobs::hash_of(&text.part.bytes), "pages": pages(text),
        })
    };
    attached.map(value).collect()
}

fn pages(text: &Text) -> usize {
    text.document.places.iter().filter(|place| matches!(place.at, At::Page(_))).count()
}

fn warnings(message: &messages::message::Message, texts: &[Text]) -> Vec<String> {
    let parts = texts.iter().flat_map(|text| text.document.warnings.iter().cloned());
    message.warnings.iter().cloned().chain(parts).collect()
}

fn words(value: &Value, fresh: &str) -> String {
    let field = |name: &str| value[name].as_str().unwrap_or("-").to_string();
    let attached = value["attachments"].as_array().map_or(0, Vec::len);
    let mut lines = vec![
        format!("From:        {}", field("from")),
        format!("Subject:     {}", field("subject")),
        format!("Message-ID:  {}", field("message_id")),
        format!("Kind:        {}", value["kind"]["verdict"].as_str().unwrap_or("-")),
        format!("Why:         {}", value["kind"]["reason"].as_str().unwrap_or("-")),
        format!("Attachments: {attached}"),
    ];
    for warning in value["warnings"].as_array().into_iter().flatten() {
        lines.push(format!("Warning:     {}", warning.as_str().unwrap_or_default()));
    }
    lines.push(String::new());
    lines.push(fresh.to_string());
    lines.join("\n")
}
