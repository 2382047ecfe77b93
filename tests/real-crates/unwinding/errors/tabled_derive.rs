//! What `#[derive(Tabled)]` refuses, by panics that it catches.

use tabled::Tabled;

#[derive(Tabled)]
struct Unknown {
    #[tabled(no_such_option)]
    a: u8,
}

#[derive(Tabled)]
#[tabled(rename_all = "Sideways")]
struct Case {
    a: u8,
}

#[derive(Tabled)]
struct Order {
    #[tabled(order = "first")]
    a: u8,
}

#[derive(Tabled)]
struct Shown {
    a: NotShown,
    #[tabled(display = "absent")]
    b: u8,
}

struct NotShown;

#[derive(Tabled)]
union Both {
    a: u8,
    b: i8,
}

fn main() {}
