//! Modules, re-exports, `impl` blocks in several places, and traits that are in scope only where used.
use std::hint::black_box;

mod shapes {
    #[derive(Debug, Clone, Default)]
    pub struct Polygon {
        points: Vec<(i32, i32)>,
        pub(crate) name: String,
    }

    pub mod building {
        use super::Polygon;

        impl Polygon {
            pub fn with(mut self, x: i32, y: i32) -> Self {
                self.points.push((x, y));
                self
            }
        }

        pub fn square(n: i32) -> Polygon {
            let named = Polygon { name: format!("square {n}"), ..Polygon::default() };
            named.with(0, 0).with(n, 0).with(n, n).with(0, n)
        }
    }

    pub mod measure {
        pub trait Area {
            fn double_area(&self) -> i64;
        }

        impl Area for super::Polygon {
            fn double_area(&self) -> i64 {
                let next = self.points.iter().cycle().skip(1);
                let cross = |((ax, ay), (bx, by)): (&(i32, i32), &(i32, i32))| i64::from(ax * by - bx * ay);
                self.points.iter().zip(next).map(cross).sum()
            }
        }
    }

    pub use building::square as make_square;
    pub(super) use measure::Area as _;
}

mod numbers {
    pub trait Double {
        fn double(self) -> Self;
    }
    macro_rules! double {
        ($($t:ident)*) => { $( impl Double for $t { fn double(self) -> $t { self + self } } )* };
    }
    double!(u8 i64 f32);
    pub mod constants {
        pub const ONE: u8 = super::super::numbers::two() / 2;
    }
    pub const fn two() -> u8 {
        2
    }
}

fn areas() -> Vec<i64> {
    use shapes::measure::Area;
    [1, 2, black_box(10)].map(|n| shapes::make_square(n).double_area()).to_vec()
}

fn main() {
    println!("{:?}", areas());
    let triangle = shapes::Polygon::default().with(0, 0).with(4, 0).with(0, black_box(3));
    println!("{triangle:?} {:?}", shapes::make_square(5).name);
    use numbers::Double;
    println!("{} {} {}", numbers::constants::ONE.double(), black_box(-4i64).double(), 1.25f32.double());
}
