// Macros that panic.
//@ edition: 2021

use proc_macro::TokenStream;

#[proc_macro]
pub fn panic_with_str(_: TokenStream) -> TokenStream {
    panic!("a text that is known when the macro is compiled")
}

#[proc_macro]
pub fn panic_with_string(input: TokenStream) -> TokenStream {
    panic!("a text made of `{input}`,\nin two lines")
}

#[proc_macro]
pub fn panic_with_another_type(_: TokenStream) -> TokenStream {
    std::panic::panic_any(17_u8)
}

#[proc_macro]
pub fn unwrap_an_error(input: TokenStream) -> TokenStream {
    input.to_string().parse::<u8>().unwrap();
    TokenStream::new()
}

#[proc_macro]
pub fn overflow(input: TokenStream) -> TokenStream {
    let length = u8::try_from(input.into_iter().count()).unwrap();
    let _ = std::hint::black_box(length - 1);
    TokenStream::new()
}

#[proc_macro_attribute]
pub fn panic_on_item(args: TokenStream, _: TokenStream) -> TokenStream {
    panic!("{args}")
}

#[proc_macro_derive(PanicWithStruct)]
pub fn derive(_: TokenStream) -> TokenStream {
    panic!("from a derive macro")
}

#[proc_macro_derive(Harmless)]
pub fn harmless(_: TokenStream) -> TokenStream {
    "const HARMLESS: u8 = 1;".parse().unwrap()
}
