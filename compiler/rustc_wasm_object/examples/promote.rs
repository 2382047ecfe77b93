//! Prints the functions of a file with their stack slots turned into values: `promote IN.clif`. For a
//! look at the output.

use std::error::Error;

use cranelift_codegen::Context;
use cranelift_codegen::settings::{self, Configurable};
use rustc_wasm_object::{isa, promote_slots};

fn main() -> Result<(), Box<dyn Error>> {
    let input = std::env::args().nth(1).ok_or("promote IN.clif")?;
    let mut flags = settings::builder();
    flags.set("opt_level", "speed")?;
    flags.set("enable_verifier", "true")?;
    let isa = isa(settings::Flags::new(flags))?;
    for function in cranelift_reader::parse_functions(&std::fs::read_to_string(input)?)? {
        let mut context = Context::for_function(function);
        promote_slots(&mut context, &*isa)?;
        println!("{}", context.func);
    }
    Ok(())
}
