//! Makes imports known to wasmtime: each has a host function that reads its arguments and calls what the
//! import is described by. One that waits is answered at once, by the handler that is lent to the store.

use wasmtime::{
    AsContextMut, Caller, Error, Extern, ExternType, Func, FuncType, Module, Store, Val, ValType,
};

use super::errors::Ended;
use super::{Data, Inside, trusted};
use crate::engine::{Ask, Guest, Import, Imports, Look, Run, Stop, Type, Wait, charge};
use crate::fault::FaultKind;
use crate::limits::cost;

/// What a module imports, in its order.
pub(super) fn imports<K: Send + 'static>(
    store: &mut Store<Data<K>>,
    module: &Module,
    known: &[Imports<K>],
) -> Result<Vec<Extern>, FaultKind> {
    let mut externs = Vec::new();
    for import in module.imports() {
        let (from, name) = (import.module(), import.name());
        let there_is_no = || {
            let message = format!("there is no `{name}` to import from `{from}`");
            FaultKind::Instantiation(message)
        };
        let known = known.iter().find(|imports| imports.module == from).ok_or_else(there_is_no)?;
        let function = known.functions.iter().find(|function| function.name == name);
        let ty = match (function, import.ty()) {
            (Some(function), ExternType::Func(ty)) if has_type(function, &ty) => ty,
            (Some(_), _) => {
                let message = format!("it imports `{name}` from `{from}` with the wrong type");
                return Err(FaultKind::Instantiation(message));
            }
            (None, ExternType::Func(ty)) => ty,
            (None, _) => return Err(there_is_no()),
        };
        let function = match function {
            Some(function) => define(store, function, ty),
            None => other(store, ty, known.others.ok_or_else(there_is_no)?),
        };
        externs.push(function.into());
    }
    Ok(externs)
}

fn has_type<K>(import: &Import<K>, ty: &FuncType) -> bool {
    let params = import.params.iter();
    let is_same = |(ty, other): (ValType, &Type)| match other {
        Type::I32 => ty.is_i32(),
        Type::I64 => ty.is_i64(),
    };
    ty.params().len() == params.len()
        && ty.params().zip(params).all(is_same)
        && ty.results().len() == usize::from(import.has_result)
        && ty.results().all(|ty| ty.is_i32())
}

/// A function that does nothing.
fn other<K: 'static>(store: &mut Store<Data<K>>, ty: FuncType, result: u32) -> Func {
    Func::new(store, ty.clone(), move |mut caller, _, results| {
        charge(&mut Inside(caller.as_context_mut()), cost::CALL).map_err(Error::new)?;
        for (to, ty) in results.iter_mut().zip(ty.results()) {
            *to = match ty {
                ValType::I32 => Val::I32(result.cast_signed()),
                // What it has been.
                ty => ty.default_value().unwrap_or(Val::I32(0)),
            };
        }
        Ok(())
    })
}

/// The shapes that most imports have are known to wasmtime when this is compiled, which makes calls quicker.
fn define<K: 'static>(
    store: &mut Store<Data<K>>,
    import: &'static Import<K>,
    ty: FuncType,
) -> Func {
    let is_i32 = import.params.iter().all(|&ty| ty == Type::I32);
    macro_rules! shape {
        ($($arg:ident)*) => {
            if import.has_result {
                Func::wrap(store, move |caller: Caller<'_, Data<K>>, $($arg: u32),*| {
                    call(caller, import, &[$($arg.into()),*])
                })
            } else {
                Func::wrap(store, move |caller: Caller<'_, Data<K>>, $($arg: u32),*| {
                    call(caller, import, &[$($arg.into()),*]).map(drop)
                })
            }
        };
    }
    match import.params.len() {
        1 if is_i32 => shape!(a),
        2 if is_i32 => shape!(a b),
        3 if is_i32 => shape!(a b c),
        4 if is_i32 => shape!(a b c d),
        5 if is_i32 => shape!(a b c d e),
        _ => Func::new(store, ty, move |caller, params, results| {
            let args: Vec<u64> = params.iter().map(bits).collect();
            let returned = call(caller, import, &args)?;
            if let Some(result) = results.first_mut() {
                *result = Val::I32(returned.cast_signed());
            }
            Ok(())
        }),
    }
}

fn bits(value: &Val) -> u64 {
    match *value {
        Val::I32(value) => value.cast_unsigned().into(),
        Val::I64(value) => value.cast_unsigned(),
        _ => 0,
    }
}

/// Calls an import from inside of a host function.
fn call<K: 'static>(
    mut caller: Caller<'_, Data<K>>,
    import: &Import<K>,
    arguments: &[u64],
) -> Result<u32, Error> {
    let guest = &mut Inside(caller.as_context_mut());
    let returned = match import.run {
        // Here, so that no function can forget to.
        Run::Now(run) => charge(guest, cost::CALL).and_then(|()| run(guest, arguments)),
        // Whoever answers charges.
        Run::Ask(number) => {
            Ask::new(number, import.name, arguments).and_then(|ask| Err(Stop::Wait(Wait::Ask(ask))))
        }
        Run::Look(run) => charge(guest, cost::CALL).and_then(|()| {
            guest.parts().1.look = Some(Look::new(run, arguments, import.has_result));
            Err(Stop::Wait(Wait::Look))
        }),
    };
    match returned {
        Err(Stop::Wait(wait)) => answer(caller, wait),
        returned => returned.map_err(Error::new),
    }
}

/// Has somebody do what a call waits for.
fn answer<K: 'static>(mut caller: Caller<'_, Data<K>>, wait: Wait) -> Result<u32, Error> {
    let answer = trusted::with_lent(caller.as_context_mut(), |store, handler| {
        handler.handle(&mut Inside(store), wait)
    });
    match answer {
        // A function without a result does not look at this.
        Some(Ok(result)) => Ok(result.unwrap_or(0)),
        Some(Err(fault)) => Err(Error::new(Ended(fault))),
        // There is nobody before the first expansion.
        None => Err(Error::new(Stop::Wait(wait))),
    }
}
