// Literals that a macro makes, parses and takes apart.
//@ run-pass
//@ check-run-results
//@ proc-macro: literals.rs
//@ edition: 2021

use literals::{constructed, parsed, values};

fn main() {
    let literals = constructed!();
    assert_eq!(literals.0.0, 1_u8);
    assert_eq!(literals.1.0, -2_i128);
    assert_eq!(literals.7.0, "a \"quoted\" \u{1f980}\0\n");
    assert_eq!(literals.11.0, b"bytes \0\xff\"");
    assert_eq!(literals.12.0, c"of C");
    assert_eq!(literals.13.0, 31_u64);
    println!("{}", [
        literals.0.1, literals.1.1, literals.2.1, literals.3.1, literals.4.1, literals.5.1,
        literals.6.1, literals.7.1, literals.8.1, literals.9.1, literals.10.1, literals.11.1,
        literals.12.1, literals.13.1, literals.14.1, literals.15.1,
    ].join("\n"));
    println!("{}", parsed!());
    println!("{}", values!("a\n\u{e9}" r#"b"# b"c\xff" c"d" 'e' 1));
}
