//! All of the formatting traits for a type of the program's own, with flags, and builders.
use std::fmt::{self, Binary, Debug, Display, Formatter, LowerExp, LowerHex, Octal, Pointer, UpperHex, Write};
use std::hint::black_box;

struct Rgb(u8, u8, u8);

macro_rules! delegate {
    ($($t:ident $prefix:literal)*) => {$(
        impl $t for Rgb {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                f.write_str($prefix)?;
                for part in [self.0, self.1, self.2] {
                    $t::fmt(&part, f)?;
                    f.write_char(if f.alternate() { ';' } else { ',' })?;
                }
                Ok(())
            }
        }
    )*};
}

delegate!(Binary "b" Octal "o" LowerHex "x" UpperHex "X");

impl Display for Rgb {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = format!("({} {} {})", self.0, self.1, self.2);
        f.pad(&text)
    }
}

impl LowerExp for Rgb {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?} {:?} {} {}", f.width(), f.precision(), f.fill(), f.sign_plus(), f.sign_aware_zero_pad())
    }
}

impl Debug for Rgb {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rgb").field("r", &self.0).field("gb", &(self.1, self.2)).finish_non_exhaustive()?;
        f.debug_list().entries([self.0, self.1]).entry(&"end").finish()?;
        f.debug_map().key(&1).value(&self.2).entry(&2, &()).finish()?;
        f.debug_tuple("T").field(&format_args!("{}-{}", self.0, self.1)).finish()
    }
}

impl Pointer for Rgb {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad_integral(true, "0p", &self.0.to_string())
    }
}

struct Upper<'a>(&'a mut String);

impl Write for Upper<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend(text.chars().flat_map(char::to_uppercase));
        if text.contains('!') { Err(fmt::Error) } else { Ok(()) }
    }
}

fn main() {
    let rgb = black_box(Rgb(255, 16, 3));
    println!("{rgb} [{rgb:>16}] [{rgb:^16.5}] [{rgb:-<14}]");
    println!("{rgb:b} {rgb:#o} {rgb:02x} {rgb:#X} {rgb:e} {rgb:*^+09.3e}");
    println!("{rgb:?}\n{rgb:#?}");
    println!("{rgb:p} {rgb:#p} {rgb:+#9p} {rgb:09p}");
    let mut text = String::new();
    println!("{:?} {:?}", write!(Upper(&mut text), "a{}b{:>3}", 1, 'c'), write!(Upper(&mut text), "x{}y", "!").is_err());
    println!("{text} {:?}", std::fmt::from_fn(|f| write!(f, "from {}", "fn")));
}
