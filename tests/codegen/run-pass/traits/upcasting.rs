//! Trait objects become objects of supertraits, also in diamonds, and `dyn Any`.
use std::any::Any;
use std::fmt::Debug;
use std::hint::black_box;
use std::rc::Rc;

trait Base: Debug {
    fn base(&self) -> i32;
}
trait Left: Base {
    fn left(&self) -> i32 {
        self.base() * 10
    }
}
trait Right: Base {
    fn right(&self) -> i32;
}
trait Bottom: Left + Right + Any {
    fn bottom(&self) -> String;
}

#[derive(Debug, PartialEq)]
struct Value(i32, u8);

impl Base for Value {
    fn base(&self) -> i32 {
        self.0
    }
}
impl Left for Value {}
impl Right for Value {
    fn right(&self) -> i32 {
        self.0 + i32::from(self.1)
    }
}
impl Bottom for Value {
    fn bottom(&self) -> String {
        format!("bottom {}", self.0)
    }
}

fn main() {
    let bottom: Box<dyn Bottom> = black_box(Box::new(Value(5, 3)));
    let left: &dyn Left = &*bottom;
    let right: &dyn Right = &*bottom;
    let (base1, base2): (&dyn Base, &dyn Base) = (left, right);
    println!("{} {} {} {}", left.left(), right.right(), base1.base(), base2.base());
    let debug: &dyn Debug = base2;
    println!("{debug:?} {}", bottom.bottom());
    let any: &dyn Any = &*bottom;
    println!("{:?} {}", any.downcast_ref::<Value>(), any.is::<i32>());
    let shared: Rc<dyn Bottom> = Rc::new(Value(7, 1));
    let right: Rc<dyn Right> = shared.clone();
    println!("{} {} {}", right.right(), Rc::strong_count(&shared), right.base());
    let any: Box<dyn Any> = bottom;
    println!("{:?}", any.downcast::<Value>().map(|v| *v == Value(5, 3)));
}
