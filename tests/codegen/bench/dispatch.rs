//! Objects of several types behind `dyn Trait`: calls through tables, small methods, and closures in boxes.

trait Shape {
    fn area(&self) -> f64;
    fn grow(&mut self, factor: f64);
    fn kind(&self) -> u32 {
        0
    }
}

struct Circle {
    radius: f64,
}

struct Rectangle {
    width: f64,
    height: f64,
}

struct Group {
    shapes: Vec<Box<dyn Shape>>,
}

impl Shape for Circle {
    fn area(&self) -> f64 {
        self.radius * self.radius * 3.0
    }

    fn grow(&mut self, factor: f64) {
        self.radius *= factor;
    }
}

impl Shape for Rectangle {
    fn area(&self) -> f64 {
        self.width * self.height
    }

    fn grow(&mut self, factor: f64) {
        self.width *= factor;
        self.height *= factor;
    }

    fn kind(&self) -> u32 {
        1
    }
}

impl Shape for Group {
    fn area(&self) -> f64 {
        self.shapes.iter().map(|shape| shape.area()).sum()
    }

    fn grow(&mut self, factor: f64) {
        for shape in &mut self.shapes {
            shape.grow(factor);
        }
    }

    fn kind(&self) -> u32 {
        self.shapes.iter().fold(2, |kinds, shape| kinds.wrapping_mul(3).wrapping_add(shape.kind()))
    }
}

fn shape(seed: u32) -> Box<dyn Shape> {
    let size = f64::from(seed % 100) + 1.0;
    match seed % 7 {
        0 | 1 | 2 => Box::new(Circle { radius: size }),
        3 | 4 | 5 => Box::new(Rectangle { width: size, height: 2.0 }),
        _ => Box::new(Group { shapes: (0..4).map(|i| shape(seed / 4 + i)).collect() }),
    }
}

/// How much there is to do.
fn scale() -> u32 {
    std::env::args().nth(1).map_or(1, |scale| scale.parse().expect("the scale is a number"))
}

fn main() {
    let mut shapes: Vec<_> = (0..2000).map(shape).collect();
    let steps: [Box<dyn Fn(f64) -> f64>; 3] =
        [Box::new(|x| x * 1.5), Box::new(|x| x / 1.5), Box::new(|x| x.max(1.0).min(2.0))];
    let (mut total, mut kinds) = (0.0, 0u32);
    for round in 0..500 * scale() as usize {
        for shape in &mut shapes {
            shape.grow(if round % 2 == 0 { 2.0 } else { 0.5 });
            total += steps[round % 3](shape.area());
            kinds = kinds.wrapping_mul(31).wrapping_add(shape.kind());
        }
    }
    println!("total {total:.3}, kinds {kinds:08x}");
}
