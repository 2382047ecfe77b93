//! `OnceLock`, `LazyLock`, `OnceCell` and `Once` run their code once.
use std::cell::{LazyCell, OnceCell};
use std::collections::HashMap;
use std::sync::{LazyLock, Once, OnceLock};

static TABLE: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    println!("making the table");
    ["one", "three"].map(|w| (w, w.len())).into()
});
static CONFIG: OnceLock<String> = OnceLock::new();
static START: Once = Once::new();
static CHAIN: LazyLock<Vec<usize>> = LazyLock::new(|| TABLE.values().map(|n| n * 2).collect());

fn config() -> &'static str {
    CONFIG.get_or_init(|| {
        println!("making the configuration");
        "made".to_owned()
    })
}

struct Cached {
    input: u64,
    result: OnceCell<u64>,
}

impl Cached {
    fn get(&self) -> u64 {
        *self.result.get_or_init(|| {
            println!("computing");
            (1..=self.input).product()
        })
    }
}

fn main() {
    println!("start {:?}", CONFIG.get());
    println!("{} {}", config(), config());
    println!("{:?} {:?}", CONFIG.set("other".into()), CONFIG.get());
    println!("{:?} {}", TABLE.get("three"), TABLE.len());
    let mut chain = CHAIN.clone();
    chain.sort();
    println!("{chain:?}");
    for _ in 0..3 {
        START.call_once(|| println!("once"));
    }
    println!("{}", START.is_completed());
    let cached = Cached { input: 15, result: OnceCell::new() };
    println!("{:?}", cached.result.get());
    println!("{} {} {:?}", cached.get(), cached.get(), cached.result);
    let base = 5;
    let lazy = LazyCell::new(|| {
        println!("forced with {base}");
        vec![base; 3]
    });
    println!("{} {:?}", lazy.len(), *lazy);
    let mut cell = OnceCell::from(1);
    println!("{:?} {:?} {:?}", cell.set(2), cell.take(), cell.into_inner());
}
