//! `become` does not need stack: between functions, through pointers and traits, with all kinds of arguments.
//@ compile-flags: -Ctarget-feature=+tail-call
#![feature(explicit_tail_calls)]
#![allow(incomplete_features)]
use std::hint::black_box;

const MANY: u64 = 300_000;

fn even(n: u64) -> bool {
    if n == 0 { true } else { become odd(n - 1) }
}

fn odd(n: u64) -> bool {
    if n == 0 { false } else { become even(n - 1) }
}

/// Passed and returned in memory.
#[derive(Clone, Copy, Debug)]
struct Large([u64; 5]);

fn swapping(n: u64, a: Large, b: Large) -> (Large, Large) {
    if n == 0 {
        return (a, b);
    }
    let mut next = a;
    next.0[(n % 5) as usize] += n;
    become swapping(n - 1, b, next)
}

fn rotating(n: u64, a: [u32; 9], b: [u32; 9], first: u32) -> [u32; 9] {
    if n == 0 {
        return [first; 9].map(|x| x.wrapping_add(a[0]).wrapping_mul(b[8]));
    }
    let local = [b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], a[0] ^ first];
    become rotating(n - 1, local, a, b[0])
}

fn of_many_kinds(n: u64, a: u8, b: i16, c: f32, d: f64, e: u128, f: &str, g: (bool, char)) -> (u128, usize) {
    if n == 0 {
        println!("{a} {b} {c} {d} {e} {f} {g:?}");
        return (e, f.len());
    }
    become of_many_kinds(n - 1, a.wrapping_add(7), b.wrapping_sub(9), c + 1.0, d * 0.5, e ^ (e << 1), f, (!g.0, g.1))
}

type Step = fn(&mut Vec<u8>, usize) -> usize;

fn through_pointers(code: &mut Vec<u8>, at: usize) -> usize {
    const STEPS: [Step; 3] = [through_pointers, add, stop];
    let step = STEPS[code[at] as usize];
    become step(code, at + 1)
}

fn add(code: &mut Vec<u8>, at: usize) -> usize {
    code[at] = code[at].wrapping_add(1) % 3;
    become through_pointers(code, at)
}

fn stop(code: &mut Vec<u8>, at: usize) -> usize {
    code.len() * 1_000 + at
}

trait Count {
    fn count(&self, n: u64, by: &dyn Count) -> u64;
    fn step(&self) -> u64;
}

struct Ones(u64);

impl Count for Ones {
    fn count(&self, n: u64, by: &dyn Count) -> u64 {
        let step = self.0 + by.step();
        if n < step { n * 10 + step } else { become self.count(n - step, by) }
    }

    fn step(&self) -> u64 {
        self.0
    }
}

/// A method's caller has the type of the method, which is called without the vtable.
fn counting(this: &dyn Count, n: u64, by: &dyn Count) -> u64 {
    become this.count(n, by)
}

extern "C" fn like_c(n: u32, a: [u64; 3], b: u8) -> u32 {
    if n == 0 { a[0] as u32 + u32::from(b) } else { become like_c(n - 1, [a[1], a[2], a[0] + 1], b ^ 5) }
}

struct Loud(&'static str);

impl Drop for Loud {
    fn drop(&mut self) {
        println!("dropped {}", self.0);
    }
}

fn first_drops(n: u32) {
    let _local = Loud("before the call");
    become then_prints(n)
}

#[track_caller]
fn then_prints(n: u32) {
    println!("called with {n}");
}

fn main() {
    println!("{} {}", even(black_box(MANY)), odd(black_box(MANY)));
    println!("{:?}", swapping(black_box(MANY + 1), Large([1, 2, 3, 4, 5]), Large([6, 7, 8, 9, 10])));
    println!("{:?}", rotating(black_box(MANY), [1; 9], [2, 3, 4, 5, 6, 7, 8, 9, 10], 11));
    println!("{:?}", of_many_kinds(black_box(MANY), 1, 2, 3.0, 4.0, 5, "six", (true, '7')));
    let mut code: Vec<u8> = (0..MANY).map(|n| (n % 7 == 3) as u8).chain([2, 2, 2]).collect();
    println!("{}", through_pointers(&mut code, 0));
    println!("{}", counting(&Ones(3), black_box(MANY), &Ones(2)));
    println!("{}", like_c(black_box(300_001), [1, 2, 3], 4));
    first_drops(black_box(8));
}
