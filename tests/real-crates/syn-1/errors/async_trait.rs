//! Something that is neither a trait nor an implementation of one.

use async_trait::async_trait;

#[async_trait]
struct Nothing;

#[async_trait(Send)]
trait Argument {
    async fn f();
}

fn main() {}
