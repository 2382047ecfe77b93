//! What `#[instrument]` refuses, and errors inside of what it rewrites.

use tracing::instrument;

#[instrument(unknown, skip(missing), level = "loud")]
fn arguments(a: u8) {}

#[instrument(skip(a), skip(a))]
fn twice(a: u8) {}

#[instrument(fields(a.b = ), ret(3))]
fn syntax(a: u8) {}

#[instrument(skip(nothing))]
fn missing() {}

struct NotDebug;

#[instrument(ret, err)]
fn bounds(a: NotDebug) -> Result<NotDebug, NotDebug> {
    Err(a)
}

#[instrument]
async fn body(a: u8) -> u8 {
    let text: &str = a;
    text.no_such_method().await;
    "wrong"
}

#[instrument]
const fn constant() {}

#[instrument]
struct NotAFunction;

fn main() {}
