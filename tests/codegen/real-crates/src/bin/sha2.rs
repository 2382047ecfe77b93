//! `sha2`: all of the hashes, of texts of all lengths, at once and in pieces.
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512, Sha512_224, Sha512_256};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn each<D: Digest>(name: &str, bytes: &[u8]) {
    for length in [0, 1, 3, 55, 56, 63, 64, 65, 111, 112, 119, 127, 128, 129, 1000] {
        println!("{name} {length} {}", hex(&D::digest(&bytes[..length])));
    }
    let mut pieces = D::new();
    for chunk in bytes.chunks(17) {
        pieces.update(chunk);
    }
    assert_eq!(hex(&D::digest(bytes)), hex(&pieces.finalize()));
    let chained = (0..50).fold(D::digest(name).to_vec(), |hash, _| D::new().chain_update(&hash).chain_update([1]).finalize().to_vec());
    println!("{name} {}", hex(&chained));
}

fn main() {
    let bytes: Vec<u8> = (0..5000u32).map(|i| (i * i % 253) as u8).collect();
    each::<Sha224>("sha224", &bytes);
    each::<Sha256>("sha256", &bytes);
    each::<Sha384>("sha384", &bytes);
    each::<Sha512>("sha512", &bytes);
    each::<Sha512_224>("sha512/224", &bytes);
    each::<Sha512_256>("sha512/256", &bytes);
}
