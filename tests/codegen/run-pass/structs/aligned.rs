//! Values with large alignments, on the stack, in arrays, on the heap and in statics.
use std::hint::black_box;

#[repr(align(64))]
#[derive(Clone, Copy, Debug)]
struct Line(u8);

#[repr(align(4096))]
struct Page([u8; 16]);

static LINE: Line = Line(9);
static PAGE: Page = Page([7; 16]);

#[inline(never)]
fn on_the_stack(depth: u32) -> usize {
    let (a, line, b) = (black_box(1u8), black_box(Line(2)), black_box(3u8));
    let offset = (&raw const line).addr() % 64 + usize::from(a + b + line.0) - 6;
    if depth == 0 { offset } else { offset + on_the_stack(depth - 1) }
}

#[inline(never)]
fn page_on_the_stack() -> (usize, u8) {
    let page = black_box(Page([5; 16]));
    ((&raw const page).addr() % 4096, page.0[15])
}

fn main() {
    println!("{} {:?}", on_the_stack(5), page_on_the_stack());
    let lines = black_box([Line(1), Line(2), Line(3)]);
    println!("{} {:?}", size_of_val(&lines), lines.each_ref().map(|l| (&raw const *l).addr() % 64));
    let boxed: Vec<Box<Line>> = (0..4).map(|i| Box::new(Line(i))).collect();
    println!("{:?}", boxed.iter().map(|b| ((&raw const **b).addr() % 64, b.0)).collect::<Vec<_>>());
    let page = Box::new(Page([1; 16]));
    println!("{} {}", (&raw const *page).addr() % 4096, page.0.iter().sum::<u8>());
    println!("{} {}", (&raw const LINE).addr() % 64, (&raw const PAGE).addr() % 4096);
    println!("{} {} {}", LINE.0, PAGE.0[3], align_of_val(&PAGE));
    let option = black_box(Some(Line(4)));
    println!("{} {:?}", size_of_val(&option), option.map(|l| l.0));
}
