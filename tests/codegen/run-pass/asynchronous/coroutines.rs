//! Coroutines that yield, get values back, return, and are iterated over.
#![feature(coroutines, coroutine_trait, stmt_expr_attributes, gen_blocks, yield_expr)]
use std::hint::black_box;
use std::ops::{Coroutine, CoroutineState};
use std::pin::{Pin, pin};

fn fibonacci(limit: u64) -> impl Coroutine<Yield = u64, Return = &'static str> {
    #[coroutine]
    static move || {
        let (mut a, mut b) = (0, 1);
        while a < limit {
            yield a;
            (a, b) = (b, a + b);
        }
        "limit"
    }
}

fn echo() -> impl Coroutine<i32, Yield = i32, Return = Vec<i32>> + Unpin {
    #[coroutine]
    |mut input: i32| {
        let mut seen = Vec::new();
        while input >= 0 {
            seen.push(input);
            input = yield input * seen.len() as i32;
        }
        seen
    }
}

gen fn steps(n: u32) -> u32 {
    for i in 0..n {
        if i % 3 == 2 {
            continue;
        }
        yield i;
        for j in 0..i / 2 {
            yield i * 100 + j;
        }
    }
}

fn main() {
    let mut coroutine = pin!(fibonacci(black_box(100)));
    loop {
        match coroutine.as_mut().resume(()) {
            CoroutineState::Yielded(n) => print!("{n} "),
            CoroutineState::Complete(text) => break println!("{text}"),
        }
    }
    let mut echo = echo();
    for n in black_box([5, 6, 7, -1]) {
        match Pin::new(&mut echo).resume(n) {
            CoroutineState::Yielded(n) => print!("{n} "),
            CoroutineState::Complete(seen) => println!("{seen:?}"),
        }
    }
    println!("{:?} {}", steps(black_box(7)).collect::<Vec<_>>(), steps(30).sum::<u32>());
    let text = String::from("letters");
    println!("{:?}", gen { for c in text.chars() { yield c; yield '-'; } }.collect::<String>());
}
