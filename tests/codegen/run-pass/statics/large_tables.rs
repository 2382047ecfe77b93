//! Tables of texts, structs, floats and functions, indexed and searched.
use std::hint::black_box;

struct Element {
    number: u8,
    symbol: &'static str,
    mass: f32,
    shells: &'static [u8],
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Gas,
    Metal { alkali: bool },
    Other(Option<char>),
}

static ELEMENTS: [Element; 8] = [
    Element { number: 1, symbol: "H", mass: 1.008, shells: &[1], kind: Kind::Gas },
    Element { number: 2, symbol: "He", mass: 4.0026, shells: &[2], kind: Kind::Gas },
    Element { number: 3, symbol: "Li", mass: 6.94, shells: &[2, 1], kind: Kind::Metal { alkali: true } },
    Element { number: 6, symbol: "C", mass: 12.011, shells: &[2, 4], kind: Kind::Other(Some('c')) },
    Element { number: 14, symbol: "Si", mass: 28.085, shells: &[2, 8, 4], kind: Kind::Other(None) },
    Element { number: 26, symbol: "Fe", mass: 55.845, shells: &[2, 8, 14, 2], kind: Kind::Metal { alkali: false } },
    Element { number: 79, symbol: "Au", mass: 196.967, shells: &[2, 8, 18, 32, 18, 1], kind: Kind::Metal { alkali: false } },
    Element { number: 0, symbol: "", mass: f32::INFINITY, shells: &[], kind: Kind::Gas },
];

static SINES: [f64; 9] = [0.0, 0.1736, 0.3420, 0.5, 0.6428, 0.7660, 0.8660, 0.9397, 0.9848];
static ROMAN: [(u32, &str); 13] = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
];
static BYTES: &[u8; 256] = &{
    let mut bytes = [0; 256];
    let mut i = 0;
    while i < 256 {
        bytes[i] = (i as u8).reverse_bits();
        i += 1;
    }
    bytes
};

fn roman(mut n: u32) -> String {
    let mut text = String::new();
    for &(value, symbol) in &ROMAN {
        while n >= value {
            text += symbol;
            n -= value;
        }
    }
    text
}

fn main() {
    for element in black_box(&ELEMENTS) {
        let electrons: u8 = element.shells.iter().sum();
        print!("{}{} {:?} {} ", element.symbol, element.number, element.kind, electrons == element.number);
    }
    println!("{}", ELEMENTS.iter().map(|e| e.mass).filter(|m| m.is_finite()).sum::<f32>());
    println!("{:?}", ELEMENTS.iter().filter(|e| matches!(e.kind, Kind::Metal { .. })).map(|e| e.symbol).collect::<Vec<_>>());
    println!("{:?}", [1, 4, 9, 14, 40, 99, 444, 1999, 2026, 3888].map(|n| roman(black_box(n))));
    println!("{} {:?}", SINES[black_box(3)], SINES.iter().position(|&s| s > 0.8));
    println!("{:?}", black_box([0u8, 1, 2, 128, 255]).map(|b| BYTES[usize::from(b)]));
}
