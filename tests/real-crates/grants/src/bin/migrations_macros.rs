//! `embed_migrations!` of diesel_migrations, with types like those of that crate, which needs all of diesel.

use migrations_macros::embed_migrations;

mod diesel_migrations {
    #[derive(Debug)]
    pub struct EmbeddedMigrations(pub &'static [EmbeddedMigration]);

    #[derive(Debug)]
    pub struct EmbeddedMigration(&'static str, Option<&'static str>, EmbeddedName, TomlMetadataWrapper);

    #[derive(Debug)]
    pub struct EmbeddedName(&'static str);

    #[derive(Debug)]
    pub struct TomlMetadataWrapper(bool);

    impl EmbeddedMigrations {
        pub const fn new(migrations: &'static [EmbeddedMigration]) -> Self {
            Self(migrations)
        }
    }

    impl EmbeddedMigration {
        pub const fn new(
            up: &'static str,
            down: Option<&'static str>,
            name: EmbeddedName,
            metadata: TomlMetadataWrapper,
        ) -> Self {
            Self(up, down, name, metadata)
        }
    }

    impl EmbeddedName {
        pub const fn new(name: &'static str) -> Self {
            Self(name)
        }
    }

    impl TomlMetadataWrapper {
        pub const fn new(run_in_transaction: bool) -> Self {
            Self(run_in_transaction)
        }
    }
}

const MIGRATIONS: diesel_migrations::EmbeddedMigrations = embed_migrations!("files/diesel");

fn main() {
    for migration in MIGRATIONS.0 {
        println!("{migration:?}");
    }
}
