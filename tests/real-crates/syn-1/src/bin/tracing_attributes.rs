//! Functions that are instrumented.

use std::sync::atomic::{AtomicU64, Ordering};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{instrument, Event, Metadata, Subscriber};

struct Printer(AtomicU64);

impl Visit for Printer {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        println!("    {field} = {value:?}");
    }
}

impl Subscriber for Printer {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        println!("span {} {}", span.metadata().level(), span.metadata().name());
        span.record(&mut Printer(AtomicU64::new(0)));
        Id::from_u64(self.0.fetch_add(1, Ordering::Relaxed) + 1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        println!("event {}", event.metadata().level());
        event.record(&mut Printer(AtomicU64::new(0)));
    }
    fn enter(&self, id: &Id) {
        println!("enter {}", id.into_u64());
    }
    fn exit(&self, id: &Id) {
        println!("exit {}", id.into_u64());
    }
}

#[instrument(level = "debug", skip(hidden), fields(twice = number * 2), ret, err(Display))]
fn check(number: u32, hidden: &str) -> Result<u32, String> {
    if hidden.is_empty() {
        Err(format!("nothing for {number}"))
    } else {
        Ok(number + 1)
    }
}

#[instrument(name = "renamed", skip_all)]
fn all<T: Clone>(_value: T, (a, _b): (u8, u8)) -> impl Fn() -> u8 {
    move || a
}

fn main() {
    tracing::subscriber::with_default(Printer(AtomicU64::new(0)), || {
        println!("{:?}", check(1, "x"));
        println!("{:?}", check(2, ""));
        println!("{}", all("t", (3, 4))());
    });
}
