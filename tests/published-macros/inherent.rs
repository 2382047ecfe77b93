//! `#[inherent]`: methods of a trait that can be called without importing it.
//@ dependency: inherent = "1"

mod types {
    use inherent::inherent;

    trait Shape {
        fn area(&self) -> u32;
        fn name() -> String
        where
            Self: Sized,
        {
            "shape".to_owned()
        }
    }

    pub struct Square<T>(pub T);

    #[inherent]
    impl<T: Copy + Into<u32>> Shape for Square<T> {
        /// Its area.
        pub fn area(&self) -> u32 {
            self.0.into() * self.0.into()
        }

        pub fn name() -> String;
    }
}

fn main() {
    println!("{} {}", types::Square(3u8).area(), types::Square::<u8>::name());
}
