//! What all expansions of one compilation may use together, and have used.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Fuel and bytes that the expansions of one compilation have used. Clones are the same account: a compiler
/// gives one to all macro crates that it loads. It may be kept among options, but is not one: all are equal and
/// look the same, whatever they have counted.
#[derive(Clone, Default)]
pub struct Total(Arc<Used>);

#[derive(Default)]
struct Used {
    fuel: AtomicU64,
    output: AtomicU64,
}

impl Total {
    pub(crate) fn fuel_left(&self, limit: u64) -> u64 {
        limit.saturating_sub(self.0.fuel.load(Ordering::Relaxed))
    }

    pub(crate) fn output_left(&self, limit: u64) -> u64 {
        limit.saturating_sub(self.0.output.load(Ordering::Relaxed))
    }

    pub(crate) fn use_fuel(&self, fuel: u64) {
        add(&self.0.fuel, fuel);
    }

    pub(crate) fn use_output(&self, bytes: u64) {
        add(&self.0.output, bytes);
    }
}

impl fmt::Debug for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Total")
    }
}

impl PartialEq for Total {
    fn eq(&self, _: &Total) -> bool {
        true
    }
}

impl Eq for Total {}

fn add(used: &AtomicU64, more: u64) {
    // Never fails, as the function never declines.
    let _ = used
        .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |used| Some(used.saturating_add(more)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_are_one_account() {
        let total = Total::default();
        let other = total.clone();
        other.use_fuel(30);
        total.use_fuel(20);
        total.use_output(7);
        assert_eq!(other.fuel_left(100), 50);
        assert_eq!(other.output_left(10), 3);
        assert_eq!(Total::default().fuel_left(100), 100);
    }

    #[test]
    fn more_than_everything_can_be_used() {
        let total = Total::default();
        total.use_fuel(u64::MAX);
        total.use_fuel(1);
        assert_eq!(total.fuel_left(u64::MAX), 0);
    }
}
