//! The client's side of the bridge in a WebAssembly module: the imports that replace the server's
//! function pointer, and the exports that replace the table of macros.
//!
//! The rest of the bridge does not know about it. Messages are those of the bridge; their `usize`
//! has 32 bits here. `compiler/rustc_wasm_proc_macro/src/abi.rs` is the other end of this file.

use std::any::Any;
use std::cell::RefCell;
use std::num::NonZero;
use std::panic;
use std::sync::Once;

use super::client::Client;
use super::closure::Closure;
use super::rpc::{Decode, PanicMessage};
use super::{BridgeConfig, Buffer};
use crate::TokenStream;

mod host {
    #[link(wasm_import_module = "wasm_proc_macro")]
    unsafe extern "C" {
        pub(super) fn call(
            request: *const u8,
            request_len: usize,
            reply: *mut u8,
            reply_capacity: usize,
        ) -> usize;
        pub(super) fn take_reply(reply: *mut u8);
        #[cfg(target_os = "unknown")]
        pub(super) fn print(output: u32, text: *const u8, text_len: usize);
        pub(super) fn panic(
            message: *const u8,
            message_len: usize,
            has_message: bool,
            place: *const u8,
            place_len: usize,
        );
    }
}

/// The spans every expansion starts with and its inputs, as the host passes them: by handle.
#[derive(Clone, Copy)]
pub struct Inputs<const N: usize> {
    pub globals: [u32; 3],
    pub streams: [u32; N],
}

/// Runs a derive or a function-like macro.
pub fn expand_unary(client: Client<TokenStream, TokenStream>, inputs: Inputs<1>) -> u32 {
    expand(client.run, inputs)
}

/// Runs an attribute macro.
pub fn expand_attribute(
    client: Client<(TokenStream, TokenStream), TokenStream>,
    inputs: Inputs<2>,
) -> u32 {
    expand(client.run, inputs)
}

/// Returns the handle of the output, or 0 for an empty one.
fn expand<const N: usize>(
    run: extern "C" fn(BridgeConfig<'_>) -> Buffer,
    inputs: Inputs<N>,
) -> u32 {
    connect_to_host();
    let mut input = Buffer::new();
    for handle in inputs.globals.into_iter().chain(inputs.streams) {
        input.extend_from_array(&handle.to_le_bytes());
    }
    let output = run(BridgeConfig {
        input,
        dispatch: Closure::from(&mut dispatch),
        // The hook that `run_client` installs calls ours only if it is to show panics.
        force_show_panics: true,
    });
    match Result::<Option<NonZero<u32>>, PanicMessage>::decode(&mut &output[..], &mut ()) {
        Ok(stream) => stream.map_or(0, NonZero::get),
        // Where panics unwind. The host has been told why.
        Err(_) => std::process::abort(),
    }
}

thread_local! {
    /// Where replies land. It grows to the longest one.
    static REPLY: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Sends a request to the host, and puts the reply in its place.
fn dispatch(mut message: Buffer) -> Buffer {
    REPLY.with_borrow_mut(|reply| {
        reply.clear();
        // SAFETY: both ranges are ours, and the host writes at most `capacity` bytes.
        let len = unsafe {
            host::call(message.as_ptr(), message.len(), reply.as_mut_ptr(), reply.capacity())
        };
        if len > reply.capacity() {
            reply.reserve(len);
            // SAFETY: `reserve` made room for the `len` bytes the host is about to write.
            unsafe { host::take_reply(reply.as_mut_ptr()) };
        }
        // SAFETY: the host has written `len` bytes, with the first call or the second.
        unsafe { reply.set_len(len) };
        message.clear();
        message.extend_from_slice(reply);
    });
    message
}

thread_local! {
    /// Where the last panic was, as far as is known.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Has the host told about panics before they become traps, which say nothing, and about output,
/// where the target has no way of its own to print.
fn connect_to_host() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Prints nothing, as is done natively. A macro may set a hook of its own.
        panic::set_hook(Box::new(|info| {
            PLACE.set(info.location().map(|place| place.to_string()).unwrap_or_default());
        }));
        panic::set_wasm_panic_report(report_panic);
        #[cfg(target_os = "unknown")]
        std::io::set_wasm_output(|output, text| {
            // SAFETY: the host reads `text` during the call.
            unsafe { host::print(output, text.as_ptr(), text.len()) }
        });
    });
}

fn report_panic(payload: &(dyn Any + Send)) {
    let message = match payload.downcast_ref::<&'static str>() {
        Some(message) => Some(*message),
        None => payload.downcast_ref::<String>().map(|message| message.as_str()),
    };
    let text = message.unwrap_or_default();
    let place = PLACE.take();
    // SAFETY: the host reads both texts during the call.
    unsafe {
        host::panic(text.as_ptr(), text.len(), message.is_some(), place.as_ptr(), place.len());
    }
}

/// What the compiler adds to a procedural macro crate: its macro list in a custom section, and for
/// each macro a function for the host to call.
#[allow_internal_unstable(proc_macro_internals)]
#[allow_internal_unsafe]
pub macro export {
    (list $list:literal; $($shape:ident $export:literal $function:ident;)*) => {
        const _: () = {
            // Without `#[used]`, which would keep the text in the module's memory as well.
            #[allow(dead_code)]
            #[unsafe(link_section = ".rustc_proc_macro_decls")]
            static LIST: [u8; $list.len()] = *$list;
        };
        $($crate::bridge::wasm::export! { $shape $export $function })*
    },
    (unary $export:literal $function:ident) => {
        const _: () = {
            #[unsafe(export_name = $export)]
            #[allow(deprecated)]
            extern "C" fn expand(def_site: u32, call_site: u32, mixed_site: u32, input: u32) -> u32 {
                $crate::bridge::wasm::expand_unary(
                    $crate::bridge::client::Client::<
                        $crate::TokenStream,
                        $crate::TokenStream,
                    >::expand1($function),
                    $crate::bridge::wasm::Inputs {
                        globals: [def_site, call_site, mixed_site],
                        streams: [input],
                    },
                )
            }
        };
    },
    (attribute $export:literal $function:ident) => {
        const _: () = {
            #[unsafe(export_name = $export)]
            #[allow(deprecated)]
            extern "C" fn expand(
                def_site: u32,
                call_site: u32,
                mixed_site: u32,
                arguments: u32,
                item: u32,
            ) -> u32 {
                $crate::bridge::wasm::expand_attribute(
                    $crate::bridge::client::Client::<
                        ($crate::TokenStream, $crate::TokenStream),
                        $crate::TokenStream,
                    >::expand2($function),
                    $crate::bridge::wasm::Inputs {
                        globals: [def_site, call_site, mixed_site],
                        streams: [arguments, item],
                    },
                )
            }
        };
    },
}
