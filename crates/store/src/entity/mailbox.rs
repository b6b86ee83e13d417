//! How far each mailbox has been read.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mailbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub source: String,
    #[sea_orm(column_type = "Text")]
    pub position: String,
    pub read_at: DateTime<Utc>,
    pub checked_at: Option<DateTime<Utc>>,
    pub rescanned_at: Option<DateTime<Utc>>,
    #[sea_orm(column_type = "Text")]
    pub trouble: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
