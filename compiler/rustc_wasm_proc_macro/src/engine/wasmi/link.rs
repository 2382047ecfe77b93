//! Makes imports known to wasmi: each has a function of wasmi's that reads its arguments, calls what the
//! import is described by, and says why it stopped if it did.

use wasmi::{Error, ExternType, FuncType, Linker, Module, TrapCode, Val, ValType};

use super::Data;
use crate::engine::{Ask, Guest, Import, Imports, Look, Run, State, Stop, Type, Wait, charge};
use crate::limits::{Limit, cost};

pub(super) type Caller<'a, K> = wasmi::Caller<'a, Data<K>>;

impl wasmi::errors::HostError for Stop {}

/// A module inside of a call of an import.
pub(super) struct Inside<'a, 'b, K: 'static>(pub(super) &'a mut Caller<'b, K>);

impl<K: 'static> Guest<K> for Inside<'_, '_, K> {
    fn parts(&mut self) -> (Option<&mut [u8]>, &mut State<K>) {
        match self.0.data().memory {
            Some(memory) => {
                let (bytes, data) = memory.data_and_store_mut(&mut *self.0);
                (Some(bytes), &mut data.state)
            }
            None => (None, &mut self.0.data_mut().state),
        }
    }

    fn fuel(&self) -> u64 {
        // Fails only without metering.
        self.0.get_fuel().unwrap_or(0)
    }

    fn set_fuel(&mut self, fuel: u64) {
        let _ = self.0.set_fuel(fuel);
    }
}

/// Makes all imports of a module available that there are.
pub(super) fn link<K: 'static>(
    linker: &mut Linker<Data<K>>,
    module: &Module,
    imports: &Imports<K>,
) -> Result<(), Error> {
    for import in imports.functions {
        define(linker, imports.module, import)?;
    }
    let Some(result) = imports.others else { return Ok(()) };
    let is_other = |name: &str| !imports.functions.iter().any(|import| import.name == name);
    let mut defined = Vec::new();
    for import in module.imports().filter(|import| import.module() == imports.module) {
        let ExternType::Func(ty) = import.ty() else { continue };
        if !is_other(import.name()) || defined.contains(&import.name()) {
            continue;
        }
        linker.func_new(
            imports.module,
            import.name(),
            ty.clone(),
            move |mut caller, _, results| {
                charge(&mut Inside(&mut caller), cost::CALL).map_err(error)?;
                for to in results {
                    if to.ty() == ValType::I32 {
                        *to = Val::I32(result.cast_signed());
                    }
                }
                Ok(())
            },
        )?;
        defined.push(import.name());
    }
    Ok(())
}

/// The shapes that most imports have are known to wasmi's compiler, which makes calls quicker.
fn define<K: 'static>(
    linker: &mut Linker<Data<K>>,
    module: &str,
    import: &'static Import<K>,
) -> Result<(), Error> {
    let name = import.name;
    let is_i32 = import.params.iter().all(|&ty| ty == Type::I32);
    macro_rules! shape {
        ($($arg:ident)*) => {
            if import.has_result {
                linker.func_wrap(module, name, move |caller: Caller<'_, K>, $($arg: u32),*| {
                    call(caller, import, &[$($arg.into()),*])
                })?
            } else {
                linker.func_wrap(module, name, move |caller: Caller<'_, K>, $($arg: u32),*| {
                    call(caller, import, &[$($arg.into()),*]).map(drop)
                })?
            }
        };
    }
    match import.params.len() {
        1 if is_i32 => shape!(a),
        2 if is_i32 => shape!(a b),
        3 if is_i32 => shape!(a b c),
        4 if is_i32 => shape!(a b c d),
        5 if is_i32 => shape!(a b c d e),
        _ => linker.func_new(module, name, func_type(import), move |caller, params, results| {
            let args: Vec<u64> = params.iter().map(bits).collect();
            let returned = call(caller, import, &args)?;
            if let Some(result) = results.first_mut() {
                *result = Val::I32(returned.cast_signed());
            }
            Ok(())
        })?,
    };
    Ok(())
}

fn func_type<K>(import: &Import<K>) -> FuncType {
    let params = import.params.iter().map(|ty| match ty {
        Type::I32 => ValType::I32,
        Type::I64 => ValType::I64,
    });
    FuncType::new(params, import.has_result.then_some(ValType::I32))
}

fn bits(value: &Val) -> u64 {
    match *value {
        Val::I32(value) => value.cast_unsigned().into(),
        Val::I64(value) => value.cast_unsigned(),
        _ => 0,
    }
}

/// Calls an import from inside of a function of wasmi's.
fn call<K: 'static>(
    mut caller: Caller<'_, K>,
    import: &Import<K>,
    arguments: &[u64],
) -> Result<u32, Error> {
    let returned = match import.run {
        // Here, so that no function can forget to.
        Run::Now(run) => {
            let guest = &mut Inside(&mut caller);
            charge(guest, cost::CALL).and_then(|()| run(guest, arguments))
        }
        // Whoever answers charges.
        Run::Ask(number) => {
            Ask::new(number, import.name, arguments).and_then(|ask| Err(Stop::Wait(Wait::Ask(ask))))
        }
        Run::Look(run) => charge(&mut Inside(&mut caller), cost::CALL).and_then(|()| {
            let look = Look::new(run, arguments, import.has_result);
            caller.data_mut().state.look = Some(look);
            Err(Stop::Wait(Wait::Look))
        }),
    };
    returned.map_err(error)
}

/// What wasmi is told of a call that does not return.
pub(super) fn error(stop: Stop) -> Error {
    match stop {
        Stop::Limit(Limit::Fuel) => TrapCode::OutOfFuel.into(),
        Stop::OutOfBounds => TrapCode::MemoryOutOfBounds.into(),
        Stop::Unreachable => TrapCode::UnreachableCodeReached.into(),
        Stop::Exit(code) => Error::i32_exit(code),
        Stop::Other(message) => Error::new(message),
        stop => Error::host(stop),
    }
}
