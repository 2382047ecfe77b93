//! `query!` and `query_as!` without a database: what is known of the queries is in files. Up to the root, sqlx looks for
//! `.env` in every directory that the package is in.
//@ dependency: sqlx = { version = "0.9", default-features = false, features = ["macros", "postgres"] }
//@ grant: read @package

use sqlx::postgres::PgQueryResult;

#[derive(Debug)]
struct User {
    id: i32,
    name: Option<String>,
}

fn main() {
    let id = 5;
    let _ = sqlx::query!("SELECT id, name FROM users WHERE id = $1", id);
    let _ = sqlx::query_as!(User, "SELECT id, name FROM users WHERE id = $1", id);
    println!("{:?} {:?}", User { id, name: None }, PgQueryResult::default().rows_affected());
}
