//! What was moved out is not dropped, what is left is, also when it depends on the run.
use std::hint::black_box;

struct D(u32);

impl Drop for D {
    fn drop(&mut self) {
        print!("d{} ", self.0);
    }
}

struct Three {
    a: D,
    b: Box<D>,
    c: Option<D>,
}

fn three(n: u32) -> Three {
    Three { a: D(n), b: Box::new(D(n + 1)), c: Some(D(n + 2)) }
}

fn conditional(take_a: bool, take_b: bool) {
    let t = three(10);
    let mut kept = None;
    if take_a {
        drop(t.a);
        print!("took ");
    }
    if take_b {
        kept = Some(*t.b);
    }
    print!("| ");
    if let Some(kept) = kept {
        print!("kept {} ", kept.0);
    }
    print!("end ");
}

fn main() {
    for (a, b) in black_box([(false, false), (false, true), (true, false), (true, true)]) {
        conditional(a, b);
        println!();
    }
    {
        let Three { b, .. } = three(20);
        print!("bound {} ", b.0);
    }
    println!();
    {
        let t = three(30);
        let Three { ref a, c, .. } = t;
        print!("{} {} ", a.0, c.is_some());
        drop(c);
        print!("| ");
    }
    println!();
    {
        let mut t = three(40);
        drop(t.a);
        t.a = D(49);
        t.c.take();
        print!("| ");
    }
    println!();
    let late;
    {
        let tuple = (D(50), D(51), D(52));
        late = tuple.1;
        print!("| ");
    }
    println!("{}", late.0);
    let array = [D(60), D(61), D(62)];
    let [_, middle, _] = array;
    print!("{} ", middle.0);
    drop(middle);
    println!("end");
}
