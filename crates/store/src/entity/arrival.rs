//! The inbox: one row for each different message.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "arrival")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(column_type = "Text")]
    pub hash: String,
    #[sea_orm(column_type = "Text")]
    pub source: String,
    #[sea_orm(column_type = "Text")]
    pub position: String,
    pub received_at: DateTime<Utc>,
    #[sea_orm(column_type = "Text")]
    pub envelope: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    #[sea_orm(column_type = "Text")]
    pub message_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub sender: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub subject: Option<String>,
    pub dated: Option<DateTime<Utc>>,
    #[sea_orm(column_type = "Text")]
    pub route_why: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub kind: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub kind_why: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub note: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub content: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub authority_reference: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub candidates: String,
    #[sea_orm(column_type = "Text")]
    pub authentic: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
