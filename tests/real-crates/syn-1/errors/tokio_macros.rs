//! Arguments that the attributes do not take.

#[tokio::main(flavor = "loud")]
async fn loud() {}

#[tokio::test(worker_threads = 2)]
async fn workers() {}

#[tokio::main]
fn not_async() {}

#[tokio::main(unknown = 1)]
async fn unknown(argument: u8) {}

fn main() {}
