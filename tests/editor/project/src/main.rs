//! Uses published macros of each kind, so that rust-analyzer has something to expand.

use async_trait::async_trait;
use clap::Parser;
use serde::{Deserialize, Serialize};
use shop_macros::Getters;
use thiserror::Error;

#[derive(Clone, Debug, Deserialize, Getters, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    pub item_count: u32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

#[derive(Debug, Error)]
pub enum ShopError {
    #[error("{wanted} wanted, {there} there")]
    TooFew { wanted: u32, there: u32 },
    #[error("not written")]
    Format(#[from] std::fmt::Error),
}

#[derive(Debug, Parser)]
#[command(name = "shop", about)]
pub struct Options {
    /// How many there are.
    #[arg(long, default_value_t = 3)]
    pub stock: u32,
    #[arg(short, long)]
    pub verbose: bool,
}

#[async_trait]
pub trait Shop {
    async fn order(&mut self, order: &Order) -> Result<u32, ShopError>;
}

#[async_trait]
impl Shop for Options {
    async fn order(&mut self, order: &Order) -> Result<u32, ShopError> {
        let left = self.stock.checked_sub(order.item_count);
        self.stock = left.ok_or(ShopError::TooFew { wanted: order.item_count, there: self.stock })?;
        Ok(self.stock)
    }
}

async fn sell(options: &mut Options, order: &Order) -> String {
    match options.order(order).await {
        Ok(left) => format!("{left} {}", order.note()),
        Err(error) => error.to_string(),
    }
}

fn name_of<T: Serialize>(_: &T) -> &'static str {
    std::any::type_name::<T>()
}

fn command_name() -> String {
    <Options as clap::CommandFactory>::command().get_name().to_owned()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut options = Options::parse();
    let order = Order { item_count: 2, note: String::new() };
    let (first, second) = tokio::join!(async { name_of(&order) }, async { 5 });
    let error: ShopError = std::fmt::Error.into();
    println!("{first} {second} {} {error}", command_name());
    println!("{}", sell(&mut options, &order).await);
}
