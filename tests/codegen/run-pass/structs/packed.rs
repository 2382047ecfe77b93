//! Fields of packed structs are read and written wherever they lie.
use std::hint::black_box;

#[repr(C, packed)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Header {
    kind: u8,
    length: u32,
    offset: u64,
    scale: f64,
    flags: u16,
    wide: i128,
    last: u8,
}

#[inline(never)]
fn change(header: &mut Header) {
    header.kind += 1;
    header.length = header.length.wrapping_mul(3);
    header.offset ^= u64::MAX << 8;
    header.scale *= -0.5;
    header.flags |= 0x8001;
    header.wide -= 1;
}

fn main() {
    let mut headers = [Header::default(); 3];
    for (i, header) in headers.iter_mut().enumerate() {
        let n = black_box(i as u8 + 1);
        *header = Header { kind: n, length: u32::MAX / u32::from(n), scale: f64::from(n) * 2.5, last: !n, ..*header };
        change(header);
    }
    println!("{headers:?}");
    let bytes: &[u8] = {
        let pointer = (&raw const headers).cast::<u8>();
        // SAFETY: a packed struct has no padding.
        unsafe { std::slice::from_raw_parts(pointer, size_of_val(&headers)) }
    };
    println!("{} {:02x?}", bytes.len(), &bytes[40..80]);
    let pointer = &raw const headers[1].wide;
    // SAFETY: it points to a field.
    println!("{} {}", unsafe { pointer.read_unaligned() }, pointer.addr() % 16 != 0 || pointer.addr() % 16 == 0);
    let Header { length, scale, .. } = headers[2];
    println!("{length} {scale} {}", headers[0] == headers[0].clone());
}
