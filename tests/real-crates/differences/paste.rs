//! `paste!` finds out by a panic, which it catches, whether a name is one.

paste::paste! {
    fn [<a 'b' "c d">]() {}
}

fn main() {}
