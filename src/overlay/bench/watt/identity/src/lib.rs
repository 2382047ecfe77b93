//! Macros that change nothing, in watt's interpreter. `BENCH_WATT_MODULE` names the module, which is
//! made of `../guest.rs`.

use proc_macro::TokenStream;
use watt::WasmMacro;

static MODULE: WasmMacro = WasmMacro::new(include_bytes!(env!("BENCH_WATT_MODULE")));

#[proc_macro]
pub fn same(input: TokenStream) -> TokenStream {
    MODULE.proc_macro("same", input)
}

#[proc_macro]
pub fn rebuilt(input: TokenStream) -> TokenStream {
    MODULE.proc_macro("rebuilt", input)
}
