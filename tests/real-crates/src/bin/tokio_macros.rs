//! `#[tokio::main]`, `join!`, `try_join!` and `select!`.

use std::time::Duration;

async fn number(n: u8, millis: u64) -> u8 {
    tokio::time::sleep(Duration::from_millis(millis)).await;
    n
}

async fn check(n: u8) -> Result<u8, String> {
    if n % 2 == 0 { Ok(n) } else { Err(format!("{n} is odd")) }
}

#[tokio::main(flavor = "current_thread")]
async fn sum<T>(values: Vec<T>) -> u64
where
    T: Into<u64>,
{
    let mut sum = 0;
    for value in values {
        tokio::task::yield_now().await;
        sum += value.into();
    }
    sum
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), String> {
    println!("{:?}", tokio::join!(number(1, 2), async { "text" }, number(3, 1)));
    println!("{:?} {:?}", tokio::try_join!(check(2), check(4)), tokio::try_join!(check(1), check(3)));
    tokio::select! {
        biased;
        n = number(1, 10_000) => println!("slow {n}"),
        Err(error) = check(2) => println!("never {error}"),
        Ok(n) = check(4), if std::env::args().count() < 100 => println!("quick {n}"),
        else => println!("else"),
    }
    let mut left = 3;
    while left > 0 {
        tokio::select! {
            biased;
            Err(text) = check(left) => println!("{text}"),
            else => println!("{left} is even"),
        }
        left -= 1;
    }
    println!("{}", std::thread::spawn(|| sum(vec![1u32, 2, 3])).join().unwrap());
    check(7).await.map(|_| ())
}
