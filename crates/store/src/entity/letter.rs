//! The outbox.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub request_id: i64,
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    pub number: i32,
    #[sea_orm(column_type = "Text")]
    pub message_id: String,
    #[sea_orm(column_type = "Text")]
    pub recipient: String,
    #[sea_orm(column_type = "Text")]
    pub subject: String,
    #[sea_orm(column_type = "Text")]
    pub hash: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub attempts: i32,
    pub next_at: DateTime<Utc>,
    pub lease_until: Option<DateTime<Utc>>,
    #[sea_orm(column_type = "Text")]
    pub worker: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub receipt: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub why: Option<String>,
    pub settled_at: Option<DateTime<Utc>>,
    #[sea_orm(column_type = "Text")]
    pub exchanger: String,
    pub posted_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
