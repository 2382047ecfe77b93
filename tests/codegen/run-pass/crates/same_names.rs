//! Two libraries whose functions, statics and types have the same names do not mix.
//@ aux-build: twin.rs
//@ aux-build: other_twin.rs
fn main() {
    println!("{} {} {} {}", twin::name(), other_twin::name(), twin::VALUE, other_twin::VALUE);
    println!("{} {}", twin::same::function(), other_twin::same::function());
    let (_a, _b) = (twin::Thing(7), other_twin::Thing(8));
    println!("{:?}", [twin::name as fn() -> &'static str, other_twin::name].map(|f| f()));
}
