//! Macros that recurse, count, build tables and types, and that parse small languages.
use std::collections::BTreeMap;
use std::hint::black_box;

macro_rules! map {
    ($($key:expr => $value:expr),* $(,)?) => {{
        let mut map = BTreeMap::new();
        $( map.insert($key, $value); )*
        map
    }};
}

macro_rules! rpn {
    (@ [$result:expr]) => { $result };
    (@ [$b:expr, $a:expr $(, $rest:expr)*] + $($tail:tt)*) => { rpn!(@ [$a + $b $(, $rest)*] $($tail)*) };
    (@ [$b:expr, $a:expr $(, $rest:expr)*] - $($tail:tt)*) => { rpn!(@ [$a - $b $(, $rest)*] $($tail)*) };
    (@ [$b:expr, $a:expr $(, $rest:expr)*] * $($tail:tt)*) => { rpn!(@ [$a * $b $(, $rest)*] $($tail)*) };
    (@ [$($stack:expr),*] $number:literal $($tail:tt)*) => { rpn!(@ [$number $(, $stack)*] $($tail)*) };
    ($($tokens:tt)+) => { rpn!(@ [] $($tokens)+) };
}

macro_rules! machine {
    ($name:ident { $($state:ident { $($on:pat => $next:ident),* $(,)? })* }) => {
        #[derive(Clone, Copy, Debug, PartialEq)]
        enum $name { $($state),* }
        impl $name {
            fn step(self, c: char) -> Option<$name> {
                match self {
                    $( $name::$state => match c { $($on => Some($name::$next),)* #[allow(unreachable_patterns)] _ => None }, )*
                }
            }
            fn run(text: &str) -> Result<$name, (usize, $name)> {
                let first = [$($name::$state),*][0];
                text.chars().enumerate().try_fold(first, |s, (i, c)| s.step(c).ok_or((i, s)))
            }
        }
    };
}

machine!(Number {
    Start { '-' => Sign, '0'..='9' => Whole }
    Sign { '0'..='9' => Whole }
    Whole { '0'..='9' => Whole, '.' => Dot, 'e' | 'E' => Exponent }
    Dot { '0'..='9' => Fraction }
    Fraction { '0'..='9' => Fraction, 'e' | 'E' => Exponent }
    Exponent { '+' | '-' => Power, '0'..='9' => Power }
    Power { '0'..='9' => Power }
});

macro_rules! tuple_sum {
    ($($name:ident)*) => { tuple_sum!(@ [] $($name)*); };
    (@ [$($done:ident)*]) => { tuple_sum!(! $($done)*); };
    (@ [$($done:ident)*] $next:ident $($rest:ident)*) => {
        tuple_sum!(! $($done)*);
        tuple_sum!(@ [$($done)* $next] $($rest)*);
    };
    (! $($name:ident)*) => {
        #[allow(non_snake_case, unused_parens)]
        impl<$($name: Into<i64>),*> Sum for ($($name,)*) {
            fn sum(self) -> i64 {
                let ($($name,)*) = self;
                0 $(+ $name.into())*
            }
        }
    };
}

trait Sum {
    fn sum(self) -> i64;
}

tuple_sum!(A B C D E);

fn main() {
    println!("{:?} {:?}", map! { "b" => 1, "a" => 2, }, map! { 1 => vec![black_box('x')] });
    println!("{} {}", rpn!(3 4 + 5 *), rpn!(2 3 4 * - 1 -));
    println!("{:?}", black_box(["12", "-3.5", "1e+9", "1.", "x", "--1", "7e", ""]).map(Number::run));
    println!("{} {} {} {}", ().sum(), (1u8,).sum(), (1i8, 2u16, -3i32).sum(), (true, 1, 2, 3, black_box(4u32)).sum());
}
