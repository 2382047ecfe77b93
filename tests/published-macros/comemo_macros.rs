//! `#[memoize]` and `#[track]`: functions whose results are kept for as long as what they looked at is the same.
//@ dependency: comemo = "0.5"

use std::sync::atomic::{AtomicU32, Ordering};

use comemo::{Track, Tracked, TrackedMut, memoize, track};

static CALLS: AtomicU32 = AtomicU32::new(0);

struct Files {
    numbers: Vec<u32>,
    log: Vec<String>,
}

#[track]
impl Files {
    fn number(&self, index: usize) -> Option<u32> {
        self.numbers.get(index).copied()
    }

    fn write(&mut self, text: &str) {
        self.log.push(text.to_owned());
    }
}

#[track]
trait Named: Sync {
    fn name(&self) -> &str;
}

impl Named for Files {
    fn name(&self) -> &str {
        "files"
    }
}

#[memoize]
fn sum(first: usize, files: Tracked<Files>) -> u32 {
    CALLS.fetch_add(1, Ordering::SeqCst);
    files.number(first).unwrap_or(0) + files.number(first + 1).unwrap_or(0)
}

#[memoize(enabled = number > 1)]
fn write(mut files: TrackedMut<Files>, number: u32) {
    files.write(&number.to_string());
}

fn main() {
    let mut files = Files { numbers: vec![1, 2, 3], log: Vec::new() };
    println!("{} {} {}", sum(0, files.track()), sum(0, files.track()), CALLS.load(Ordering::SeqCst));
    files.numbers[2] = 9;
    println!("{} {} {}", sum(0, files.track()), sum(1, files.track()), CALLS.load(Ordering::SeqCst));
    write(files.track_mut(), 5);
    write(files.track_mut(), 5);
    println!("{:?}", files.log);
    println!("{}", (&files as &dyn Named).track().name());
}
