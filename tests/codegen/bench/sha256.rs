//! The hash function SHA-256: 32-bit arithmetic, rotations and small arrays.

/// The first 32 bits of what follows the point in the roots of the first primes; `root` takes the root.
fn constants<const N: usize>(root: impl Fn(f64) -> f64) -> [u32; N] {
    let is_prime = |n: &u32| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0);
    let mut primes = (2u32..).filter(is_prime);
    std::array::from_fn(|_| {
        let root = root(f64::from(primes.next().expect("primes do not end")));
        (root.fract() * 4_294_967_296.0) as u32
    })
}

struct Sha256 {
    keys: [u32; 64],
    state: [u32; 8],
}

impl Sha256 {
    fn new() -> Self {
        Sha256 { keys: constants(f64::cbrt), state: constants(f64::sqrt) }
    }

    fn block(&mut self, block: &[u8]) {
        let mut words = [0u32; 64];
        for (word, bytes) in words.iter_mut().zip(block.chunks_exact(4)) {
            *word = u32::from_be_bytes(bytes.try_into().expect("chunks are of 4 bytes"));
        }
        for i in 16..64 {
            let (x, y) = (words[i - 15], words[i - 2]);
            let first = x.rotate_right(7) ^ x.rotate_right(18) ^ (x >> 3);
            let second = y.rotate_right(17) ^ y.rotate_right(19) ^ (y >> 10);
            words[i] =
                words[i - 16].wrapping_add(first).wrapping_add(words[i - 7]).wrapping_add(second);
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = self.state;
        for (key, word) in self.keys.iter().zip(words) {
            let turned = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let chosen = (e & f) ^ (!e & g);
            let first =
                h.wrapping_add(turned).wrapping_add(chosen).wrapping_add(*key).wrapping_add(word);
            let turned = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let second = turned.wrapping_add((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e) = (g, f, e, d.wrapping_add(first));
            (d, c, b, a) = (c, b, a, first.wrapping_add(second));
        }
        for (old, new) in self.state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *old = old.wrapping_add(new);
        }
    }

    fn finish(mut self, data: &[u8]) -> [u32; 8] {
        let mut blocks = data.chunks_exact(64);
        blocks.by_ref().for_each(|block| self.block(block));
        let mut rest = blocks.remainder().to_vec();
        rest.push(0x80);
        while rest.len() % 64 != 56 {
            rest.push(0);
        }
        rest.extend((data.len() as u64 * 8).to_be_bytes());
        rest.chunks_exact(64).for_each(|block| self.block(block));
        self.state
    }
}

/// How much there is to do.
fn scale() -> u32 {
    std::env::args().nth(1).map_or(1, |scale| scale.parse().expect("the scale is a number"))
}

fn main() {
    let data: Vec<u8> = (0..6_000_000 * scale()).map(|i| (i ^ (i >> 9)) as u8).collect();
    for text in [&b""[..], b"abc", &data] {
        for word in Sha256::new().finish(text) {
            print!("{word:08x}");
        }
        println!();
    }
}
