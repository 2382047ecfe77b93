//! `#[async_recursion]`: futures that hold themselves, `Send` or not, with lifetimes and generics.

use std::rc::Rc;

use async_recursion::async_recursion;
use real_crates::block_on;

#[async_recursion]
async fn fibonacci(n: u32) -> u64 {
    match n {
        0 | 1 => u64::from(n),
        _ => fibonacci(n - 1).await + fibonacci(n - 2).await,
    }
}

#[async_recursion(?Send)]
async fn depth<T: AsRef<str>>(words: &[T], level: Rc<usize>) -> Vec<String> {
    let Some((first, rest)) = words.split_first() else { return Vec::new() };
    let mut lines = vec![format!("{}{}", " ".repeat(*level), first.as_ref())];
    lines.extend(depth(rest, Rc::new(*level + 1)).await);
    lines
}

#[async_recursion]
async fn collatz<'a, 'b: 'a>(n: u64, path: &'a mut Vec<u64>, end: &'b u64) -> &'b u64 {
    path.push(n);
    if n == *end {
        return end;
    }
    collatz(if n % 2 == 0 { n / 2 } else { 3 * n + 1 }, path, end).await
}

struct Tree(i32, Vec<Tree>);

impl Tree {
    #[async_recursion]
    async fn sum(&self) -> i32 {
        let mut sum = self.0;
        for child in &self.1 {
            sum += child.sum().await;
        }
        sum
    }
}

fn main() {
    println!("{}", block_on(fibonacci(15)));
    println!("{:?}", block_on(depth(&["one", "two", "three"], Rc::new(0))));
    let mut path = Vec::new();
    let end = *block_on(collatz(7, &mut path, &1));
    println!("{end} {path:?}");
    println!("{}", block_on(Tree(1, vec![Tree(2, vec![]), Tree(3, vec![Tree(4, vec![])])]).sum()));
}
