//! `#[sealed]`: traits that only their own crate implements.
//@ dependency: sealed = "0.6"

use sealed::sealed;

#[sealed]
trait Named {
    fn name(&self) -> String;
}

#[sealed(pub(crate))]
trait Partial<T>
where
    T: Copy,
{
    fn first(&self) -> T;
}

#[sealed]
impl Named for u8 {
    fn name(&self) -> String {
        format!("u8 {self}")
    }
}

#[sealed]
impl<T: Copy> Partial<T> for [T; 2] {
    fn first(&self) -> T {
        self[0]
    }
}

fn main() {
    println!("{} {}", 3u8.name(), [1, 2].first());
}
