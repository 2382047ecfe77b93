//! A file of compiled code: what it was made from, for what, and a hash of all that, before the code.

use super::digest::{hex, sha256, xxh64};
use crate::engine::wasmtime;

const MAGIC: &[u8; 16] = b"wasm macro code\n";

/// Bytes of the hash, which is behind the magic number, and where it ends.
const HASH: usize = 8;
const HASHED: usize = MAGIC.len() + HASH;

/// What code was made from, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The SHA-256 of the module.
    pub module: [u8; 32],
    /// wasmtime's version and the version of its settings.
    pub version: String,
    /// The target, and the features of the processor.
    pub cpu: String,
}

/// Code from a file that only the user can have written, and that is as it was written.
pub(crate) struct TrustedCode {
    file: Vec<u8>,
    start: usize,
}

impl TrustedCode {
    pub(crate) fn bytes(&self) -> &[u8] {
        self.file.get(self.start..).unwrap_or_default()
    }
}

impl Header {
    /// For code of `module` that runs here.
    pub(super) fn of(module: &[u8]) -> Header {
        Header { module: sha256(module), version: wasmtime::version(), cpu: wasmtime::cpu() }
    }

    /// The name of the file with the code. Code for other versions and processors has others.
    pub(super) fn file_name(&self) -> String {
        let rest = xxh64(format!("{}\n{}", self.version, self.cpu).as_bytes());
        format!("{}-{}.code", hex(&self.module), hex(&rest.to_be_bytes()))
    }

    /// The SHA-256 of the module in digits.
    pub fn module_in_hex(&self) -> String {
        hex(&self.module)
    }

    /// The file.
    pub(super) fn with_code(&self, code: &[u8]) -> Vec<u8> {
        let mut out = [&MAGIC[..], &[0; HASH]].concat();
        out.extend_from_slice(&self.module);
        for text in [&self.version, &self.cpu] {
            let len = u16::try_from(text.len()).unwrap_or(u16::MAX);
            out.extend_from_slice(&len.to_le_bytes());
            out.extend_from_slice(text.as_bytes().get(..len.into()).unwrap_or_default());
        }
        out.extend_from_slice(code);
        let hash = xxh64(out.get(HASHED..).unwrap_or_default());
        if let Some(place) = out.get_mut(MAGIC.len()..HASHED) {
            place.copy_from_slice(&hash.to_le_bytes());
        }
        out
    }

    /// Reads the header of a file, and says where the code starts.
    pub(super) fn read(file: &[u8]) -> Result<(Header, usize), &'static str> {
        Header::parse(file).ok_or("it is not a file of compiled code")
    }

    fn parse(file: &[u8]) -> Option<(Header, usize)> {
        let mut rest = file.strip_prefix(MAGIC)?.get(HASH..)?;
        let mut take = |len: usize| {
            let (taken, others) = rest.split_at_checked(len)?;
            rest = others;
            Some(taken)
        };
        let module = take(32)?.try_into().ok()?;
        let mut text = || {
            let len = u16::from_le_bytes(take(2)?.try_into().ok()?);
            String::from_utf8(take(len.into())?.to_vec()).ok()
        };
        let (version, cpu) = (text()?, text()?);
        let start = file.len().checked_sub(rest.len())?;
        Some((Header { module, version, cpu }, start))
    }

    /// The code in a file of this header.
    pub(super) fn check(&self, file: Vec<u8>) -> Result<TrustedCode, &'static str> {
        let (header, start) = Header::read(&file)?;
        let hash = file.get(MAGIC.len()..HASHED).and_then(|hash| hash.try_into().ok());
        if hash.map(u64::from_le_bytes) != file.get(HASHED..).map(xxh64) {
            return Err("it was cut short or changed");
        }
        if header != *self {
            return Err("it is for something else than its name says");
        }
        Ok(TrustedCode { file, start })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_only_what_was_written() {
        let header = Header::of(b"module");
        let file = header.with_code(b"code");
        assert_eq!(Header::read(&file).unwrap().0, header);
        assert_eq!(header.check(file.clone()).unwrap().bytes(), b"code");
        for len in 0..file.len() {
            assert!(header.check(file[..len].to_vec()).is_err(), "{len}");
        }
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 0x10;
            assert!(header.check(changed).is_err(), "{at}");
        }
        assert!(header.check([&file[..], b" "].concat()).is_err());
        assert!(Header::of(b"another").check(file).is_err());
    }
}
