//! Fatal errors of a compiler that cannot unwind, as on WASI: what would have been done on the way out
//! is done at once, then the process ends. Does not know what that is.

use std::cell::RefCell;

thread_local! {
    static LAST_WORDS: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// Sets what to do before the process ends because of a fatal error.
pub fn set_last_words(last_words: Option<Box<dyn FnOnce()>>) {
    LAST_WORDS.set(last_words);
}

/// Ends the process with the code of a compilation that failed.
pub(super) fn end_process() -> ! {
    // Taken out first: an error of theirs must not start them again.
    if let Some(last_words) = LAST_WORDS.take() {
        last_words();
    }
    rustc_data_structures::temp_dir::abort::remove_all();
    std::process::exit(1)
}
