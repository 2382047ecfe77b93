//! What all tests do: emit functions of Cranelift, link the object, run it, and ask Cranelift's own
//! interpreter what should have come out.

#![allow(dead_code, reason = "no test uses all of it")]

pub mod random;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use cranelift_codegen::Context;
use cranelift_codegen::data_value::DataValue;
use cranelift_codegen::ir::immediates::{Ieee16, Ieee32, Ieee64, Ieee128};
use cranelift_codegen::ir::{ExternalName, Function, Signature, Type, UserFuncName, types};
use cranelift_codegen::isa::TargetIsa;
use cranelift_codegen::settings::{self, Configurable};
use cranelift_interpreter::environment::FunctionStore;
use cranelift_interpreter::interpreter::{Interpreter, InterpreterError, InterpreterState};
use cranelift_interpreter::step::ControlFlow;
use cranelift_module::{Linkage, Module};
use rustc_wasm_object::{Options, WasmModule, isa};
use wasmi::{Engine, Linker, Store, Val};

/// The features that Rust's targets have.
pub const FEATURES: [&str; 8] = [
    "bulk-memory",
    "bulk-memory-opt",
    "call-indirect-overlong",
    "multivalue",
    "mutable-globals",
    "nontrapping-fptoint",
    "reference-types",
    "sign-ext",
];

/// Cranelift's target at an optimisation level.
pub fn target(opt_level: &str) -> Arc<dyn TargetIsa> {
    let mut flags = settings::builder();
    flags.set("opt_level", opt_level).unwrap();
    flags.set("enable_verifier", "true").unwrap();
    isa(settings::Flags::new(flags)).unwrap()
}

/// The name of a function in a test.
pub fn name(function: &Function) -> String {
    match &function.name {
        UserFuncName::Testcase(name) => String::from_utf8(name.raw().to_vec()).unwrap(),
        UserFuncName::User(name) => format!("u{}_{}", name.namespace, name.index),
    }
}

/// An object with these functions, all exported.
pub fn emit(functions: &[Function], opt_level: &str, features: &[&str]) -> Result<Vec<u8>, String> {
    let mut module = WasmModule::new(Options::new(target(opt_level), features.iter().copied()));
    let names: BTreeSet<String> = functions.iter().map(name).collect();
    let mut ids = Vec::new();
    for function in functions {
        ids.push(
            module.declare_function(&name(function), Linkage::Export, &function.signature).unwrap(),
        );
        for callee in function.dfg.ext_funcs.values() {
            if let ExternalName::TestCase(callee_name) = &callee.name {
                let callee_name = std::str::from_utf8(callee_name.raw()).unwrap();
                let linkage =
                    if names.contains(callee_name) { Linkage::Export } else { Linkage::Import };
                let signature = &function.dfg.signatures[callee.signature];
                module.declare_function(callee_name, linkage, signature).unwrap();
            }
        }
    }
    for (function, id) in functions.iter().zip(ids) {
        let mut context = Context::for_function(function.clone());
        module.define_function(id, &mut context).map_err(|error| format!("{error:?}"))?;
    }
    let object = module.finish().map_err(|error| error.to_string())?;
    validate(&object);
    Ok(object)
}

/// Checks an object as engines check modules, and that its section `linking` can be read.
pub fn validate(object: &[u8]) {
    if let Err(error) = wasmparser::Validator::new_with_features(wasmparser::WasmFeatures::all())
        .validate_all(object)
    {
        let path = scratch("invalid.wasm");
        std::fs::write(&path, object).unwrap();
        panic!("{} is not valid: {error}", path.display());
    }
    for payload in wasmparser::Parser::new(0).parse_all(object) {
        let wasmparser::Payload::CustomSection(section) = payload.unwrap() else { continue };
        match section.as_known() {
            wasmparser::KnownCustom::Linking(linking) => {
                for subsection in linking.subsections() {
                    if let wasmparser::Linking::SymbolTable(symbols) = subsection.unwrap() {
                        assert!(
                            symbols.into_iter().all(|symbol| symbol.is_ok()),
                            "a symbol cannot be read"
                        );
                    }
                }
            }
            wasmparser::KnownCustom::Reloc(relocs) => {
                let mut last = 0;
                for entry in relocs.entries() {
                    let entry = entry.unwrap();
                    assert!(entry.offset >= last, "relocations are not in order");
                    last = entry.offset;
                }
            }
            _ => {}
        }
    }
}

/// A path for a file of this process.
pub fn scratch(name: &str) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let dir =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{number}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    dir.join(name)
}

/// The linker, which tests that need it are not run without.
pub fn linker() -> Option<PathBuf> {
    let candidates = ["wasm-ld-22", "wasm-ld", "wasm-ld-21", "wasm-ld-20"];
    let found = std::env::var_os("PATH").and_then(|path| {
        std::env::split_paths(&path)
            .flat_map(|dir| candidates.map(|name| dir.join(name)))
            .find(|file| file.is_file())
    });
    if found.is_none() {
        eprintln!(
            "NOT TESTED: there is no `wasm-ld` in PATH, and without one nothing can be linked and run"
        );
    }
    found
}

