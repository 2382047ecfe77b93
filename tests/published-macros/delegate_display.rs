//! `#[derive(DelegateDisplay, DelegateDebug)]`: formatting by a field.
//@ dependency: delegate-display = "3"

use delegate_display::{DelegateDebug, DelegateDisplay};

#[derive(DelegateDisplay, DelegateDebug)]
struct Wrapped<T>(T);

#[derive(DelegateDisplay)]
enum Either<L, R> {
    Left(L),
    Right { inner: R },
}

#[derive(DelegateDebug)]
struct Named {
    value: u8,
}

fn main() {
    println!("{} {:?} {:>4}", Wrapped("a"), Wrapped("b"), Wrapped(1));
    println!("{} {}", Either::<u8, char>::Left(1), Either::<u8, char>::Right { inner: 'x' });
    println!("{:?}", Named { value: 10 });
}
