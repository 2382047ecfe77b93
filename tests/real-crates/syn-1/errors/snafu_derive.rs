//! What snafu's derive refuses.

use snafu::Snafu;

#[derive(Debug, Snafu)]
#[snafu(unknown)]
enum Unknown {
    #[snafu(display("x"), display("y"))]
    A,
    #[snafu(source)]
    B {
        a: u8,
    },
    C(u8),
}

#[derive(Snafu)]
union Union {
    a: u8,
}

fn main() {}
