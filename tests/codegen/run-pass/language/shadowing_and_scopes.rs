//! Shadowed names, blocks as values, items within functions, and macros with their own names.
use std::hint::black_box;

const LEVEL: u32 = 1;

mod outer {
    pub const LEVEL: u32 = 2;
    pub mod inner {
        pub use super::LEVEL as OUTER;
        pub const LEVEL: u32 = super::LEVEL * 10 + crate::LEVEL;
        pub fn name() -> &'static str {
            fn name() -> &'static str {
                "innermost"
            }
            name()
        }
    }
}

macro_rules! hygienic {
    ($x:ident) => {{
        let y = $x * 2;
        let x = y + 1;
        (x, y, $x)
    }};
}

macro_rules! count {
    () => { 0 };
    ($first:tt $($rest:tt)*) => { 1 + count!($($rest)*) };
}

macro_rules! enumerate {
    ($($name:ident $(= $value:literal)?),*) => {
        #[derive(Debug, Clone, Copy)]
        enum Made { $($name $(= $value)?),* }
        const ALL: &[(Made, &str)] = &[$((Made::$name, stringify!($name))),*];
    };
}

enumerate!(First, Second = 10, Third);

fn main() {
    let x = black_box(5);
    let x = { let x = x + 1; x * { let x = 2; x } };
    println!("{x} {:?}", hygienic!(x));
    {
        const LEVEL: u32 = 7;
        static TEXT: &str = "scoped";
        println!("{LEVEL} {TEXT} {}", self::LEVEL);
    }
    {
        use outer::inner::*;
        println!("{} {} {}", outer::inner::LEVEL, OUTER, name());
    }
    println!("{} {:?}", count!(a b (c d) [e] 5), ALL.iter().map(|(m, n)| format!("{n}{}", *m as i32)).collect::<Vec<_>>());
    let x @ (a, _) = (black_box(1), 2);
    let y = if let (1, x) = x { x } else { a };
    println!("{x:?} {y}");
    fn generic<const N: usize>() -> [usize; N] {
        std::array::from_fn(|i| i * N)
    }
    println!("{:?} {:?}", generic::<3>(), (|| { let x = x.0; move || x })()());
    let r#match = "raw";
    println!("{match} {}", r#match.len(), r#match = r#match);
}
