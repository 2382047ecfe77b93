//! What the program is called with.
//@ args: one --two=2 -3 ünï four,five
use std::env;

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    println!("{args:?} {}", env::args().len());
    println!("{:?}", env::args_os().nth(2).map(|a| a.len()));
    println!("{}", env::args().next().is_some_and(|name| name.ends_with(".wasm")));
    let sum: i32 = args.iter().filter_map(|a| a.parse::<i32>().ok()).sum();
    println!("{sum} {:?}", env::args().next_back());
}
