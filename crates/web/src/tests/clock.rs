//! The clock, the calendar and what moved, as a browser gets them.

use domain::calendar::feed::Feed;
use store::Act;
use store::holidays;

use super::{Site, between, sample};

const NOW: &str = "2018-09-10T09:00:00Z";

impl Site {
    async fn with_clocks() -> Site {
        let folder = tempfile::tempdir().unwrap();
        let desk = sample::clocks(folder.path()).await;
        Site::over(desk, folder, NOW)
    }

    /// As [`Site::with_clocks`], after a feed that has a new Scottish holiday on 12 September and lacks St Andrew's Day.
    async fn after_a_feed() -> Site {
        let folder = tempfile::tempdir().unwrap();
        let desk = sample::clocks(folder.path()).await;
        let is_listed = |row: &&str| row.starts_with("scotland,2018-") && !row.contains("2018-11-30");
        let rows: Vec<&str> = sample::HOLIDAYS.lines().filter(is_listed).map(|row| &row[..19]).collect();
        let rows = rows.join(",a holiday\n");
        let text = format!("division,date,title\n{rows},a holiday\nscotland,2018-09-12,Royal <b>day</b>\n");
        let feed = Feed::read(&text, "https://feed.invalid/days.csv, fetched 2018-09-10").unwrap();
        let now = sample::at(NOW);
        let act = Act::of_worker(now, "clock refresh");
        holidays::refresh(&desk, &feed, domain::moment::london(now), &act).await.unwrap();
        Site::over(desk, folder, NOW)
    }

    async fn request(&self, number: u32) -> String {
        self.page(&format!("/requests/{}", sample::reference(number))).await
    }
}

#[tokio::test]
async fn each_request_page_counts_by_its_own_law() {
    let site = Site::with_clocks().await;
    for (number, from, to, expected) in [
        (1, "<dt>Last lawful date</dt><dd><strong>", "</strong>", "Tue 18 September 2018"),
        (
            1,
            "<dt>Due</dt><dd><strong>",
            "</dd>",
            "Mon 17 September 2018</strong>: 20 working days (FOIA s.10(1))",
        ),
        (2, "<dt>Due</dt><dd><strong>", "</strong>", "Mon 17 September 2018"),
        (2, "<dt>Law</dt><dd>", "<", "Freedom of Information (Scotland) Act 2002 (FOISA)"),
        (3, "<summary>Every day of the count: ", "</summary>", "20 counted, 12 left out"),
        (3, "class=\"label source\">", "</span>", "FOIA s.10(2): from notice to payment, both included"),
        (4, "<p class=\"lead\">", ":", "It lapsed"),
        (4, "<span class=\"tag quiet\"><span aria-hidden=\"true\">", "</span> lapsed", "⊖"),
        (5, "<p class=\"lead\">It is running: ", ".</p>", "working day 14 of 29"),
        (6, "<p class=\"lead\">", "</p>", "The time is running."),
        (7, "<br><span class=\"label\">", "</span>", "&#60;other&#62;@trust.invalid"),
    ] {
        let page = site.request(number).await;
        let found = between(&page, from, to);
        assert!(found.contains(&expected), "{number}: {expected} is not among {found:?}");
    }
}

#[tokio::test]
async fn no_page_of_a_scottish_request_names_a_section_of_the_other_act() {
    let site = Site::with_clocks().await;
    let page = site.request(2).await;
    assert!(!page.contains("FOIA") && page.contains("FOISA s.10(1)"));
}

#[tokio::test]
async fn every_day_left_out_looks_different_and_today_is_marked() {
    let site = Site::with_clocks().await;
    let page = site.request(2).await;
    let table = between(&page, "<table class=\"days\">", "</table>")[0];
    assert_eq!(between(table, "<tr class=\"out\">", "</tr>").len(), 8);
    let today =
        "<th scope=\"row\" class=\"date\">Mon 10 September 2018 <strong class=\"mark\">today</strong></th>";
    assert_eq!(table.matches(today).count(), 1);
    assert_eq!(between(table, "<td class=\"number\">", "</td>").len(), 29);
}

