//! `verify` finds what was changed behind the store's back, and blobs are what their hash says.

use std::fs;

use domain::outbox::LetterKind;
use harness::samples::{self, launch};
use harness::{TestDesk, on_each_database};
use store::inbox::{self, Envelope};
use store::verify::verify;

async fn faults(desk: &TestDesk) -> Vec<String> {
    verify(desk).await.unwrap().faults
}

async fn drop_triggers(desk: &TestDesk) {
    let sql = if desk.is_postgres() {
        "drop trigger entry_is_append_only on entry"
    } else {
        "drop trigger entry_is_never_changed; drop trigger entry_is_never_deleted"
    };
    desk.sql(sql).await.unwrap();
}

#[tokio::test]
async fn verify_finds_the_one_entry_that_was_changed() {
    for sql in [
        "update entry set happened_on = '2018-08-19' where number = 0 and request_id = {request}",
        "update entry set fact = replace(fact, 'queued', 'sent') where number = 0 and request_id = {request}",
        "update entry set actor = 'somebody' where number = 0 and request_id = {request}",
        "update entry set request_id = {request} where number = 0 and request_id <> {request} and request_id = (select min(request_id) from entry) and not exists (select 1 from entry e where e.request_id = {request})",
    ] {
        on_each_database(async |desk| {
            let requests = samples::launched(desk, 3).await.requests;
            samples::queue(desk, requests[0], launch()).await.unwrap();
            samples::queue(desk, requests[1], launch()).await.unwrap();
            let moved = sql.contains("set request_id");
            let request = if moved { requests[2] } else { requests[1] };
            assert_eq!(faults(desk).await, Vec::<String>::new());
            drop_triggers(desk).await;
            assert_eq!(desk.sql(&sql.replace("{request}", &request.to_string())).await.unwrap(), 1, "{sql}");
            let found = faults(desk).await;
            let reference = samples::planned(desk).await[if moved { 2 } else { 1 }].reference;
            let says =
                format!("entry 0 of request {reference} was changed or is missing: restore it from a backup");
            assert_eq!(found[0], says, "{sql}: {found:?}");
        })
        .await;
    }
}

#[tokio::test]
async fn verify_finds_an_entry_that_was_taken_out() {
    on_each_database(async |desk| {
        let request = samples::launched(desk, 1).await.requests[0];
        samples::queue(desk, request, launch()).await.unwrap();
        let letter = store::outbox::claim(desk, "worker", launch()).await.unwrap().unwrap();
        store::outbox::settle(desk, &letter, samples::accepted(), launch()).await.unwrap();
        drop_triggers(desk).await;
        desk.sql("delete from entry where number = 0").await.unwrap();
        assert!(faults(desk).await[0].starts_with("entry 0 of request"));
    })
    .await;
}

#[tokio::test]
async fn verify_finds_the_letter_and_the_message_whose_bytes_are_gone_or_changed() {
    on_each_database(async |desk| {
        let requests = samples::launched(desk, 2).await.requests;
        samples::queue(desk, requests[0], launch()).await.unwrap();
        inbox::arrive(desk, "test", "1", &Envelope::default(), b"a reply", launch()).await.unwrap();
        assert_eq!(faults(desk).await, Vec::<String>::new());
        let letter = store::blobs::hash_of(&samples::letter(requests[0], LetterKind::Request).bytes);
        let message = store::blobs::hash_of(b"a reply");
        fs::remove_file(desk.blob_file(&letter)).unwrap();
        fs::write(desk.blob_file(&message), b"another").unwrap();
        let found = faults(desk).await;
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("are missing: restore blob") && found[0].contains(&letter), "{found:?}");
        assert!(found[1].contains("were changed: restore blob") && found[1].contains(&message), "{found:?}");
    })
    .await;
}

#[tokio::test]
async fn a_blob_is_one_file_named_by_its_hash_and_written_once() {
    on_each_database(async |desk| {
        let hash = desk.blobs.put(b"abc").await.unwrap();
        assert_eq!(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let file = desk.blob_file(&hash);
        let written = fs::metadata(&file).unwrap().modified().unwrap();
        assert_eq!(desk.blobs.put(b"abc").await.unwrap(), hash);
        assert_eq!(
            fs::metadata(&file).unwrap().modified().unwrap(),
            written,
            "bytes that are there are left alone"
        );
        assert_eq!(desk.blobs.get(&hash).await.unwrap(), b"abc");
        assert!(!desk.blobs.has(&store::blobs::hash_of(b"abd")).await.unwrap());
        let files = fs::read_dir(file.parent().unwrap()).unwrap().count();
        assert_eq!(files, 1, "no temporary file stays behind");
    })
    .await;
}
