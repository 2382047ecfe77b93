//! Code that only a linker can write: the function that calls all constructors, and those that
//! stand for exported functions of a command. It does not decide whether they are needed.

use wasm_encoder::{Function, Instruction};

use super::Index;
use crate::error::Problem;
use crate::exports::Wrapper;
use crate::program::{Body, FunctionId, Program};

pub fn write(
    program: &mut Program<'_>,
    index: &Index,
    wrappers: &[Wrapper],
) -> Result<(), Problem> {
    let ctors = program.call_ctors.filter(|&ctors| program.functions[ctors].live);
    if let Some(ctors) = ctors {
        let body = call_ctors(program, index)?;
        program.functions[ctors].body = Body::Made(body);
    }
    for wrapper in wrappers {
        let body = wrap(program, index, ctors, wrapper)?;
        program.functions[wrapper.function].body = Body::Made(body);
    }
    Ok(())
}

/// The constructors of lower priority numbers first, and those of one number in the order of
/// objects.
fn call_ctors(program: &Program<'_>, index: &Index) -> Result<Vec<u8>, Problem> {
    let mut constructors = Vec::new();
    for object in program.in_order() {
        let object = &program.objects[object];
        for &(priority, symbol) in &object.constructors {
            let Some(&symbol) = object.symbols.get(symbol as usize) else { continue };
            if program.symbols[symbol].live && program.symbols[symbol].is_defined() {
                constructors.push((priority, symbol, object));
            }
        }
    }
    constructors.sort_by_key(|&(priority, ..)| priority);
    let mut body = Function::new([]);
    for (_, symbol, object) in constructors {
        let crate::program::Type::Function(ty) = program.symbols[symbol].ty else { continue };
        let ty = program.types.get(ty);
        if !ty.params().is_empty() {
            return Err(Problem::ConstructorParameters {
                symbol: program.symbols[symbol].name.as_str().to_owned(),
                file: object.name.clone(),
            });
        }
        body.instruction(&Instruction::Call(number(index.symbol_function(program, symbol))?));
        for _ in ty.results() {
            body.instruction(&Instruction::Drop);
        }
    }
    Ok(finish(body))
}

fn wrap(
    program: &Program<'_>,
    index: &Index,
    ctors: Option<FunctionId>,
    wrapper: &Wrapper,
) -> Result<Vec<u8>, Problem> {
    let mut body = Function::new([]);
    if let Some(ctors) = ctors {
        body.instruction(&Instruction::Call(number(index.function(ctors))?));
    }
    let ty = program.types.get(program.functions[wrapper.calls].ty);
    for parameter in 0..ty.params().len() as u32 {
        body.instruction(&Instruction::LocalGet(parameter));
    }
    body.instruction(&Instruction::Call(number(index.function(wrapper.calls))?));
    if let Some(dtors) = wrapper.dtors {
        body.instruction(&Instruction::Call(number(index.symbol_function(program, dtors))?));
    }
    Ok(finish(body))
}

fn number(function: Option<u32>) -> Result<u32, Problem> {
    function.ok_or(Problem::Internal("a function that is called has no number"))
}

fn finish(mut body: Function) -> Vec<u8> {
    body.instruction(&Instruction::End);
    body.into_raw_body()
}
