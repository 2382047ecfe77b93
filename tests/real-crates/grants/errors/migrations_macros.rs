//! Directories that have no migrations in them.

use migrations_macros::embed_migrations;

fn main() {
    embed_migrations!("absent");
    embed_migrations!("files/site");
    embed_migrations!(5);
    embed_migrations!();
}
