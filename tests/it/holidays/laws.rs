//! A request is counted, and sent, by the days of its own law.

use super::*;

#[tokio::test]
async fn a_request_goes_out_on_a_working_day_of_its_own_law_and_other_letters_any_day() {
    on_each_database(async |desk| {
        let launched = samples::launched_under(desk, &["foia", "ie-foi", "foisa"]).await;
        for request in &launched.requests {
            samples::queue(desk, *request, launch()).await.unwrap();
        }
        let claim = async |at: &str| outbox::claim(desk, "worker", instant(at)).await.unwrap();
        assert_eq!(claim("2018-09-15T09:00:00Z").await, None, "a Saturday");
        assert_eq!(claim("2030-03-05T09:00:00Z").await, None, "no holidays are known");
        let first = claim("2018-08-27T09:00:00Z").await.unwrap();
        assert_eq!(first.request, launched.requests[1], "the summer bank holiday is none in Ireland");
        let second = claim("2018-08-27T09:00:00Z").await.unwrap();
        assert_eq!(second.request, launched.requests[2], "nor in Scotland");
        assert_eq!(claim("2018-08-27T09:00:00Z").await, None);
        samples::append(desk, launched.requests[1], vec![sent("2018-08-01")]).await;
        let letter = samples::letter(launched.requests[1], LetterKind::Review);
        desk.blobs.put(&letter.bytes).await.unwrap();
        let queue = Decision { facts: vec![], letters: vec![letter] };
        append(desk, launched.requests[1], queue).await.unwrap();
        let review = claim("2026-06-20T09:00:00Z").await.unwrap();
        assert_eq!(review.kind, LetterKind::Review);
    })
    .await;
}

#[tokio::test]
async fn a_law_that_is_not_known_is_refused_in_the_register_and_found_by_verify() {
    on_each_database(async |desk| {
        let mut authorities = samples::authorities(1, "authorities");
        authorities[0].regime = samples::regime("mars-foi");
        let refused = store::register::import(desk, &authorities, "sample", launch()).await.unwrap_err();
        let says = refused.to_string();
        let start = "there is no law `mars-foi`, under which T001 (Trust number 1) is to answer: give one of au-foi, ";
        assert!(says.starts_with(start), "{says}");
        let launched = asked_on(desk, &["foia", "foia"], "2018-08-20").await;
        desk.sql(&format!("update request set regime = 'mars-foi' where id = {}", launched.requests[0]))
            .await
            .unwrap();
        let found = verify::verify(desk).await.unwrap().faults;
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("its law `mars-foi` is not known: bring its file back"), "{found:?}");
        let failed = append(desk, launched.requests[0], facts(vec![sent("2018-08-21")])).await.unwrap_err();
        assert!(failed.to_string().contains("its law `mars-foi` is not known"), "{failed}");
    })
    .await;
}
