//! What changed about the holidays, and what waits for a person.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "holiday_change")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub made_at: DateTime<Utc>,
    #[sea_orm(column_type = "Text")]
    pub source: String,
    #[sea_orm(column_type = "Text")]
    pub division: String,
    #[sea_orm(column_type = "Text")]
    pub sentence: String,
    #[sea_orm(column_type = "Text")]
    pub change: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub decided_at: Option<DateTime<Utc>>,
    #[sea_orm(column_type = "Text")]
    pub decided_by: Option<String>,
    pub moved: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
