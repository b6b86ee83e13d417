//! Turning parts of messages into text, in a child process without privileges.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use documents::{Document, Hint, Limits};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};

/// Where attachments are parsed.
#[derive(Debug, Clone)]
pub enum Reader {
    /// In a process of its own: `program` is this binary, which is run with `argument` and answers [`Job`]s.
    Child {
        /// The program.
        program: PathBuf,
        /// Its one argument.
        argument: &'static str,
        /// Limits on what is read.
        limits: Limits,
        /// Limits on what reading may use.
        allowance: Allowance,
    },
    /// In this process, whose memory is then at the mercy of the part: for tests of readers.
    Here(Limits),
}

/// What a child may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// Seconds, of processor time and of waiting.
    pub seconds: u64,
    /// Bytes of memory.
    pub memory: u64,
}

/// What a child is asked to read: this as one line of JSON, then the part's bytes.
#[derive(Debug, Serialize, Deserialize)]
pub struct Job {
    /// The part's file name.
    pub name: Option<String>,
    /// Its declared media type.
    pub media_type: Option<String>,
    /// Its declared charset.
    pub charset: Option<String>,
    /// Limits on what is read.
    pub limits: Limits,
    /// Limits that the child puts on itself before it looks at the part.
    pub allowance: Allowance,
}

impl Reader {
    /// The bounds on what is read.
    pub fn limits(&self) -> &Limits {
        match self {
            Reader::Child { limits, .. } | Reader::Here(limits) => limits,
        }
    }

    /// The part as text; a part that cannot be read gives no text and a warning that says why.
    pub async fn read(&self, bytes: &[u8], hint: &Hint<'_>) -> Document {
        match self {
            Reader::Here(limits) => documents::read(bytes, hint, limits),
            Reader::Child { limits, .. } if bytes.len() > limits.bytes => {
                unread(&format!("{} bytes: more than the {} that are read", bytes.len(), limits.bytes))
            }
            Reader::Child { program, argument, limits, allowance } => {
                let read = ask(program.clone(), argument, job(hint, limits, *allowance), bytes, limits);
                match tokio::time::timeout(Duration::from_secs(allowance.seconds), read).await {
                    Ok(Ok(document)) => document,
                    Ok(Err(why)) => unread(&why),
                    Err(_) => unread(&format!("not read within {} seconds", allowance.seconds)),
                }
            }
        }
    }
}

fn job(hint: &Hint<'_>, limits: &Limits, allowance: Allowance) -> Job {
    Job {
        name: hint.name.map(String::from),
        media_type: hint.media_type.map(String::from),
        charset: hint.charset.map(String::from),
        limits: *limits,
        allowance,
    }
}

fn unread(why: &str) -> Document {
    Document {
        warnings: vec![format!("this part could not be read: {why}; open the original")],
        ..Document::default()
    }
}

async fn ask(
    program: PathBuf,
    argument: &str,
    job: Job,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Document, String> {
    let mut child = Command::new(program)
        .arg(argument)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| format!("the reading process cannot start ({error})"))?;
    let mut input = serde_json::to_vec(&job).map_err(|error| error.to_string())?;
    input.push(b'\n');
    input.extend_from_slice(bytes);
    let answer = exchange(&mut child, input, limits).await?;
    serde_json::from_slice(&answer).map_err(|_| "the reading process stopped in the middle".to_string())
}

/// Writes and reads at the same time, since either pipe may fill up.
async fn exchange(child: &mut Child, input: Vec<u8>, limits: &Limits) -> Result<Vec<u8>, String> {
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("the reading process has no pipes".into());
    };
    let write = async move {
        // A child that stopped early closes its pipe; what it answered decides, not this write.
        let written = stdin.write_all(&input).await;
        drop(stdin);
        written
    };
    // each character of text may take six bytes in JSON, and each place about a hundred
    let most = u64::try_from(limits.text.saturating_mul(24)).unwrap_or(u64::MAX);
    let mut answer = Vec::new();
    let mut stdout = stdout.take(most);
    let (_, read) = tokio::join!(write, stdout.read_to_end(&mut answer));
    read.map_err(|error| format!("the reading process failed ({error})"))?;
    Ok(answer)
}

impl Job {
    /// The job and the part's bytes from a child's input: the other end of [`Reader::Child`].
    ///
    /// Errors: the input does not begin with a job.
    pub fn take(input: &[u8]) -> Result<(Job, &[u8]), String> {
        let end = input.iter().position(|byte| *byte == b'\n').ok_or("the first line is missing")?;
        let job = serde_json::from_slice(&input[..end]).map_err(|error| error.to_string())?;
        Ok((job, &input[end + 1..]))
    }

    /// The part as text, as JSON: what the child answers.
    ///
    /// Errors: the answer cannot be written as JSON.
    pub fn answer(&self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let hint = Hint {
            name: self.name.as_deref(),
            media_type: self.media_type.as_deref(),
            charset: self.charset.as_deref(),
        };
        serde_json::to_vec(&documents::read(bytes, &hint, &self.limits)).map_err(|error| error.to_string())
    }
}
