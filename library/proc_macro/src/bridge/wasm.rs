//! The client's side of the bridge in a WebAssembly module: the imports that replace the server's
//! function pointer, and the exports that replace the table of macros.
//!
//! The rest of the bridge does not know about it. Messages are those of the bridge; their `usize`
//! has 32 bits here. `compiler/rustc_wasm_proc_macro/src/protocol/abi.rs` is the other end of this file.

use std::any::Any;
use std::cell::{Cell, RefCell};
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
        pub(super) fn catch(function: usize, data: *mut u8) -> bool;
        pub(super) fn throw() -> !;
    }

    #[cfg(any(target_os = "unknown", target_os = "wasi"))]
    #[link(wasm_import_module = "wasm_proc_macro")]
    unsafe extern "C" {
        pub(super) fn env_var(
            name: *const u8,
            name_len: usize,
            value: *mut u8,
            value_capacity: usize,
        ) -> usize;
        pub(super) fn env_vars(vars: *mut u8, vars_capacity: usize) -> usize;
        pub(super) fn current_dir(path: *mut u8, path_capacity: usize) -> usize;
        pub(super) fn refused(kind: u32, what: *const u8, what_len: usize);
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
    PHASE.set(Phase::Client);
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

/// Has the host told about panics before they become traps, which say nothing, and end calls for those that are caught;
/// told about output, where the target has no way of its own to print; and asked for what can be seen of the outside.
pub fn connect_to_host() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Prints nothing, as is done natively. A macro may set a hook of its own.
        panic::set_hook(Box::new(|info| {
            PLACE.set(info.location().map(|place| place.to_string()).unwrap_or_default());
        }));
        let (report, catch, throw) = (report_panic, catch, throw);
        panic::set_wasm_panic_handlers(panic::WasmPanicHandlers { report, catch, throw });
        #[cfg(target_os = "unknown")]
        std::io::set_wasm_output(|output, text| {
            // SAFETY: the host reads `text` during the call.
            unsafe { host::print(output, text.as_ptr(), text.len()) }
        });
        #[cfg(any(target_os = "unknown", target_os = "wasi"))]
        outside::connect();
    });
}

/// What the host shows of the outside: the environment of the compiler.
#[cfg(any(target_os = "unknown", target_os = "wasi"))]
mod outside {
    use super::host;

    /// What the host returns for a length of what there is not.
    const ABSENT: usize = u32::MAX as usize;

    pub(super) fn connect() {
        std::env::set_wasm_outside(std::env::WasmOutside {
            env_var: |name| {
                // SAFETY: the host reads `name` during the call, and writes as `answer` allows.
                answer(|ptr, len| unsafe { host::env_var(name.as_ptr(), name.len(), ptr, len) })
            },
            env_vars,
            // SAFETY: the host writes as `answer` allows.
            current_dir: || answer(|ptr, len| unsafe { host::current_dir(ptr, len) }),
            refused: |kind, what| {
                // SAFETY: the host reads `what` during the call.
                unsafe { host::refused(kind, what.as_ptr(), what.len()) }
            },
        });
    }

    /// Has the C library take relative paths for what they are to the compiler.
    #[cfg(target_os = "wasi")]
    pub(super) fn enter_current_dir() {
        unsafe extern "C" {
            fn chdir(path: *const std::ffi::c_char) -> std::ffi::c_int;
        }
        // SAFETY: the host writes as `answer` allows.
        let path = answer(|ptr, len| unsafe { host::current_dir(ptr, len) });
        if let Some(Ok(path)) = path.map(std::ffi::CString::new) {
            // SAFETY: it is a string of C. If there is no such directory, relative paths lead nowhere.
            unsafe { chdir(path.as_ptr()) };
        }
    }

    /// What the host writes, to a range that `ask` gets, or to a larger one if it says that it needs one.
    fn answer(ask: impl Fn(*mut u8, usize) -> usize) -> Option<Vec<u8>> {
        let mut answer = Vec::with_capacity(256);
        let len = ask(answer.as_mut_ptr(), answer.capacity());
        if len == ABSENT {
            return None;
        }
        if len > answer.capacity() {
            answer.reserve_exact(len);
            // SAFETY: `reserve_exact` made room for the `len` bytes the host is about to write.
            unsafe { host::take_reply(answer.as_mut_ptr()) };
        }
        // SAFETY: the host has written `len` bytes, with the first call or the second.
        unsafe { answer.set_len(len) };
        Some(answer)
    }

    fn env_vars() -> Vec<(Vec<u8>, Vec<u8>)> {
        // SAFETY: the host writes as `answer` allows.
        let all = answer(|ptr, len| unsafe { host::env_vars(ptr, len) }).unwrap_or_default();
        let mut rest = &all[..];
        let mut vars = Vec::new();
        while let Some((lens, texts)) = rest.split_first_chunk::<8>() {
            let len = |at: usize| u32::from_le_bytes(lens[at..at + 4].try_into().unwrap()) as usize;
            let (name, texts) = texts.split_at(len(0));
            let (value, texts) = texts.split_at(len(4));
            vars.push((name.to_vec(), value.to_vec()));
            rest = texts;
        }
        vars
    }
}

/// Does what is left to do before the first macro when constructors have run.
pub fn finish_start() {
    #[cfg(target_os = "wasi")]
    outside::enter_current_dir();
}

/// What the next `catch_unwind` is part of.
#[derive(Clone, Copy)]
enum Phase {
    /// A constructor. The host calls nothing for it.
    Start,
    /// The client, around the macro.
    Client,
    Macro,
}

thread_local! {
    static PHASE: Cell<Phase> = const { Cell::new(Phase::Start) };
}

/// Has the host call `function(data)`. A panic that leaves the macro is better reported where it is: then the host
/// knows what led to it.
fn catch(function: fn(*mut u8), data: *mut u8) -> Option<bool> {
    match PHASE.get() {
        Phase::Start => return None,
        Phase::Client => {
            PHASE.set(Phase::Macro);
            return None;
        }
        Phase::Macro => {}
    }
    // SAFETY: the host passes both on to `call_caught`.
    Some(unsafe { host::catch(function as usize, data) })
}

fn throw() -> ! {
    // SAFETY: the host does not return to a call that it ends.
    unsafe { host::throw() }
}

/// What the host calls for `catch`.
pub fn call_caught(function: fn(*mut u8), data: *mut u8) {
    function(data);
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

            #[unsafe(export_name = "wasm_proc_macro_caught")]
            #[allow(improper_ctypes_definitions)]
            extern "C" fn caught(function: fn(*mut u8), data: *mut u8) {
                $crate::bridge::wasm::call_caught(function, data)
            }
        };
        const _: () = {
            unsafe extern "C" {
                // The linker makes it. If nobody named it, the linker would have every export call it
                // first, as it does for commands.
                fn __wasm_call_ctors();
            }

            #[unsafe(export_name = "_initialize")]
            extern "C" fn initialize() {
                // Constructors may panic and print.
                $crate::bridge::wasm::connect_to_host();
                // SAFETY: the host calls `_initialize` once, and nothing before it.
                unsafe { __wasm_call_ctors() }
                $crate::bridge::wasm::finish_start();
            }
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
