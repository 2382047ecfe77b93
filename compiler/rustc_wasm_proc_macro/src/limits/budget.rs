//! What is left to the expansions of a thread: one that starts while another one waits for it draws
//! from what that one has left, so that expansions inside of expansions use no more than one does.

use std::cell::Cell;

use super::total::Total;

/// Fuel and bytes of memory, of a single expansion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Budget {
    pub(crate) fuel: u64,
    pub(crate) memory: u64,
}

thread_local! {
    /// Of the expansion that waits for the one to come. `None` if nothing waits.
    static LENT: Cell<Option<Budget>> = const { Cell::new(None) };
}

/// What an expansion that starts now may use of `limits`.
pub(crate) fn available(limits: Budget) -> Budget {
    LENT.get().map_or(limits, |lent| Budget {
        fuel: limits.fuel.min(lent.fuel),
        memory: limits.memory.min(lent.memory),
    })
}

/// Takes fuel that an expansion has used from the one that waits for it, or counts it for the
/// compilation if none waits.
pub(crate) fn spend(fuel: u64, total: &Total) {
    match LENT.get() {
        Some(lent) => LENT.set(Some(Budget { fuel: lent.fuel.saturating_sub(fuel), ..lent })),
        None => total.use_fuel(fuel),
    }
}

/// Takes fuel from the expansion that waits, if one does.
pub(crate) fn spend_lent(fuel: u64) {
    if let Some(lent) = LENT.get() {
        LENT.set(Some(Budget { fuel: lent.fuel.saturating_sub(fuel), ..lent }));
    }
}

/// Lends `budget` to the expansions that `f` starts, and says how much fuel they left of it.
pub(crate) fn lend<R>(budget: Budget, f: impl FnOnce() -> R) -> (R, u64) {
    // Also if `f` panics: the host may catch that.
    let _restore = Restore(LENT.replace(Some(budget)));
    let result = f();
    (result, LENT.get().map_or(0, |left| left.fuel))
}

struct Restore(Option<Budget>);

impl Drop for Restore {
    fn drop(&mut self) {
        LENT.set(self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Budget = Budget { fuel: 100, memory: 1000 };

    #[test]
    fn nothing_is_shared_with_what_does_not_wait() {
        let total = Total::default();
        assert_eq!(available(LIMITS), LIMITS);
        spend(50, &total);
        assert_eq!(available(LIMITS), LIMITS);
        assert_eq!(total.fuel_left(100), 50);
    }

    #[test]
    fn inner_expansions_draw_from_the_outer_one() {
        let total = Total::default();
        let ((), left) = lend(Budget { fuel: 70, memory: 2000 }, || {
            assert_eq!(available(LIMITS), Budget { fuel: 70, memory: 1000 });
            let ((), left) = lend(Budget { fuel: 40, memory: 10 }, || spend(15, &total));
            assert_eq!(left, 25);
            spend(45, &total);
            assert_eq!(available(LIMITS).fuel, 25);
            spend(1000, &total);
            assert_eq!(available(LIMITS).fuel, 0);
        });
        assert_eq!(left, 0);
        assert_eq!(available(LIMITS), LIMITS);
        // It is the outer one's, which has not told yet.
        assert_eq!(total.fuel_left(100), 100);
    }

    #[test]
    fn a_panic_of_the_host_gives_everything_back() {
        let panicked =
            std::panic::catch_unwind(|| lend(Budget { fuel: 1, memory: 1 }, || panic!()));
        assert!(panicked.is_err());
        assert_eq!(available(LIMITS), LIMITS);
    }
}
