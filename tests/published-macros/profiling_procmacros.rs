//! `#[profiling::function]`, `#[profiling::all_functions]` and `#[profiling::skip]`, for a profiler that prints.
//@ dependency: profiling = "1"

struct Work(u32);

#[profiling::all_functions]
impl Work {
    fn first(&self) -> u32 {
        self.0 + 1
    }

    #[profiling::skip]
    fn second(&self) -> u32 {
        self.0 + 2
    }
}

#[profiling::function]
fn outer<T: Into<u64>>(value: T) -> u64 {
    profiling::scope!("inner");
    value.into() * 2
}

fn main() {
    println!("{} {} {}", outer(4u8), Work(1).first(), Work(1).second());
}
