//! New holidays and new dates are seen together, by every process, or not at all.

use store::board;

use super::*;

#[tokio::test]
async fn a_second_process_counts_with_the_new_holidays_at_once() {
    on_each_database(async |desk| {
        adopt_before_the_proclamation(desk).await;
        let launched = asked_on(desk, &["foia"], "2026-05-20").await;
        let other = desk.in_another_process().await;
        assert_eq!(other.law().await.unwrap().version(), desk.law().await.unwrap().version());
        assert_eq!(dues(&other, launched.campaign).await, ["2026-06-18"]);
        refresh(desk, &feed(2026, &[], &[]), late()).await;
        assert_eq!(dues(&other, launched.campaign).await, ["2026-06-19"]);
        let fact = Fact::Received { how: domain::fact::Receipt::Direct };
        let received = facts(vec![Dated { on: date("2026-05-21"), fact }]);
        append(&other, launched.requests[0], received).await.unwrap();
        assert_eq!(dues(desk, launched.campaign).await, ["2026-06-22"]);
        assert_eq!(other.law().await.unwrap().version(), desk.law().await.unwrap().version());
        is_whole(&other).await;
        other.close().await.unwrap();
    })
    .await;
}

/// The database refuses a second entry of this request.
async fn make_it_fail(desk: &TestDesk, request: i64) {
    let sql = if desk.is_postgres() {
        format!(
            "create function fail() returns trigger language plpgsql as $$ begin raise exception 'out of luck'; end $$;
             create trigger fails before insert on entry for each row
             when (new.request_id = {request}) execute function fail()"
        )
    } else {
        format!(
            "create trigger fails before insert on entry when new.request_id = {request}
             begin select raise(abort, 'out of luck'); end"
        )
    };
    desk.sql(&sql).await.unwrap();
}

#[tokio::test]
async fn a_recount_that_fails_half_way_leaves_nothing_behind() {
    on_each_database(async |desk| {
        adopt_before_the_proclamation(desk).await;
        let launched = asked_on(desk, &["foia"; 5], "2026-05-20").await;
        make_it_fail(desk, launched.requests[3]).await;
        let failed = holidays::refresh(desk, &feed(2026, &[], &[]), date("2026-06-16"), &act(late())).await;
        let says = failed.unwrap_err().to_string();
        assert!(says.contains("out of luck"), "{says}");
        assert_eq!(dues(desk, launched.campaign).await, ["2026-06-18"; 5]);
        assert_eq!(holidays::changes(desk).await.unwrap(), []);
        assert_eq!(*desk.law().await.unwrap().calendar(), before_the_proclamation());
        for request in &launched.requests {
            assert_eq!(door::timeline(desk, *request).await.unwrap().len(), 1);
        }
        is_whole(desk).await;
    })
    .await;
}

#[tokio::test]
async fn more_requests_than_one_chunk_are_counted_as_a_rebuild_counts_them() {
    const REQUESTS: usize = 2500;
    on_each_database(async |desk| {
        adopt_before_the_proclamation(desk).await;
        let law = |n: usize| {
            ["ie-foi", "foia", "foisa", "eir", "foia", "foisa", "eisr", "foia", "eir", "foisa"][n % 10]
        };
        let laws: Vec<&str> = (0..REQUESTS).map(law).collect();
        let launched = samples::launched_under(desk, &laws).await;
        let days = date("2026-05-16").iter_days().take(30);
        for (request, on) in launched.requests.iter().zip(days.cycle()) {
            samples::append(desk, *request, vec![sent(&on.to_string())]).await;
        }
        let moved = refresh(desk, &feed(2026, &[], &[]), late()).await.moved;
        assert!(moved.looked_at > 2000 && moved.moved > 2000, "more than one chunk of them: {moved:?}");
        assert!(moved.looked_at < REQUESTS as u64, "and Ireland's not: {moved:?}");
        let counted = rows(desk, launched.campaign, date("2026-06-16")).await;
        board::rebuild(desk).await.unwrap();
        assert!(rows(desk, launched.campaign, date("2026-06-16")).await == counted);
        is_whole(desk).await;
    })
    .await;
}

/// Acknowledges each request once, whichever way it goes on.
async fn acknowledge(desk: Desk, requests: Vec<i64>) {
    for request in requests {
        let fact = Fact::Acknowledged { reference: None };
        append(&desk, request, facts(vec![Dated { on: date("2026-05-21"), fact }])).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writers_at_the_time_of_a_recount_leave_no_date_that_rests_on_the_old_holidays() {
    on_each_database(async |desk| {
        adopt_before_the_proclamation(desk).await;
        let launched = asked_on(desk, &["foia"; 40], "2026-05-20").await;
        let mut writers = tokio::task::JoinSet::new();
        for shift in 0..4 {
            let mut requests = launched.requests.clone();
            requests.rotate_left(shift * 10);
            writers.spawn(acknowledge(desk.in_another_process().await, requests));
        }
        let told = refresh(desk, &feed(2026, &[], &[]), late()).await;
        assert_eq!(told.moved.moved, 40);
        writers.join_all().await;
        assert_eq!(dues(desk, launched.campaign).await, ["2026-06-19"; 40]);
        is_whole(desk).await;
    })
    .await;
}
