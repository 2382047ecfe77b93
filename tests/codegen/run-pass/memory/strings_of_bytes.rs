//! Copies and comparisons of all small sizes at all offsets, as `memcpy` and `memcmp` do them.
use std::hint::black_box;

fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(2166136261, |h, &b| (h ^ u32::from(b)).wrapping_mul(16777619))
}

fn main() {
    let pattern: Vec<u8> = (0..200u32).map(|i| (i * i % 251) as u8).collect();
    let mut total = 0u32;
    for length in 0..70usize {
        for from in black_box([0usize, 1, 5, 8]) {
            let mut buffer = vec![0xFFu8; 160];
            buffer[from..from + length].copy_from_slice(&pattern[3..3 + length]);
            buffer.copy_within(from..from + length, 80);
            total = total.rotate_left(1) ^ checksum(&buffer);
            let (a, b) = (&buffer[from..from + length], &buffer[80..80 + length]);
            assert!(a == b && a.cmp(b).is_eq());
            if length > 0 {
                let mut other = b.to_vec();
                for at in [0, length / 2, length - 1] {
                    other[at] ^= 0x80;
                    total = total.wrapping_add((a.cmp(&other) as i32 + 2) as u32 * at as u32);
                    assert!(a != other.as_slice());
                    other[at] ^= 0x80;
                }
            }
        }
        if length % 7 == 0 {
            println!("{length} {total:08x}");
        }
    }
    let mut fixed = [0u8; 37];
    let source: [u8; 37] = pattern[..37].try_into().unwrap();
    fixed = if black_box(true) { source } else { fixed };
    println!("{:08x} {}", checksum(&fixed), fixed == source);
}
