//! SROA and mem2reg: turns stack slots into values, before Cranelift optimizes a function.
//!
//! rustc's front end for Cranelift keeps every local that is neither a scalar nor a pair of them in a
//! stack slot, and Cranelift leaves it there. A slot whose address goes nowhere but into loads and
//! stores at known offsets is only seen by those: what they read is known without memory.
//!
//! `accesses` finds these slots and what reads and writes them, `copies` has short copies do so by loads
//! and stores, `pieces` splits them into variables, `phis` finds the blocks where several values of a
//! variable meet, and `rewrite` puts values in the place of loads, taken apart or put together by
//! `parts` where widths differ. Whatever is in doubt stays in memory.

mod accesses;
mod copies;
mod parts;
mod phis;
mod pieces;
mod rewrite;

use cranelift_codegen::dominator_tree::DominatorTree;
use cranelift_codegen::flowgraph::ControlFlowGraph;
use cranelift_codegen::ir::{Function, InstructionData};
use cranelift_codegen::isa::TargetIsa;
use cranelift_codegen::{CodegenResult, Context};
use rustc_hash::FxHashSet;

use accesses::Accesses;
use phis::Phis;
use pieces::Pieces;
use rewrite::Rewrite;

/// A slot whose address was only stored in slots that have become values can become one itself in the
/// next round. More rounds than this find next to nothing.
const ROUNDS: usize = 4;

/// Turns stack slots into values where only loads and stores at known offsets see them.
///
/// [`crate::WasmModule`] does so for each function that it optimizes, if
/// [`crate::Options::promote_slots`] is set.
pub fn promote_slots(context: &mut Context, isa: &dyn TargetIsa) -> CodegenResult<()> {
    for _ in 0..ROUNDS {
        if context.func.sized_stack_slots.is_empty() || !is_understood(&context.func) {
            break;
        }
        context.flowgraph();
        context.eliminate_unreachable_code(isa)?;
        // Addresses often go around loops as block parameters that are always the same.
        context.remove_constant_phis(isa)?;
        context.func.dfg.resolve_all_aliases();
        let again = round(&mut context.func, &context.cfg, &context.domtree);
        context.cfg.clear();
        context.domtree.clear();
        context.verify_if(isa)?;
        if !again {
            break;
        }
    }
    Ok(())
}

/// Whether all branches of a function are of the kinds that values can be passed on.
fn is_understood(func: &Function) -> bool {
    let mut tables = FxHashSet::default();
    for block in func.layout.blocks() {
        let Some(inst) = func.layout.last_inst(block) else { return false };
        let known = match func.dfg.insts[inst] {
            // What one instruction adds to a table would be passed by another as well.
            InstructionData::BranchTable { table, .. } => tables.insert(table),
            InstructionData::Jump { .. } | InstructionData::Brif { .. } => true,
            ref data => !data.opcode().is_branch(),
        };
        if !known {
            return false;
        }
    }
    true
}

/// Promotes what can be promoted now. Whether another round may find more.
fn round(func: &mut Function, cfg: &ControlFlowGraph, domtree: &DominatorTree) -> bool {
    let entry_is_passed =
        func.layout.entry_block().is_none_or(|entry| cfg.pred_iter(entry).next().is_some());
    let mut accesses = Accesses::new(func, domtree);
    if accesses.expand_copies(func) {
        accesses = Accesses::new(func, domtree);
    }
    accesses.close();
    if accesses.list.is_empty() || entry_is_passed {
        return false;
    }
    let mut pieces = Pieces::new(&accesses);
    let phis = Phis::new(func, cfg, domtree, &accesses, &mut pieces);
    Rewrite::new(func, domtree, &accesses, &pieces, phis).run()
}
