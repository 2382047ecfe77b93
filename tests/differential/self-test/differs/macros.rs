//! Macros that are not the same in both forms, each in another way.
#![feature(proc_macro_diagnostic)]
#![feature(proc_macro_tracked_env)]

extern crate proc_macro;
use proc_macro::{Span, TokenStream, tracked};

#[proc_macro]
pub fn constant(_: TokenStream) -> TokenStream {
    let form = if cfg!(target_family = "wasm") { "module" } else { "library" };
    let _ = tracked::env_var(form);
    Span::call_site().warning(format!("a {form} warns")).emit();
    format!("const FORM: &str = {form:?}; fn {form}() {{}}").parse().unwrap()
}
