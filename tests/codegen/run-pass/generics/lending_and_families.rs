//! Associated types with parameters: iterators that lend, families of pointers, and constructors.
use std::fmt::Debug;
use std::hint::black_box;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

trait Lending {
    type Item<'a>
    where
        Self: 'a;
    fn next(&mut self) -> Option<Self::Item<'_>>;

    fn each(&mut self, mut f: impl FnMut(Self::Item<'_>)) -> usize {
        let mut n = 0;
        while let Some(item) = self.next() {
            f(item);
            n += 1;
        }
        n
    }
}

struct Windows<'s, T>(&'s mut [T], usize);

impl<T> Lending for Windows<'_, T> {
    type Item<'a>
        = &'a mut [T]
    where
        Self: 'a;
    fn next(&mut self) -> Option<&mut [T]> {
        let window = self.0.get_mut(self.1..self.1 + 3)?;
        self.1 += 1;
        Some(window)
    }
}

struct Lines(String, Vec<String>);

impl Lending for Lines {
    type Item<'a> = (&'a str, usize);
    fn next(&mut self) -> Option<(&str, usize)> {
        self.0 = self.1.pop()?;
        Some((self.0.trim(), self.1.len()))
    }
}

trait Family {
    type Of<T: Debug>: Deref<Target = T> + Clone + Debug;
    fn make<T: Debug>(value: T) -> Self::Of<T>;
}

struct Counted;
struct Shared;

impl Family for Counted {
    type Of<T: Debug> = Rc<T>;
    fn make<T: Debug>(value: T) -> Rc<T> {
        Rc::new(value)
    }
}

impl Family for Shared {
    type Of<T: Debug> = Arc<T>;
    fn make<T: Debug>(value: T) -> Arc<T> {
        Arc::new(value)
    }
}

#[derive(Debug)]
struct Tree<F: Family> {
    value: F::Of<String>,
    count: F::Of<u32>,
}

fn tree<F: Family>(text: &str) -> Tree<F> {
    Tree { value: F::make(text.to_owned()), count: F::make(text.len() as u32) }
}

fn main() {
    let mut numbers = black_box([1, 2, 3, 4, 5, 6]);
    let mut windows = Windows(&mut numbers, 0);
    let mut n = 0;
    while let Some(w) = windows.next() {
        w[2] += w[0] * 10;
        n += 1;
    }
    println!("{n} {numbers:?}");
    let mut seen = Vec::new();
    let n = Lines(String::new(), vec![" a".into(), "bc ".into(), " d ".into()]).each(|(t, left)| seen.push(format!("{t}{left}")));
    println!("{n} {seen:?}");
    let (a, b) = (tree::<Counted>("counted"), tree::<Shared>("shared"));
    println!("{} {} {}", a.value.len(), *a.count + *b.count, a.value.clone().as_str() > b.value.as_str());
}
