//! Directories that have no migrations in them. (Without a path, the macro looks in all that the package is in, too.)

use migrations_macros::embed_migrations;

fn main() {
    embed_migrations!("absent");
    embed_migrations!("files/site");
    embed_migrations!(5);
}
