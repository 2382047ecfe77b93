//! Code that only a linker can write: the functions that call all constructors and prepare memory, and
//! those that stand for exported functions of a command. It does not decide whether they are needed.

use wasm_encoder::{Function, Instruction, MemArg};

use super::Index;
use crate::error::ErrorKind;
use crate::exports::Wrapper;
use crate::layout::Layout;
use crate::program::{Body, FunctionId, Program};
use crate::startup::{self, Startup};

pub fn write(
    program: &mut Program<'_>,
    layout: &Layout<'_>,
    index: &Index,
    wrappers: &[Wrapper],
    startup: Startup,
) -> Result<(), ErrorKind> {
    let ctors = program.call_ctors.filter(|&ctors| program.functions[ctors].live);
    if let Some(ctors) = ctors {
        let body = call_ctors(program, index)?;
        program.functions[ctors].body = Body::Made(body);
    }
    if let Some(function) = startup.apply_relocations {
        program.functions[function].body = Body::Made(apply_relocations(program, layout, index));
    }
    if let Some(function) = startup.init_memory {
        program.functions[function].body = Body::Made(init_memory(layout));
    }
    for wrapper in wrappers {
        let body = wrap(program, index, ctors, wrapper)?;
        program.functions[wrapper.function].body = Body::Made(body);
    }
    Ok(())
}

/// The constructors of lower priority numbers first, and those of one number in the order of
/// objects.
fn call_ctors(program: &Program<'_>, index: &Index) -> Result<Vec<u8>, ErrorKind> {
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
            return Err(ErrorKind::ConstructorParameters {
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

/// Stores imported addresses where data has them.
fn apply_relocations(program: &Program<'_>, layout: &Layout<'_>, index: &Index) -> Vec<u8> {
    let mut body = Function::new([]);
    for &id in layout.segments.iter().flat_map(|segment| &segment.inputs) {
        let segment = &program.segments[id];
        for &relocation in program.data_relocations(id) {
            let target = program.target(segment.object, relocation);
            let imported = |&symbol: &_| !program.symbols[symbol].is_defined();
            let global = target.filter(imported).and_then(|it| index.symbol_global(program, it));
            let Some(global) = global.filter(|_| startup::is_address(relocation.ty)) else {
                continue;
            };
            let offset = relocation.offset.wrapping_sub(segment.offset);
            let address = segment.address.wrapping_add(offset);
            body.instruction(&Instruction::I32Const(address as i32));
            body.instruction(&Instruction::GlobalGet(global));
            if relocation.addend != 0 {
                body.instruction(&Instruction::I32Const(relocation.addend));
                body.instruction(&Instruction::I32Add);
            }
            let place = MemArg { offset: 0, align: 2, memory_index: 0 };
            body.instruction(&Instruction::I32Store(place));
        }
    }
    finish(body)
}

/// Zeroes what the file does not have.
fn init_memory(layout: &Layout<'_>) -> Vec<u8> {
    let mut body = Function::new([]);
    for segment in layout.segments.iter().filter(|segment| segment.is_zero()) {
        body.instruction(&Instruction::I32Const(segment.start as i32));
        body.instruction(&Instruction::I32Const(0));
        body.instruction(&Instruction::I32Const(segment.size as i32));
        body.instruction(&Instruction::MemoryFill(0));
    }
    finish(body)
}

fn wrap(
    program: &Program<'_>,
    index: &Index,
    ctors: Option<FunctionId>,
    wrapper: &Wrapper,
) -> Result<Vec<u8>, ErrorKind> {
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

fn number(function: Option<u32>) -> Result<u32, ErrorKind> {
    function.ok_or(ErrorKind::Internal("a function that is called has no number"))
}

fn finish(mut body: Function) -> Vec<u8> {
    body.instruction(&Instruction::End);
    body.into_raw_body()
}
