// The edition of a macro's tokens is that of the macro's crate, whatever the edition of the caller.
//@ revisions: e2015 e2018 e2021 e2024
//@[e2015] edition: 2015
//@[e2018] edition: 2018
//@[e2021] edition: 2021
//@[e2024] edition: 2024
//@ run-pass
//@ proc-macro: edition-2015.rs
//@ proc-macro: edition-2024.rs

extern crate edition_2015;
extern crate edition_2024;

edition_2015::name_of_2015!();
edition_2024::name_of_2021!();

// In the edition 2015 there are no `async` blocks, but the block's tokens are of 2024.
fn future() -> impl std::future::Future<Output = u8> {
    edition_2024::async_block!()
}

fn main() {
    assert_eq!(call_async(), 15);
    assert_eq!(call_gen(), 21);
    let _ = future();
}
