//! The pages as a browser gets them.

mod clock;
mod guarded;
pub(crate) mod sample;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, Response, StatusCode, header};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::{Pages, router};

const HOST: &str = "127.0.0.1:8080";

/// The router over the sample desk as of an instant; the folder lives as long as it does.
struct Site {
    router: Router,
    _folder: TempDir,
}

impl Site {
    async fn as_of(instant: &str) -> Site {
        let folder = tempfile::tempdir().unwrap();
        let desk = sample::desk(folder.path()).await;
        Site::over(desk, folder, instant)
    }

    async fn empty() -> Site {
        let folder = tempfile::tempdir().unwrap();
        let desk = sample::empty(folder.path()).await;
        Site::over(desk, folder, "2018-09-10T09:00:00Z")
    }

    fn over(desk: store::Desk, folder: TempDir, instant: &str) -> Site {
        let now = sample::at(instant);
        let pages = Pages { desk, today: Arc::new(move || now), bound: HOST.parse().unwrap() };
        Site { router: router(pages), _folder: folder }
    }

    async fn ask(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn get(&self, path: &str) -> Response<Body> {
        self.ask(request(Method::GET, path, &[("host", HOST)])).await
    }

    async fn page(&self, path: &str) -> String {
        text(self.get(path).await).await
    }
}

fn request(method: Method, path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).unwrap()
}

async fn text(response: Response<Body>) -> String {
    String::from_utf8(to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap()
}

/// What stands between each `from` and the next `to`.
fn between<'a>(page: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    page.split(from).skip(1).filter_map(|rest| Some(rest.split_once(to)?.0)).collect()
}

fn all_pages() -> Vec<String> {
    let message = store::blobs::hash_of(b"stray");
    let mut pages: Vec<String> = [
        "/",
        "/campaigns/staff-2018",
        "/campaigns/staff-2018/requests",
        "/campaigns/staff-2018/requests?standing=overdue&q=trust",
        "/campaigns/staff-2018/requests.csv",
        "/calendar",
        "/triage",
        "/help",
        "/style.css",
    ]
    .map(String::from)
    .to_vec();
    pages.extend((1..=3).map(|number| format!("/requests/{}", sample::reference(number))));
    pages.push(format!("/messages/{message}"));
    pages
}

#[tokio::test]
async fn every_page_is_there_and_bears_the_headers_that_protect_it() {
    let site = Site::as_of("2018-09-10T09:00:00Z").await;
    let missing = ["/nothing", "/campaigns/nothing", "/requests/GHJK-MNPQ", "/messages/00"];
    let there = all_pages().into_iter().map(|path| (path, StatusCode::OK));
    for (path, expected) in there.chain(missing.map(|path| (path.to_string(), StatusCode::NOT_FOUND))) {
        let response = site.get(&path).await;
        assert_eq!(response.status(), expected, "{path}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
            (
                "content-security-policy",
                "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
                 frame-ancestors 'none'; base-uri 'none'",
            ),
        ] {
            assert_eq!(response.headers()[name], value, "{path}");
        }
    }
}

#[tokio::test]
async fn no_page_holds_a_script_a_style_attribute_or_markup_from_a_message() {
    let site = Site::as_of("2018-09-10T09:00:00Z").await;
    for path in all_pages().iter().filter(|path| !path.contains(".c") && !path.starts_with("/messages/")) {
        let page = site.page(path).await;
        for forbidden in
            ["<script", "<img", "<b>first", "<u>", "<i>", "<!-- {", " style=", " on", "<svg onload"]
        {
            let found = page.find(forbidden).filter(|at| forbidden != " on" || is_attribute(&page, *at));
            assert_eq!(found, None, "{forbidden} on {path}");
        }
        assert_eq!(page.matches("<pre").count(), page.matches("</pre>").count(), "{path}");
        assert_eq!(page.matches("<main").count(), 1, "{path}");
    }
}

/// Whether the ` on…` here stands inside a tag as ` onload=` would.
fn is_attribute(page: &str, at: usize) -> bool {
    let inside = page[..at].rfind('<') > page[..at].rfind('>');
    let name: String = page[at + 1..].chars().take_while(char::is_ascii_alphanumeric).collect();
    inside && page[at + 1 + name.len()..].starts_with('=')
}

#[tokio::test]
async fn the_words_of_each_reading_are_marked_in_the_escaped_text() {
    let site = Site::as_of("2018-09-10T09:00:00Z").await;
    let page = site.page(&format!("/requests/{}", sample::reference(1))).await;
    assert_eq!(between(&page, "<mark>", "</mark>"), ["1,234 staff", "We spent nothing"]);
    let reply = between(&page, "<article class=\"card\" id=\"message-1\">", "</article>")[0];
    let shown = between(reply, "<pre class=\"text\">", "</pre>")[0];
    let plain = shown
        .replace("<mark>", "")
        .replace("</mark>", "")
        .replace(
            "<a class=\"hit\" href=\"#answer-1\"><span class=\"unseen\">words for question</span> 1</a>",
            "",
        )
        .replace(
            "<a class=\"hit\" href=\"#answer-2\"><span class=\"unseen\">words for question</span> 2</a>",
            "",
        );
    let unescaped = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")]
        .iter()
        .fold(plain, |text, (code, character)| text.replace(code, character));
    assert_eq!(unescaped, sample::HOSTILE.replace('\u{202E}', "\u{FFFD}"));
}

