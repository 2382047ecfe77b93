//! Hashes of what is kept in files, and how they are written.

/// The XXH3 of bytes, which is quick: finds out whether a file is what was written. Finds accidents, and nothing that is
/// done on purpose.
pub(crate) fn xxh3(bytes: &[u8]) -> u64 {
    twox_hash::XxHash3_64::oneshot(bytes)
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
