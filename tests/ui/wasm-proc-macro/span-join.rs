// The join of two spans reaches from the first to the second, over several lines too.
//@ proc-macro: spans.rs
//@ edition: 2021

use spans::joined;

joined!(one); //~ ERROR all of this
joined!(one, (two, three) four); //~ ERROR all of this
joined! {
    first //~ ERROR all of this
    ünïcödé "日本語"
    last
}

macro_rules! join_with_own {
    ($token:tt) => {
        joined!($token own); //~ ERROR all of this
    };
}

join_with_own!(outer);

fn main() {}
