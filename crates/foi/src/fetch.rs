//! Fetching a feed of holidays: the one place where foi asks the web for anything.

use std::error::Error;
use std::time::Duration;

use domain::calendar::feed::MOST_BYTES;
use reqwest::redirect::{Attempt, Policy};
use reqwest::{Client, Response, Url};

use crate::failure::Failure;

const MOST_SECONDS: u64 = 20;
const MOST_REDIRECTS: usize = 5;

/// The text at this address: by https from anywhere, by plain http from this machine only.
///
/// Errors: another scheme, no answer within 20 seconds, anything but success, a redirect to another scheme, more bytes
/// than a feed may have, or no UTF-8.
pub(crate) async fn fetch(address: &str) -> Result<String, Failure> {
    let failed = |why: &str| {
        Failure::new(format!(
            "{address}: {why}; nothing was changed. Check the address, or bring in a file with `foi clock refresh FILE`"
        ))
    };
    let url: Url = address.parse().map_err(|error| failed(&format!("this is no address: {error}")))?;
    if !may_be_asked(&url) {
        return Err(failed("use https; plain http is for this machine (127.0.0.1) only"));
    }
    // reqwest panics without one; a test or a command may be the first to need it
    let _ = rustls::crypto::ring::default_provider().install_default();
    let text = async { body(client(&url)?.get(url).send().await?.error_for_status()?).await };
    match text.await {
        Ok(bytes) if bytes.len() > MOST_BYTES => Err(failed("it has more bytes than a feed of holidays")),
        Ok(bytes) => String::from_utf8(bytes).map_err(|_| failed("it is not UTF-8")),
        Err(error) => Err(failed(&with_causes(&error.without_url()))),
    }
}

/// Whether this address may be asked at all.
fn may_be_asked(url: &Url) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => is_here(url),
        _ => false,
    }
}

fn is_here(url: &Url) -> bool {
    matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"))
}

fn client(url: &Url) -> reqwest::Result<Client> {
    let client = Client::builder()
        .user_agent(concat!("foi/", env!("CARGO_PKG_VERSION")))
        .timeout(Duration::from_secs(MOST_SECONDS))
        .redirect(Policy::custom(follow));
    // what is asked of this machine is not to leave it by way of a proxy
    if is_here(url) { client.no_proxy().build() } else { client.build() }
}

fn follow(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let asked = attempt.previous();
    let same = asked.first().is_none_or(|first| first.scheme() == attempt.url().scheme());
    if asked.len() > MOST_REDIRECTS {
        return attempt.error("it redirects without end");
    }
    if same && may_be_asked(attempt.url()) {
        attempt.follow()
    } else {
        attempt.error("it redirects to an address that is not asked")
    }
}

/// The body, of which no more is taken than it takes to see that it is too long.
async fn body(mut response: Response) -> reqwest::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MOST_BYTES {
            break;
        }
    }
    Ok(bytes)
}

/// The error with what it comes from, since its own words seldom say why.
fn with_causes(error: &(dyn Error + 'static)) -> String {
    let causes = std::iter::successors(error.source(), |cause: &&(dyn Error + 'static)| (*cause).source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_may_be_asked_anywhere_and_plain_http_on_this_machine_only() {
        for (address, expected) in [
            ("https://feed.invalid/days.json", true),
            ("http://127.0.0.1:8080/days.json", true),
            ("http://localhost/days.json", true),
            ("http://[::1]/days.json", true),
            ("http://feed.invalid/days.json", false),
            ("http://127.0.0.1.feed.invalid/", false),
            ("http://localhost@feed.invalid/", false),
            ("ftp://127.0.0.1/days.json", false),
            ("file:///days.json", false),
        ] {
            assert_eq!(may_be_asked(&address.parse().unwrap()), expected, "{address}");
        }
    }
}
