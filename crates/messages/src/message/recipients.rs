//! Every address a message was sent to. A blind copy names its recipient only in trace headers, and the tag of a
//! request may stand there alone.

use mail_parser::HeaderName;

use super::head::Head;

/// Trace headers that name the mailbox a message was delivered to.
const TRACES: [&str; 6] =
    ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Apparently-To", "X-Forwarded-To"];

/// In lower case, each once, To and Cc first.
pub(super) fn all(head: &Head) -> Vec<String> {
    let visible = [HeaderName::To, HeaderName::Cc].into_iter().flat_map(|name| head.addresses(name));
    let values: Vec<String> = TRACES.into_iter().flat_map(|name| head.raw(name)).collect();
    let traces = values.iter().flat_map(|value| value.split([',', ' '])).map(str::to_string);
    let mut found = Vec::new();
    for address in visible.map(|(_, address)| address).chain(traces).chain(head.received_for()) {
        let address = address.trim().trim_start_matches('<').trim_end_matches(['>', ';']).to_lowercase();
        if address.contains('@') && !found.contains(&address) {
            found.push(address);
        }
    }
    found
}
