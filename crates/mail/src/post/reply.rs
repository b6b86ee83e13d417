//! What a server's reply, or its silence, means for a letter.

use std::sync::LazyLock;
use std::time::Duration;

use domain::authority::Address;
use domain::outbox::{Receipt, Verdict};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::response::Response;
use regex::Regex;

/// Where in the conversation something failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Before anything was said, or the letter itself is unfit to be sent.
    Letter,
    Connect,
    Mail,
    Rcpt,
    Data,
    /// While the content was being written, before the final dot.
    Content,
    /// The final dot may have been sent.
    Dot,
}

impl Step {
    fn name(self) -> &'static str {
        match self {
            Step::Letter => "the letter",
            Step::Connect => "the connection",
            Step::Mail => "MAIL FROM",
            Step::Rcpt => "RCPT TO",
            Step::Data => "DATA",
            Step::Content => "the content, before the final dot",
            Step::Dot => "the final dot",
        }
    }
}

/// A step that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) step: Step,
    /// The server's reply code, where it gave one.
    code: Option<u16>,
    why: String,
}

impl Failure {
    pub(super) fn from_lettre(step: Step, error: &Error) -> Failure {
        let code = error.status().map(u16::from);
        let words = std::error::Error::source(error).map(ToString::to_string);
        let why = match (code, words) {
            (Some(code), words) => format!("{code} {} (at {})", words.unwrap_or_default(), step.name()),
            (None, words) => {
                format!("the line failed at {}: {}", step.name(), words.as_deref().unwrap_or("closed"))
            }
        };
        Failure { step, code, why }
    }

    /// The server did not answer in time.
    pub(super) fn silent(step: Step, limit: Duration) -> Failure {
        Failure { step, code: None, why: format!("no answer to {} in {limit:?}", step.name()) }
    }

    /// The server could not be reached, or not as the settings say.
    pub(super) fn unreached(why: &impl ToString) -> Failure {
        Failure { step: Step::Connect, code: None, why: why.to_string() }
    }

    /// The letter can be sent by nobody.
    pub(super) fn unfit(why: &str) -> Failure {
        Failure { step: Step::Letter, code: None, why: why.to_string() }
    }

    /// Whether the connection is of no more use: 421, or no answer at all (RFC 5321, 3.8).
    pub(super) fn is_lost(&self) -> bool {
        self.code == Some(421) || (self.code.is_none() && self.step != Step::Letter)
    }

    pub(super) fn into_verdict(self) -> Verdict {
        let Failure { step, code, why } = self;
        match (step, code) {
            (Step::Dot, None) => Verdict::InDoubt { why },
            // RFC 4954: 53x refuses our login, not the letter. A refused connection says nothing about the letter.
            (Step::Mail, Some(530..=538)) | (Step::Connect, _) => Verdict::Deferred { why },
            (Step::Letter, _) | (_, Some(500..)) => Verdict::Refused { why },
            (_, _) => Verdict::Deferred { why },
        }
    }
}

/// The letter without its last line end, which the final dot brings. Bare CR or LF is refused: servers disagree about
/// where such a message ends, so a second one could be smuggled in.
pub(super) fn checked(bytes: &[u8]) -> Result<&[u8], Failure> {
    let mut before = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let bare = match byte {
            b'\n' => before != b'\r',
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        if bare {
            return Err(Failure::unfit("the letter has a bare CR or LF: end its lines with CRLF"));
        }
        before = *byte;
    }
    Ok(bytes.strip_suffix(b"\r\n").unwrap_or(bytes))
}

pub(super) fn wire_address(address: &Address) -> Result<lettre::Address, Failure> {
    address
        .as_str()
        .parse()
        .map_err(|_| Failure::unfit(&format!("`{address}` cannot be sent to: correct it")))
}

/// The evidence of receipt.
pub(super) fn receipt(host: &str, response: &Response) -> Receipt {
    let words = response.message().collect::<Vec<_>>().join("\n");
    Receipt {
        host: host.to_string(),
        queue_id: queue_id(&words),
        reply: format!("{} {words}", response.code()),
    }
}

/// The ways in which Postfix, Sendmail, Exim, Exchange and others name their queue id.
static QUEUE_ID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) \bqueued\ as\ (?<a>[\w.\-]+) | \b(?:internal)?id=(?<b>[\w.\-]+)
        | ^(?:\d\.\d\.\d\ )?(?<c>[\w.\-]+)\ message\ accepted\ for\ delivery | ^ok:?\ (?<d>[0-9a-f]{12,}[\w.\-]*)",
    )
    .ok()
});

fn queue_id(words: &str) -> Option<String> {
    let found = QUEUE_ID.as_ref()?.captures(words)?;
    let id = ["a", "b", "c", "d"].into_iter().find_map(|name| found.name(name))?;
    Some(id.as_str().trim_end_matches('.').to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_queue_id_is_found_in_what_servers_say() {
        for (words, expected) in [
            ("2.0.0 Ok: queued as 4Xq1Zb3cD9z", Some("4Xq1Zb3cD9z")),
            ("OK id=1tABcd-000001-2x", Some("1tABcd-000001-2x")),
            ("2.0.0 wA1Bcd23 Message accepted for delivery", Some("wA1Bcd23")),
            ("2.6.0 <a@b.invalid> [InternalId=37, Hostname=x.invalid] Queued mail for delivery", Some("37")),
            ("Ok 0100018f2b3c-4d5e-000000", Some("0100018f2b3c-4d5e-000000")),
            ("queued as ABC.", Some("ABC")),
            ("Ok", None),
            ("thank you", None),
        ] {
            assert_eq!(queue_id(words).as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn bare_line_ends_are_unfit_and_the_last_line_end_is_left_to_the_dot() {
        assert_eq!(checked(b"a: b\r\n\r\nc\r\n").unwrap(), b"a: b\r\n\r\nc");
        for bytes in ["a\nb", "a\rb", "a\r\n.\n", "\n", "a\r"] {
            assert!(matches!(checked(bytes.as_bytes()).unwrap_err().into_verdict(), Verdict::Refused { .. }));
        }
    }
}
