//! A program that uses published derive and attribute macros: serde's, thiserror's, async-trait's.

use std::collections::BTreeMap;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Order<'a, T> {
    order_id: u64,
    #[serde(borrow)]
    customer: &'a str,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    items: Vec<Item<T>>,
    #[serde(flatten)]
    shipping: Shipping,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Item<T> {
    sku: T,
    #[serde(with = "cents")]
    price: u64,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "shipping", rename_all = "snake_case")]
enum Shipping {
    PickUp,
    ByMail { address: BTreeMap<String, String> },
}

mod cents {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(cents: &u64, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&format_args!("{}.{:02}", cents / 100, cents % 100))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<u64, D::Error> {
        let text = String::deserialize(d)?;
        let (units, cents) = text.split_once('.').unwrap_or((&text, "00"));
        let parse = |text: &str| text.parse::<u64>().map_err(serde::de::Error::custom);
        Ok(parse(units)? * 100 + parse(cents)?)
    }
}

#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("order {id} has no items")]
    Empty { id: u64 },
    #[error("not an order: {0}")]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Other(Box<dyn std::error::Error>),
}

#[async_trait]
trait Shop {
    async fn total(&self, json: &str) -> Result<u64, Error>;
}

struct Corner;

#[async_trait]
impl Shop for Corner {
    async fn total(&self, json: &str) -> Result<u64, Error> {
        let order: Order<'_, String> = serde_json::from_str(json)?;
        if order.items.is_empty() {
            return Err(Error::Empty { id: order.order_id });
        }
        Ok(order.items.iter().map(|item| item.price).sum())
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("nothing here waits"),
    }
}

fn main() {
    let order = Order {
        order_id: 7,
        customer: "Ferris",
        note: None,
        items: vec![Item { sku: "crab", price: 1250 }, Item { sku: "claw", price: 99 }],
        shipping: Shipping::ByMail { address: [("city".into(), "Berlin".into())].into() },
    };
    let json = serde_json::to_string(&order).unwrap();
    println!("{json}");
    assert_eq!(serde_json::from_str::<Order<'_, &str>>(&json).unwrap(), order);

    for json in [&json, r#"{"orderId":8,"customer":"","items":[],"shipping":"pick_up"}"#, "[]"] {
        match block_on(Corner.total(json)) {
            Ok(total) => println!("total: {total}"),
            Err(error) => println!("error: {error}"),
        }
    }
    println!("error: {}", Error::Other("something else".into()));
}
