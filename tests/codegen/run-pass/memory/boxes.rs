//! `Box` of values, slices, text, objects and closures, moved in and out, and raw.
use std::fmt::Display;
use std::hint::black_box;

#[derive(Debug, Clone, PartialEq)]
enum Expr {
    Number(f64),
    Add(Box<Expr>, Box<Expr>),
    Neg(Box<Expr>),
}

fn simplify(expr: Expr) -> Expr {
    match expr {
        Expr::Neg(inner) => match *inner {
            Expr::Neg(inner) => simplify(*inner),
            Expr::Number(n) => Expr::Number(-n),
            other => Expr::Neg(Box::new(simplify(other))),
        },
        Expr::Add(mut a, b) => {
            *a = simplify(*a);
            match (*a, simplify(*b)) {
                (Expr::Number(x), Expr::Number(y)) => Expr::Number(x + y),
                (a, b) => Expr::Add(a.into(), b.into()),
            }
        }
        number => number,
    }
}

fn main() {
    let number = |n| Box::new(Expr::Number(n));
    let expr = Expr::Add(Box::new(Expr::Neg(Box::new(Expr::Neg(number(black_box(2.0)))))), Box::new(Expr::Neg(number(5.0))));
    println!("{:?} {:?}", expr, simplify(expr.clone()));
    let mut boxed = Box::new((String::from("a"), 5));
    boxed.0.push('b');
    let (text, n) = *boxed;
    println!("{text} {n}");
    let slice: Box<[u8]> = (0..black_box(5)).collect();
    let text: Box<str> = "boxed".into();
    let shown: [Box<dyn Display>; 3] = [Box::new(1.5), Box::new('c'), Box::new(text.clone())];
    println!("{slice:?} {} {}", text.to_uppercase(), shown.iter().map(|s| format!("<{s}>")).collect::<String>());
    let pointer = Box::into_raw(Box::new([1u16, 2, 3]));
    // SAFETY: it is from a box.
    unsafe {
        (*pointer)[1] = 20;
        println!("{:?}", *Box::from_raw(pointer));
    }
    let leaked: &'static mut Vec<i32> = Box::leak(Box::new(vec![1]));
    leaked.push(2);
    println!("{leaked:?} {}", Box::new(Box::new(Box::new(7))));
    println!("{:?} {:?}", Box::new(3).cmp(&Box::new(4)), Box::<[i32]>::default().len());
}
