//! `#[derive(Iden)]` and `#[enum_def]`: names of tables and columns.
//@ dependency: sea-query = { version = "0.32", default-features = false, features = ["derive", "backend-sqlite", "attr"] }

use sea_query::{Iden, IdenStatic, Query, SqliteQueryBuilder, enum_def};

#[derive(Iden)]
enum Character {
    Table,
    Id,
    #[iden = "the_font"]
    FontId,
    #[iden(flatten)]
    Other(Inner),
}

#[derive(Iden, Clone, Copy)]
enum Inner {
    SizeW,
}

#[derive(Copy, Clone, IdenStatic)]
#[iden = "glyph"]
struct Glyph;

#[enum_def(suffix = "Columns")]
pub struct Person {
    pub first_name: String,
    pub age: u8,
}

fn main() {
    let query = Query::select()
        .columns([Character::Id, Character::FontId, Character::Other(Inner::SizeW)])
        .from(Character::Table)
        .to_string(SqliteQueryBuilder);
    println!("{query} {}", Glyph.as_str());
    let query =
        Query::select().column(PersonColumns::FirstName).from(PersonColumns::Table).to_string(SqliteQueryBuilder);
    println!("{query} {}", PersonColumns::Age.to_string());
}
