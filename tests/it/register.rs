//! The register and the campaigns: imported all or none, launched once.

use harness::on_each_database;
use harness::samples::{self, authorities, date, launch};
use store::requests::{self, Filter};
use store::{campaigns, register};

#[tokio::test]
async fn an_import_adds_what_is_new_and_brings_the_rest_up_to_date() {
    on_each_database(async |desk| {
        let first = register::import(desk, &authorities(3, "old"), "first.csv", launch()).await.unwrap();
        assert_eq!((first.added, first.updated), (3, 0));
        let mut file = authorities(4, "new");
        file[0].name = "Renamed".into();
        file[1].email = None;
        file[2].measures[0].value = 7.into();
        let later = launch() + chrono::TimeDelta::days(1);
        let second = register::import(desk, &file, "second.csv", later).await.unwrap();
        assert_eq!((second.added, second.updated), (1, 3));
        let known: Vec<_> =
            register::list(desk).await.unwrap().into_iter().map(|known| known.authority).collect();
        let mut expected = file;
        expected[1].email = authorities(2, "old").pop().unwrap().email; // a contact that is no longer named is kept
        assert_eq!(known, expected);
    })
    .await;
}

#[tokio::test]
async fn an_import_that_fails_half_way_imports_nothing() {
    on_each_database(async |desk| {
        let mut file = authorities(5, "authorities");
        file[4].code = file[0].code.clone();
        register::import(desk, &file, "twice.csv", launch()).await.unwrap_err();
        assert!(register::list(desk).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_campaign_is_replaced_until_it_is_launched_and_launched_once() {
    on_each_database(async |desk| {
        register::import(desk, &authorities(20, "authorities"), "sample", launch()).await.unwrap();
        let mut declared = samples::campaign("sample", "desk");
        let id = campaigns::put(desk, &declared, launch()).await.unwrap();
        declared.title = "A better title".into();
        declared.questions.pop();
        assert_eq!(campaigns::put(desk, &declared, launch()).await.unwrap(), id);
        assert_eq!(campaigns::get(desk, "sample").await.unwrap().campaign, declared);

        let planned = samples::planned(desk).await;
        campaigns::launch(desk, id, &planned, launch()).await.unwrap();
        let twice = campaigns::launch(desk, id, &planned, launch()).await.unwrap_err().to_string();
        assert_eq!(
            twice,
            "the launch of this campaign exists already: nothing is asked twice; see `foi campaign status`"
        );
        let changed = campaigns::put(desk, &declared, launch()).await.unwrap_err().to_string();
        assert!(changed.contains("it is launched and cannot be changed"), "{changed}");
        let stored = campaigns::get(desk, "sample").await.unwrap();
        assert_eq!((stored.requests, stored.launched_at), (20, Some(launch())));
        assert_eq!(campaigns::list(desk).await.unwrap(), [stored]);
        assert_eq!(campaigns::references(desk).await.unwrap().len(), 20);
    })
    .await;
}

#[tokio::test]
async fn a_launch_that_fails_plans_no_request_and_may_be_tried_again() {
    on_each_database(async |desk| {
        register::import(desk, &authorities(3, "authorities"), "sample", launch()).await.unwrap();
        let id = campaigns::put(desk, &samples::campaign("sample", "desk"), launch()).await.unwrap();
        let planned = samples::planned(desk).await;
        let mut twice = planned.clone();
        twice[2].reference = twice[0].reference;
        campaigns::launch(desk, id, &twice, launch()).await.unwrap_err();
        assert_eq!(campaigns::by_id(desk, id).await.unwrap().launched_at, None);
        campaigns::launch(desk, id, &planned, launch()).await.unwrap();
        let (rows, _) = requests::list(desk, id, &Filter::default(), date("2018-08-20")).await.unwrap();
        assert_eq!(rows.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_campaign_that_is_not_there_is_named_with_the_next_step() {
    on_each_database(async |desk| {
        let says = campaigns::get(desk, "nowhere").await.unwrap_err().to_string();
        assert_eq!(says, "there is no campaign `nowhere`: see `foi campaign list`");
    })
    .await;
}
