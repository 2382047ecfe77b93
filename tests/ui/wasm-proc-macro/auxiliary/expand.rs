// A macro that has the compiler expand its argument.
//@ edition: 2021

#![feature(proc_macro_expand)]

use proc_macro::TokenStream;

#[proc_macro]
pub fn expanded(input: TokenStream) -> TokenStream {
    match input.expand_expr() {
        Ok(stream) => format!("{:?}", stream.to_string()).parse().unwrap(),
        Err(error) => format!("compile_error!({:?})", error.to_string()).parse().unwrap(),
    }
}
