//! Observers with weak references, an undo stack of closures, and a cache with counts.
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hint::black_box;
use std::rc::{Rc, Weak};

trait Observer {
    fn notify(&self, event: &str) -> bool;
}

struct Logger {
    name: &'static str,
    lines: RefCell<Vec<String>>,
    muted: Cell<bool>,
}

impl Observer for Logger {
    fn notify(&self, event: &str) -> bool {
        if !self.muted.get() {
            self.lines.borrow_mut().push(format!("{}:{event}", self.name));
        }
        !self.muted.get()
    }
}

#[derive(Default)]
struct Subject {
    observers: RefCell<Vec<Weak<dyn Observer>>>,
}

impl Subject {
    fn attach(&self, observer: &Rc<impl Observer + 'static>) {
        let weak: Weak<dyn Observer> = Rc::<_>::downgrade(observer) as Weak<dyn Observer>;
        self.observers.borrow_mut().push(weak);
    }

    fn send(&self, event: &str) -> (usize, usize) {
        self.observers.borrow_mut().retain(|o| o.strong_count() > 0);
        let alive: Vec<_> = self.observers.borrow().iter().filter_map(Weak::upgrade).collect();
        (alive.len(), alive.iter().filter(|o| o.notify(event)).count())
    }
}

struct Editor {
    text: Rc<RefCell<String>>,
    undo: Vec<Box<dyn FnOnce()>>,
}

impl Editor {
    fn insert(&mut self, at: usize, part: &str) {
        self.text.borrow_mut().insert_str(at, part);
        let (text, length) = (Rc::clone(&self.text), part.len());
        self.undo.push(Box::new(move || drop(text.borrow_mut().drain(at..at + length))));
    }
}

fn main() {
    let make = |name| Rc::new(Logger { name, lines: RefCell::default(), muted: Cell::new(false) });
    let (subject, a, b) = (Subject::default(), make("a"), make("b"));
    subject.attach(&a);
    subject.attach(&b);
    println!("{:?}", subject.send(black_box("first")));
    a.muted.set(true);
    println!("{:?} {:?}", subject.send("second"), b.lines.take());
    drop(b);
    println!("{:?} {:?} {}", subject.send("third"), a.lines.borrow(), Rc::weak_count(&a));
    let mut editor = Editor { text: Rc::default(), undo: Vec::new() };
    for (at, part) in [(0, "hello"), (5, " world"), (0, ">> "), (3, "oh, ")] {
        editor.insert(at, part);
    }
    println!("{}", editor.text.borrow());
    while let Some(undo) = editor.undo.pop() {
        undo();
        print!("{:?} ", editor.text.borrow());
    }
    println!("{}", Rc::strong_count(&editor.text));
    let (cache, hits) = (RefCell::new(HashMap::new()), Cell::new(0));
    let square = |n: u64| *cache.borrow_mut().entry(n).or_insert_with(|| { hits.set(hits.get() + 1); n * n });
    println!("{} {}", [3, 4, 3, 3, 4].map(square).iter().sum::<u64>(), hits.get());
}
