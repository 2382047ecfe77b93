//! What a caller chooses: Cranelift's target, and the features of WebAssembly.

use std::sync::Arc;

use cranelift_codegen::CodegenError;
use cranelift_codegen::isa::{OwnedTargetIsa, TargetIsa, lookup_by_name};
use cranelift_codegen::settings::Flags;

/// Cranelift's target with these flags: little-endian, with 32-bit pointers.
pub fn isa(flags: Flags) -> Result<Arc<dyn TargetIsa>, CodegenError> {
    let builder =
        lookup_by_name("pulley32").map_err(|_| CodegenError::Unsupported("pulley32".to_owned()))?;
    let isa: OwnedTargetIsa = builder.finish(flags)?;
    Ok(isa)
}

/// Features of WebAssembly that change what instructions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    /// `memory.copy` and `memory.fill`.
    pub bulk_memory: bool,
    /// `i32.extend8_s` and the like.
    pub sign_ext: bool,
    /// `i32.trunc_sat_f32_s` and the like.
    pub nontrapping_fptoint: bool,
    /// `return_call`. Without it a tail call is an error.
    pub tail_call: bool,
}

impl Features {
    /// Whether a name of LLVM's is one of these.
    fn set(&mut self, name: &str, on: bool) {
        match name {
            "bulk-memory" => self.bulk_memory = on,
            "sign-ext" => self.sign_ext = on,
            "nontrapping-fptoint" => self.nontrapping_fptoint = on,
            "tail-call" => self.tail_call = on,
            _ => {}
        }
    }
}

/// How a [`crate::WasmModule`] is made.
#[derive(Clone)]
pub struct Options {
    /// Cranelift's target, as [`isa`] makes it.
    pub isa: Arc<dyn TargetIsa>,
    /// The features that code may use.
    pub features: Features,
    /// The names for the section `target_features`, without a sign, as LLVM spells them. Some of
    /// them, `multivalue` for one, change nothing in the code.
    pub target_features: Vec<String>,
    /// Names and versions for `processed-by` in the section `producers`.
    pub processed_by: Vec<(String, String)>,
    /// Prefer `memory.copy` to a call of `memcpy`, if [`Features::bulk_memory`] is on.
    pub inline_memory_calls: bool,
    /// Turn stack slots into values in functions that are optimized, see [`crate::promote_slots`].
    pub promote_slots: bool,
}

impl Options {
    /// Options with the target features of these names, as LLVM spells them.
    pub fn new<'a>(
        isa: Arc<dyn TargetIsa>,
        target_features: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut features = Features {
            bulk_memory: false,
            sign_ext: false,
            nontrapping_fptoint: false,
            tail_call: false,
        };
        let mut names = Vec::new();
        for name in target_features {
            features.set(name, true);
            names.push(name.to_owned());
        }
        names.sort();
        names.dedup();
        let inline_memory_calls = features.bulk_memory;
        Options {
            isa,
            features,
            target_features: names,
            processed_by: Vec::new(),
            inline_memory_calls,
            promote_slots: true,
        }
    }
}
