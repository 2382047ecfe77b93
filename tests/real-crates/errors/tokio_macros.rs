//! What tokio's macros refuse.

#[tokio::main(flavor = "fast", worker_threads = 0)]
async fn flavor() {}

#[tokio::main(flavor = "current_thread", worker_threads = 2)]
async fn threads() {}

#[tokio::main(unknown)]
async fn unknown() {}

#[tokio::main(flavor = "current_thread")]
fn not_async() {}

#[tokio::main(flavor = "current_thread")]
async fn wrong_type() -> u8 {
    let text = "text"
    text
}

#[tokio::main(flavor = "current_thread")]
async fn wrong_result() -> Result<(), String> {
    Ok(5)
}

async fn select() {
    tokio::select! {
        a = async { 1 } -> println!("{a}"),
    }
    tokio::select! {
        5u8 = async { 1 } => {}
        &x = async { &1 }, if 3 => {}
    }
    tokio::join!(1, 2);
}

fn main() {}
