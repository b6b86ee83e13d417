//! Decisions over readings: append-only.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ruling")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub request_id: i64,
    pub question: i32,
    pub reading_id: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub outcome: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub made_by: String,
    #[sea_orm(column_type = "Text")]
    pub account: Option<String>,
    pub made_at: DateTime<Utc>,
    #[sea_orm(column_type = "Text")]
    pub why: String,
    pub supersedes: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
