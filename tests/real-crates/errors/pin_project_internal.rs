//! What `#[pin_project]` refuses.

use pin_project::{pin_project, pinned_drop};

#[pin_project(unknown)]
struct Unknown(#[pin] u8);

#[pin_project(UnsafeUnpin, !Unpin)]
struct Contradiction(#[pin] u8);

#[pin_project]
struct Twice(#[pin] #[pin] u8, #[pin(x)] u8);

#[pin_project]
#[repr(packed)]
struct Packed {
    #[pin]
    a: u8,
}

#[pin_project(project = Same, project_ref = Same)]
struct Names(u8);

#[pin_project]
enum Empty {}

#[pin_project]
fn not_a_type() {}

#[pin_project(PinnedDrop)]
struct NoDrop(u8);

#[pin_project]
struct OwnDrop(u8);

impl Drop for OwnDrop {
    fn drop(&mut self) {}
}

#[pinned_drop]
impl Drop for Unknown {
    fn drop(&mut self) {}
}

fn main() {}
