//! Finds the functions whose calls end soon, whatever happens: they call functions that call nothing, or
//! others like themselves. The reserve has room for them, and they need not count.

use crate::cost;
use crate::function::Uses;

/// Whether each function is one, in their order. The first `imported` numbers are functions of the runtime,
/// which have a stack of their own.
pub(crate) fn find(functions: &[Uses], imported: usize) -> Vec<bool> {
    let mut costs: Vec<Option<i32>> = vec![None; functions.len()];
    loop {
        let mut has_changed = false;
        for (number, uses) in functions.iter().enumerate() {
            if costs[number].is_none() {
                costs[number] = cost_of(uses, &costs, imported);
                has_changed |= costs[number].is_some();
            }
        }
        if !has_changed {
            return costs.iter().map(Option::is_some).collect();
        }
    }
}

/// The most that a call takes, with all calls inside of it, if that is known and little.
fn cost_of(uses: &Uses, costs: &[Option<i32>], imported: usize) -> Option<i32> {
    if uses.calls_indirectly || (uses.has_frame && !uses.callees.is_empty()) {
        return None;
    }
    let mut most = 0;
    for &callee in &uses.callees {
        if let Some(number) = (callee as usize).checked_sub(imported) {
            most = most.max((*costs.get(number)?)?);
        }
    }
    let cost = most.saturating_add(cost::of_call(uses.locals));
    (uses.callees.is_empty() || cost <= cost::SHALLOW).then_some(cost)
}
