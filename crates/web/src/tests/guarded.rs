//! What is refused, and what a page says that cannot be shown.

use std::sync::Arc;

use axum::http::{Method, StatusCode, header};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::{HOST, Site, between, request, sample, text};
use crate::{Pages, serve};

#[tokio::test]
async fn other_hosts_other_origins_and_other_methods_are_refused() {
    let site = Site::as_of("2018-09-10T09:00:00Z").await;
    for (method, headers, expected) in [
        (Method::GET, vec![("host", HOST)], StatusCode::OK),
        (Method::HEAD, vec![("host", HOST)], StatusCode::OK),
        (Method::GET, vec![("host", "localhost:8080")], StatusCode::OK),
        (Method::GET, vec![("host", HOST), ("origin", "http://127.0.0.1:8080")], StatusCode::OK),
        (Method::GET, vec![], StatusCode::MISDIRECTED_REQUEST),
        (Method::GET, vec![("host", "evil.invalid")], StatusCode::MISDIRECTED_REQUEST),
        (Method::GET, vec![("host", "127.0.0.1:8081")], StatusCode::MISDIRECTED_REQUEST),
        (Method::GET, vec![("host", HOST), ("host", "evil.invalid")], StatusCode::MISDIRECTED_REQUEST),
        (Method::POST, vec![("host", "evil.invalid")], StatusCode::MISDIRECTED_REQUEST),
        (Method::GET, vec![("host", HOST), ("origin", "http://evil.invalid")], StatusCode::FORBIDDEN),
        (Method::GET, vec![("host", HOST), ("origin", "null")], StatusCode::FORBIDDEN),
        (Method::POST, vec![("host", HOST)], StatusCode::METHOD_NOT_ALLOWED),
        (Method::PUT, vec![("host", HOST)], StatusCode::METHOD_NOT_ALLOWED),
        (Method::DELETE, vec![("host", HOST)], StatusCode::METHOD_NOT_ALLOWED),
        (Method::OPTIONS, vec![("host", HOST)], StatusCode::METHOD_NOT_ALLOWED),
        (Method::TRACE, vec![("host", HOST)], StatusCode::METHOD_NOT_ALLOWED),
    ] {
        let response = site.ask(request(method.clone(), "/help", &headers)).await;
        assert_eq!(response.status(), expected, "{method} {headers:?}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff", "{method} {headers:?}");
        if expected == StatusCode::METHOD_NOT_ALLOWED {
            assert_eq!(response.headers()[header::ALLOW], "GET, HEAD");
        }
    }
}

#[tokio::test]
async fn a_page_that_cannot_be_shown_says_why_and_offers_a_way_on() {
    let site = Site::as_of("2018-09-10T09:00:00Z").await;
    for (path, status, title) in [
        ("/nothing", 404, "Page not found"),
        ("/campaigns/%3Cscript%3E", 404, "Page not found"),
        ("/requests/..%2F..%2Fetc", 404, "Page not found"),
        ("/campaigns/%FF", 400, "The address cannot be understood"),
        ("/campaigns/staff-2018/requests?standing=late", 400, "The address cannot be understood"),
        ("/campaigns/staff-2018/requests?q=a&q=b", 400, "The address cannot be understood"),
        ("/messages/..%2Fdesk.sqlite", 404, "Page not found"),
    ] {
        let response = site.get(path).await;
        assert_eq!(response.status().as_u16(), status, "{path}");
        let page = text(response).await;
        assert_eq!(between(&page, "<h1>", "</h1>"), [title], "{path}");
        assert!(
            page.contains("<a href=\"/\">Go to the campaigns</a>") && !page.contains("<script"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn only_messages_are_downloaded_and_as_files() {
    let site = Site::as_of("2018-09-10T09:00:00Z").await;
    let hash = store::blobs::hash_of(b"stray");
    let response = site.get(&format!("/messages/{hash}")).await;
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/plain");
    let name = format!("attachment; filename=\"{}.eml\"", &hash[..16]);
    assert_eq!(response.headers()[header::CONTENT_DISPOSITION], name.as_str());
    assert_eq!(text(response).await, "stray");
    let page = site.page(&format!("/requests/{}", sample::reference(1))).await;
    let letter = between(&page, "<dt>SHA-256</dt><dd><code>", "</code>")[0];
    assert_eq!(site.get(&format!("/messages/{letter}")).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pages_are_served_until_told_to_stop() {
    let folder = tempfile::tempdir().unwrap();
    let desk = sample::empty(folder.path()).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let bound = listener.local_addr().unwrap();
    let pages = Pages { desk, today: Arc::new(|| sample::at("2018-09-10T09:00:00Z")), bound };
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(serve(listener, pages, async move {
        stopped.await.unwrap();
    }));
    let mut line = TcpStream::connect(bound).await.unwrap();
    let asked = format!("GET /help HTTP/1.1\r\nHost: {bound}\r\nConnection: close\r\n\r\n");
    line.write_all(asked.as_bytes()).await.unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    stop.send(()).unwrap();
    server.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_failing_database_gives_a_page_without_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let desk = sample::empty(folder.path()).await;
    let site = Site::over(desk.clone(), folder, "2018-09-10T09:00:00Z");
    desk.close().await.unwrap();
    for path in ["/", "/campaigns/staff-2018", "/requests/GHJK-MNPQ", "/triage", "/messages/00"] {
        let response = site.get(path).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff", "{path}");
        let page = text(response).await.to_lowercase();
        assert!(page.contains("run foi verify in the desk folder"), "{path}");
        assert!(!["sql", "pool", "connection"].iter().any(|word| page.contains(word)), "{path}");
    }
}
