//! Fatal errors of a compiler that cannot unwind, as on WASI: what would have been done on the way out
//! is done at once, then the process ends. Does not know what that is.

use std::cell::RefCell;

thread_local! {
    static LAST_WORDS: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// Sets what to do before the process ends because of an error.
pub fn set_last_words(last_words: Option<Box<dyn FnOnce()>>) {
    LAST_WORDS.set(last_words);
}

/// Ends the process with this code.
pub fn end_process(code: i32) -> ! {
    // Taken out first: an error of theirs must not start them again.
    if let Ok(Some(last_words)) = LAST_WORDS.try_with(RefCell::take) {
        last_words();
    }
    std::process::exit(code)
}