#[tokio::test]
async fn the_request_page_shows_outcome_clock_and_evidence() {
    let site = Site::as_of("2018-09-10T09:00:00Z").await;
    for (number, from, to, expected) in [
        (1, "<strong>", "</strong>", "1,234"),
        (1, "<strong>", "</strong>", "£0 (said in words)"),
        (1, "queue id <code>", "</code>", "4ABC"),
        (1, "<dt>Day zero</dt><dd>", ":", "Mon 20 August 2018"),
        (1, "<p class=\"lead\">It stopped on ", ", when", "Mon 3 September 2018, working day 9 of 20"),
        (1, "href=\"#message-1\">", "</a>", "message 1"),
        (2, "<p class=\"lead\">It is running: ", ".</p>", "working day 14 of 20"),
        (2, "<dt>Due</dt><dd><strong>", "</strong>", "Tue 18 September 2018"),
        (3, "<dd>The clock has not started: ", ",", "no mail server has accepted the request"),
        (3, "<dt>Why</dt><dd>", "</dd>", "550 5.1.1 no such user &#60;foi@trust.invalid&#62;"),
    ] {
        let page = site.page(&format!("/requests/{}", sample::reference(number))).await;
        let found = between(&page, from, to);
        assert!(found.contains(&expected), "{number}: {expected} is not among {found:?}");
    }
}

#[tokio::test]
async fn filters_in_the_address_choose_what_the_list_shows() {
    let site = Site::as_of("2018-09-21T09:00:00Z").await;
    for (query, caption, codes) in [
        ("", "Requests 1 to 3 of 3", vec!["T01", "T02", "T03"]),
        ("?standing=overdue", "1 request", vec!["T02"]),
        ("?standing=answered", "1 request", vec!["T01"]),
        ("?standing=undeliverable&q=charlie", "1 request", vec!["T03"]),
        ("?q=BRAVO", "1 request", vec!["T02"]),
        ("?q=%25", "Requests 1 to 3 of 3", vec!["T01", "T02", "T03"]),
        ("?standing=awaiting", "No requests", vec![]),
        ("?page=2", "3 requests, none on page 2", vec![]),
        ("?page=nonsense", "Requests 1 to 3 of 3", vec!["T01", "T02", "T03"]),
        ("?page=18446744073709551615", "3 requests, none on page 1000000", vec![]),
    ] {
        let page = site.page(&format!("/campaigns/staff-2018/requests{query}")).await;
        assert_eq!(between(&page, "data-label=\"Code\">", "</td>"), codes, "{query}");
        assert!(page.contains(caption), "{query}: {caption}");
    }
    let page = site.page("/campaigns/staff-2018/requests?q=trust").await;
    assert_eq!(
        between(&page, "<span class=\"count\">", "<"),
        ["3", "0", "0", "1", "0", "1", "0", "0", "0", "1", "0"]
    );
}

#[tokio::test]
async fn a_selection_downloads_as_csv_that_no_spreadsheet_runs() {
    let site = Site::as_of("2018-09-21T09:00:00Z").await;
    let response = site.get("/campaigns/staff-2018/requests.csv?q=T0").await;
    let name = "attachment; filename=\"staff-2018-requests.csv\"";
    assert_eq!(response.headers()[header::CONTENT_DISPOSITION], name);
    let [first, second, third] = [1, 2, 3].map(sample::reference);
    let header = "reference,authority_code,authority,standing,day_zero,due,acknowledged_on,answered_on,late,bounced_on";
    let expected = [
        header.to_string(),
        format!(
            "{first},T01,\"'=HYPERLINK(\"\"x\"\") Trust, the <b>first</b>\",answered,2018-08-20,2018-09-18,,2018-09-03,false,"
        ),
        format!("{second},T02,Bravo & Sons Trust,overdue,2018-08-20,2018-09-18,,,true,"),
        format!("{third},T03,Charlie Trust,undeliverable,,,,,,2018-08-20"),
        String::new(),
    ];
    assert_eq!(text(response).await, expected.join("\r\n"));
    let overdue = site.page("/campaigns/staff-2018/requests.csv?standing=overdue").await;
    assert_eq!(overdue.lines().count(), 2);
}

#[tokio::test]
async fn the_board_counts_by_standing_and_by_question() {
    let site = Site::as_of("2018-09-10T09:00:00Z").await;
    let page = site.page("/campaigns/staff-2018").await;
    let standings = between(&page, "<caption>Requests by standing today</caption>", "</table>")[0];
    let counts: Vec<&str> =
        between(standings, "<td class=\"number\">", "</td>").into_iter().step_by(2).collect();
    assert_eq!(counts, ["0", "0", "1", "1", "0", "0", "0", "0", "1", "0"]);
    let due = between(&page, "<caption>The nearest", "</table>")[0];
    assert_eq!(between(due, "<td class=\"date\">", "</td>"), ["Tue 18 September 2018", "6 working days"]);
    let answers = between(&page, "<caption>What became", "</table>")[0];
    let rows: Vec<Vec<&str>> = between(answers, "<tr><th scope=\"row\"", "</tr>")
        .into_iter()
        .map(|row| between(row, "<td class=\"number\">", "</td>"))
        .collect();
    // value, zero in words, refused, not held, silent
    assert_eq!(rows, [["1", "0", "0", "0", "2"], ["0", "1", "0", "0", "2"]]);
    assert_eq!(page.matches("<svg xmlns").count(), 1);
}

#[tokio::test]
async fn an_empty_desk_says_what_to_do() {
    let site = Site::empty().await;
    let page = site.page("/").await;
    let steps = between(&page, "<li><code>", "</code>");
    assert_eq!(steps[0], "foi authorities import FILE");
    assert!(site.page("/triage").await.contains("Every message has found its request."));
}
