//! The strings and bytes that a module has handles of. They are nothing but bytes: no compiler is
//! asked, and an expansion that is run again makes the same ones.

use crate::fault::WireError;
use crate::host::tree::Size;
use crate::protocol::room::Room;
use crate::protocol::wire::Result;

use super::abi::Method;

/// What one expansion has. Nothing is given back, so that the handles are indices.
pub(crate) struct Buffers {
    strings: Vec<String>,
    bytes: Vec<Vec<u8>>,
    /// For all of them.
    room: Room,
}

impl Buffers {
    pub(crate) fn new(max_held: u64) -> Self {
        Buffers { strings: Vec::new(), bytes: Vec::new(), room: Room::new(max_held) }
    }

    /// What the module gets for the reply to a request: a handle.
    pub(crate) fn keep(&mut self, method: Method, reply: &mut Vec<u8>) -> Result<u32> {
        match method {
            Method::token_stream_serialize => self.push_bytes(std::mem::take(reply)),
            Method::literal_to_string => self.push_string(reply),
            Method::token_stream_deserialize | Method::token_stream_parse => {
                let handle = reply.as_slice().try_into();
                handle.map(u32::from_le_bytes).map_err(|_| WireError::Truncated { offset: 0 })
            }
        }
    }

    pub(crate) fn push_string(&mut self, text: &[u8]) -> Result<u32> {
        let handle = self.hold(self.strings.len(), "string", text.len())?;
        let text = std::str::from_utf8(text)
            .map_err(|error| WireError::NotUtf8 { offset: error.valid_up_to() })?;
        self.strings.push(text.to_owned());
        Ok(handle)
    }

    fn push_bytes(&mut self, bytes: Vec<u8>) -> Result<u32> {
        let handle = self.hold(self.bytes.len(), "byte string", bytes.len())?;
        self.bytes.push(bytes);
        Ok(handle)
    }

    /// Counts what is about to be kept, and says what its handle is.
    fn hold(&mut self, handle: usize, kind: &'static str, len: usize) -> Result<u32> {
        // An empty one needs memory, too.
        self.room.take(Size::group(Size::with_text(len)))?;
        u32::try_from(handle).map_err(|_| WireError::HandlesExhausted { kind })
    }

    pub(crate) fn string(&self, handle: u32) -> Result<&str> {
        let string = self.strings.get(handle as usize).map(String::as_str);
        string.ok_or(WireError::StaleHandle { kind: "string", handle })
    }

    pub(crate) fn bytes(&self, handle: u32) -> Result<&[u8]> {
        let bytes = self.bytes.get(handle as usize).map(Vec::as_slice);
        bytes.ok_or(WireError::StaleHandle { kind: "byte string", handle })
    }
}
