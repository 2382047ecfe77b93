//! `unwrap` on `None` names the caller's place.
//@ run-status: abort
fn main() {
    let list = std::hint::black_box(vec![3, 1, 2]);
    println!("{:?}", list.iter().max().unwrap());
    let missing = list.iter().find(|x| **x > 5).unwrap();
    println!("{missing}");
}
