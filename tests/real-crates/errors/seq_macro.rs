//! What `seq!` refuses, and errors in what it repeats.

use seq_macro::seq;

seq!(N in 0..=300u8 { const A~N: u8 = N; });
seq!(N in 5..2 { const B~N: u8 = N; });
seq!(N in 0..'c' {});
seq!(N from 0..3 {});
seq!(N in 0..3);
seq!(N in 0..x {});
seq!(N in 1..3 {
    fn f~N() -> u8 {
        missing~N(N)
    }
});

fn main() {}
