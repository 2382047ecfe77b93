//! What `#[async_trait]` refuses, and errors inside of what it rewrites.

use async_trait::async_trait;

#[async_trait(Send)]
trait Argument {}

#[async_trait]
struct NotATrait;

#[async_trait]
trait Fine {
    async fn text(&self, a: &str, b: &str) -> usize;
}

struct Implementor(std::rc::Rc<u8>);

#[async_trait]
impl Fine for Implementor {
    async fn text(&self, a: &str, b: &str) -> usize {
        let number: u8 = a;
        undefined(b);
        pending().await;
        *self.0
    }
}

async fn pending() {
    let local = std::rc::Rc::new(0);
    std::future::pending::<()>().await;
    drop(local);
}

#[async_trait]
impl Fine for u8 {
    async fn text(&self, a: &str) -> usize {
        let rest = &a[1..]
        rest.len()
    }
}

fn main() {}
