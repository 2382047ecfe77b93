//! `#[instrument]`: spans with fields, skipped arguments, results and errors, `async` and methods.

use std::fmt::{self, Write};
use std::sync::Mutex;

use real_crates::block_on;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber, info, instrument};

/// Prints what it is told.
struct Printer(Mutex<u64>);

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Printer {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= Level::DEBUG
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields(String::new());
        span.record(&mut fields);
        let metadata = span.metadata();
        println!("{} {}:{}{}", metadata.level(), metadata.target(), metadata.name(), fields.0);
        let mut last = self.0.lock().unwrap();
        *last += 1;
        Id::from_u64(*last)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut fields = Fields(String::new());
        values.record(&mut fields);
        println!("record{}", fields.0);
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(String::new());
        event.record(&mut fields);
        println!("{} line {:?}{}", event.metadata().level(), event.metadata().line(), fields.0);
    }
    fn enter(&self, id: &Id) {
        println!("enter {}", id.into_u64());
    }
    fn exit(&self, id: &Id) {
        println!("exit {}", id.into_u64());
    }
}

#[instrument(level = "debug", target = "mine", name = "adding", skip(secret), fields(sum = a + b, later), ret)]
fn add(a: i32, b: i32, secret: &str) -> i32 {
    tracing::Span::current().record("later", secret.len());
    a + b
}

#[instrument(skip_all, err(Debug), fields(kind = std::any::type_name::<T>()))]
fn parse<T: std::str::FromStr>((text, _): (&str, u8)) -> Result<T, T::Err>
where
    T::Err: fmt::Debug,
{
    text.parse()
}

struct Shop {
    items: Vec<u8>,
}

impl Shop {
    #[instrument(skip(self), fields(%name, self.items = self.items.len()), ret(Display, level = Level::WARN), err)]
    async fn sell(&mut self, name: String, mut count: usize) -> Result<u8, String> {
        count += 1;
        info!(count, "selling {name}");
        self.items.pop().ok_or_else(|| "sold out".to_owned())
    }
}

#[instrument(level = "trace")]
fn never_seen(n: u8) -> impl Fn() -> u8 {
    move || n
}

fn main() {
    tracing::subscriber::set_global_default(Printer(Mutex::new(0))).unwrap();
    println!("{}", add(1, 2, "secret"));
    println!("{:?} {:?}", parse::<u8>(("7", 0)), parse::<i8>(("x", 0)).is_err());
    let mut shop = Shop { items: vec![5] };
    for _ in 0..2 {
        println!("{:?}", block_on(shop.sell("tea".into(), 1)));
    }
    println!("{}", never_seen(3)());
}
