//! A panic ends the program, with a message on the standard error.

fn main() {
    println!("before");
    let empty: Vec<i32> = Vec::new();
    println!("{}", empty[std::env::args().count()]);
}
