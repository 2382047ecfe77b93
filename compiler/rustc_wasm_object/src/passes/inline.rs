//! Puts small functions in the place of their calls, among the functions of one object. Cranelift can do
//! that; what this adds is the order, callees before callers, and the decision where it is worthwhile.

use std::borrow::Cow;

use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::inline::{Inline, InlineCommand};
use cranelift_codegen::ir::{
    ExternalName, FuncRef, Function, GlobalValue, GlobalValueData, Inst, InstructionData, Opcode,
    Value,
};
use cranelift_codegen::{CodegenError, Context};
use cranelift_module::FuncId;
use rustc_hash::FxHashMap;

use crate::options::Options;
use crate::passes::optimize::optimize;

/// What a function's author says of its inlining.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inlining {
    Never,
    /// If it is small.
    Auto,
    /// Also if it is larger than others.
    Hinted,
    /// However large it is.
    Always,
}

/// A function that has been declared and not been defined.
#[derive(Debug)]
pub struct Candidate {
    pub id: FuncId,
    pub func: Function,
    pub inlining: Inlining,
}

/// How many instructions a function may have at most to be inlined. Measured with the programs in
/// `tests/codegen/bench`: twice as much makes none of them faster, and their code larger.
fn largest(inlining: Inlining) -> usize {
    match inlining {
        Inlining::Never => 0,
        Inlining::Auto => 40,
        Inlining::Hinted => 80,
        Inlining::Always => 10_000,
    }
}

/// Nothing is inlined into a function that has grown to so many instructions.
const LARGEST_CALLER: usize = 20_000;

/// Inlines among these functions and optimizes them, which therefore need not be done again.
pub(crate) fn inline(
    options: &Options,
    candidates: &mut [Candidate],
    control: &mut ControlPlane,
) -> Result<(), CodegenError> {
    let numbers = candidates.iter().enumerate().map(|(at, candidate)| (candidate.id, at)).collect();
    // By function, how many instructions it has, once that is final.
    let mut sizes = vec![None; candidates.len()];
    let (isa, mut context) = (&*options.isa, Context::new());
    for at in callees_first(candidates, &numbers) {
        context.clear();
        context.func = std::mem::replace(&mut candidates[at].func, Function::new());
        context.verify_if(isa)?;
        context.legalize(isa)?;
        let symbols = context.func.global_values.len();
        let room = LARGEST_CALLER.saturating_sub(size(&context.func));
        let chosen = Vec::new();
        let mut chooser = Chooser { candidates, numbers: &numbers, sizes: &sizes, room, chosen };
        context.inline(&mut chooser)?;
        let chosen = chooser.chosen;
        rename_symbols(&mut context.func, symbols, chosen.iter().map(|&at| &candidates[at].func));
        optimize(&mut context, options, control)?;
        sizes[at] = Some(size(&context.func));
        candidates[at].func = std::mem::replace(&mut context.func, Function::new());
    }
    Ok(())
}

/// Corrects the names of symbols that came with functions. Cranelift 0.130 adds all global values of a
/// function to those of its caller, and leaves them the numbers that names have in the function.
fn rename_symbols<'a>(
    caller: &mut Function,
    before: usize,
    inlined: impl Iterator<Item = &'a Function>,
) {
    let added = inlined.flat_map(|func| func.global_values.values().map(move |data| (func, data)));
    for (at, (func, data)) in added.enumerate() {
        let GlobalValueData::Symbol { name: ExternalName::User(name), .. } = data else { continue };
        let name = func.params.user_named_funcs()[*name].clone();
        let name = ExternalName::User(caller.declare_imported_user_function(name));
        let value = GlobalValue::from_u32((before + at) as u32);
        if let GlobalValueData::Symbol { name: copied, .. } = &mut caller.global_values[value] {
            *copied = name;
        }
    }
}

/// How many instructions a function has.
fn size(func: &Function) -> usize {
    func.layout.blocks().map(|block| func.layout.block_insts(block).count()).sum()
}

/// The function that a reference means, if a module has given it its name.
fn callee(func: &Function, reference: FuncRef) -> Option<FuncId> {
    match func.dfg.ext_funcs[reference].name {
        ExternalName::User(name) => {
            let name = &func.params.user_named_funcs()[name];
            (name.namespace == 0).then(|| FuncId::from_u32(name.index))
        }
        _ => None,
    }
}

/// The candidates in an order in which functions come after those that they call, but for recursion.
fn callees_first(candidates: &[Candidate], numbers: &FxHashMap<FuncId, usize>) -> Vec<usize> {
    let callees: Vec<Vec<usize>> =
        candidates.iter().map(|candidate| callees(&candidate.func, numbers)).collect();
    let mut order = Vec::with_capacity(candidates.len());
    let mut is_seen = vec![false; candidates.len()];
    for root in 0..candidates.len() {
        // The functions that wait for their callees, and how many of these have been looked at.
        let mut waiting = vec![(root, 0)];
        while let Some((at, next)) = waiting.last_mut() {
            if *next == 0 && std::mem::replace(&mut is_seen[*at], true) {
                waiting.pop();
            } else if let Some(&callee) = callees[*at].get(*next) {
                *next += 1;
                if !is_seen[callee] {
                    waiting.push((callee, 0));
                }
            } else {
                order.push(*at);
                waiting.pop();
            }
        }
    }
    order
}

/// The candidates that a function calls directly.
fn callees(func: &Function, numbers: &FxHashMap<FuncId, usize>) -> Vec<usize> {
    let mut callees = Vec::new();
    for block in func.layout.blocks() {
        for inst in func.layout.block_insts(block) {
            if let InstructionData::Call { func_ref, .. } = func.dfg.insts[inst] {
                callees.extend(callee(func, func_ref).and_then(|id| numbers.get(&id)));
            }
        }
    }
    callees
}

/// Decides call by call, for one caller.
struct Chooser<'a> {
    candidates: &'a [Candidate],
    numbers: &'a FxHashMap<FuncId, usize>,
    sizes: &'a [Option<usize>],
    /// By how many instructions the caller may grow.
    room: usize,
    /// What was chosen, in order.
    chosen: Vec<usize>,
}

impl Chooser<'_> {
    fn choose(&mut self, caller: &Function, call: Inst, reference: FuncRef) -> Option<&Function> {
        let block = caller.layout.inst_block(call)?;
        let at = *self.numbers.get(&callee(caller, reference)?)?;
        // Not known yet if the call is recursive.
        let size = self.sizes[at]?;
        let Candidate { func, inlining, .. } = &self.candidates[at];
        let is_worthwhile = match inlining {
            Inlining::Always => true,
            _ => !caller.layout.is_cold(block),
        };
        let signature = &caller.dfg.signatures[caller.dfg.ext_funcs[reference].signature];
        if !is_worthwhile
            || size > largest(*inlining).min(self.room)
            || *signature != func.signature
        {
            return None;
        }
        self.room -= size;
        self.chosen.push(at);
        Some(func)
    }
}

impl Inline for Chooser<'_> {
    fn inline(
        &mut self,
        caller: &Function,
        call: Inst,
        opcode: Opcode,
        callee: FuncRef,
        _: &[Value],
    ) -> InlineCommand<'_> {
        let chosen = match opcode {
            Opcode::Call => self.choose(caller, call, callee),
            _ => None,
        };
        match chosen {
            Some(func) => {
                InlineCommand::Inline { callee: Cow::Borrowed(func), visit_callee: false }
            }
            None => InlineCommand::KeepCall,
        }
    }
}
