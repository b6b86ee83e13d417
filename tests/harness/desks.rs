//! A fresh desk on SQLite and, where there is a server, on PostgreSQL.

use std::ops::Deref;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait, Database};
use store::Desk;
use store::blobs::Blobs;
use tempfile::TempDir;

use crate::{samples, servers};

/// An empty desk of its own: database, blobs and the laws and holidays that the product ships.
#[derive(Debug)]
pub struct TestDesk {
    desk: Desk,
    folder: TempDir,
    url: String,
}

impl Deref for TestDesk {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl TestDesk {
    async fn open(folder: TempDir, url: &str) -> TestDesk {
        let blobs = folder.path().join("blobs");
        std::fs::create_dir(&blobs).unwrap();
        let desk = Desk::open(url, Blobs::folder(&blobs).unwrap(), samples::law()).await.unwrap();
        migrations::up(desk.connection()).await.unwrap();
        TestDesk { desk, folder, url: url.into() }
    }

    /// The same desk once more, as another process opens it.
    pub async fn in_another_process(&self) -> Desk {
        let blobs = Blobs::folder(&self.blob_folder()).unwrap();
        Desk::open(&self.url, blobs, samples::law()).await.unwrap()
    }

    /// The folder of its blobs.
    pub fn blob_folder(&self) -> std::path::PathBuf {
        self.folder.path().join("blobs")
    }

    /// The file of the blob with this hash.
    pub fn blob_file(&self, hash: &str) -> std::path::PathBuf {
        self.blob_folder().join(&hash[..2]).join(&hash[2..])
    }

    /// Runs SQL behind the store's back.
    pub async fn sql(&self, sql: &str) -> Result<u64, sea_orm::DbErr> {
        Ok(self.desk.connection().execute_unprepared(sql).await?.rows_affected())
    }

    /// Whether it is on PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.desk.connection().get_database_backend() == sea_orm::DbBackend::Postgres
    }
}

/// Runs the test on an empty desk on SQLite and then on one on PostgreSQL.
pub async fn on_each_database(test: impl AsyncFn(&TestDesk)) {
    eprintln!("on SQLite");
    let desk = sqlite().await;
    Box::pin(test(&desk)).await;
    desk.desk.close().await.unwrap();
    if let Some(server) = servers::postgres() {
        eprintln!("on PostgreSQL");
        on_postgres(&server, &test).await;
    }
}

async fn sqlite() -> TestDesk {
    let folder = tempfile::tempdir().unwrap();
    let url = sqlite_url(folder.path());
    TestDesk::open(folder, &url).await
}

fn sqlite_url(folder: &Path) -> String {
    format!("sqlite://{}?mode=rwc", folder.join("foi.sqlite").display())
}

async fn on_postgres(server: &str, test: &impl AsyncFn(&TestDesk)) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("foi_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let admin = Database::connect(format!("{server}/postgres")).await.unwrap();
    admin.execute_unprepared(&format!("create database {name} template template0")).await.unwrap();
    let desk = TestDesk::open(tempfile::tempdir().unwrap(), &format!("{server}/{name}")).await;
    Box::pin(test(&desk)).await;
    desk.desk.close().await.unwrap();
    admin.execute_unprepared(&format!("drop database {name}")).await.unwrap();
    admin.close().await.unwrap();
}
