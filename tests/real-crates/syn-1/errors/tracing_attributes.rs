//! Arguments that the attribute refuses.

use tracing::instrument;

#[instrument(level = "loud")]
fn loud() {}

#[instrument(skip(a), skip(b))]
fn twice(a: u8, b: u8) {}

#[instrument(skip(missing))]
fn missing(a: u8) {}

#[instrument(unknown)]
struct NoFunction;

fn main() {}
