// A macro that counts its expansions, and reads what the compiler tracks.
//@ edition: 2021

#![feature(proc_macro_tracked_env)]

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};

use proc_macro::TokenStream;

static COUNT: AtomicU32 = AtomicU32::new(0);

thread_local! {
    static LAST: Cell<u32> = const { Cell::new(100) };
}

#[proc_macro]
pub fn next(_: TokenStream) -> TokenStream {
    COUNT.fetch_add(1, Ordering::Relaxed).to_string().parse().unwrap()
}

#[proc_macro_attribute]
pub fn skip(_: TokenStream, item: TokenStream) -> TokenStream {
    COUNT.fetch_add(10, Ordering::Relaxed);
    item
}

#[proc_macro]
pub fn env(_: TokenStream) -> TokenStream {
    format!("{:?}", proc_macro::tracked::env_var("CARGO_PKG_COUNTER").ok()).parse().unwrap()
}

#[proc_macro]
pub fn is_available(_: TokenStream) -> TokenStream {
    LAST.with(|last| last.set(last.get() + 1));
    proc_macro::is_available().to_string().parse().unwrap()
}
