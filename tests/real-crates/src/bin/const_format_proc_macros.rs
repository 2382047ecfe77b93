//! `formatcp!`, `concatcp!` and their like: strings put together at compile time.

use const_format::{concatcp, formatcp, map_ascii_case, str_index, str_repeat, Case};

const NAME: &str = "Ferris";
const AGE: u32 = 9;
const LINE: &str = formatcp!("{NAME} is {} years {0:?} {age:#x} {:#b} {{}}", AGE, 5u8, age = AGE * 2);
const ALL: &str = concatcp!(NAME, ' ', AGE, '\n', true, -5i8, "\"quoted\"");
const DEBUG: &str = formatcp!("{:?} {:?} {text:?}", "tab\t", 'ü', text = NAME);

const fn double<const N: usize>() -> usize {
    2 * N
}

struct Generic<const N: usize>;

impl<const N: usize> Generic<N> {
    const TEXT: &'static str = str_repeat!("ab", double::<3>());
}

fn main() {
    println!("{LINE}\n{ALL}\n{DEBUG}\n{}", Generic::<2>::TEXT);
    println!("{}", map_ascii_case!(Case::UpperSnake, "someWordsHere"));
    println!("{}", str_index!(LINE, 2..6));
    println!("{}", formatcp!("{{{{{}}}}} {0}", concatcp!(1u8, 2u16, 3i64)));
}
