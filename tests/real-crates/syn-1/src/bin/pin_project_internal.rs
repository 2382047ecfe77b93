//! Pinned fields of structs and enums.

use std::pin::Pin;

use pin_project::{pin_project, pinned_drop};

#[pin_project(project = PartsProj, project_ref = PartsRef)]
struct Parts<T, U> {
    #[pin]
    pinned: T,
    free: U,
}

#[pin_project(PinnedDrop, !Unpin)]
struct Noisy {
    #[pin]
    name: String,
}

#[pinned_drop]
impl PinnedDrop for Noisy {
    fn drop(self: Pin<&mut Self>) {
        println!("dropped {}", self.project().name);
    }
}

#[pin_project(project = EitherProj, project_replace = EitherOwn)]
enum Either<A> {
    Left(#[pin] A),
    Right { value: u8 },
    Neither,
}

fn main() {
    let mut parts = Box::pin(Parts { pinned: 1, free: vec![2] });
    let PartsProj { pinned, free } = parts.as_mut().project();
    free.push(*pinned);
    let PartsRef { pinned, free } = parts.as_ref().project_ref();
    println!("{pinned} {free:?}");
    let _noisy = Box::pin(Noisy { name: "n".into() });
    let mut either = Box::pin(Either::Left(3));
    if let EitherProj::Left(left) = either.as_mut().project() {
        println!("{left}");
    }
    either.set(Either::Right { value: 9 });
    match either.as_mut().project_replace(Either::Neither) {
        EitherOwn::Left(_) => println!("left"),
        EitherOwn::Right { value } => println!("right {value}"),
        EitherOwn::Neither => println!("neither"),
    }
}
