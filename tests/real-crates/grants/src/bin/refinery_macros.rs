//! `embed_migrations!` of refinery: migrations in SQL and in Rust.

mod embedded {
    refinery::embed_migrations!("files/refinery");
}

fn main() {
    for migration in embedded::migrations::runner().get_migrations() {
        println!("{migration} {} {:?}", migration.version(), migration.sql());
    }
}
