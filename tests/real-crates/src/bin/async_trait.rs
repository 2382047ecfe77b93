//! `#[async_trait]`: traits and impls with generics, lifetimes, defaults, and without `Send`.

use std::fmt::Debug;
use std::rc::Rc;

use async_trait::async_trait;
use real_crates::block_on;

#[async_trait]
trait Shop<T: Debug + Send + Sync + 'static>: Sync {
    const NAME: &'static str;
    type Error: Debug;

    async fn price(&self, item: &T) -> Result<u32, Self::Error>;

    async fn total<'a>(&'a self, items: &'a [T]) -> Result<u32, Self::Error>
    where
        Self::Error: Send,
    {
        let mut sum = 0;
        for item in items {
            sum += self.price(item).await?;
        }
        Ok(sum)
    }

    async fn name(self) -> String
    where
        Self: Sized,
        T: 'async_trait,
    {
        format!("{} of {}", Self::NAME, std::any::type_name::<T>())
    }
}

struct Corner(u32);

#[async_trait]
impl<T: Debug + Send + Sync + 'static> Shop<T> for Corner {
    const NAME: &'static str = "corner";
    type Error = String;

    async fn price(&self, item: &T) -> Result<u32, String> {
        let text = format!("{item:?}");
        if text.len() > 9 { Err(format!("no {text}")) } else { Ok(self.0 * text.len() as u32) }
    }
}

#[async_trait(?Send)]
trait Local {
    async fn add(&mut self, (a, b): (i32, i32), mut list: Vec<Rc<i32>>) -> Vec<Rc<i32>>;
}

#[async_trait(?Send)]
impl Local for i32 {
    async fn add(&mut self, (a, b): (i32, i32), mut list: Vec<Rc<i32>>) -> Vec<Rc<i32>> {
        *self += a - b;
        list.push(Rc::new(*self));
        list
    }
}

fn main() {
    let shop = Corner(3);
    println!("{:?}", block_on(shop.total(&["tea", "rice"])));
    println!("{:?}", block_on(shop.total(&["tea", "chocolate"])));
    println!("{}", block_on(Shop::<Option<u8>>::name(shop)));
    let mut number = 5;
    println!("{:?}", block_on(number.add((4, 2), vec![Rc::new(0)])));
}
