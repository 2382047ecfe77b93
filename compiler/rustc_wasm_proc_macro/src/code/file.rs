//! A file of compiled code: the code, and behind it what it was made from, for what, and a hash of all that. The code
//! comes first, so that the file can be mapped into memory as it is.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use crate::digest::{hex, xxh3};
use crate::engine::wasmtime;
use crate::module::digest;

const MAGIC: &[u8; 16] = b"wasm macro code\n";

/// Bytes of a module's digest, and of the hash of the file, which stands before the magic number.
const DIGEST: usize = 32;
const HASH: usize = 8;

/// Bytes of which the end of a file is read to find the trailer.
const LONGEST: u64 = 1 << 12;

/// What code was made from, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trailer {
    /// The BLAKE3 of the module.
    pub module: [u8; DIGEST],
    /// wasmtime's version and the version of its settings.
    pub version: String,
    /// The target, and the features of the processor.
    pub cpu: String,
}

/// Code in a file that only the user can have written, and that is as it was written.
pub(crate) struct TrustedCode(File);

impl TrustedCode {
    pub(crate) fn into_file(self) -> File {
        self.0
    }
}

impl Trailer {
    /// For code that runs here, of the module with this BLAKE3.
    pub(super) fn of(module: [u8; DIGEST]) -> Trailer {
        Trailer { module, version: wasmtime::version(), cpu: wasmtime::cpu() }
    }

    pub(super) fn of_module(module: &[u8]) -> Trailer {
        Trailer::of(digest(module))
    }

    /// The name of the file with the code. Code for other versions and processors has others.
    pub(super) fn file_name(&self) -> String {
        let rest = xxh3(format!("{}\n{}", self.version, self.cpu).as_bytes());
        format!("{}-{}.code", hex(&self.module), hex(&rest.to_be_bytes()))
    }

    /// The BLAKE3 of the module in digits.
    pub fn module_in_hex(&self) -> String {
        hex(&self.module)
    }

    /// The file.
    pub(super) fn with_code(&self, code: &[u8]) -> Vec<u8> {
        let mut out = code.to_vec();
        for text in [&self.version, &self.cpu] {
            let len = u16::try_from(text.len()).unwrap_or(u16::MAX);
            out.extend_from_slice(text.as_bytes().get(..len.into()).unwrap_or_default());
            out.extend_from_slice(&len.to_le_bytes());
        }
        out.extend_from_slice(&self.module);
        let hash = xxh3(&out);
        out.extend_from_slice(&hash.to_le_bytes());
        out.extend_from_slice(MAGIC);
        out
    }

    /// Reads the end of a file.
    pub(super) fn read(file: &mut (impl Read + Seek)) -> Result<Trailer, String> {
        let unreadable = |error: io::Error| error.to_string();
        let len = file.seek(SeekFrom::End(0)).map_err(unreadable)?;
        file.seek(SeekFrom::Start(len.saturating_sub(LONGEST))).map_err(unreadable)?;
        let mut end = Vec::new();
        file.take(LONGEST).read_to_end(&mut end).map_err(unreadable)?;
        Trailer::parse(&end).ok_or_else(not_code)
    }

    /// What stands before the hash and the magic number, from its end.
    fn parse(end: &[u8]) -> Option<Trailer> {
        let (mut rest, _hash) = end.strip_suffix(MAGIC)?.split_last_chunk::<HASH>()?;
        let mut take = |len: usize| {
            let (others, taken) = rest.split_at_checked(rest.len().checked_sub(len)?)?;
            rest = others;
            Some(taken)
        };
        let module = take(DIGEST)?.try_into().ok()?;
        let mut text = || {
            let len = u16::from_le_bytes(take(2)?.try_into().ok()?);
            String::from_utf8(take(len.into())?.to_vec()).ok()
        };
        let (cpu, version) = (text()?, text()?);
        Some(Trailer { module, version, cpu })
    }

    /// The code in a file of this trailer, of which it must be known that only the user can have written it.
    pub(super) fn check(&self, file: File) -> Result<TrustedCode, String> {
        let bytes = wasmtime::map(&file).map_err(|error| error.to_string())?;
        let trailer = Trailer::parse(&bytes).ok_or_else(not_code)?;
        if !is_as_written(&bytes) {
            return Err("it was cut short or changed".to_owned());
        }
        if trailer != *self {
            return Err("it is for something else than its name says".to_owned());
        }
        Ok(TrustedCode(file))
    }
}

fn not_code() -> String {
    "it is not a file of compiled code".to_owned()
}

/// Whether the hash at the end of a file is that of all before it.
fn is_as_written(file: &[u8]) -> bool {
    let parts = file.strip_suffix(MAGIC).and_then(|rest| rest.split_last_chunk::<HASH>());
    parts.is_some_and(|(rest, hash)| u64::from_le_bytes(*hash) == xxh3(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_only_what_was_written() {
        let trailer = Trailer::of_module(b"module");
        for code in [&b"code"[..], b"", &[7; 65_533], &[7; 200_000]] {
            let file = trailer.with_code(code);
            let is_good = |file: Vec<u8>| {
                Trailer::parse(&file).as_ref() == Some(&trailer) && is_as_written(&file)
            };
            assert!(file.starts_with(code));
            assert!(is_good(file.clone()));
            for len in (0..file.len()).step_by(file.len() / 200 + 1) {
                assert!(!is_good(file[..len].to_vec()), "{len}");
            }
            for at in (0..file.len()).step_by(file.len() / 200 + 1) {
                let mut changed = file.clone();
                changed[at] ^= 0x10;
                assert!(!is_good(changed), "{at}");
            }
            assert!(!is_good([&file[..], b" "].concat()));
            assert!(!is_good([b" ", &file[..]].concat()));
        }
    }
}
