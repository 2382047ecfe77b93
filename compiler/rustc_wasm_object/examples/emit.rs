//! Writes the object of a file of functions: `emit IN.clif OUT.o [OPT_LEVEL]`. For a look at the output.

use std::error::Error;

use cranelift_codegen::Context;
use cranelift_codegen::ir::{ExternalName, UserFuncName};
use cranelift_codegen::settings::{self, Configurable};
use cranelift_module::{Linkage, Module};
use rustc_wasm_object::{Options, WasmModule, isa};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(input), Some(output)) = (arguments.next(), arguments.next()) else {
        return Err("emit IN.clif OUT.o [OPT_LEVEL]".into());
    };
    let mut flags = settings::builder();
    flags.set("opt_level", &arguments.next().unwrap_or("speed".to_owned()))?;
    let features = ["bulk-memory", "mutable-globals", "nontrapping-fptoint", "sign-ext"];
    let mut module = WasmModule::new(Options::new(isa(settings::Flags::new(flags))?, features));
    let functions = cranelift_reader::parse_functions(&std::fs::read_to_string(input)?)?;
    let name = |function: &cranelift_codegen::ir::Function| match &function.name {
        UserFuncName::Testcase(name) => String::from_utf8_lossy(name.raw()).into_owned(),
        UserFuncName::User(name) => name.to_string(),
    };
    for function in &functions {
        module.declare_function(&name(function), Linkage::Export, &function.signature)?;
    }
    for function in functions {
        for callee in function.dfg.ext_funcs.values() {
            if let ExternalName::TestCase(callee_name) = &callee.name {
                let signature = &function.dfg.signatures[callee.signature];
                module.declare_function(
                    &String::from_utf8_lossy(callee_name.raw()),
                    Linkage::Import,
                    signature,
                )?;
            }
        }
        let id = module.declare_function(&name(&function), Linkage::Export, &function.signature)?;
        module.define_function(id, &mut Context::for_function(function))?;
    }
    std::fs::write(output, module.finish()?)?;
    Ok(())
}
