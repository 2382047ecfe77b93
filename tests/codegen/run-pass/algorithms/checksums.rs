//! CRC-32, CRC-16, Adler-32, Fletcher, FNV, and a hash with multiplications, bit by bit and by tables.
use std::hint::black_box;

const fn table(polynomial: u32) -> [u32; 256] {
    let (mut table, mut n) = ([0; 256], 0);
    while n < 256 {
        let (mut c, mut k) = (n as u32, 0);
        while k < 8 {
            c = c >> 1 ^ if c & 1 == 1 { polynomial } else { 0 };
            k += 1;
        }
        table[n] = c;
        n += 1;
    }
    table
}

static TABLE: [u32; 256] = table(0xEDB8_8320);

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |c, &b| TABLE[usize::from(c as u8 ^ b)] ^ c >> 8)
}

fn crc32_slow(bytes: &[u8]) -> u32 {
    let mut c = !0u32;
    for bit in bytes.iter().flat_map(|&b| (0..8).map(move |i| u32::from(b >> i & 1))) {
        c = if (c ^ bit) & 1 == 1 { c >> 1 ^ 0xEDB8_8320 } else { c >> 1 };
    }
    !c
}

fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFFu16, |mut c, &b| {
        c ^= u16::from(b) << 8;
        for _ in 0..8 {
            c = if c & 0x8000 != 0 { c << 1 ^ 0x1021 } else { c << 1 };
        }
        c
    })
}

fn adler(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1u32, 0u32), |(a, b), &x| {
        let a = (a + u32::from(x)) % 65521;
        (a, (b + a) % 65521)
    });
    b << 16 | a
}

fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

fn murmur_like(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks::<4>();
    let tail = rest.iter().rev().fold(0, |k, &b| k << 8 | u32::from(b));
    let mut h = words.iter().map(|w| u32::from_le_bytes(*w)).chain([tail]).fold(17u32, |h, k| {
        let k = k.wrapping_mul(0xCC9E_2D51).rotate_left(15).wrapping_mul(0x1B87_3593);
        (h ^ k).rotate_left(13).wrapping_mul(5).wrapping_add(0xE654_6B64)
    }) ^ bytes.len() as u32;
    for (shift, factor) in [(16, 0x85EB_CA6Bu32), (13, 0xC2B2_AE35), (16, 1)] {
        h = (h ^ h >> shift).wrapping_mul(factor);
    }
    h
}

fn main() {
    for length in black_box([0usize, 1, 3, 4, 9, 100, 2000]) {
        let bytes: Vec<u8> = (0..length).map(|i| (i * i + 49) as u8).collect();
        assert_eq!(crc32(&bytes), crc32_slow(&bytes));
        println!("{length} {:08x} {:04x} {:08x} {:016x} {:08x}", crc32(&bytes), crc16(&bytes), adler(&bytes), fnv(&bytes), murmur_like(&bytes));
    }
    println!("{:08x} {:04x} {:08x}", crc32(b"123456789"), crc16(b"123456789"), adler(b"Wikipedia"));
}
