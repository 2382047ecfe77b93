//! Buffers of which parts are seen as other types, wherever they are aligned.
use std::hint::black_box;

#[repr(C, align(16))]
#[derive(Clone, Copy)]
struct Aligned([u8; 48]);

fn checksum(words: &[u32]) -> u32 {
    words.iter().fold(1, |a, w| a.wrapping_mul(31).wrapping_add(*w))
}

fn main() {
    let mut buffer = Aligned(std::array::from_fn(|i| black_box(i as u8) * 5));
    for start in 0..5 {
        // SAFETY: every value of the bytes is valid.
        let (before, words, after) = unsafe { buffer.0[start..40].align_to::<u32>() };
        println!("{start} {} {} {} {:x}", before.len(), words.len(), after.len(), checksum(words));
    }
    // SAFETY: as above.
    let (_, wide, _) = unsafe { buffer.0.align_to_mut::<u128>() };
    wide[1] = wide[0].swap_bytes() ^ wide[2];
    println!("{wide:x?}");
    // SAFETY: as above.
    let (before, floats, after) = unsafe { buffer.0[4..].align_to::<f64>() };
    println!("{} {} {} {:?}", before.len(), floats.len(), after.len(), floats.iter().map(|f| f.to_bits() >> 48).collect::<Vec<_>>());
    let chunks = buffer.0.as_chunks::<6>().0;
    println!("{:?}", chunks.iter().map(|c| u64::from_be_bytes([0, 0, c[0], c[1], c[2], c[3], c[4], c[5]])).max());
    for offset in 0..9 {
        let bytes: [u8; 8] = buffer.0[offset..offset + 8].try_into().unwrap();
        print!("{:x} ", i64::from_le_bytes(bytes) >> 7);
    }
    println!();
    let copies = [buffer; 3];
    println!("{} {}", copies.iter().all(|c| (&raw const *c).addr() % 16 == 0), copies[2].0 == buffer.0);
}
