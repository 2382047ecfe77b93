//! Statics that point to others, into arrays, to functions, to themselves, and to vtables.
use std::fmt::Debug;
use std::hint::black_box;

static ARRAY: [u32; 6] = [10, 11, 12, 13, 14, 15];
static THIRD: &u32 = &ARRAY[3];
static TAIL: &[u32] = {
    let (_, tail) = ARRAY.split_at(4);
    tail
};
static POINTERS: [&u32; 4] = [&ARRAY[5], &ARRAY[0], THIRD, &99];

struct Fields {
    before: u64,
    inner: (u8, u16),
    text: &'static str,
}

static FIELDS: Fields = Fields { before: 1, inner: (2, 3), text: "fields" };
static INNER: &u16 = &FIELDS.inner.1;
static TEXT: &&str = &FIELDS.text;

struct Node {
    value: i32,
    next: Option<&'static Node>,
    call: fn(i32) -> i32,
}

fn double(x: i32) -> i32 {
    x * 2
}

static FIRST: Node = Node { value: 1, next: Some(&SECOND), call: double };
static SECOND: Node = Node { value: 2, next: Some(&THIRD_NODE), call: |x| x - 100 };
static THIRD_NODE: Node = Node { value: 3, next: Some(&FIRST), call: i32::abs };

static OBJECTS: [&(dyn Debug + Sync); 4] = [&5u8, &"text", &[1.5f32, 2.5], &Some('x')];
static TABLE: &[(&str, Option<fn(&str) -> usize>, &[&str])] =
    &[("len", Some(str::len), &["a", "bc"]), ("none", None, &[]), ("lines", Some(|t| t.lines().count()), &["x\ny"])];

struct Own(*const Own, u8);
// SAFETY: there are no threads.
unsafe impl Sync for Own {}
static OWN: Own = Own(&raw const OWN, 7);

fn main() {
    println!("{THIRD} {TAIL:?} {POINTERS:?} {}", std::ptr::eq(THIRD, &ARRAY[black_box(3)]));
    println!("{INNER} {TEXT} {} {}", FIELDS.before, FIELDS.inner.0);
    let mut node = black_box(&FIRST);
    for i in 0..7 {
        print!("{} {} ", node.value, (node.call)(i * node.value));
        node = node.next.unwrap();
    }
    println!("{}", std::ptr::eq(node, &SECOND));
    println!("{:?}", black_box(OBJECTS));
    for (name, call, texts) in black_box(TABLE) {
        println!("{name} {:?}", texts.iter().map(|t| call.map_or(0, |call| call(t))).collect::<Vec<_>>());
    }
    // SAFETY: it points to itself.
    println!("{}", unsafe { (*(*OWN.0).0).1 });
}