#[tokio::test]
async fn other_last_days_are_listed_by_date_with_who_must_act_and_what_binds() {
    let site = Site::as_of(NOW).await;
    let page = site.request(1).await;
    let table = between(&page, "<caption>What else the law", "</table>")[0];
    let days = between(table, "<tr><td class=\"date\">", "</td>");
    assert_eq!(
        days,
        [
            "Tue 18 September 2018",
            "Mon 15 October 2018",
            "Tue 16 October 2018",
            "Tue 16 October 2018",
            "Mon 29 October 2018",
            "Mon 12 November 2018",
            "Tue 13 November 2018",
        ]
    );
    assert!(table.contains("<td>asking for an internal review</td><td data-label=\"Who must act\">we</td><td data-label=\"Bound by\">code</td>"));
    let late = Site::as_of("2018-11-13T09:00:00Z").await;
    assert_eq!(between(&late.request(1).await, "<strong class=\"mark\">passed", "</strong>").len(), 6);
}

#[tokio::test]
async fn lapsed_requests_are_filtered_and_exported() {
    let site = Site::with_clocks().await;
    let page = site.page("/campaigns/staff-2018/requests?standing=lapsed").await;
    assert_eq!(between(&page, "data-label=\"Code\">", "</td>"), ["T04"]);
    assert_eq!(between(&page, "data-label=\"Last heard\">", "</td>"), ["fee not paid by Thu 2 August 2018"]);
    let sheet = site.page("/campaigns/staff-2018/requests.csv?standing=lapsed").await;
    assert_eq!(sheet.lines().nth(1).unwrap().split(',').nth(3), Some("lapsed"));
    let redirected = site.page("/campaigns/staff-2018/requests?standing=with%20us").await;
    assert_eq!(
        between(&redirected, "data-label=\"Last heard\">", "</td>"),
        ["redirected Tue 21 August 2018"]
    );
}

#[tokio::test]
async fn the_calendar_says_what_is_known_and_from_where() {
    let site = Site::with_clocks().await;
    let page = site.page("/calendar").await;
    let coming = between(&page, "<caption>Holidays in any part", "</table>")[0];
    let days = between(coming, "<th scope=\"row\" class=\"date\">", "</th>");
    assert_eq!((days.len(), days[0]), (13, "Fri 30 November 2018"));
    assert_eq!(
        between(coming, "data-label=\"Where\">", "</td>")[..2],
        ["Scotland", "the whole United Kingdom"]
    );
    let known = between(&page, "<caption>The days for which", "</table>")[0];
    assert_eq!(between(known, "data-label=\"Last day\">", "</td>"), ["Sun 31 December 2028"; 3]);
    for words in ["No change of the holidays waits for a decision.", "nothing has changed them at this desk"]
    {
        assert!(page.contains(words), "{words}");
    }
}

#[tokio::test]
async fn what_a_feed_changed_stands_on_calendar_board_and_request() {
    let site = Site::after_a_feed().await;
    let calendar = site.page("/calendar").await;
    let commands = between(&calendar, "<dd><code>", "</code>");
    assert_eq!(commands.len(), 2);
    assert!(commands[0].starts_with("foi clock accept ") && commands[1].starts_with("foi clock refuse "));
    assert!(calendar.contains("Royal &#60;b&#62;day&#60;/b&#62;"));
    let board = site.page("/campaigns/staff-2018").await;
    let notices = between(&board, "<aside class=\"notice\"", "</aside>");
    assert_eq!(notices.len(), 2);
    for words in
        ["12 September 2018", "Scotland", "https://feed.invalid/days.csv", "due dates on this desk moved"]
    {
        assert!(notices[0].contains(words), "{words} is not in {}", notices[0]);
    }
    assert!(notices[1].contains("A change of the holidays waits for a decision"));
    let request = site.request(2).await;
    assert!(request.contains("it was Mon 17 September 2018, it is Tue 18 September 2018"));
}

#[tokio::test]
async fn a_board_in_quiet_times_has_no_notice() {
    let site = Site::with_clocks().await;
    let board = site.page("/campaigns/staff-2018").await;
    assert!(!board.contains("class=\"notice\""));
}
