//! `#[memoize]` and `#[track]`: functions whose results are kept for as long as what they looked at is the same.
//@ dependency: comemo = "0.5"

use std::sync::atomic::{AtomicU32, Ordering};

use comemo::{Track, Tracked, TrackedMut, memoize, track};

static CALLS: AtomicU32 = AtomicU32::new(0);

struct Files {
    numbers: Vec<u32>,
}

#[track]
impl Files {
    fn number(&self, index: usize) -> Option<u32> {
        self.numbers.get(index).copied()
    }

    fn count(&self) -> usize {
        self.numbers.len()
    }
}

#[derive(Clone)]
struct Log {
    lines: Vec<String>,
}

#[track]
impl Log {
    fn write(&mut self, text: &str) {
        self.lines.push(text.to_owned());
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
fn write(mut log: TrackedMut<Log>, number: u32) {
    log.write(&number.to_string());
}

fn main() {
    let mut files = Files { numbers: vec![1, 2, 3] };
    let mut log = Log { lines: Vec::new() };
    println!("{} {} {}", sum(0, files.track()), sum(0, files.track()), CALLS.load(Ordering::SeqCst));
    files.numbers[2] = 9;
    println!("{} {} {}", sum(0, files.track()), sum(1, files.track()), CALLS.load(Ordering::SeqCst));
    write(log.track_mut(), 5);
    write(log.track_mut(), 5);
    println!("{:?}", log.lines);
    println!("{} {}", files.track().count(), (&files as &dyn Named).track().name());
}
