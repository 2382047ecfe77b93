//! `main` and tests that are asynchronous.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), String> {
    let (a, b) = tokio::join!(async { 1 }, async { 2 });
    println!("{}", a + b);
    let first = tokio::select! {
        biased;
        value = async { "ready" } => value,
        _ = std::future::pending::<()>() => "never",
    };
    println!("{first}");
    match tokio::try_join!(async { Ok::<_, String>(1) }, async { Err::<u8, _>("failed".to_string()) }) {
        Ok(pair) => println!("{pair:?}"),
        Err(error) => println!("{error}"),
    }
    Ok(())
}
