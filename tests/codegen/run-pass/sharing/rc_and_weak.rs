//! Counted references, weak ones, cycles, and unique access.
use std::cell::RefCell;
use std::hint::black_box;
use std::rc::{Rc, Weak};

struct Node {
    name: String,
    parent: RefCell<Weak<Node>>,
    children: RefCell<Vec<Rc<Node>>>,
}

struct Me {
    number: u8,
    me: Weak<Me>,
}

impl Node {
    fn new(name: &str, children: Vec<Rc<Node>>) -> Rc<Node> {
        let node = Rc::new(Node { name: name.to_owned(), parent: RefCell::default(), children: RefCell::new(children) });
        for child in node.children.borrow().iter() {
            *child.parent.borrow_mut() = Rc::downgrade(&node);
        }
        node
    }

    fn path(&self) -> String {
        self.parent.borrow().upgrade().map_or(String::new(), |p| p.path() + "/") + &self.name
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        print!("[{}] ", self.name);
    }
}

fn main() {
    let leaf = Node::new("leaf", vec![]);
    let root = Node::new("root", vec![Node::new("inner", vec![leaf.clone(), Node::new("other", vec![])])]);
    println!("{} {} {}", leaf.path(), Rc::strong_count(&leaf), Rc::weak_count(&root));
    drop(root);
    println!("{} {}", leaf.path(), Rc::strong_count(&leaf));
    let mut shared = Rc::new(black_box(vec![1, 2]));
    Rc::get_mut(&mut shared).unwrap().push(3);
    let other = shared.clone();
    println!("{:?}", Rc::get_mut(&mut shared));
    println!("{}", Rc::ptr_eq(&shared, &other));
    Rc::make_mut(&mut shared).push(4);
    println!("{shared:?} {other:?} {}", Rc::ptr_eq(&shared, &other));
    println!("{:?} {:?}", Rc::try_unwrap(other), Rc::into_inner(shared));
    let weak = Rc::downgrade(&Rc::new(5));
    println!("{:?} {} {:?}", weak.upgrade(), weak.strong_count(), Weak::<u8>::new().upgrade());
    let text: Rc<str> = "counted".into();
    let slice: Rc<[u16]> = (0..black_box(4)).collect();
    let object: Rc<dyn Fn(i32) -> i32> = Rc::new(|x| x + 1);
    println!("{text} {slice:?} {} {}", object(1), size_of_val(&text));
    let cyclic = Rc::new_cyclic(|me| Me { number: 7, me: Weak::clone(me) });
    println!("{} {}", cyclic.me.upgrade().map_or(0, |me| me.number), Rc::strong_count(&cyclic));
    println!("{}", Rc::new(3) < Rc::new(4));
}
