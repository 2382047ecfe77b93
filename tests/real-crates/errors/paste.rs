//! What `paste!` refuses.

use paste::paste;

paste! {
    fn [<a - b>]() {}
}

paste! {
    const [<1 a>]: u8 = 1;
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
