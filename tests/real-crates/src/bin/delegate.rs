//! `delegate!`: methods passed on to a field, with conversions and other names.

use delegate::delegate;

struct Stack<T> {
    items: Vec<T>,
    spare: std::collections::BTreeMap<String, T>,
}

impl<T: Clone + PartialOrd> Stack<T> {
    fn items(&mut self) -> &mut Vec<T> {
        &mut self.items
    }

    delegate! {
        to self.items {
            #[call(len)]
            pub fn size(&self) -> usize;
            fn push(&mut self, value: T);
            pub(crate) fn first(&self) -> Option<&T>;
            #[into]
            #[call(contains)]
            fn has(&self, value: &T) -> Answer where T: PartialEq;
            fn extend_from_slice<'a>(&mut self, other: &'a [T]);
        }
        to self.items() {
            fn pop(&mut self) -> Option<T>;
            #[unwrap]
            #[call(pop)]
            fn must_pop(&mut self) -> T;
        }
        to self.spare {
            #[call(insert)]
            fn keep(&mut self, #[into] name: &str, value: T) -> Option<T>;
        }
    }
}

#[derive(Debug)]
enum Answer {
    Yes,
    No,
}

impl From<bool> for Answer {
    fn from(value: bool) -> Self {
        if value { Answer::Yes } else { Answer::No }
    }
}

fn main() {
    let mut stack = Stack { items: vec![1], spare: Default::default() };
    stack.push(2);
    stack.extend_from_slice(&[3, 4]);
    println!("{} {:?} {:?} {:?}", stack.size(), stack.first(), stack.has(&3), stack.has(&9));
    println!("{:?} {}", stack.pop(), stack.must_pop());
    println!("{:?} {:?}", stack.keep("a", 10), stack.keep("a", 11));
    stack.items.clear();
    let caught = std::panic::catch_unwind(move || stack.must_pop());
    println!("{}", caught.is_err());
}
