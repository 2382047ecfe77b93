//! How much a module may hold at a time of what the host keeps for it, and holds.

use crate::fault::WireError;
use crate::host::tree::Size;
use crate::limits::MAX_NESTING;
use crate::protocol::wire::Result;

/// An account of bytes, as [`Size`] counts them.
pub(crate) struct Room {
    held: u64,
    max: u64,
}

impl Room {
    pub(crate) fn new(max: u64) -> Self {
        Room { held: 0, max }
    }

    /// Whether there is room for something of this size.
    pub(crate) fn check(&self, size: Size) -> Result<()> {
        if size.depth > MAX_NESTING {
            return Err(WireError::NestedTooDeeply);
        }
        let held = self.held.saturating_add(size.bytes);
        if held > self.max { Err(WireError::TooMuchOutput) } else { Ok(()) }
    }

    /// Counts something that is about to be kept.
    pub(crate) fn take(&mut self, size: Size) -> Result<()> {
        self.check(size)?;
        self.held = self.held.saturating_add(size.bytes);
        Ok(())
    }

    /// Counts something that is no longer kept.
    pub(crate) fn give_back(&mut self, size: Size) {
        self.held = self.held.saturating_sub(size.bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_back_can_be_taken_again() {
        let mut room = Room::new(2 * Size::TOKEN.bytes);
        assert!(room.take(Size::TOKEN).is_ok());
        assert!(room.take(Size::TOKEN).is_ok());
        assert!(matches!(room.take(Size::TOKEN), Err(WireError::TooMuchOutput)));
        room.give_back(Size::TOKEN);
        assert!(room.check(Size::TOKEN).is_ok());
        assert!(room.take(Size::TOKEN).is_ok());
    }

    #[test]
    fn what_nests_too_deeply_has_no_room_of_any_size() {
        let room = Room::new(u64::MAX);
        assert!(room.check(Size { bytes: 0, depth: MAX_NESTING }).is_ok());
        let deeper = Size { bytes: 0, depth: MAX_NESTING + 1 };
        assert!(matches!(room.check(deeper), Err(WireError::NestedTooDeeply)));
    }
}
