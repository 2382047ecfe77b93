//! What needs `unsafe`: mapping and loading code that was compiled before, and lending a handler to host functions, which
//! wasmtime wants to live forever.

#![allow(unsafe_code)]

use std::fs::File;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr::NonNull;

use memmap2::Mmap;
use wasmtime::{Engine, Error, Module, StoreContextMut};

use super::Data;
use crate::code::TrustedCode;
use crate::engine::Handler;

/// A file of compiled code, to see whether it is as it was written. It must not be empty.
pub(crate) fn map(file: &File) -> io::Result<Mmap> {
    // SAFETY: the file must not change while it is mapped. The caller knows that only the user and the administrator can
    // write to it, and the compiling tool never writes to a file that it has given its name.
    unsafe { Mmap::map(file) }
}

/// Loads code for an engine with the settings that it was compiled with. An error if it was not.
pub(super) fn load(engine: &Engine, code: TrustedCode) -> Result<Module, Error> {
    // SAFETY: the file must be what wasmtime has compiled, of this version or any other, which it checks
    // along with the target and the settings, and must not change while it is mapped. A `TrustedCode` is a file
    // that only the user and the administrator can write to, as is its directory, and that has the hash that
    // stands at its end: it is what the compiling tool wrote, and was not cut short or changed by accident. That
    // tool never writes to a file that it has given its name. Whoever can write there on purpose can as well
    // exchange the compiler, or what it runs at start.
    unsafe { Module::deserialize_open_file(engine, code.into_file()) }
}

/// A handler for as long as a function runs that may need it.
pub(super) struct Lent<K>(Option<NonNull<dyn Handler<K>>>);

impl<K> Default for Lent<K> {
    fn default() -> Self {
        Lent(None)
    }
}

// SAFETY: it is empty but while `lend` runs, whose caller has the handler and the store by exclusive reference;
// nothing that `lend` is given in this crate moves the store to another thread meanwhile.
unsafe impl<K> Send for Lent<K> {}

/// Runs something that may use `handler` by `with_lent`.
pub(super) fn lend<K: 'static, R>(
    mut store: StoreContextMut<'_, Data<K>>,
    handler: &mut dyn Handler<K>,
    run: impl FnOnce(StoreContextMut<'_, Data<K>>) -> R,
) -> R {
    let handler: NonNull<dyn Handler<K> + '_> = NonNull::from(handler);
    // SAFETY: only the lifetime differs. The pointer is taken back below before that ends, also if `run` panics,
    // and what has been in its place before is put there again.
    let handler: NonNull<dyn Handler<K> + 'static> = unsafe { std::mem::transmute(handler) };
    let before = store.data_mut().handler.0.replace(handler);
    let result = catch_unwind(AssertUnwindSafe(|| run(StoreContextMut::from(&mut store))));
    store.data_mut().handler.0 = before;
    result.unwrap_or_else(|panic| resume_unwind(panic))
}

/// Uses the handler that is lent. `None` if none is, or if it is being used.
pub(super) fn with_lent<K: 'static, R>(
    mut store: StoreContextMut<'_, Data<K>>,
    run: impl FnOnce(StoreContextMut<'_, Data<K>>, &mut dyn Handler<K>) -> R,
) -> Option<R> {
    let mut lent = store.data_mut().handler.0.take()?;
    // SAFETY: what it points to is alive, since `lend` has not returned, which takes it back. It is borrowed only
    // once: it is not in its place while it is used here, and whoever lent it does not use it before
    // `lend` returns.
    let result = run(StoreContextMut::from(&mut store), unsafe { lent.as_mut() });
    // Not if `run` panics: then all of what runs in the store ends.
    store.data_mut().handler.0 = Some(lent);
    Some(result)
}
