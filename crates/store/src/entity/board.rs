//! Derived row of each request, for lists.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "board")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: i64,
    pub campaign_id: i64,
    pub entries: i32,
    #[sea_orm(column_type = "Text")]
    pub last_fact: String,
    pub last_on: NaiveDate,
    pub sent_on: Option<NaiveDate>,
    pub started_on: Option<NaiveDate>,
    pub due: Option<NaiveDate>,
    pub last_lawful: Option<NaiveDate>,
    pub held_since: Option<NaiveDate>,
    #[sea_orm(column_type = "Text")]
    pub held_for: Option<String>,
    pub acknowledged_on: Option<NaiveDate>,
    pub answered_on: Option<NaiveDate>,
    pub withdrawn_on: Option<NaiveDate>,
    pub bounced_on: Option<NaiveDate>,
    pub doubtful_since: Option<NaiveDate>,
    #[sea_orm(column_type = "Text")]
    pub turn: String,
    pub lapses_on: Option<NaiveDate>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
