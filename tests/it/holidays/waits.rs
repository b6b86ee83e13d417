//! What a feed moves or takes away waits for a person.

use super::*;

/// A request under way when a feed moves Scotland's summer holiday of 2027 from 2 to 30 August, and one in July.
async fn before_a_move(desk: &TestDesk) -> samples::Launched {
    holidays::adopt(desk, &samples::calendar(), &act(launch())).await.unwrap();
    asked(desk, &[("foisa", vec![sent("2027-08-16")]), ("foisa", vec![sent("2027-07-20")])]).await
}

fn moved_away() -> Feed {
    feed(2027, &["2027-08-02"], &["2027-08-30"])
}

fn july() -> DateTime<Utc> {
    instant("2027-07-21T09:00:00Z")
}

#[tokio::test]
async fn a_move_waits_moves_no_date_and_calls_nobody_late() {
    on_each_database(async |desk| {
        let launched = before_a_move(desk).await;
        assert_eq!(dues(desk, launched.campaign).await, ["2027-09-13", "2027-08-18"]);
        assert_eq!(standings(desk, launched.campaign, "2027-09-14").await, ["overdue", "overdue"]);
        let told = refresh(desk, &moved_away(), july()).await;
        assert_eq!((told.added, told.waiting.len(), told.moved.moved), (vec![], 1, 1));
        assert_eq!(told.waiting[0].moved, 0);
        assert_eq!(dues(desk, launched.campaign).await, ["2027-09-13", "2027-08-18"], "no date moves");
        assert_eq!(standings(desk, launched.campaign, "2027-09-14").await, ["awaiting", "overdue"]);
        assert_eq!(standings(desk, launched.campaign, "2027-09-15").await, ["overdue", "overdue"]);
        let why = format!("Mon 30 August 2027 may become a holiday in Scotland ({SOURCE})");
        let says = recounted(desk, launched.requests[0]).await;
        assert_eq!(says, Some(("2027-09-13".into(), "2027-09-13".into(), why)));
        refresh(desk, &moved_away(), july()).await;
        assert_eq!(
            states(desk).await,
            [ChangeState::Waiting],
            "it waits once, however often a feed repeats it"
        );
        is_whole(desk).await;
    })
    .await;
}

#[tokio::test]
async fn an_accepted_move_moves_dates_both_ways_and_a_later_release_does_not_undo_it() {
    on_each_database(async |desk| {
        let launched = before_a_move(desk).await;
        let change = refresh(desk, &moved_away(), july()).await.waiting[0].id;
        let moved = holidays::decide(desk, change, true, &act(july())).await.unwrap();
        assert_eq!(moved.moved, 2);
        assert_eq!(dues(desk, launched.campaign).await, ["2027-09-14", "2027-08-17"]);
        let changes = holidays::changes(desk).await.unwrap();
        assert_eq!((changes[0].state, changes[0].moved), (ChangeState::Accepted, 2));
        assert_eq!(changes[0].decided_by.as_deref(), Some("anna"));
        let (_, _, why) = recounted(desk, launched.requests[1]).await.unwrap();
        assert_eq!(
            why,
            format!("Mon 2 August 2027 is no longer a holiday in Scotland ({SOURCE}, accepted by anna)")
        );
        let again = holidays::decide(desk, change, false, &act(july())).await.unwrap_err().to_string();
        assert!(again.contains("it is accepted, and only what waits is decided"), "{again}");

        let mut release = samples::calendar();
        release.add(Holiday {
            division: "scotland".into(),
            date: date("2028-06-12"),
            ..release.on(date(NEW))[0].clone()
        });
        holidays::adopt(desk, &release, &act(july())).await.unwrap();
        let law = desk.law().await.unwrap();
        let is_holiday = |on: &str| law.calendar().on(date(on)).iter().any(|day| day.division == "scotland");
        assert_eq!(["2027-08-02", "2027-08-30", "2028-06-12"].map(is_holiday), [false, true, true]);
        is_whole(desk).await;
    })
    .await;
}

#[tokio::test]
async fn a_refused_move_stays_refused_and_one_that_a_newer_feed_takes_back_is_gone() {
    on_each_database(async |desk| {
        let launched = before_a_move(desk).await;
        let change = refresh(desk, &moved_away(), july()).await.waiting[0].id;
        let moved = holidays::decide(desk, change, false, &act(july())).await.unwrap();
        assert_eq!(moved.moved, 1, "the day until which the answer may be lawful is back where it was");
        assert_eq!(standings(desk, launched.campaign, "2027-09-14").await, ["overdue", "overdue"]);
        let told = refresh(desk, &moved_away(), july()).await;
        assert_eq!((told.added, told.waiting, told.moved), (vec![], vec![], Moved::default()));
        assert_eq!(states(desk).await, [ChangeState::Refused]);

        refresh(desk, &feed(2027, &["2027-08-02"], &["2027-08-23"]), july()).await;
        assert_eq!(
            states(desk).await,
            [ChangeState::Waiting, ChangeState::Refused],
            "another day is another change"
        );
        refresh(desk, &feed(2026, &[], &[]), july()).await;
        assert_eq!(
            states(desk).await[0],
            ChangeState::Waiting,
            "a feed of another year says nothing about it"
        );
        refresh(desk, &feed(2027, &[], &[]), july()).await;
        assert_eq!(states(desk).await, [ChangeState::Gone, ChangeState::Refused]);
        assert_eq!(dues(desk, launched.campaign).await, ["2027-09-13", "2027-08-18"]);
        is_whole(desk).await;
    })
    .await;
}
