//! Checked reading and plain writing of the wire format: bytes to values and back, without any
//! notion of what is asked or answered. Everything read is guest input and may be anything.

use std::ops::Bound;

use crate::fault::WireError;
use crate::host::NotParsed;

/// How deep diagnostics may nest. rustc itself shows one level of children; the rest is headroom.
pub(crate) const MAX_DEPTH: usize = 64;

/// For how many elements of a list there is room before they are read.
const MAX_RESERVED: usize = 8;

pub(crate) type Result<T> = std::result::Result<T, WireError>;

/// Reads a message from its start.
pub(crate) struct Reader<'a> {
    message: &'a [u8],
    offset: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(message: &'a [u8]) -> Self {
        Reader { message, offset: 0 }
    }

    pub(crate) fn offset(&self) -> usize {
        self.offset
    }

    /// Number of bytes not yet read: no list can have more elements.
    fn remaining(&self) -> usize {
        self.message.len().saturating_sub(self.offset)
    }

    fn bytes(&mut self, len: usize) -> Result<&'a [u8]> {
        let truncated = WireError::Truncated { offset: self.offset };
        let end = self.offset.checked_add(len).ok_or(truncated.clone())?;
        let bytes = self.message.get(self.offset..end).ok_or(truncated)?;
        self.offset = end;
        Ok(bytes)
    }

    pub(crate) fn u8(&mut self) -> Result<u8> {
        let bytes = self.bytes(1)?;
        bytes.first().copied().ok_or(WireError::Truncated { offset: self.offset })
    }

    pub(crate) fn u32(&mut self) -> Result<u32> {
        let offset = self.offset;
        let bytes = self.bytes(4)?;
        let bytes = bytes.try_into().map_err(|_| WireError::Truncated { offset })?;
        Ok(u32::from_le_bytes(bytes))
    }

    /// A guest's `usize`, which has 32 bits.
    pub(crate) fn usize(&mut self) -> Result<usize> {
        Ok(self.u32()? as usize)
    }

    pub(crate) fn bool(&mut self) -> Result<bool> {
        match self.tag()? {
            0 => Ok(false),
            1 => Ok(true),
            tag => self.bad_tag("`bool`", tag),
        }
    }

    pub(crate) fn str(&mut self) -> Result<&'a str> {
        let len = self.usize()?;
        let offset = self.offset;
        std::str::from_utf8(self.bytes(len)?).map_err(|_| WireError::NotUtf8 { offset })
    }

    pub(crate) fn tag(&mut self) -> Result<u8> {
        self.u8()
    }

    /// The error for a tag just read.
    pub(crate) fn bad_tag<T>(&self, what: &'static str, tag: u8) -> Result<T> {
        Err(WireError::BadTag { offset: self.offset.saturating_sub(1), what, tag })
    }

    pub(crate) fn option<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<Option<T>> {
        match self.tag()? {
            0 => read(self).map(Some),
            1 => Ok(None),
            tag => self.bad_tag("`Option`", tag),
        }
    }

    pub(crate) fn bound(&mut self) -> Result<Bound<usize>> {
        Ok(match self.tag()? {
            0 => Bound::Included(self.usize()?),
            1 => Bound::Excluded(self.usize()?),
            2 => Bound::Unbounded,
            tag => return self.bad_tag("`Bound`", tag),
        })
    }

    pub(crate) fn list<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T>,
    ) -> Result<Vec<T>> {
        let offset = self.offset;
        let len = self.usize()?;
        // Every element takes a byte or more.
        if len > self.remaining() {
            return Err(WireError::Truncated { offset });
        }
        // No more is reserved: an element may be a hundred times as large as its bytes, and lists
        // nest, so that a hostile length could ask for more memory than there is.
        let mut list = Vec::with_capacity(len.min(MAX_RESERVED));
        for _ in 0..len {
            list.push(read(self)?);
        }
        Ok(list)
    }

    pub(crate) fn end(&self) -> Result<()> {
        if self.remaining() == 0 {
            Ok(())
        } else {
            Err(WireError::TrailingBytes { offset: self.offset })
        }
    }
}

/// Writes a message to a buffer.
pub(crate) struct Writer<'a>(pub(crate) &'a mut Vec<u8>);

impl Writer<'_> {
    pub(crate) fn u8(&mut self, value: u8) {
        self.0.push(value);
    }

    pub(crate) fn u32(&mut self, value: u32) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    /// A guest's `usize`. Larger values do not occur in a 32-bit memory's worth of tokens; a source
    /// map that large would be cut to the largest number.
    pub(crate) fn usize(&mut self, value: usize) {
        self.u32(u32::try_from(value).unwrap_or(u32::MAX));
    }

    pub(crate) fn bool(&mut self, value: bool) {
        self.u8(value.into());
    }

    pub(crate) fn str(&mut self, value: &str) {
        self.usize(value.len());
        self.0.extend_from_slice(value.as_bytes());
    }

    pub(crate) fn some(&mut self) {
        self.u8(0);
    }

    pub(crate) fn none(&mut self) {
        self.u8(1);
    }

    pub(crate) fn ok(&mut self) {
        self.u8(0);
    }

    pub(crate) fn err(&mut self) {
        self.u8(1);
    }

    /// Ends a reply that is `Ok` so far.
    pub(crate) fn not_parsed(&mut self, error: NotParsed) {
        match error {
            NotParsed::Message(message) => {
                self.err();
                self.str(&message);
            }
            NotParsed::GaveUp => {
                // A panic of the host, with nothing to say.
                self.0.clear();
                self.err();
                self.none();
            }
        }
    }

    pub(crate) fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        match value {
            Some(value) => {
                self.some();
                write(self, value);
            }
            None => self.none(),
        }
    }
}
