//! Finds the functions that go on behind their end, which are not valid. wasmi 2.0.0 validates and translates such a
//! function at once, instruction by instruction, and finds only after the last one that it has ended before. Until
//! then it translates without a block around, and panics where a `loop` there ends.

use wasmparser::{FunctionBody, VisitOperator, VisitSimdOperator};

/// Whether the instruction that ends a function is the last one, or there is none, so that the engine finds an end
/// missing. `None` if the function cannot be read.
pub(super) fn is_at_end(body: &FunctionBody<'_>) -> Option<bool> {
    let mut operators = body.get_operators_reader().ok()?;
    // The function itself is a block.
    let mut depth = Depth(1);
    while !operators.eof() {
        if depth.0 == 0 {
            return Some(false);
        }
        operators.visit_operator(&mut depth).ok()?;
    }
    Some(true)
}

/// How many blocks are open.
struct Depth(usize);

/// What an instruction does to it. Blocks that catch exceptions are none here: the engine knows no exceptions.
macro_rules! change {
    ($depth:expr, Block) => {
        $depth = $depth.saturating_add(1)
    };
    ($depth:expr, Loop) => {
        $depth = $depth.saturating_add(1)
    };
    ($depth:expr, If) => {
        $depth = $depth.saturating_add(1)
    };
    ($depth:expr, End) => {
        $depth = $depth.saturating_sub(1)
    };
    ($depth:expr, $op:ident) => {};
}

macro_rules! count {
    ($(@$proposal:ident $op:ident $({ $($arg:ident: $ty:ty),* })? => $visit:ident ($($arity:tt)*))*) => {
        $(fn $visit(&mut self $($(, _: $ty)*)?) { change!(self.0, $op); })*
    };
}

impl<'a> VisitOperator<'a> for Depth {
    type Output = ();

    fn simd_visitor(&mut self) -> Option<&mut dyn VisitSimdOperator<'a, Output = ()>> {
        Some(self)
    }

    wasmparser::for_each_visit_operator!(count);
}

impl VisitSimdOperator<'_> for Depth {
    wasmparser::for_each_visit_simd_operator!(count);
}
