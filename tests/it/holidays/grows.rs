//! The holidays of a desk grow with releases and feeds.

use super::*;

#[tokio::test]
async fn a_longer_calendar_gives_dates_to_requests_that_had_none() {
    on_each_database(async |desk| {
        let mut short = samples::calendar();
        let covers = short.covers().clone().into_iter().map(|(division, covered)| {
            let last = if division == "scotland" { date("2026-12-31") } else { covered.last };
            (division, domain::calendar::Covered { last, ..covered })
        });
        short = Calendar::of(short.holidays().cloned(), covers.collect());
        holidays::adopt(desk, &short, &act(launch())).await.unwrap();
        let launched = asked_on(desk, &["foisa", "ie-foi"], "2026-12-10").await;
        assert_eq!(standings(desk, launched.campaign, "2026-12-11").await[0], "uncounted");
        refresh(desk, &feed(2027, &[], &[]), late()).await;
        assert_eq!(dues(desk, launched.campaign).await[0], "2027-01-13");
        let (was, due, why) = recounted(desk, launched.requests[0]).await.unwrap();
        assert_eq!((was.as_str(), due.as_str()), ("", "2027-01-13"));
        let says = format!(
            "holidays in Scotland are known from Sat 1 January 2005 to Fri 31 December 2027 ({SOURCE})"
        );
        assert_eq!(why, says);
        assert_eq!(recounted(desk, launched.requests[1]).await, None);
        is_whole(desk).await;
    })
    .await;
}

#[tokio::test]
async fn a_desk_takes_the_shipped_holidays_once_and_those_of_a_release_when_it_comes() {
    on_each_database(async |desk| {
        let shipped = samples::calendar();
        assert_eq!(*desk.law().await.unwrap().calendar(), shipped, "before it has any of its own");
        holidays::adopt(desk, &before_the_proclamation(), &act(launch())).await.unwrap();
        assert_eq!(*desk.law().await.unwrap().calendar(), before_the_proclamation());
        assert_eq!(holidays::changes(desk).await.unwrap(), [], "the first holidays are no change");
        let launched = asked_on(desk, &["foisa"], "2026-05-20").await;
        for moved in [1, 0] {
            let told = holidays::adopt(desk, &shipped, &act(late())).await.unwrap();
            assert_eq!(told.moved, moved);
        }
        assert_eq!(dues(desk, launched.campaign).await, ["2026-06-19"]);
        assert_eq!(states(desk).await, [ChangeState::Taken]);
        holidays::adopt(desk, &before_the_proclamation(), &act(late())).await.unwrap();
        assert_eq!(*desk.law().await.unwrap().calendar(), shipped, "an older release takes nothing away");
        is_whole(desk).await;
    })
    .await;
}

#[tokio::test]
async fn a_desk_of_an_earlier_release_is_counted_through_when_it_is_opened_first() {
    on_each_database(async |desk| {
        let unpaid = vec![sent("2026-05-20"), Dated { on: date("2026-05-22"), fact: Fact::FeesNotified }];
        let launched = asked(desk, &[("foia", unpaid), ("foisa", vec![sent("2026-05-20")])]).await;
        // what the release before wrote: no last day for a payment, and another count
        desk.sql("update board set lapses_on = null").await.unwrap();
        desk.sql("update board set due = '2026-06-18' where held_since is null").await.unwrap();
        let told = holidays::adopt(desk, &samples::calendar(), &act(late())).await.unwrap();
        assert_eq!((told.looked_at, told.moved), (2, 1));
        assert_eq!(standings(desk, launched.campaign, "2026-08-22").await[0], "lapsed");
        let (was, due, why) = recounted(desk, launched.requests[1]).await.unwrap();
        assert_eq!((was.as_str(), due.as_str()), ("2026-06-18", "2026-06-19"));
        assert!(why.starts_with("holidays in Scotland are known from Sat 1 January 2005 to"), "{why}");
        is_whole(desk).await;
    })
    .await;
}

#[tokio::test]
async fn a_request_received_on_the_new_holiday_itself_may_lawfully_be_answered_a_day_later() {
    on_each_database(async |desk| {
        adopt_before_the_proclamation(desk).await;
        let launched = asked_on(desk, &["foia"], NEW).await;
        assert_eq!(standings(desk, launched.campaign, "2026-07-15").await, ["overdue"]);
        let told = refresh(desk, &feed(2026, &[], &[]), late()).await;
        assert_eq!((told.moved.moved, holidays::changes(desk).await.unwrap()[0].moved), (1, 0));
        assert_eq!(
            dues(desk, launched.campaign).await,
            ["2026-07-14"],
            "by the Act the day of receipt is day zero"
        );
        assert_eq!(standings(desk, launched.campaign, "2026-07-15").await, ["awaiting"], "s.45 Code, 4.2");
        is_whole(desk).await;
    })
    .await;
}
