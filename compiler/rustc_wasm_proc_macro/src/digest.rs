//! Finds out whether a file is what was written: XXH64, which is quick.

const PRIMES: [u64; 5] = [
    0x9e37_79b1_85eb_ca87,
    0xc2b2_ae3d_27d4_eb4f,
    0x1656_67b1_9e37_79f9,
    0x85eb_ca77_c2b2_ae63,
    0x27d4_eb2f_1656_67c5,
];

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes that are hashed at once.
const STRIPE: usize = 32;

/// The XXH64 of bytes that come in pieces, with the seed 0. Finds accidents, and nothing that is done on purpose.
pub(crate) struct Xxh64 {
    lanes: [u64; 4],
    len: u64,
}

impl Xxh64 {
    pub(crate) fn new() -> Xxh64 {
        let [p1, p2, ..] = PRIMES;
        Xxh64 { lanes: [p1.wrapping_add(p2), p2, 0, 0u64.wrapping_sub(p1)], len: 0 }
    }

    /// Adds whole stripes, and returns what is left of `bytes`, which comes first in the next piece or is the end.
    pub(crate) fn add<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let (stripes, rest) = bytes.as_chunks::<STRIPE>();
        let [mut a, mut b, mut c, mut d] = self.lanes;
        for stripe in stripes {
            let (words, _) = stripe.as_chunks::<8>();
            let &[w, x, y, z] = words else { break };
            a = round(a, u64::from_le_bytes(w));
            b = round(b, u64::from_le_bytes(x));
            c = round(c, u64::from_le_bytes(y));
            d = round(d, u64::from_le_bytes(z));
        }
        self.lanes = [a, b, c, d];
        self.len = self.len.wrapping_add(bytes.len().saturating_sub(rest.len()) as u64);
        rest
    }

    /// The hash, with the last bytes.
    pub(crate) fn end(mut self, bytes: &[u8]) -> u64 {
        let rest = self.add(bytes);
        let [p1, p2, p3, p4, p5] = PRIMES;
        let mut hash = if self.len == 0 {
            p5
        } else {
            let rotated =
                self.lanes.iter().zip([1, 7, 12, 18]).map(|(lane, by)| lane.rotate_left(by));
            let merged = rotated.fold(0u64, u64::wrapping_add);
            self.lanes.iter().fold(merged, |hash, &lane| {
                (hash ^ round(0, lane)).wrapping_mul(p1).wrapping_add(p4)
            })
        };
        hash = hash.wrapping_add(self.len).wrapping_add(rest.len() as u64);
        let (words, rest) = rest.as_chunks::<8>();
        for &word in words {
            hash ^= round(0, u64::from_le_bytes(word));
            hash = hash.rotate_left(27).wrapping_mul(p1).wrapping_add(p4);
        }
        let (halves, rest) = rest.as_chunks::<4>();
        for &half in halves {
            hash ^= u64::from(u32::from_le_bytes(half)).wrapping_mul(p1);
            hash = hash.rotate_left(23).wrapping_mul(p2).wrapping_add(p3);
        }
        for &byte in rest {
            hash ^= u64::from(byte).wrapping_mul(p5);
            hash = hash.rotate_left(11).wrapping_mul(p1);
        }
        hash = (hash ^ (hash >> 33)).wrapping_mul(p2);
        hash = (hash ^ (hash >> 29)).wrapping_mul(p3);
        hash ^ (hash >> 32)
    }
}

/// The same of bytes that are all there.
pub(crate) fn xxh64(bytes: &[u8]) -> u64 {
    Xxh64::new().end(bytes)
}

#[inline(always)]
fn round(lane: u64, word: u64) -> u64 {
    let [p1, p2, ..] = PRIMES;
    lane.wrapping_add(word.wrapping_mul(p2)).rotate_left(31).wrapping_mul(p1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xxh64_has_the_published_values() {
        assert_eq!(xxh64(b""), 0xef46_db37_51d8_e999);
        assert_eq!(xxh64(b"abc"), 0x44bc_2cf5_ad77_0999);
        // 63 bytes: a whole stripe, and rests of each length.
        let text = b"Call me Ishmael. Some years ago--never mind how long precisely-";
        assert_eq!(xxh64(text), 0x02a2_e854_70d6_fd96);
    }

    #[test]
    fn it_makes_no_difference_in_which_pieces_bytes_come() {
        let bytes: Vec<u8> = (0..=255).cycle().take(1000).collect();
        for stripes in [1, 3, 31] {
            let mut hash = Xxh64::new();
            let pieces = bytes.chunks(32 * stripes);
            let end = pieces.fold(&[][..], |_, piece| hash.add(piece));
            assert_eq!(hash.end(end), xxh64(&bytes));
        }
    }
}
