//! `seq!`: numbered repetitions, which is made without `syn`.

use seq_macro::seq;

seq!(N in 0..4 {
    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Irq {
        #(
            Irq~N = (N + 1) * 2,
        )*
    }
});

seq!(N in 0x0F..=0x12 {
    fn hex~N() -> u32 { N }
});

seq!(L in 'a'..='e' {
    #[allow(non_upper_case_globals)]
    const LETTER_~L: char = L;
});

seq!(P in 000..003 {
    const NAMES: [&str; 3] = [#(stringify!(name~P),)*];
});

fn sum<const K: usize>(tuple: (usize, usize, usize)) -> usize {
    seq!(I in 0..3 { 0 #( + tuple.I * K )* })
}

fn main() {
    println!("{:?} {}", Irq::Irq3, Irq::Irq2 as u8);
    println!("{} {}", hex0F(), hex12());
    println!("{}{}", LETTER_a, LETTER_e);
    println!("{NAMES:?} {}", sum::<2>((1, 2, 3)));
    let mut lines = Vec::new();
    seq!(X in 1..=2 {
        seq!(Y in 1..=2 {
            lines.push(format!("{} {}", X, Y));
        });
    });
    println!("{lines:?}");
}
