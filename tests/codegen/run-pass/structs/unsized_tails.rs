//! Structs that end in a slice, in text or in a trait object.
use std::fmt::Display;
use std::hint::black_box;

struct Tail<T: ?Sized> {
    count: u16,
    byte: u8,
    tail: T,
}

trait Area {
    fn area(&self) -> u64;
}

#[repr(align(16))]
struct Square(u64);

impl Area for Square {
    fn area(&self) -> u64 {
        self.0 * self.0
    }
}

impl Area for u8 {
    fn area(&self) -> u64 {
        u64::from(*self)
    }
}

impl<T: Area + ?Sized> Tail<T> {
    fn total(&self) -> u64 {
        self.tail.area() * u64::from(self.count) + u64::from(self.byte)
    }
}

#[inline(never)]
fn sum(tail: &Tail<[u32]>) -> u32 {
    u32::from(tail.count) + tail.tail.iter().sum::<u32>() + u32::from(tail.byte)
}

fn main() {
    let sized = black_box(Tail { count: 3, byte: 200, tail: [1u32, 2, 3, 4] });
    let slice: &Tail<[u32]> = &sized;
    println!("{} {} {}", sum(slice), size_of_val(slice), align_of_val(slice));
    let shapes: [Box<Tail<dyn Area>>; 2] =
        [Box::new(Tail { count: 2, byte: 1, tail: Square(5) }), Box::new(Tail { count: 9, byte: 4, tail: 7u8 })];
    for shape in &shapes {
        println!("{} {} {}", shape.total(), size_of_val(&**shape), align_of_val(&**shape));
    }
    let mut numbers: Box<Tail<[u64]>> = Box::new(Tail { count: 1, byte: 2, tail: [10, 20, 30] });
    numbers.tail[1] += u64::from(numbers.count);
    println!("{:?} {}", &numbers.tail, numbers.tail.len());
    let display: &Tail<dyn Display> = &Tail { count: 0, byte: 0, tail: "text" };
    println!("{} {}", &display.tail, display.count + u16::from(display.byte));
    let nested: &Tail<Tail<[u8]>> = &Tail { count: 7, byte: 8, tail: Tail { count: 9, byte: 10, tail: [11, 12] } };
    println!("{} {} {:?} {}", nested.count, nested.tail.byte, &nested.tail.tail, size_of_val(nested));
    let rc: std::rc::Rc<Tail<[u32]>> = std::rc::Rc::new(sized);
    println!("{} {}", sum(&rc), rc.clone().tail.len());
}
