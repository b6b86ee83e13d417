//! Addresses of pages.

use std::fmt::Write;

/// The list of a campaign's requests with these filters; what is empty or the first page is left out.
pub(crate) fn list(campaign: &str, standing: &str, words: &str, page: u64) -> String {
    format!("/campaigns/{}/requests{}", encoded(campaign), filters(standing, words, page))
}

/// The same selection as CSV.
pub(crate) fn sheet(campaign: &str, standing: &str, words: &str) -> String {
    format!("/campaigns/{}/requests.csv{}", encoded(campaign), filters(standing, words, 1))
}

/// The campaign's board.
pub(crate) fn board(campaign: &str) -> String {
    format!("/campaigns/{}", encoded(campaign))
}

/// The page of one request.
pub(crate) fn request(reference: &str) -> String {
    format!("/requests/{}", encoded(reference))
}

fn filters(standing: &str, words: &str, page: u64) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let given = [("standing", standing), ("q", words), ("page", &page)];
    let given = given.iter().filter(|(_, value)| !value.is_empty());
    let pairs = given.map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

/// Percent-encoding of everything but the unreserved characters (RFC 3986, 2.3).
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // writing to a String cannot fail
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_stand_in_the_address_and_nothing_breaks_out_of_it() {
        for (standing, words, page, expected) in [
            ("", "", 1, "/campaigns/c/requests"),
            ("in doubt", "", 1, "/campaigns/c/requests?standing=in%20doubt"),
            ("overdue", "a&b=\"é", 3, "/campaigns/c/requests?standing=overdue&q=a%26b%3D%22%C3%A9&page=3"),
        ] {
            assert_eq!(list("c", standing, words, page), expected);
        }
        assert_eq!(board("../x"), "/campaigns/..%2Fx");
    }
}
