//! `#[readonly::make]`: fields that are public and cannot be written.
//@ dependency: readonly = "0.2"

mod inner {
    #[readonly::make]
    #[derive(Debug, Clone)]
    pub struct Point<T> {
        pub x: T,
        #[readonly]
        pub y: u32,
        private: bool,
    }

    #[readonly::make]
    pub struct Tuple(pub u8, pub(crate) String);

    pub fn make() -> (Point<char>, Tuple) {
        let mut point = Point { x: 'x', y: 2, private: false };
        point.private = true;
        (point, Tuple(3, "t".to_owned()))
    }
}

fn main() {
    let (point, tuple) = inner::make();
    println!("{} {} {point:?} {} {}", point.x, point.y, tuple.0, tuple.1);
}
