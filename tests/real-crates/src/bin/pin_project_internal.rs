//! `#[pin_project]`: projections of pinned structs and enums.

use std::pin::{Pin, pin};

use pin_project::{pin_project, pinned_drop};

#[pin_project(PinnedDrop, project = Parts, project_ref = PartsRef)]
struct Both<'a, T, U: 'a>
where
    T: std::fmt::Debug,
{
    #[pin]
    pinned: T,
    plain: &'a mut U,
}

#[pinned_drop]
impl<T: std::fmt::Debug, U> PinnedDrop for Both<'_, T, U> {
    fn drop(self: Pin<&mut Self>) {
        println!("dropped {:?}", self.project().pinned);
    }
}

#[pin_project(project = StateParts, project_replace = Taken)]
#[derive(Debug)]
enum State<F> {
    Wait(#[pin] F, u8),
    Done { value: String },
    Gone,
}

#[pin_project(!Unpin)]
struct Never(#[pin] u8);

#[pin_project(UnsafeUnpin)]
struct Maybe<T>(#[pin] T);

unsafe impl<T: Unpin> pin_project::UnsafeUnpin for Maybe<T> {}

fn step(mut state: Pin<&mut State<u32>>) {
    match state.as_mut().project() {
        StateParts::Wait(mut future, count) => {
            *future += 1;
            *count -= 1;
            if *count == 0 {
                let value = format!("after {}", *future);
                state.project_replace(State::Done { value });
            }
        }
        StateParts::Done { value } => {
            println!("{value}");
            match state.project_replace(State::Gone) {
                Taken::Done { value } => println!("took {value}"),
                Taken::Wait(..) | Taken::Gone => unreachable!(),
            }
        }
        StateParts::Gone => println!("gone"),
    }
}

fn main() {
    let mut number = 3;
    {
        let mut both = pin!(Both { pinned: "text", plain: &mut number });
        let Parts { pinned, plain } = both.as_mut().project();
        **plain += pinned.len();
        let PartsRef { pinned, .. } = both.as_ref().project_ref();
        println!("{pinned:?}");
    }
    let mut state = pin!(State::Wait(0, 2));
    for _ in 0..4 {
        step(state.as_mut());
    }
    println!("{number} {state:?} {}", *pin!(Never(1)).project().0 + *Pin::new(&mut Maybe(1)).project().0);
}
