// The tokens that a macro sees of its input: literals, lifetimes, raw names, comments, operators.
//@ run-pass
//@ check-run-results
//@ proc-macro: tokens.rs
//@ edition: 2021

use tokens::{printed, tokens};

macro_rules! through {
    ($expr:expr, $ty:ty, $ident:ident, $tt:tt, $literal:literal, $lifetime:lifetime, $vis:vis) => {
        tokens!($expr; $ty; $ident; $tt; $literal; $lifetime; $vis; $crate)
    };
}

fn main() {
    println!("{}", tokens! {
        1 1u8 0xff 1_000 1.5 1e3 2.0f32 -3
        'c' '\'' '\n' b'c' "s" "\u{e9}\0" r"raw" r##"raw "# "## b"bytes" br"raw" c"c" "日本語"
        name r#match _ self crate ünïcödé
        'lifetime 'static
        /// outer documentation
        //! inner documentation
        /** a block */
        <<= >>= ... ..= => -> :: && || # $ ? ~ @ + +
        () [] {} ((a) [b]) true
    });
    println!("{}", through!(1 + 2, Vec<u8>, name, (a), -1, 'a, pub(crate)));
    println!("{}", printed!(a+b  - c . d ( e,f ) ;g::<h>
        /// documentation
        i -> j));
}
