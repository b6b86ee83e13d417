//! What is checked before a page is made, and the headers that every response bears.
//!
//! A site elsewhere can make a browser call this address, under its own name (DNS rebinding) or ours. The
//! first is refused by the Host header, the second by Origin and by never changing anything on GET.

use std::net::SocketAddr;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::problem::Problem;

const HEADERS: [(&str, &str); 4] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
];

/// The router behind the checks; the headers are outermost, so that a refusal bears them too.
pub(crate) fn around(routes: Router, bound: SocketAddr) -> Router {
    let checked = routes.layer(from_fn_with_state(bound, check));
    HEADERS.into_iter().fold(checked, |router, (name, value)| {
        let name = HeaderName::from_static(name);
        router.layer(SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value)))
    })
}

async fn check(State(bound): State<SocketAddr>, request: Request, next: Next) -> Response {
    match refused(&request, bound) {
        Some(problem) => problem.into_response(),
        None => next.run(request).await,
    }
}

fn refused(request: &Request, bound: SocketAddr) -> Option<Problem> {
    let here = only(request.headers(), &HOST).is_some_and(|host| is_ours(host, bound));
    if !here {
        return Some(Problem::OtherHost { ours: bound });
    }
    let origin = request.headers().contains_key(ORIGIN).then(|| only(request.headers(), &ORIGIN));
    let foreign = origin.is_some_and(|origin| {
        !origin.and_then(|origin| origin.strip_prefix("http://")).is_some_and(|host| is_ours(host, bound))
    });
    if foreign {
        return Some(Problem::OtherOrigin);
    }
    (!matches!(*request.method(), Method::GET | Method::HEAD)).then_some(Problem::ReadOnly)
}

/// The header's value where it stands exactly once: of two, another reader might believe the other.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(first)
}

/// Whether this is the bound address or localhost at its port. Bound to every address, any literal address at
/// the port is ours: only names can be rebound.
fn is_ours(host: &str, bound: SocketAddr) -> bool {
    let port = bound.port();
    let with_port =
        if host.ends_with(']') || !host.contains(':') { format!("{host}:80") } else { host.into() };
    if with_port.eq_ignore_ascii_case(&format!("localhost:{port}")) {
        return true;
    }
    with_port
        .parse::<SocketAddr>()
        .is_ok_and(|named| named.port() == port && (named.ip() == bound.ip() || bound.ip().is_unspecified()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_bound_address_and_localhost_at_its_port_are_ours() {
        for (host, bound, expected) in [
            ("127.0.0.1:8080", "127.0.0.1:8080", true),
            ("localhost:8080", "127.0.0.1:8080", true),
            ("LOCALHOST:8080", "127.0.0.1:8080", true),
            ("localhost", "127.0.0.1:80", true),
            ("127.0.0.1", "127.0.0.1:80", true),
            ("[::1]:8080", "[::1]:8080", true),
            ("[::1]", "[::1]:80", true),
            ("10.1.2.3:8080", "0.0.0.0:8080", true),
            ("localhost:8081", "127.0.0.1:8080", false),
            ("localhost", "127.0.0.1:8080", false),
            ("127.0.0.2:8080", "127.0.0.1:8080", false),
            ("desk.invalid:8080", "0.0.0.0:8080", false),
            ("localhost.invalid:8080", "127.0.0.1:8080", false),
            ("user@127.0.0.1:8080", "127.0.0.1:8080", false),
            ("", "127.0.0.1:8080", false),
        ] {
            assert_eq!(is_ours(host, bound.parse().unwrap()), expected, "{host} at {bound}");
        }
    }
}
