//! Directories that are not there, and variables that are not set.

use include_dir::{include_dir, Dir};

static ABSENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/absent");
static FILE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/Cargo.toml");
static VARIABLE: Dir<'_> = include_dir!("$CARGO_PKG_NO_SUCH_VARIABLE/files");
static NUMBER: Dir<'_> = include_dir!(5);

fn main() {}
