//! Arguments that pin-project does not take, and a Drop of one's own.

use pin_project::pin_project;

#[pin_project(Pinned)]
struct Unknown {
    #[pin]
    a: u8,
}

#[pin_project(PinnedDrop, project_replace)]
struct Both {
    #[pin(x)]
    a: u8,
}

#[pin_project]
union Union {
    a: u8,
}

#[pin_project]
#[repr(packed)]
struct Packed {
    #[pin]
    a: u16,
}

fn main() {}
