//! Temporaries live to the end of the statement, or as long as a variable that extends them.
use std::hint::black_box;
use std::ops::Deref;

struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        print!("({}) ", self.0);
    }
}

impl D {
    fn text(&self) -> &str {
        self.0
    }
    fn chain(self, name: &'static str) -> D {
        print!("{}>{name} ", self.0);
        D(name)
    }
}

impl Deref for D {
    type Target = str;
    fn deref(&self) -> &str {
        self.0
    }
}

fn two<'a>(a: &'a D, _: &D) -> &'a str {
    a.0
}

fn main() {
    let extended = &D("extended");
    let field = &(D("f0"), D("f1")).1;
    println!("{} {}", extended.text(), field.text());
    let n = two(&D("one"), &D("two")).len();
    println!("{n}");
    let n = D("a").chain("b").chain("c").len();
    println!("{n}");
    let condition = D("left").len() == 4 && D("right").len() == black_box(5) || D("never").len() == 0;
    println!("{condition}");
    if D("condition").len() > 3 {
        print!("then ");
    }
    println!();
    let mut turns = 0;
    while D("while").len() > turns + 3 {
        turns += 1;
        print!("body ");
    }
    println!();
    let block = { let inner = D("inner"); inner.len() + D("tail").len() };
    println!("{block}");
    let lookup = match black_box(2) { 1 => D("m1"), _ => D("m2") }.len();
    println!("{lookup}");
    let array = [D("e0"), D("e1")].map(|d| d.len());
    println!("{array:?}");
    print!("{} ", format_args!("{}{}", D("x").text(), &*D("y")));
    println!();
    let closure = || D("returned").text().len();
    println!("{}", closure());
}
