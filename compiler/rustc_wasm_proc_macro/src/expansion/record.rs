//! What passed between a module and its host in one expansion, so that the expansion can be run
//! again without the host. Knows neither the engine nor what the bytes mean.

/// How much is recorded, in bytes. An expansion that exchanges more cannot be run again.
const MAX_BYTES: usize = 64 << 20;

/// A request and its reply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Exchange {
    pub(crate) request: Vec<u8>,
    pub(crate) reply: Vec<u8>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    /// The handles that the macro's function was called with.
    pub(crate) args: Vec<u32>,
    pub(crate) exchanges: Vec<Exchange>,
    bytes: usize,
    is_cut_short: bool,
}

impl Record {
    pub(crate) fn push(&mut self, request: &[u8], reply: &[u8]) {
        let bytes = self.bytes.saturating_add(request.len()).saturating_add(reply.len());
        if self.is_cut_short || bytes > MAX_BYTES {
            self.is_cut_short = true;
            self.exchanges.clear();
            return;
        }
        self.bytes = bytes;
        let (request, reply) = (request.to_vec(), reply.to_vec());
        self.exchanges.push(Exchange { request, reply });
    }

    /// Whether all is there.
    pub(crate) fn is_complete(&self) -> bool {
        !self.is_cut_short
    }
}
