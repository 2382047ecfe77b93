//! Operands, arguments, fields and assignments are evaluated from left to right.
use std::hint::black_box;

struct Log(Vec<u32>);

impl Log {
    fn say(&mut self, n: u32) -> u32 {
        self.0.push(n);
        n
    }
}

#[derive(Debug)]
#[allow(dead_code)]
struct Point {
    x: u32,
    y: u32,
}

fn three(a: u32, b: u32, c: u32) -> u32 {
    a * 100 + b * 10 + c
}

fn main() {
    let mut log = Log(Vec::new());
    println!("{}", three(log.say(1), log.say(2), log.say(3)));
    println!("{:?}", Point { y: log.say(4), x: log.say(5) });
    println!("{:?}", [log.say(6), log.say(7)].map(|x| x + 1));
    let mut array = [0; 10];
    array[log.say(8) as usize] = log.say(9);
    array[log.say(1) as usize] += log.say(2);
    let sum = log.say(3) + log.say(4) * log.say(5) - log.say(6).min(log.say(7));
    println!("{array:?} {}", sum as i32);
    let mut x = black_box(1);
    x += { x *= 10; x };
    let y = x + { x = 5; x } + x;
    println!("{x} {y}");
    let mut a = [1, 2, 3];
    let mut i = 0;
    a[i] = { i += 1; a[i] * 10 };
    println!("{a:?} {i}");
    let range = log.say(1)..log.say(4);
    for n in range {
        log.say(n * 11);
    }
    let closure = |log: &mut Log| log.say(50);
    let tuple = (closure(&mut log), { log.say(51); log.0.len() }, match log.say(52) { n if log.say(53) > n => log.say(54), n => n });
    println!("{tuple:?} {:?}", log.0);
    let condition = log.say(0) == 0 || log.say(99) == 99;
    println!("{condition} {:?}", log.0.last());
}
