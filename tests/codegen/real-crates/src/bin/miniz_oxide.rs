//! `miniz_oxide`: compression at all levels, expansion, streams, and broken input.
use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params};
use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};
use miniz_oxide::inflate::{decompress_to_vec, decompress_to_vec_with_limit, decompress_to_vec_zlib};

fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(2166136261, |h, b| (h ^ u32::from(*b)).wrapping_mul(16777619))
}

fn main() {
    let mut state = 1u32;
    let mut random = || {
        state = state.wrapping_mul(1664525).wrapping_add(1013904223);
        (state >> 24) as u8
    };
    let inputs: Vec<Vec<u8>> = vec![
        vec![],
        b"a".to_vec(),
        b"hello hello hello hello".to_vec(),
        vec![7; 70_000],
        (0..20_000).map(|_| random()).collect(),
        (0..50_000u32).map(|i| b"the quick brown fox "[(i * i / 977 % 20) as usize]).collect(),
        (0..30_000u32).flat_map(|i| i.to_le_bytes()).collect(),
    ];
    for input in &inputs {
        for level in [0, 1, 2, 6, 9, 10] {
            let (raw, zlib) = (compress_to_vec(input, level), compress_to_vec_zlib(input, level));
            assert!(decompress_to_vec(&raw).unwrap() == *input && decompress_to_vec_zlib(&zlib).unwrap() == *input);
            print!("{} {:08x} {:08x} ", raw.len(), checksum(&raw), checksum(&zlib));
        }
        println!();
    }
    let mut zlib = compress_to_vec_zlib(&inputs[5], 6);
    println!("{:?}", decompress_to_vec_zlib(&zlib[..zlib.len() / 2]).map_err(|e| (e.status, e.output.len())));
    println!("{:?}", decompress_to_vec_with_limit(&compress_to_vec(&inputs[3], 6), 1000).map_err(|e| (e.status, e.output.len())));
    for at in (2..zlib.len()).step_by(97) {
        zlib[at] ^= 0x10;
        print!("{:?} ", decompress_to_vec_zlib(&zlib).map(|v| checksum(&v)).map_err(|e| e.status));
        zlib[at] ^= 0x10;
    }
    println!();
    let mut compressor = CompressorOxide::new(create_comp_flags_from_zip_params(5, -15, 0));
    let mut out = Vec::new();
    for (i, chunk) in inputs[6].chunks(10_000).enumerate() {
        let flush = if (i + 1) * 10_000 >= inputs[6].len() { TDEFLFlush::Finish } else { TDEFLFlush::Sync };
        let (status, read) = compress_to_output(&mut compressor, chunk, flush, |bytes| { out.extend_from_slice(bytes); true });
        print!("{status:?} {read} ");
    }
    println!("{} {:08x} {}", out.len(), checksum(&out), decompress_to_vec(&out).unwrap() == inputs[6]);
}
