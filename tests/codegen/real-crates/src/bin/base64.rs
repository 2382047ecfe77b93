//! `base64`: all lengths, alphabets, padding, errors, and streams.
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::read::DecoderReader;
use base64::write::EncoderStringWriter;
use base64::{Engine, alphabet};
use std::io::{Read, Write};

fn main() {
    let bytes: Vec<u8> = (0..=255).chain((0..100).map(|i: u8| i.wrapping_mul(37))).collect();
    for length in (0..40).chain([255, 256, 300, 356]) {
        let encoded = STANDARD.encode(&bytes[..length]);
        assert_eq!(STANDARD.decode(&encoded).unwrap(), &bytes[..length]);
        assert_eq!(URL_SAFE.decode(URL_SAFE.encode(&bytes[..length])).unwrap(), &bytes[..length]);
        println!("{length} {encoded} {}", STANDARD_NO_PAD.encode(&bytes[356 - length..]));
    }
    let lax = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent).with_decode_allow_trailing_bits(true);
    let lax = GeneralPurpose::new(&alphabet::CRYPT, lax);
    for text in ["", "Zg==", "Zg=", "Zg", "Z", "Zh==", "Z===", "Zm9v!", "Zm 9v", "====", "/+8=", "_-8="] {
        println!("{text:?} {:?} {:?} {:?}", STANDARD.decode(text), URL_SAFE.decode(text), lax.decode(text));
    }
    let mut writer = EncoderStringWriter::new(&STANDARD);
    for chunk in bytes.chunks(7) {
        writer.write_all(chunk).unwrap();
    }
    let encoded = writer.into_inner();
    let mut decoded = Vec::new();
    DecoderReader::new(encoded.as_bytes(), &STANDARD).read_to_end(&mut decoded).unwrap();
    println!("{} {}", encoded.len(), decoded == bytes);
}
