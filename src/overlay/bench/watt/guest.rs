//! Macros that change nothing, as a module for watt 0.5, whose ABI `docs/watt.md` describes. watt's interpreter knows the
//! first version of WebAssembly only, and the standard library is compiled for a later one: so nothing of it is called.

#![no_std]

use core::arch::wasm32::memory_grow;
use core::panic::PanicInfo;

#[link(wasm_import_module = "watt-0.5")]
unsafe extern "C" {
    fn token_stream_serialize(stream: u32) -> u32;
    fn token_stream_deserialize(bytes: *const u8, len: usize) -> u32;
    fn bytes_len(bytes: u32) -> usize;
    fn bytes_read(bytes: u32, to: *mut u8);
}

const PAGE: usize = 1 << 16;

/// Bytes of a span.
const SPAN: usize = 4;

/// Where the tokens are, and how many bytes there are.
static mut BUFFER: (*mut u8, usize) = (core::ptr::null_mut(), 0);

/// A stream stays the handle that it is on the way between the exports.
#[unsafe(no_mangle)]
extern "C" fn raw_to_token_stream(raw: u32) -> u32 {
    raw
}

#[unsafe(no_mangle)]
extern "C" fn token_stream_into_raw(raw: u32) -> u32 {
    raw
}

/// Gives the input back without looking at it.
#[unsafe(no_mangle)]
extern "C" fn same(raw: u32) -> u32 {
    raw
}

/// Reads the input token by token, and makes the output of what it read.
#[unsafe(no_mangle)]
extern "C" fn rebuilt(raw: u32) -> u32 {
    // SAFETY: there is one thread, and the buffer is as long as what is read into it.
    unsafe {
        let bytes = token_stream_serialize(raw);
        let len = bytes_len(bytes);
        let buffer = buffer(len);
        bytes_read(bytes, buffer);
        token_stream_deserialize(buffer, rewrite(buffer, len))
    }
}

unsafe fn buffer(len: usize) -> *mut u8 {
    unsafe {
        if BUFFER.1 < len {
            let pages = len.div_ceil(PAGE);
            BUFFER = ((memory_grow(0, pages) * PAGE) as *mut u8, pages * PAGE);
        }
        BUFFER.0
    }
}

/// Turns what a module gets into what it gives, in place: less by two spans for each group. Returns the new length.
unsafe fn rewrite(buffer: *mut u8, len: usize) -> usize {
    let (mut from, mut to) = (0, 0);
    while from < len {
        let (kept, dropped) = unsafe {
            match *buffer.add(from) {
                0 => (1, 0),
                1 => (2 + SPAN, 2 * SPAN),
                2 => (
                    1 + SPAN
                        + 4
                        + buffer.add(from + 1 + SPAN).cast::<u32>().read_unaligned() as usize,
                    0,
                ),
                3 => (1 + 4 + 1 + SPAN, 0),
                // A literal, which is a handle.
                _ => (1 + SPAN + 1 + 4, 0),
            }
        };
        for offset in 0..kept {
            // Otherwise it becomes a call of `memmove`.
            unsafe { buffer.add(to + offset).write_volatile(*buffer.add(from + offset)) };
        }
        from += kept + dropped;
        to += kept;
    }
    to
}

#[panic_handler]
fn panic(_: &PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
