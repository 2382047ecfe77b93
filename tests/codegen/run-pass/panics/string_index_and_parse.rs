//! An error that `unwrap` shows, with a type of the program's own.
//@ run-status: abort
#[derive(Debug)]
enum Failure {
    Empty,
    Bad { at: usize, found: char },
}

fn digits(text: &str) -> Result<u32, Failure> {
    if text.is_empty() {
        return Err(Failure::Empty);
    }
    text.char_indices().try_fold(0, |n, (at, c)| c.to_digit(10).map(|d| n * 10 + d).ok_or(Failure::Bad { at, found: c }))
}

fn main() {
    println!("{:?} {:?}", digits("123"), digits(""));
    println!("{}", digits(std::hint::black_box("12é4")).unwrap());
}
