//! What passed between a module and its host in one expansion, so that the expansion can be run
//! again without the host. Knows neither the engine nor what the bytes mean.

/// How much is recorded, in bytes. An expansion that exchanges more cannot be run again.
const MAX_BYTES: usize = 64 << 20;

/// A request and its reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exchange<'a> {
    pub(crate) request: &'a [u8],
    pub(crate) reply: &'a [u8],
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    /// The handles that the macro's function was called with.
    pub(crate) args: Vec<u32>,
    /// Requests and replies, one behind the other: most are a few bytes, which are not worth an
    /// allocation each.
    bytes: Vec<u8>,
    /// Where in `bytes` each request and its reply end.
    ends: Vec<(usize, usize)>,
    is_cut_short: bool,
}

impl Record {
    pub(crate) fn push(&mut self, request: &[u8], reply: &[u8]) {
        let bytes = self.bytes.len().saturating_add(request.len()).saturating_add(reply.len());
        if self.is_cut_short || bytes > MAX_BYTES {
            self.is_cut_short = true;
            (self.bytes, self.ends) = Default::default();
            return;
        }
        self.bytes.extend_from_slice(request);
        let request_end = self.bytes.len();
        self.bytes.extend_from_slice(reply);
        self.ends.push((request_end, self.bytes.len()));
    }

    /// How many exchanges there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, number: usize) -> Option<Exchange<'_>> {
        let &(request_end, end) = self.ends.get(number)?;
        let before = number.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.map_or(0, |&(_, end)| end);
        let request = self.bytes.get(start..request_end)?;
        Some(Exchange { request, reply: self.bytes.get(request_end..end)? })
    }

    /// Whether all is there.
    pub(crate) fn is_complete(&self) -> bool {
        !self.is_cut_short
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exchanges_are_found_again() {
        let mut record = Record::default();
        let all: [(&[u8], &[u8]); 3] = [(b"ab", b"c"), (b"", b""), (b"d", b"efg")];
        for (request, reply) in all {
            record.push(request, reply);
        }
        assert_eq!(record.len(), all.len());
        for (number, (request, reply)) in all.into_iter().enumerate() {
            assert_eq!(record.get(number), Some(Exchange { request, reply }));
        }
        assert_eq!(record.get(all.len()), None);
        assert!(record.is_complete());
    }

    #[test]
    fn nothing_is_kept_of_what_is_too_long() {
        let mut record = Record::default();
        let half = vec![0; MAX_BYTES / 2];
        record.push(&half, b"");
        record.push(b"", &half);
        assert!(record.is_complete());
        for _ in 0..2 {
            record.push(b"one more", b"");
            assert!(!record.is_complete());
            assert_eq!((record.len(), record.get(0), record.bytes.capacity()), (0, None, 0));
        }
    }
}
