// What `Debug` prints of tokens, with the places of their spans.
//@ run-pass
//@ check-run-results
//@ normalize-stdout: "#\d+ bytes" -> "#CTXT bytes"
//@ proc-macro: literals.rs
//@ edition: 2021

macro_rules! through {
    ($expr:expr) => {
        literals::debug!($expr, own)
    };
}

fn main() {
    let (input, made) = literals::debug!(name (1.5) + r#fn);
    println!("{input}\n{made}");
    println!("{}", through!(a - 'b').0);
}