/// Links objects into a module that exports everything.
pub fn link(objects: &[&Path], arguments: &[&str]) -> Option<Vec<u8>> {
    let output = scratch("linked.wasm");
    let mut command = Command::new(linker()?);
    command.args(["--no-entry", "--allow-undefined", "--export-dynamic", "-o"]).arg(&output);
    let result = command.args(arguments).args(objects).output().unwrap();
    let errors = String::from_utf8_lossy(&result.stderr);
    assert!(result.status.success(), "wasm-ld: {errors}");
    assert!(errors.is_empty(), "wasm-ld: {errors}");
    let bytes = std::fs::read(&output).unwrap();
    std::fs::remove_dir_all(output.parent().unwrap()).unwrap();
    Some(bytes)
}

/// Links one object.
pub fn link_object(object: &[u8]) -> Option<Vec<u8>> {
    let path = scratch("object.o");
    std::fs::write(&path, object).unwrap();
    let linked = link(&[&path], &["--export-all", "--gc-sections"]);
    std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
    linked
}

/// Whether a call has come back.
#[derive(Clone, Debug)]
pub enum Outcome {
    Values(Vec<DataValue>),
    Trap(String),
}

/// A linked module, ready to call.
pub struct Instance {
    store: Store<()>,
    instance: wasmi::Instance,
    /// Memory that nothing else uses.
    scratch: u32,
}

const PAGE: u32 = 65_536;

impl Instance {
    pub fn new(module: &[u8]) -> Instance {
        let mut config = wasmi::Config::default();
        config.consume_fuel(true);
        let engine = Engine::new(&config);
        let module = wasmi::Module::new(&engine, module).unwrap_or_else(|error| panic!("{error}"));
        let mut store = Store::new(&engine, ());
        let mut linker = Linker::<()>::new(&engine);
        linker.func_wrap("env", "fmaf", |a: f32, b: f32, c: f32| a.mul_add(b, c)).unwrap();
        linker.func_wrap("env", "fma", |a: f64, b: f64, c: f64| a.mul_add(b, c)).unwrap();
        let memory = |caller: &wasmi::Caller<'_, ()>| {
            caller.get_export("memory").unwrap().into_memory().unwrap()
        };
        linker
            .func_wrap(
                "env",
                "memset",
                move |mut caller: wasmi::Caller<'_, ()>, to: i32, byte: i32, size: i32| {
                    memory(&caller).data_mut(&mut caller)[to as usize..][..size as usize]
                        .fill(byte as u8);
                    to
                },
            )
            .unwrap();
        for name in ["memcpy", "memmove"] {
            linker
                .func_wrap(
                    "env",
                    name,
                    move |mut caller: wasmi::Caller<'_, ()>, to: i32, from: i32, size: i32| {
                        let from = from as usize;
                        memory(&caller)
                            .data_mut(&mut caller)
                            .copy_within(from..from + size as usize, to as usize);
                        to
                    },
                )
                .unwrap();
        }
        store.set_fuel(FUEL).unwrap();
        let instance = linker
            .instantiate_and_start(&mut store, &module)
            .unwrap_or_else(|error| panic!("{error}"));
        let scratch = match instance.get_memory(&store, "memory") {
            Some(memory) => memory.grow(&mut store, 1).unwrap() as u32 * PAGE,
            None => 0,
        };
        Instance { store, instance, scratch }
    }

    /// What the stack pointer says.
    pub fn stack_pointer(&self) -> Option<i32> {
        let pointer = self.instance.get_global(&self.store, "__stack_pointer")?;
        pointer.get(&self.store).i32()
    }

    /// Calls a function by its signature in Cranelift.
    pub fn call(&mut self, name: &str, signature: &Signature, arguments: &[DataValue]) -> Outcome {
        let func = self
            .instance
            .get_func(&self.store, name)
            .unwrap_or_else(|| panic!("no function `{name}`"));
        let mut inputs = Vec::new();
        let through_memory = match &signature.returns[..] {
            [] => false,
            [one] => one.value_type.bits() == 128,
            _ => true,
        };
        if through_memory {
            inputs.push(Val::I32(self.scratch as i32));
        }
        for (argument, param) in arguments.iter().zip(&signature.params) {
            // The upper bits of what is not extended mean nothing: let them be something.
            let noise = if param.extension == cranelift_codegen::ir::ArgumentExtension::None {
                0x5a5a_5a5a
            } else {
                0
            };
            let sext = param.extension == cranelift_codegen::ir::ArgumentExtension::Sext;
            match *argument {
                DataValue::I8(x) if sext => inputs.push(Val::I32(x.into())),
                DataValue::I8(x) => inputs.push(Val::I32(i32::from(x as u8) | noise & !0xff)),
                DataValue::I16(x) if sext => inputs.push(Val::I32(x.into())),
                DataValue::I16(x) => inputs.push(Val::I32(i32::from(x as u16) | noise & !0xffff)),
                DataValue::I32(x) => inputs.push(Val::I32(x)),
                DataValue::I64(x) => inputs.push(Val::I64(x)),
                DataValue::I128(x) => {
                    inputs.extend([Val::I64(x as i64), Val::I64((x >> 64) as i64)])
                }
                DataValue::F16(x) => inputs.push(Val::I32(i32::from(x.bits()))),
                DataValue::F32(x) => inputs.push(Val::F32(f32::from_bits(x.bits()).into())),
                DataValue::F64(x) => inputs.push(Val::F64(f64::from_bits(x.bits()).into())),
                DataValue::F128(x) => {
                    inputs.extend([Val::I64(x.bits() as i64), Val::I64((x.bits() >> 64) as i64)]);
                }
                ref other => panic!("argument {other:?}"),
            }
        }
        let before = self.stack_pointer();
        self.store.set_fuel(FUEL).unwrap();
        let results = func.ty(&self.store).results().len();
        let mut outputs = vec![Val::I32(0); results];
        if let Err(error) = func.call(&mut self.store, &inputs, &mut outputs) {
            return Outcome::Trap(error.to_string());
        }
        assert_eq!(before, self.stack_pointer(), "`{name}` leaves the stack pointer elsewhere");
        let values = if through_memory {
            self.returned(signature)
        } else {
            signature
                .returns
                .iter()
                .zip(&outputs)
                .map(|(param, value)| from_wasm(param.value_type, value))
                .collect()
        };
        Outcome::Values(values)
    }

    /// What a function has returned through memory: by the rules for LLVM's structs.
    fn returned(&self, signature: &Signature) -> Vec<DataValue> {
        let memory = self.instance.get_memory(&self.store, "memory").unwrap();
        let mut at = self.scratch as usize;
        let mut values = Vec::new();
        for param in &signature.returns {
            let size = param.value_type.bytes() as usize;
            at = at.next_multiple_of(size);
            let bytes = &memory.data(&self.store)[at..at + size];
            values.push(DataValue::read_from_slice_le(bytes, param.value_type));
            at += size;
        }
        values
    }
}

