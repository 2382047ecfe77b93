//! A macro crate: a module and the instance its macros share, so that `static`s keep their values
//! from one expansion to the next as they do in a dylib.

use std::sync::{Mutex, PoisonError};

use crate::decls::{Decls, MacroDecl};
use crate::host::Host;
use crate::instance::{Code, ExpandError, Fault, Instance};
use crate::module::{Module, ModuleError};

pub struct MacroCrate {
    module: Module,
    engine: Mutex<Engine>,
}

/// What running the macros needs, made when the first of them runs.
#[derive(Default)]
struct Engine {
    code: Option<Code>,
    /// `None` before the first expansion, after a failed one, and while one is running.
    idle: Option<Instance>,
}

impl MacroCrate {
    /// Reads a macro crate from the bytes of a module. Nothing of it runs yet.
    pub fn new(bytes: Vec<u8>) -> Result<MacroCrate, ModuleError> {
        Ok(MacroCrate { module: Module::new(bytes)?, engine: Mutex::default() })
    }

    pub fn bytes(&self) -> &[u8] {
        self.module.bytes()
    }

    pub fn decls(&self) -> &Decls {
        self.module.decls()
    }

    /// Runs the macro `decl` of this crate. `inputs` is the macro's input, or for an attribute its
    /// arguments and its item.
    ///
    /// An expansion started while another one of the same crate is running gets an instance of its
    /// own, and the instance that ends last is kept. An instance that failed is thrown away, and
    /// with it the values of its `static`s.
    pub fn expand<H: Host>(
        &self,
        host: &mut H,
        decl: &MacroDecl,
        inputs: Vec<H::TokenStream>,
    ) -> Result<H::TokenStream, ExpandError> {
        let mut instance = self.instance().map_err(ExpandError::Fault)?;
        let stream = instance.run(host, &decl.function, inputs)?;
        // Not the instance of an expansion nested in this one, which has seen less.
        self.lock().idle = Some(instance);
        Ok(stream)
    }

    /// Makes an instance without running a macro, to find what only the engine finds.
    pub fn start(&self) -> Result<(), Fault> {
        let instance = self.instance()?;
        self.lock().idle = Some(instance);
        Ok(())
    }

    /// How much memory the module has, in bytes, if it has been started and has not failed since.
    pub fn memory_len(&self) -> Option<usize> {
        self.lock().idle.as_ref().and_then(Instance::memory_len)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Engine> {
        // Every state of `Engine` is a good one.
        self.engine.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn instance(&self) -> Result<Instance, Fault> {
        let mut engine = self.lock();
        if let Some(instance) = engine.idle.take() {
            return Ok(instance);
        }
        if engine.code.is_none() {
            engine.code = Some(Code::new(&self.module)?);
        }
        match &engine.code {
            Some(code) => Instance::new(code),
            None => Err(Fault::Instantiation("no code".to_owned())),
        }
    }
}
