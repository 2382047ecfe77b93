//! Names, sizes and alignments of many types, as one table.
#![feature(never_type)]
use std::any::{type_name, type_name_of_val};
use std::collections::*;

struct Own<'a, T: ?Sized, const N: usize>(#[allow(dead_code)] &'a T, #[allow(dead_code)] [u8; N]);

mod inner {
    pub enum Deep {
        #[allow(dead_code)]
        A(Box<Deep>),
    }
    pub fn function<T>(_: T) {}
}

macro_rules! table {
    ($($t:ty),* $(,)?) => {$(
        println!("{} {} {}", type_name::<$t>(), size_of::<$t>(), align_of::<$t>());
    )*};
}

fn main() {
    table!(
        u8, i128, f64, char, bool, (), !, str_ref, (u8, u32, u8), [u16; 7], &'static str, &[u8], *const u8, *mut dyn Send,
        fn(u8) -> bool, extern "C" fn(), Box<[u8]>, Box<dyn Fn(u8) -> u8>, String, Vec<u8>, VecDeque<u64>, BTreeMap<u8, u8>,
        HashMap<u8, u8>, HashSet<()>, BinaryHeap<i8>, LinkedList<u8>, Option<u8>, Option<char>, Option<Box<u8>>,
        Result<u8, String>, Own<'static, str, 3>, inner::Deep, std::rc::Rc<str>, std::cell::RefCell<u8>, std::time::Duration,
        std::sync::Mutex<u8>, std::num::NonZero<u32>, std::ops::RangeInclusive<u8>, [[u8; 2]; 3], (u8, (u16, [u32; 0])),
    );
    println!("{} {}", type_name_of_val(&inner::function::<u8>), type_name_of_val(&table_of::<3>));
    println!("{}", type_name_of_val(&[Some("x")]));
    println!("{}", type_name_of_val(&(|| 5)));
    println!("{} {}", module_path!(), type_name::<dyn Iterator<Item = (u8, char)>>());
}

#[allow(non_camel_case_types)]
type str_ref = &'static str;

fn table_of<const N: usize>() -> [u8; N] {
    [0; N]
}