const FUEL: u64 = 20_000_000;

fn from_wasm(ty: Type, value: &Val) -> DataValue {
    match (ty, value) {
        (types::I8, Val::I32(x)) => DataValue::I8(*x as i8),
        (types::I16, Val::I32(x)) => DataValue::I16(*x as i16),
        (types::I32, Val::I32(x)) => DataValue::I32(*x),
        (types::I64, Val::I64(x)) => DataValue::I64(*x),
        (types::F16, Val::I32(x)) => DataValue::F16(Ieee16::with_bits(*x as u16)),
        (types::F32, Val::F32(x)) => DataValue::F32(Ieee32::with_bits(x.to_bits())),
        (types::F64, Val::F64(x)) => DataValue::F64(Ieee64::with_bits(x.to_bits())),
        _ => panic!("{value:?} is no {ty}"),
    }
}

/// What the interpreter says, or `None` if it does not know.
pub fn interpret(
    functions: &[Function],
    name: &str,
    arguments: &[DataValue],
    fuel: u64,
) -> Option<Outcome> {
    let run = || {
        let mut store = FunctionStore::default();
        for function in functions {
            store.add(self::name(function), function);
        }
        let state = InterpreterState::default().with_function_store(store);
        let mut interpreter = Interpreter::new(state).with_fuel(Some(fuel));
        match interpreter.call_by_name(name, arguments) {
            Ok(ControlFlow::Return(values)) => Some(Outcome::Values(values.to_vec())),
            // Its addresses are not numbers, and arithmetic on them does not always work.
            Ok(ControlFlow::Trap(trap)) if trap.to_string().contains("heap_oob") => None,
            // Nor does it know functions of the runtime.
            Ok(ControlFlow::Trap(trap)) if trap.to_string().contains("bad signature") => None,
            Ok(ControlFlow::Trap(trap)) => Some(Outcome::Trap(trap.to_string())),
            Ok(_) => None,
            Err(InterpreterError::FuelExhausted) => None,
            Err(_) => None,
        }
    };
    catch_unwind(AssertUnwindSafe(run)).ok().flatten()
}

/// Whether two values are the same, any two NaNs counting as the same.
pub fn same(left: &DataValue, right: &DataValue) -> bool {
    let nan = |value: &DataValue| match value {
        DataValue::F32(x) => x.is_nan(),
        DataValue::F64(x) => x.is_nan(),
        _ => false,
    };
    nan(left) && nan(right) || left.bitwise_eq(right)
}

/// Whether two outcomes are the same.
pub fn agree(left: &Outcome, right: &Outcome) -> bool {
    match (left, right) {
        (Outcome::Values(left), Outcome::Values(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Outcome::Trap(_), Outcome::Trap(_)) => true,
        _ => false,
    }
}

/// A 128-bit float of these bits.
pub fn f128(bits: u128) -> DataValue {
    DataValue::F128(Ieee128::with_bits(bits))
}
