//! SHA-256 of texts of all lengths around the size of a block.
use std::hint::black_box;

const fn primes() -> [u64; 64] {
    let (mut primes, mut n, mut i) = ([0; 64], 2, 0);
    while i < 64 {
        let (mut d, mut prime) = (2, true);
        while d * d <= n {
            prime &= n % d != 0;
            d += 1;
        }
        if prime {
            primes[i] = n;
            i += 1;
        }
        n += 1;
    }
    primes
}

/// The first 32 bits of the fraction of the root, found by halving.
const fn root_bits(n: u64, cube: bool) -> u32 {
    let (mut low, mut high) = (0u128, 1 << 40);
    while high - low > 1 {
        let mid = (low + high) / 2;
        let power = if cube { mid * mid * mid >> 64 } else { mid * mid };
        if power <= (n as u128) << if cube { 32 } else { 64 } { low = mid } else { high = mid }
    }
    low as u32
}

const fn constants<const N: usize>(cube: bool) -> [u32; N] {
    let (primes, mut all, mut i) = (primes(), [0; N], 0);
    while i < N {
        all[i] = root_bits(primes[i], cube);
        i += 1;
    }
    all
}

static K: [u32; 64] = constants(true);

fn sha256(text: &[u8]) -> [u32; 8] {
    let mut hash: [u32; 8] = const { constants(false) };
    let mut padded = text.to_vec();
    padded.push(0x80);
    padded.resize((text.len() + 9).next_multiple_of(64) - 8, 0);
    padded.extend((text.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks_exact(64) {
        let mut w = [0u32; 64];
        for (i, bytes) in block.as_chunks::<4>().0.iter().enumerate() {
            w[i] = u32::from_be_bytes(*bytes);
        }
        for i in 16..64 {
            let s0 = w[i - 15].rotate_right(7) ^ w[i - 15].rotate_right(18) ^ w[i - 15] >> 3;
            let s1 = w[i - 2].rotate_right(17) ^ w[i - 2].rotate_right(19) ^ w[i - 2] >> 10;
            w[i] = [w[i - 16], s0, w[i - 7], s1].into_iter().fold(0, u32::wrapping_add);
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = hash;
        for (w, k) in w.iter().zip(&K) {
            let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let t1 = [h, s1, e & f ^ !e & g, *k, *w].into_iter().fold(0, u32::wrapping_add);
            let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let t2 = s0.wrapping_add(a & b ^ a & c ^ b & c);
            (h, g, f, e, d, c, b, a) = (g, f, e, d.wrapping_add(t1), c, b, a, t1.wrapping_add(t2));
        }
        for (sum, x) in hash.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *sum = sum.wrapping_add(x);
        }
    }
    hash
}

fn main() {
    for text in black_box(["", "abc", "The quick brown fox jumps over the lazy dog"]) {
        println!("{text:?} {:08x?}", sha256(text.as_bytes()));
    }
    for length in [1, 55, 56, 63, 64, 65, 1000] {
        println!("{length} {:08x?}", sha256(&vec![black_box(b'x'); length]));
    }
}
