//! What wasmtime asks when a memory or a table is made or grows, and what growth costs.

use wasmtime::{Error, ResourceLimiter};

use crate::engine::Stop;
use crate::limits::{Limit, Limits};

/// Bytes of a page of memory, and the most that a memory without a maximum has.
const PAGE: usize = 1 << 16;
const MAX_MEMORY: usize = PAGE << 16;

/// Bytes of new memory for a unit of fuel.
const BYTES_PER_FUEL: u64 = 8;

/// The fewest elements that a table may have when it is made, as in wasmi.
const LEAST_TABLE: u64 = 17;

pub(super) struct Resources {
    /// Bytes that a memory may have.
    pub(super) memory: u64,
    table: u64,
    /// Fuel that growth has cost, and that has not been taken yet: there is none at hand while something grows.
    pub(super) debt: u64,
    /// Fuel that there was when there was no debt.
    pub(super) fuel: u64,
    /// Whether all memories and tables have been made, so that what is asked for is growth. What they start
    /// with is free.
    pub(super) is_made: bool,
}

impl Resources {
    pub(super) fn new(limits: &Limits, memory: u64) -> Resources {
        Resources { memory, table: limits.table, debt: 0, fuel: 0, is_made: false }
    }
}

impl Resources {
    /// Charges for growth.
    fn charge(&mut self, fuel: u64) -> Result<(), Error> {
        if self.is_made {
            self.debt = self.debt.saturating_add(fuel);
            if self.debt > self.fuel {
                return Err(Error::new(Stop::Limit(Limit::Fuel)));
            }
        }
        Ok(())
    }
}

impl ResourceLimiter for Resources {
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> Result<bool, Error> {
        if desired > maximum.unwrap_or(MAX_MEMORY).min(MAX_MEMORY) {
            return Ok(false);
        }
        // So that the limit is named, and not what comes of it in the module.
        if u64::try_from(desired).is_ok_and(|desired| desired > self.memory) {
            return Err(Error::new(Stop::Limit(Limit::Memory)));
        }
        let bytes = u64::try_from(desired.saturating_sub(current)).unwrap_or(u64::MAX);
        self.charge(bytes.div_ceil(BYTES_PER_FUEL))?;
        Ok(true)
    }

    fn table_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> Result<bool, Error> {
        if maximum.is_some_and(|maximum| desired > maximum) {
            return Ok(false);
        }
        let limit = if self.is_made { self.table } else { self.table.max(LEAST_TABLE) };
        if u64::try_from(desired).is_ok_and(|desired| desired > limit) {
            return Err(Error::new(Stop::Limit(Limit::Table)));
        }
        // A unit for an element.
        self.charge(u64::try_from(desired.saturating_sub(current)).unwrap_or(u64::MAX))?;
        Ok(true)
    }
}
