//! What `paste!` refuses.

use paste::paste;

paste! {
    fn [<a - b>]() {}
}

paste! {
    const [<1 a>]: u8 = 1;
}

// It finds out by a panic, which it catches, that this is not a name.
paste! {
    fn [<a 'b' "c d">]() {}
}

paste! {
    fn [<a:shout>]() {}
}

paste! {
    fn [<env!("A" "B")>]() {}
}

paste! {
    struct [<Fine Name>](Missing [<Type Name>]);
}

fn main() {
    paste! { let [<wrong type>]: u8 = "text"; }
    wrongtype + 1;
}
