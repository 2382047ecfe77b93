//! Statics in sections of their own are used like any others.
//@ aux-build: link_sections.rs
use link_sections::{IN_DATA, IN_SECTION};

#[unsafe(link_section = ".rodata.special")]
static OWN: [u64; 2] = [1 << 40, 5];

fn main() {
    println!("{} {:?}", IN_SECTION.escape_ascii(), OWN);
    // SAFETY: there are no threads.
    unsafe {
        IN_DATA += std::hint::black_box(3);
        println!("{}", IN_DATA);
    }
}
