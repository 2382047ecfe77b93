//! Functions that are inlined into other crates, and such that are not.
#[inline(always)]
pub fn always(x: u32) -> u32 {
    helper(x).wrapping_add(private_constant())
}

#[inline]
pub fn hinted(text: &str) -> usize {
    text.bytes().filter(|b| b.is_ascii_uppercase()).count()
}

#[inline(never)]
pub fn never(x: u32) -> u32 {
    helper(x).wrapping_mul(3)
}

#[inline(never)]
fn helper(x: u32) -> u32 {
    x.rotate_left(5) ^ SECRET[x as usize % 4]
}

static SECRET: [u32; 4] = [0xAAAA, 0x5555, 0xF0F0, 0x0F0F];

const fn private_constant() -> u32 {
    17
}

#[macro_export]
macro_rules! apply {
    ($f:ident, $($x:expr),*) => { [$($crate::$f($x)),*] };
}

pub struct Opaque(u64);

impl Opaque {
    #[inline]
    pub fn new(x: u64) -> Self {
        Opaque(x)
    }
    #[inline]
    pub fn step(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(0x5DEECE66D).wrapping_add(11);
        self.0 >> 20
    }
}
