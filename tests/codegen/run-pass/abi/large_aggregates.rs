//! Structs of many fields by value, several in one call, and returned through memory.
use std::hint::black_box;

#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
struct Big {
    a: u8,
    b: [u64; 10],
    c: f32,
    d: (i16, i128),
}

#[derive(Clone, Debug, PartialEq)]
struct Owning {
    text: String,
    list: Vec<u16>,
    boxed: Option<Box<Big>>,
}

fn big(n: u8) -> Big {
    Big { a: n, b: std::array::from_fn(|i| (i as u64 + 1).rotate_left(n.into())), c: f32::from(n) / 4.0, d: (-i16::from(n), 1 << n) }
}

extern "C" fn swap(a: Big, n: u32, b: Big) -> Big {
    Big { a: b.a, b: a.b.map(|x| x.rotate_left(n)), c: a.c - b.c, d: (b.d.0, a.d.1 - b.d.1) }
}

#[inline(never)]
fn consume(mut owning: Owning, big: Big, last: &Owning) -> Owning {
    owning.text.push_str(&last.text);
    owning.list.retain(|x| *x != u16::from(big.a));
    owning.boxed = owning.boxed.map(|mut b| {
        b.a += big.a;
        b
    });
    owning
}

#[inline(never)]
fn recursive(n: u32, state: [Big; 2]) -> [Big; 2] {
    if n == 0 { state } else { recursive(n - 1, [swap(state[0], n, state[1]), state[0]]) }
}

fn main() {
    println!("{:?}", swap(black_box(big(3)), 5, big(70)));
    let owning = Owning { text: "a".into(), list: vec![1, 2, 3], boxed: Some(Box::new(big(9))) };
    let other = consume(owning.clone(), black_box(big(2)), &owning);
    println!("{other:?} {}", other == owning);
    let [x, y] = recursive(black_box(6), [big(4), big(40)]);
    println!("{x:?} {y:?}");
    let pointers: [extern "C" fn(Big, u32, Big) -> Big; 1] = black_box([swap]);
    println!("{}", pointers[0](x, 3, y) == swap(x, 3, y));
    let options = [Some(big(1)), None].map(|o| o.map(|b| swap(b, 1, b).d));
    println!("{options:?} {}", size_of::<Big>());
}
