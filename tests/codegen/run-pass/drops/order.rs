//! The order of drops: variables, fields, tuples, arrays, temporaries and parameters.
use std::hint::black_box;

struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        print!("{} ", self.0);
    }
}

struct Fields {
    _b: D,
    _a: D,
}

struct Outer {
    _inner: Fields,
    _own: D,
}

impl Drop for Outer {
    fn drop(&mut self) {
        print!("outer ");
    }
}

fn parameters(_a: D, _: D, (_b, _c): (D, D), d: D) -> D {
    let _local = D("local");
    d
}

fn main() {
    {
        let _x = D("x");
        let _y = D("y");
        let _ = D("ignored");
        let _z = [D("z0"), D("z1")];
        print!("| ");
    }
    println!();
    {
        let _outer = Outer { _own: D("own"), _inner: Fields { _a: D("a"), _b: D("b") } };
        let _tuple = (D("t0"), D("t1"), 5, D("t2"));
    }
    println!();
    let kept = parameters(D("pa"), D("p_"), (D("pb"), D("pc")), D("pd"));
    println!("| {}", kept.0);
    let length = D("temporary").0.len() + black_box(D("other")).0.len();
    println!("| {length}");
    match D("scrutinee").0.len() {
        n if D("guard").0.len() == n => print!("equal "),
        n => print!("arm {n} "),
    }
    println!();
    if let Some(d) = Some(D("if-let")) {
        print!("then {} ", d.0);
    }
    println!();
    let mut assigned = D("old");
    assigned = { print!("assign "); D("new") };
    println!("| {}", assigned.0);
    let shadowed = D("first");
    let shadowed = D(if shadowed.0.len() == 5 { "second" } else { "-" });
    print!("{} ", shadowed.0);
    std::mem::drop(kept);
    println!("end");
}
