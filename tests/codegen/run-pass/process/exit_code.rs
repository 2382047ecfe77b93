//! `process::exit` ends the program with a code, and without drops.
//@ run-status: 42
struct Loud;

impl Drop for Loud {
    fn drop(&mut self) {
        println!("dropped");
    }
}

fn leave(code: i32) -> ! {
    println!("leaving with {code}");
    std::process::exit(code)
}

fn main() {
    let _loud = Loud;
    let code = std::hint::black_box(40);
    let value: u8 = if code > 0 { leave(code + 2) } else { 1 };
    println!("{value}");
}
